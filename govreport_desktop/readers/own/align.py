"""Where the rows and columns of a table stand on a sheet, by the labels beside the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from govreport_desktop.form.model import Table
from govreport_desktop.readers.xlsx.book import Sheet
from govreport_desktop.workbook.layout import grid_position

Labels = tuple[str, ...]
Lines = Mapping[int, int]  # grid row or column: sheet row or column


def align(sheet: Sheet, table: Table) -> tuple[Lines, Lines, bool] | None:
    """Sheet rows and sheet columns of the table's grid, and whether any of them has moved.

    Rows or columns put in between are stepped over. None where a label is missing or the
    order has changed: then a number's place is no longer certain.
    """
    labels = [(cell.row, cell.column, _key(cell.text)) for cell in table.grid if cell.text]
    if all(_stands(sheet, *label) for label in labels):
        rows = {row: grid_position(row, 0).row for row in range(table.row_count)}
        columns = {column: column + 1 for column in range(table.column_count)}
        return rows, columns, False
    known = {text for *_, text in labels}
    found = [
        (row, column, text)
        for (row, column), cell in sorted(sheet.cells.items())
        if (text := _key(cell.text)) in known
    ]
    moved_rows = _match(
        _lines(((row, column, text) for row, column, text in labels), table.row_count),
        _signatures((row, column, text) for row, column, text in found),
    )
    moved_columns = _match(
        _lines(((column, row, text) for row, column, text in labels), table.column_count),
        _signatures((column, row, text) for row, column, text in found),
    )
    if moved_rows is None or moved_columns is None:
        return None
    return moved_rows, moved_columns, True


def _stands(sheet: Sheet, row: int, column: int, text: str) -> bool:
    at = grid_position(row, column)
    return _key(sheet.text(at.row, at.column)) == text


def _lines(labels: Iterable[tuple[int, int, str]], count: int) -> list[tuple[str, ...]]:
    signatures = _signatures(labels)
    return [signatures.get(line, ()) for line in range(count)]


def _signatures(labels: Iterable[tuple[int, int, str]]) -> dict[int, tuple[str, ...]]:
    """The labels of each line, in the order they stand in it."""
    lines: dict[int, list[tuple[int, str]]] = {}
    for line, across, text in labels:
        lines.setdefault(line, []).append((across, text))
    return {line: tuple(text for _, text in sorted(cells)) for line, cells in lines.items()}


def _match(expected: Sequence[Labels], found: Mapping[int, Labels]) -> Lines | None:
    """Each expected line's place, in order; a line without labels follows the one before."""
    places: dict[int, int] = {}
    last = 0
    for line, signature in enumerate(expected):
        if signature:
            candidates = (at for at in sorted(found) if at > last and found[at] == signature)
            place = next(candidates, None)
            if place is None:
                return None
            last = place
        else:
            last += 1
        places[line] = last
    return places


def _key(text: str) -> str:
    return re.sub(r"\s+", "", text)
