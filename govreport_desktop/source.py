"""The one neutral shape every reader produces: paragraphs and tables of text cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from govreport_desktop.report.edit import Address


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell as it stands in the source; spans count columns and rows."""

    text: str
    row_span: int = 1
    column_span: int = 1


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


@dataclass(frozen=True, slots=True)
class Source:
    """A whole source document, in reading order.

    ``placed`` are contents whose address the source states itself (our own workbook, JSON,
    a ``.govreport``): plain text as typed, not matched by labels. ``form_id``, ``office``
    and ``year`` are set where the source states them. ``notes`` are sentences about what
    the reader left out; ``pictures`` counts the pictures it could not read.
    """

    name: str
    blocks: tuple[SourceParagraph | SourceTable, ...] = ()
    placed: Mapping[Address, str] = field(default_factory=dict)
    form_id: str = ""
    office: str = ""
    year: int | None = None
    notes: tuple[str, ...] = ()
    pictures: int = 0
