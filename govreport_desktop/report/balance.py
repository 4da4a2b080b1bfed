"""The cross-footing of part 三 (R1) as figures: what a check and the live row both show."""

from __future__ import annotations

from typing import NamedTuple

from govreport_desktop.form.model import Balance, CellAddress
from govreport_desktop.report.numbers import Number, Unread, format_value, is_number, size
from govreport_desktop.report.report import Report


class ColumnBalance(NamedTuple):
    """One column: the sums of both sides, blank counted as nothing, and left minus right.

    ``readable`` is False where a cell of either side, or of the sums behind them, holds text
    that is no number: a sum that leaves it out is no sum, and agrees with nothing.
    """

    column: str
    left: Number
    right: Number
    difference: Number
    readable: bool = True


def balance_columns(report: Report, relation: Balance) -> list[ColumnBalance]:
    """Both sides of ``relation`` in each column of its table, in printed order."""
    lines = []
    for column in report.form.tables[relation.table].column_names:
        left = _sum(report, relation.table, relation.left, column)
        right = _sum(report, relation.table, relation.right, column)
        readable = _is_readable(report, relation, column)
        lines.append(ColumnBalance(column, left, right, left - right, readable))
    return lines


def difference_words(difference: Number) -> str:
    """多 3 where the left side is larger, 少 3 where it is smaller, 相符 where neither."""
    if not difference:
        return "相符"
    return f"{'多' if difference > 0 else '少'} {format_value(size(difference))}"


def _sum(report: Report, table: str, rows: tuple[str, ...], column: str) -> Number:
    values = (report.values.get(CellAddress(table, row, column)) for row in rows)
    total: Number = 0
    for value in values:
        if is_number(value):
            total = total + value
    return total


def _is_readable(report: Report, relation: Balance, column: str) -> bool:
    rows = (*relation.left, *relation.right)
    todo = [CellAddress(relation.table, row, column) for row in rows]
    while todo:
        cell = todo.pop()
        if isinstance(report.values.get(cell), Unread):
            return False
        formula = report.form.cell(cell).formula
        todo += formula.sources if formula else ()
    return True
