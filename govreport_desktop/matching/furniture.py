"""What a printed page or a web page adds to a report and no report says: page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from govreport_desktop.matching.labels import plain
from govreport_desktop.matching.lines import Cell, Grid, Line

# — 12 —, - 3 -, 第 4 页 共 9 页, 4/9, Page 4 of 9: a number alone may be a cell's.
_PAGE = re.compile(
    r"[-—–―－─·•]+\d{1,4}[-—–―－─·•]+|第?\d{1,4}页(?:[,，/]?共\d{1,4}页)?|共\d{1,4}页第\d{1,4}页"
    r"|\d{1,3}/\d{1,3}|[Pp](?:age|\.)\d{1,4}(?:(?:of|/)\d{1,4})?"
)


def without_page_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """``lines`` without those that are a page's number, and these.

    A cell of a table is none, unless nothing else stands in its row: there the page ended.
    """
    found: tuple[list[Line], list[Line]] = [], []
    for line in lines:
        found[is_page_number(line)].append(line)
    kept, numbers = found
    empty: dict[int, set[int]] = {}
    for line in numbers:
        if line.grid is not None:
            empty.setdefault(id(line.grid), set()).add(line.row)
    if not empty:
        return kept, numbers
    grids = {id(line.grid): line.grid for line in numbers if line.grid is not None}
    cleared = {name: _without(grid, empty[name]) for name, grid in grids.items()}
    return [
        replace(line, grid=cleared[id(line.grid)]) if id(line.grid) in cleared else line
        for line in kept
    ], numbers


def is_page_number(line: Line) -> bool:
    """Whether a line of text, or a row of a table, is nothing but the number of a page."""
    if line.flat or len(line.text) >= 30 or _PAGE.fullmatch(plain(line.text)) is None:
        return False
    return line.grid is None or all(
        cell.row == line.grid.first_row + line.row
        for cell in line.grid.rows[line.row]
        if cell is not None and cell.text.strip()
    )


def _without(grid: Grid, rows: set[int]) -> Grid:
    none: tuple[Cell | None, ...] = ()
    return replace(grid, rows=tuple(none if y in rows else row for y, row in enumerate(grid.rows)))
