"""The rows and cells of an RTF file as a table of Word's.

A row says where each of its cells ends, in twentieths of a point. The columns of a table are
all the places where a cell of any row ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from govreport_desktop.readers.faint import Color
from govreport_desktop.readers.word.build import cell, element, row

# Ends of cells that are no further apart are one.
_NEAR = 60
# Where a row says nothing of its cells.
_USUAL_WIDTH = 1000
_MOST_CELLS = 200


@dataclass(slots=True)
class Place:
    """What a row says of one cell: where it ends, how it is merged, its colour's number."""

    end: int = 0
    first: bool = False
    merged: bool = False
    restart: bool = False
    goes_on: bool = False
    color: int = 0


@dataclass(slots=True)
class RowSaid:
    """What `\\trowd` and the words behind it say; ``next`` is said of the cell to come."""

    left: int = 0
    places: list[Place] = field(default_factory=list)
    next: Place = field(default_factory=Place)

    def end_at(self, end: int) -> None:
        """The cell that was spoken of ends there."""
        if len(self.places) < _MOST_CELLS:
            self.next.end = end
            self.places.append(self.next)
        self.next = Place()


@dataclass(slots=True)
class Level:
    """A table that is being read: its rows, and the cells of the row one is in."""

    rows: list[tuple[RowSaid, list[list[Any]]]] = field(default_factory=list)
    cells: list[list[Any]] = field(default_factory=list)
    blocks: list[Any] = field(default_factory=list)

    def end_cell(self) -> None:
        """What was read since the last cell is one."""
        self.cells.append(self.blocks)
        self.blocks = []

    def end_row(self, said: RowSaid) -> None:
        """The cells read since the last row are one."""
        if self.blocks:
            self.end_cell()
        if self.cells:
            self.rows.append((said, self.cells))
        self.cells = []


def as_table(level: Level, colors: Sequence[Color | None]) -> Any:
    """The table that was read, as Word writes it."""
    edges = [_edges(said, len(cells)) for said, cells in level.rows]
    grid = _grid(edges)
    made = element("tbl")
    for (said, cells), places in zip(level.rows, edges, strict=True):
        line = row()
        start = _column(grid, places[0])
        if start:
            before = element("gridBefore", str(start))
            properties = element("trPr")
            properties.append(before)
            line.append(properties)
        _fill(line, said, cells, [_column(grid, place) for place in places], colors)
        made.append(line)
    return made


def _fill(
    line: Any,
    said: RowSaid,
    cells: Sequence[list[Any]],
    columns: Sequence[int],
    colors: Sequence[Color | None],
) -> None:
    for number, blocks in enumerate(cells):
        place = said.places[number] if number < len(said.places) else Place()
        width = max(1, columns[number + 1] - columns[number])
        if place.merged and len(line) and number:
            _widen(line[-1], width, blocks)
            continue
        merge = "continue" if place.goes_on else "restart" if place.restart else ""
        known = 0 < place.color < len(colors)
        made = cell(width, merge, colors[place.color] if known else None)
        made.extend(blocks)
        line.append(made)


def _widen(made: Any, width: int, blocks: list[Any]) -> None:
    """The cell before takes the columns of one that is merged into it, and what it holds."""
    said = made[0]
    spans = [child for child in said if child.tag.endswith("}gridSpan")]
    name = next(iter(element("gridSpan", "1").attrib))
    whole = width + (int(spans[0].get(name)) if spans else 1)
    for span in spans:
        said.remove(span)
    said.append(element("gridSpan", str(whole)))
    made.extend(blocks)


def _edges(said: RowSaid, count: int) -> list[int]:
    """Where the row begins and its cells end, in ascending order."""
    found = [said.left]
    for number in range(count):
        known = number < len(said.places)
        end = said.places[number].end if known else found[-1] + _USUAL_WIDTH
        found.append(max(end, found[-1] + 1))
    return found


def _grid(edges: Sequence[Sequence[int]]) -> list[int]:
    grid: list[int] = []
    for place in sorted({place for places in edges for place in places}):
        if not grid or place - grid[-1] > _NEAR:
            grid.append(place)
    return grid


def _column(grid: Sequence[int], place: int) -> int:
    """The column that begins nearest to ``place``."""
    at = bisect_left(grid, place)
    near = range(max(0, at - 1), min(at + 1, len(grid)))
    return min(near, key=lambda column: abs(grid[column] - place))
