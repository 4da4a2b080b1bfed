"""The one neutral shape every reader produces: paragraphs and tables of text cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from govreport_desktop.report.edit import Address

# The day and time of a sealed state in words, minutes the smallest.
SEALED_ON = "%Y-%m-%d %H:%M"
# Reports have some ten thousand characters beside their numbers; whatever has more is
# something else, and reading it would keep the clerk waiting.
MAX_CHARACTERS = 300_000


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell as it stands in the source; spans count columns and rows.

    ``remark`` says which digits in it were not taken, and why: to be said of whatever number
    is read here. ``noted`` is the one of the source's notes that speaks of this cell, ``money``
    says that its number is shown as money.
    """

    text: str
    row_span: int = 1
    column_span: int = 1
    remark: str = ""
    noted: str = ""
    money: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to it but its text."""
        return not (self.remark or self.noted or self.money)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table; each row lists its cells from left to right, covered positions left out.

    ``flat`` says that the source lost the rows (a web page copied as text, one cell a
    line): then all cells are in one row, and only their order means anything. ``where``
    names the place for the clerk (第 3 页、工作表“表三”).
    """

    rows: tuple[tuple[SourceCell, ...], ...]
    flat: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One paragraph of plain text."""

    text: str
    where: str = ""


class Place(NamedTuple):
    """Where something stood: block ``block`` of its source, and where in that; all from 0.

    In a table ``row`` and ``column`` are those of the cell's top left position, spans
    counted; a ``column`` of None means the whole row. In a flat table ``row`` counts the
    cells, in a paragraph its lines.
    """

    block: int
    row: int = 0
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A whole source document, in reading order.

    ``placed`` are contents whose address the source states itself (our own workbook, JSON,
    a ``.govreport``): plain text as typed, not matched by labels; ``stood`` says of them the
    sheet and the cell in it (D12), where they have some. ``form_id``, ``office``
    and ``year`` are set where the source states them. ``notes`` are sentences about what
    the reader left out; ``pictures`` counts the pictures it could not read. ``left_out`` are
    the texts it saw and did not take (struck out, hidden, deleted), for comparing with the
    file. ``workpaper`` says that it is the 汇总底稿 that we make of many offices' reports,
    ``sealed`` when the state it gives was sealed (`SEALED_ON`) and as the how manieth, "" for none.
    """

    name: str
    blocks: tuple[SourceParagraph | SourceTable, ...] = ()
    placed: Mapping[Address, str] = field(default_factory=dict)
    stood: Mapping[Address, tuple[str, str]] = field(default_factory=dict)
    form_id: str = ""
    office: str = ""
    year: int | None = None
    notes: tuple[str, ...] = ()
    pictures: int = 0
    left_out: tuple[str, ...] = ()
    workpaper: bool = False
    sealed: str = ""


def place_words(source: Source, place: Place | None) -> str:
    """``place`` as people say it (第 2 个表第 5 行第 3 列); "" where there is none."""
    if place is None:
        return ""
    block = source.blocks[place.block]
    if isinstance(block, SourceParagraph) or block.flat:
        return block.where
    column = f"第 {place.column + 1} 列" if place.column is not None else ""
    return f"{block.where or '表格'}第 {place.row + 1} 行{column}"
