"""The relations the form itself states (R1, R6, R7), read from the form data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport_desktop.checks.causes import cause_of
from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Fix, Problem, Severity
from govreport_desktop.checks.unfinished import balances, is_unfinished
from govreport_desktop.form.model import Balance, CarryOver, CellAddress, Stock, Table
from govreport_desktop.report.balance import ColumnBalance, difference_words
from govreport_desktop.report.numbers import Number, format_value, is_number, size
from govreport_desktop.report.report import Report

_NAMED = 3  # rows whose blanks are named in a sentence


def _find_balance(context: Context) -> Iterator[Problem]:
    for relation in context.report.form.relations:
        if isinstance(relation, Balance):
            yield from _balance(context, relation)


def _find_carry_over(context: Context) -> Iterator[Problem]:
    for relation in context.report.form.relations:
        if isinstance(relation, CarryOver):
            yield from _carry_over(context, relation)


def _find_stock(context: Context) -> Iterator[Problem]:
    for relation in context.report.form.relations:
        if isinstance(relation, Stock):
            yield from _stock(context, relation)


def _balance(context: Context, relation: Balance) -> Iterator[Problem]:
    """R1, each column: 一 + 二 = 三（七）+ 四. A wholly blank column has nothing to break.

    Nor has one with a cell that cannot be read: R5 says what is wrong there, and a sum
    that leaves the cell out is no sum. Nor one that is not filled in yet (`unfinished`).
    """
    report = context.report
    lines = context.once(balances)[relation]
    columns = [
        line for line in lines if line.readable and not is_unfinished(context, relation, line)
    ]
    for line in columns:
        if line.difference:
            in_doubt = line.may_agree and not context.handed_in
            found = _differs(report, relation, line, in_doubt=in_doubt)
            if _is_computed(report, relation, line):
                yield found._replace(cause=_of_columns(report, relation, columns))
            else:
                yield found.due_to(cause_of(context, found.key))


def _is_computed(report: Report, relation: Balance, line: ColumnBalance) -> bool:
    cell = CellAddress(relation.table, relation.left[0], line.column)
    return report.form.cell(cell).formula is not None


def _of_columns(report: Report, relation: Balance, columns: Sequence[ColumnBalance]) -> str:
    """Why the column of totals differs: it is the sum of the others."""
    names = report.form.tables[relation.table].column_names
    broken = [
        names[line.column]
        for line in columns
        if line.difference and not _is_computed(report, relation, line)
    ]
    return f"总计是各列之和，改正{'、'.join(broken)}后会一并相符"


def _differs(report: Report, relation: Balance, line: ColumnBalance, *, in_doubt: bool) -> Problem:
    """A column that does not balance; a warning where its blanks, if no 0, might explain it."""
    table = report.form.tables[relation.table]
    message = relation.message.format(
        column=table.column_names[line.column],
        left_name=relation.left_name,
        right_name=relation.right_name,
        left=format_value(line.left),
        right=format_value(line.right),
        difference=difference_words(line.difference),
    )
    return Problem(
        key=f"{relation.rule}:{relation.table}/{line.column}",
        rule=relation.rule,
        severity=Severity.WARNING if in_doubt else Severity(relation.severity),
        section=table.section,
        message=f"{message}{_blank_words(table, line) if line.may_agree else ''}。",
        cells=_sides(relation, line.column),
        basis=relation.basis,
        figures=(line.left, line.right, size(line.difference)),
    )


def _blank_words(table: Table, line: ColumnBalance) -> str:
    """Which cells of the column are blank: they may hold what is missing, or stand in for 0."""
    rows = dict.fromkeys(table.cells[cell].row_name for cell in line.blank)
    named = "".join(f"“{row}”" for row in list(rows)[:_NAMED])
    more = f"等 {len(line.blank)} 格" if len(line.blank) > _NAMED else ""
    return f"；其中{named}{more}空着，没有的填 0 再核对"


def _sides(relation: Balance, column: str) -> tuple[CellAddress, ...]:
    return tuple(
        CellAddress(relation.table, row, column) for row in (*relation.left, *relation.right)
    )


def _carry_over(context: Context, relation: CarryOver) -> Iterator[Problem]:
    """R6, each column. A blank on either side is not compared: blank is not 0."""
    report, last = context.report, context.report.last_year
    if last is None:
        return
    table = report.form.tables[relation.table]
    for column, name in table.column_names.items():
        here = CellAddress(relation.table, relation.opening, column)
        there = here._replace(row=relation.closing)
        opening, closing = report.values[here], last.values.get(there)
        if not is_number(opening) or not is_number(closing) or opening == closing:
            continue
        words = relation.message.format(
            column=name,
            opening=format_value(opening),
            closing=format_value(closing),
            difference=difference_words(opening - closing),
        )
        fixes: tuple[Fix, ...] = ()
        if report.form.cell(here).formula is None:
            # Last year's report is on record, and undo takes it back.
            fixes = (Fix(f"按上年度报告填 {format_value(closing)}", ((here, closing),)),)
        figures = (opening, closing, size(opening - closing))
        found = _warning(relation, table.section, column, f"{words}。", figures)
        found = found._replace(cells=(here,), fixes=fixes)
        yield found.due_to(cause_of(context, found.key))


def _stock(context: Context, relation: Stock) -> Iterator[Problem]:
    """R7, each row: 现行有效 = last year's 现行有效 + 制发 - 废止."""
    report, last = context.report, context.report.last_year
    if last is None:
        return
    table = report.form.tables[relation.table]
    for row in relation.rows:
        cells = tuple(
            CellAddress(relation.table, row, column)
            for column in (relation.stock, relation.plus, relation.minus)
        )
        stock, plus, minus = (report.values[cell] for cell in cells)
        opening = last.values.get(cells[0])
        if not (is_number(stock) and is_number(plus) and is_number(minus) and is_number(opening)):
            continue
        expected: Number = opening + plus - minus
        if stock == expected:
            continue
        words = relation.message.format(
            row=table.row_names[row],
            opening=format_value(opening),
            plus=format_value(plus),
            minus=format_value(minus),
            expected=format_value(expected),
            stock=format_value(stock),
            difference=difference_words(stock - expected),
        )
        figures = (opening, plus, minus, expected, stock, size(stock - expected))
        found = _warning(relation, table.section, row, f"{words}。", figures)
        found = found._replace(cells=cells)
        yield found.due_to(cause_of(context, found.key))


def _warning(
    relation: CarryOver | Stock,
    section: str,
    part: str,
    message: str,
    figures: tuple[Number, ...],
) -> Problem:
    return Problem(
        key=f"{relation.rule}:{relation.table}/{part}",
        rule=relation.rule,
        severity=Severity(relation.severity),
        section=section,
        message=message,
        basis=relation.basis,
        figures=figures,
    )


BALANCE = Rule(
    id="R1",
    name="表内勾稽",
    what="第三部分每一列：一、二两项之和等于三（七）、四两项之和。",
    basis="第三部分表头注明的勾稽关系",
    example="自然人：一、二两项共 3493，三、四两项共 3492，前者多 1",
    severity=Severity.ERROR,
    find=_find_balance,
)

CARRY_OVER = Rule(
    id="R6",
    name="上年结转与上年报告一致",
    what="第三部分“上年结转”各列等于上年度报告的“结转下年度继续办理”。",
    basis="通行做法，可以说明原因",
    example="自然人：上年结转 0，上年度报告“结转下年度继续办理”为 3",
    severity=Severity.WARNING,
    find=_find_carry_over,
)

STOCK = Rule(
    id="R7",
    name="现行有效件数的增减",
    what="现行有效件数等于上年现行有效件数加本年制发、减本年废止。",
    basis="通行做法，清理、机构划转除外，可以说明原因",
    example="上年现行有效 10，加本年制发 2、减本年废止 1，应为 11，现填 12",
    severity=Severity.WARNING,
    find=_find_stock,
)
