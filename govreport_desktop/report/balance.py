"""The cross-footing of part 三 (R1) as figures: what a check and the live row both show."""

from __future__ import annotations

from typing import NamedTuple

from govreport_desktop.form.model import Balance, CellAddress, Form
from govreport_desktop.report.numbers import Number, Unread, format_value, is_number, size
from govreport_desktop.report.report import Report


class ColumnBalance(NamedTuple):
    """One column: the sums of both sides, blank counted as nothing, and left minus right.

    ``readable`` is False where a cell of either side, or of the sums behind them, holds text
    that is no number: a sum that leaves it out is no sum, and agrees with nothing.
    ``blank_left`` and ``blank_right`` are the cells behind either side that are to be typed and
    are blank: blank is not 0.
    """

    column: str
    left: Number
    right: Number
    difference: Number
    readable: bool = True
    blank_left: tuple[CellAddress, ...] = ()
    blank_right: tuple[CellAddress, ...] = ()

    @property
    def blank(self) -> tuple[CellAddress, ...]:
        """The cells of the column that are still blank."""
        return self.blank_left + self.blank_right

    @property
    def may_agree(self) -> bool:
        """Whether what is still blank can make up for the difference; counts are never below 0."""
        return bool(self.blank_right if self.difference > 0 else self.blank_left)


def balance_columns(report: Report, relation: Balance) -> list[ColumnBalance]:
    """Both sides of ``relation`` in each column of its table, in printed order."""
    lines = []
    for column in report.form.tables[relation.table].column_names:
        left = _side(report, relation.table, relation.left, column)
        right = _side(report, relation.table, relation.right, column)
        readable = left.readable and right.readable
        difference = left.total - right.total
        blank = left.blank, right.blank
        lines.append(ColumnBalance(column, left.total, right.total, difference, readable, *blank))
    return lines


def difference_words(difference: Number) -> str:
    """多 3 where the left side is larger, 少 3 where it is smaller, 相符 where neither."""
    if not difference:
        return "相符"
    return f"{'多' if difference > 0 else '少'} {format_value(size(difference))}"


class _Side(NamedTuple):
    total: Number
    readable: bool
    blank: tuple[CellAddress, ...]


def _side(report: Report, table: str, rows: tuple[str, ...], column: str) -> _Side:
    """What the rows of one side add up to, and what of the cells behind them is no number."""
    cells, typed = _behind(report.form, table, rows, column)
    total: Number = 0
    for cell in cells:
        value = report.values.get(cell)
        if is_number(value):
            total = total + value
    values = [report.values.get(cell) for cell in typed]
    readable = not any(isinstance(value, Unread) for value in values)
    blank = (cell for cell, value in zip(typed, values, strict=True) if value is None)
    return _Side(total, readable, tuple(blank) if None in values else ())


def _behind(
    form: Form, table: str, rows: tuple[str, ...], column: str
) -> tuple[tuple[CellAddress, ...], tuple[CellAddress, ...]]:
    """The cells of one side, and the typed ones that they add up, in printed order."""
    known = form.kept.setdefault(_behind, {})
    if (table, rows, column) not in known:
        cells = tuple(CellAddress(table, row, column) for row in rows)
        typed, todo = [], [*reversed(cells)]
        while todo:
            cell = todo.pop()
            formula = form.cell(cell).formula
            if formula:
                todo += reversed(formula.sources)
            else:
                typed.append(cell)
        known[table, rows, column] = cells, tuple(typed)
    found: tuple[tuple[CellAddress, ...], tuple[CellAddress, ...]] = known[table, rows, column]
    return found
