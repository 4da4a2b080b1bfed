"""Where in a source each value stood, so that it can be shown beside what was read of it.

The matcher says in words where it found a value (第 2 个表第 5 行第 3 列). Here the source
is laid out as sheets of rows, and such words are led back to a row and a column of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from govreport_desktop.matching.labels import key, plain
from govreport_desktop.matching.lines import Cell, Grid, grid
from govreport_desktop.source import Source, SourceParagraph, SourceTable

_TITLE_CHARS = 14
_NOWHERE = 1 << 30


class Spot(NamedTuple):
    """A place in the source: which sheet, which row, and which column of it."""

    sheet: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """A stretch of the source as rows: one of its tables, or paragraphs below each other."""

    title: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sheets of a source and the places in them."""

    sheets: tuple[SourceSheet, ...]
    places: dict[str, list[Spot]] = field(repr=False)

    def find(self, where: str, label: str, text: str) -> Spot | None:
        """The spot that ``where`` names; None where it names none.

        ``label`` is the name of the value's row and ``text`` the value as written. Of
        several places with one name, and in a table that lost its rows, they tell which.
        """
        found = self.places.get(where)
        if found is None:
            named, said = self._split(where)
            found, label = self.places.get(named, []), said or label
        wanted = key(label)
        return min(found, key=lambda spot: self._distance(spot, wanted, text), default=None)

    def _split(self, where: str) -> tuple[str, str]:
        """The place and the label in 第 3 行“行政许可”之后; labels and places may be quoted too."""
        quotes = [at for at, sign in enumerate(where) if sign == "“"]
        at = next((at for at in reversed(quotes) if where[:at] in self.places), len(where))
        return where[:at], where[at + 1 :].rpartition("”")[0].rstrip("…")

    def _distance(self, spot: Spot, label: str, text: str) -> tuple[bool, int]:
        """Whether something else stands there, and how many rows below its label it is."""
        rows = self.sheets[spot.sheet].grid.rows
        cell = rows[spot.row][spot.column]
        said = plain(cell.text).replace(",", "") if cell else ""
        for row in range(spot.row, -1, -1):
            if any(label in key(other.text) for other in rows[row] if other is not None):
                return text not in said, spot.row - row
        return text not in said, _NOWHERE


def evidence(source: Source) -> Evidence:
    """``source`` laid out as sheets, with the name of every place in them.

    Raises ReadError where its tables are larger than any report's.
    """
    sheets: list[SourceSheet] = []
    places: dict[str, list[Spot]] = {}
    for sheet, names in _sheets(source):
        for where, row, column in names:
            places.setdefault(where, []).append(Spot(len(sheets), row, column))
        sheets.append(sheet)
    return Evidence(tuple(sheets), places)


_Names = list[tuple[str, int, int]]


def _sheets(source: Source) -> Iterator[tuple[SourceSheet, _Names]]:
    for kind, group in groupby(source.blocks, key=type):
        blocks = list(group)
        if kind is SourceParagraph:
            lines = [(b.text, b.where) for b in blocks if isinstance(b, SourceParagraph)]
            yield _column(f"文字“{_short(lines[0][0])}”", lines)
        for table in blocks:
            if isinstance(table, SourceTable) and table.flat:
                cells = [(cell.text, table.where) for row in table.rows for cell in row]
                yield _column(table.where or "表格", cells)
            elif isinstance(table, SourceTable):
                yield _ruled(table)


def _column(title: str, lines: Sequence[tuple[str, str]]) -> tuple[SourceSheet, _Names]:
    rows = tuple((Cell(text, row, 0),) for row, (text, _) in enumerate(lines))
    names = [(where, row, 0) for row, (_, where) in enumerate(lines)]
    return SourceSheet(title, Grid(rows)), names


def _ruled(table: SourceTable) -> tuple[SourceSheet, _Names]:
    laid = grid(table)
    cells = dict.fromkeys(cell for row in laid.rows for cell in row if cell is not None)
    names = [(laid.place(cell), cell.row, cell.column) for cell in cells]
    return SourceSheet(table.where or "表格", laid), names


def _short(text: str) -> str:
    words = text.strip()
    return words if len(words) <= _TITLE_CHARS else f"{words[:_TITLE_CHARS]}…"
