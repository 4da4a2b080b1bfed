"""Cross-footings of columns that are not filled in yet: incomplete is not wrong (R1, R18).

A difference that blank cells may still make up for is no error: blank is not 0. Nor may it be
passed over in silence where the blanks stand in for 0, as they do in many finished reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context
from govreport_desktop.checks.settings import BLANKS
from govreport_desktop.form.model import Balance, CellAddress
from govreport_desktop.report.balance import ColumnBalance, balance_columns
from govreport_desktop.report.numbers import is_number


def balances(context: Context) -> dict[Balance, list[ColumnBalance]]:
    """Every column of every cross-footing, computed once a run."""
    report = context.report
    relations = (one for one in report.form.relations if isinstance(one, Balance))
    return {relation: balance_columns(report, relation) for relation in relations}


def is_unfinished(context: Context, relation: Balance, line: ColumnBalance) -> bool:
    """Whether ``line`` differs, and nobody can say yet whether that is wrong."""
    if not line.difference or not line.readable or not line.may_agree:
        return False
    report = context.report
    if context.looks_finished:
        return False
    cell = CellAddress(relation.table, relation.left[0], line.column)
    formula = report.form.cell(cell).formula
    if formula:  # 总计: as unfinished as the columns it adds up
        columns = {source.column for source in formula.sources}
        lines = [each for each in context.once(balances)[relation] if each.column in columns]
        return all(is_unfinished(context, relation, each) for each in lines if each.difference)
    left, right = (
        [is_number(report.values[cell._replace(row=row)]) for row in side]
        for side in (relation.left, relation.right)
    )
    # Whoever has come to the last row is through; where blanks are printed for 0, nobody says so.
    through = all if context.settings.runs(BLANKS) else any
    return not (any(left) and through(right))


def unfinished_columns(context: Context, table: str) -> Iterator[str]:
    """The names of the columns of ``table`` whose cross-footing cannot be judged yet."""
    for relation in context.report.form.relations:
        if isinstance(relation, Balance) and relation.table == table:
            names = context.report.form.tables[table].column_names
            for line in context.once(balances)[relation]:
                if is_unfinished(context, relation, line):
                    yield names[line.column]
