"""A source laid out as sheets of rows, so that where a value stood can be shown beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from govreport_desktop.matching.lines import Cell, Grid, grid
from govreport_desktop.source import Place, Source, SourceParagraph, SourceTable

_TITLE_CHARS = 14


class Spot(NamedTuple):
    """A place in the sheets: which sheet, which row, and which column of it."""

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
    """The sheets of a source; ``starts`` is where each of its blocks begins in them."""

    sheets: tuple[SourceSheet, ...]
    starts: tuple[Spot, ...] = field(repr=False)

    def find(self, place: Place | None) -> Spot | None:
        """The spot of a place; None where there is none."""
        if place is None or not 0 <= place.block < len(self.starts):
            return None
        sheet, first, _ = self.starts[place.block]
        rows = self.sheets[sheet].grid.rows
        row = first + place.row
        if not 0 <= row < len(rows):
            return None
        filled = (x for x, cell in enumerate(rows[row]) if cell is not None and cell.text.strip())
        column = place.column if place.column is not None else next(filled, 0)
        return Spot(sheet, row, column) if 0 <= column < len(rows[row]) else None


def evidence(source: Source) -> Evidence:
    """``source`` laid out as sheets.

    Raises ReadError where its tables are larger than any report's.
    """
    sheets: list[SourceSheet] = []
    starts: list[Spot] = []
    for is_text, group in groupby(source.blocks, key=lambda b: isinstance(b, SourceParagraph)):
        texts: list[str] = []
        for block in group:
            starts.append(Spot(len(sheets), len(texts), 0))
            if isinstance(block, SourceParagraph):
                texts += block.text.split("\n")
            else:
                sheets.append(SourceSheet(block.where or "表格", _laid_out(block)))
        if is_text:
            sheets.append(SourceSheet(f"文字“{_short(texts[0])}”", _column(texts)))
    return Evidence(tuple(sheets), tuple(starts))


def _laid_out(table: SourceTable) -> Grid:
    return _column([c.text for row in table.rows for c in row]) if table.flat else grid(table)


def _column(texts: Sequence[str]) -> Grid:
    return Grid(tuple((Cell(text, row, 0),) for row, text in enumerate(texts)))


def _short(text: str) -> str:
    words = text.strip()
    return words if len(words) <= _TITLE_CHARS else f"{words[:_TITLE_CHARS]}…"
