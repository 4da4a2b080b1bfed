"""A row of part 三 pasted one column aside: every column breaks, and one move sets all right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govreport_desktop.form.model import Balance, CellAddress
from govreport_desktop.report.balance import ColumnBalance
from govreport_desktop.report.numbers import Number, is_number
from govreport_desktop.report.report import Report


@dataclass(frozen=True, slots=True)
class Shift:
    """A row and what it should hold; ``words`` says it to the clerk, ``move`` is the remedy."""

    row: str
    words: str
    move: str
    contents: tuple[tuple[CellAddress, int | None], ...]


def shifted_row(
    report: Report, relation: Balance, columns: Sequence[ColumnBalance]
) -> Shift | None:
    """The one row whose move by one column balances the table; None where none or two would.

    The number pushed over the edge is lost (it fell on the computed total), so the column at
    that edge takes what balances it.
    """
    table = report.form.tables[relation.table]
    typed = [line for line in columns if not _computed(report, relation.left[0], line, relation)]
    if sum(1 for line in typed if line.difference) < 2:
        return None
    hits = []
    for row, name in table.row_names.items():
        for step, direction in ((1, "左"), (-1, "右")):
            right = _moved(report, relation, row, typed, step)
            if right is not None:
                cells = (CellAddress(relation.table, row, line.column) for line in typed)
                words = f"“{name}”一行可能整行错了一列，{direction}移一列后各列都相符"
                contents = tuple(zip(cells, right, strict=True))
                hits.append(Shift(row, words, f"“{name}”一行{direction}移一列", contents))
    return hits[0] if len(hits) == 1 else None


def _moved(
    report: Report, relation: Balance, row: str, typed: Sequence[ColumnBalance], step: int
) -> list[int | None] | None:
    """The row's numbers moved by ``step``, if that balances every column."""
    held = _row(report, relation, row, typed)
    if held is None or sum(1 for number in held if number) < 2:
        return None
    if held[0 if step > 0 else -1]:
        return None
    sign = 1 if row in relation.left else -1
    moved: list[int | None] = []
    for index, line in enumerate(typed):
        # What the cell would have to hold for its column to balance.
        needed: Number = (held[index] or 0) - sign * line.difference
        source = index + step
        if 0 <= source < len(held):
            if (held[source] or 0) != needed:
                return None
            moved.append(held[source])
        elif needed < 0:
            return None
        else:
            moved.append(int(needed))
    return moved


def _row(
    report: Report, relation: Balance, row: str, typed: Sequence[ColumnBalance]
) -> list[int | None] | None:
    """What a row holds in the typed columns; None for a computed row or one with non-numbers."""
    held: list[int | None] = []
    for line in typed:
        value = report.values[CellAddress(relation.table, row, line.column)]
        if _computed(report, row, line, relation) or not (value is None or is_number(value)):
            return None
        held.append(None if value is None else int(value))
    return held


def _computed(report: Report, row: str, line: ColumnBalance, relation: Balance) -> bool:
    return report.form.cell(CellAddress(relation.table, row, line.column)).formula is not None
