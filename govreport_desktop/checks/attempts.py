"""What can be mixed up with what on a form: slips that nobody has to work out from a difference.

Two numbers, rows or columns exchanged, and a row pasted one column aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from govreport_desktop.checks.equations import Sheet
from govreport_desktop.checks.slips import Slip, exchanged, exchanged_all, pasted_aside
from govreport_desktop.form.model import CellAddress

Row = Sequence[CellAddress]

# A table so short is no list of results: a case may be put a row above or below.
_FEW_ROWS = 6


def exchanges(sheet: Sheet) -> list[Slip]:
    """What may have been exchanged: two numbers, whole rows or whole columns."""
    found = (*_pairs(sheet), *_wholes(sheet))
    return [slip for slip in found if _is_possible(sheet, slip)]


def _pairs(sheet: Sheet) -> Iterator[Slip]:
    """Two rows that stand together, or two columns of a row that counts unlike things."""
    values = sheet.values
    for grid in sheet.grids:
        for upper, lower in _near(sheet, grid):
            for one, other in _beside(upper, lower):
                if values[one] != values[other]:
                    yield exchanged(one, other, values)
        for row in grid:
            for one, other in combinations(row, 2) if row[0] not in sheet.alike else ():
                if values[one] != values[other]:
                    yield exchanged(one, other, values)


def _wholes(sheet: Sheet) -> Iterator[Slip]:
    """Whole rows that stand together, or whole columns of one table."""
    for grid in sheet.grids:
        for upper, lower in _near(sheet, grid):
            yield from exchanged_all(_beside(upper, lower), sheet.values)
        columns: dict[str, list[CellAddress]] = {}
        for cell in (cell for row in grid for cell in row if cell in sheet.alike):
            columns.setdefault(cell.column, []).append(cell)
        for left, right in combinations(columns.values(), 2):
            # Not where a row is missing in which something cannot be read.
            if len(left) == len(right):
                yield from exchanged_all(zip(left, right, strict=True), sheet.values)


def beside(sheet: Sheet) -> Mapping[CellAddress, Sequence[CellAddress]]:
    """For each cell those that a case of it may have been put into instead.

    Of the same row, and in a short table of the row above or below.
    """
    found: dict[CellAddress, list[CellAddress]] = {}
    for grid in sheet.grids:
        for row in grid:
            for cell in row if row[0] in sheet.alike else ():
                found[cell] = [other for other in row if other != cell]
        for upper, lower in pairwise(grid) if len(grid) <= _FEW_ROWS else ():
            for one, other in _beside(upper, lower) if upper[0] in sheet.alike else ():
                found[one].append(other)
                found[other].append(one)
    return found


def asides(sheet: Sheet, rows: Sequence[Row]) -> list[Slip]:
    """The rows that may have been pasted one column aside, moved back."""
    found = (pasted_aside(row, sheet.values, alike=row[0] in sheet.alike) for row in rows)
    return [slip for slips in found for slip in slips if _is_possible(sheet, slip)]


def _near(sheet: Sheet, grid: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """One below the other; of lines that are a table by themselves any two."""
    unlike = all(row[0] not in sheet.alike for row in grid)
    return combinations(grid, 2) if unlike else pairwise(grid)


def _is_possible(sheet: Sheet, slip: Slip) -> bool:
    """Whether it puts no number where none can belong."""
    return not any(new and cell in sheet.barred for cell, new in slip.changes)


def _beside(upper: Row, lower: Row) -> Iterator[tuple[CellAddress, CellAddress]]:
    below = {cell.column: cell for cell in lower}
    return ((cell, below[cell.column]) for cell in upper if cell.column in below)
