"""A column more than the form has: 小计, which only says again what stands beside it.

Where it does row by row, its numbers are furniture and the column is named once; a row in which it
says something else is left over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from govreport_desktop.matching.labelled import Block, Columns, Labelled
from govreport_desktop.matching.labels import is_blank, is_figure, plain
from govreport_desktop.matching.lines import Cell
from govreport_desktop.source import Place

_NAMES = ("小计", "合计", "计")
_FEWEST, _MOST = 2, 6  # columns that are added up
_FEWEST_ROWS = 2  # of one row it may be an accident
_REASON = "表里没有的一列，各行是旁边各列之和，没有另取"


def subtotals(labelled: Labelled, block: Block, columns: Columns) -> set[Place]:
    """Where the numbers stand that are the sum of those beside them, in a column named so."""
    found: set[Place] = set()
    for x in columns:
        heads = labelled.heads(block, x)
        if columns[x] or not heads or plain(heads[0]) not in _NAMES:
            continue
        again = _in_column(labelled, block, columns, x)
        name = next(c for y in block.header if (c := labelled.grid.at(y, x)) and c.text == heads[0])
        if again:
            labelled.placing.leave(name.text, name.place, reason=_REASON)
        found |= again
    return found


def _in_column(labelled: Labelled, block: Block, columns: Columns, x: int) -> set[Place]:
    rows = [y for y in block.body if (cell := labelled.grid.at(y, x)) and is_figure(cell.text)]
    best: set[Place] = set()
    for others in _beside(columns, x):
        agreeing = {
            cell.place
            for y in rows
            if (cell := labelled.grid.at(y, x)) and _is_sum(cell, labelled, y, others)
        }
        best = max(best, agreeing, key=len)
    return best if len(best) >= _FEWEST_ROWS and 2 * len(best) > len(rows) else set()


def _beside(columns: Mapping[int, object], x: int) -> list[Sequence[int]]:
    """The runs of columns of the form that end left of ``x``, or begin right of it."""
    named = [other for other in sorted(columns) if columns[other]]
    left, right = [o for o in named if o < x], [o for o in named if o > x]
    counts = range(_FEWEST, _MOST + 1)
    runs = [run for n in counts for run in (left[-n:], right[:n]) if len(run) == n]
    return list(runs)


def _is_sum(cell: Cell, labelled: Labelled, y: int, others: Sequence[int]) -> bool:
    numbers = [_number(labelled.grid.at(y, other)) for other in others]
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) and _number(cell) == sum(known)


def _number(cell: Cell | None) -> Decimal | None:
    """What a cell counts as; a blank one as 0, None for what is no plain number."""
    if cell is None or is_blank(cell.text):
        return Decimal(0)
    try:
        return Decimal(plain(cell.text).replace(",", ""))
    except InvalidOperation:
        return None
