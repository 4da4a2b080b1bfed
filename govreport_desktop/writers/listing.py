"""A list to print, sign or file: sections with sentences and plain tables, as neutral blocks.

What it lists (what is open before a report leaves, what changed between two versions) is
handed in as words. Set by the same writers as the report, in the same faces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from govreport_desktop.form.model import GridCell, Role, Table
from govreport_desktop.report.levels import Level, Leveled
from govreport_desktop.writers.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
    paragraphs,
    visible,
)

_SECTION = "list"
_BODY = Leveled(Level.BODY, 0, alone=False)


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of words under named columns; ``widths`` are relative.

    ``foot`` are sentences below them, as wide as the table.
    """

    names: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One section of a list: a heading ("" for none), sentences, and a table below them."""

    heading: str
    lines: tuple[str, ...] = ()
    table: Columns | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list. ``title_lines`` are the title as broken by sense; ``office`` made it.

    ``signed`` are office and day below it, where it is a letter. One that is to be ``one_page``
    has its table set smaller for it, as long as that can be read.
    """

    title_lines: tuple[str, ...]
    office: str
    groups: tuple[Group, ...]
    signed: tuple[str, str] | None = None
    one_page: bool = False


def listing_document(listing: Listing) -> Document:
    """``listing`` as the blocks that PDF, Word and web page set."""
    lines = tuple(filter(None, map(visible, listing.title_lines)))
    return Document(
        title="".join(lines),
        title_lines=lines,
        office=visible(listing.office),
        year=None,
        form="",
        draft=False,
        titles=MappingProxyType({_SECTION: lines[-1] if lines else ""}),
        blocks=tuple(_blocks(listing)),
    )


def listing_text(listing: Listing) -> str:
    """``listing`` as plain text: what is copied, piped, or read where nothing is set."""
    lines = ["".join(listing.title_lines)]
    for group in listing.groups:
        lines += ["", group.heading] if group.heading else [""]
        lines += (line for words in group.lines for line in paragraphs(words))
        if group.table is not None:
            lines += (
                "\t".join(map(visible, row)) for row in (group.table.names, *group.table.rows)
            )
            lines += map(visible, group.table.foot)
    lines += ["", *listing.signed] if listing.signed else []
    return "\n".join(lines) + "\n"


def _blocks(listing: Listing) -> Iterator[Block]:
    for group in listing.groups:
        if group.heading:
            yield Heading(visible(group.heading), _SECTION)
        for words in group.lines:
            for line in paragraphs(words):
                yield Paragraph(line, _SECTION, _BODY)
        if group.table is not None and group.table.rows:
            yield _table(group.table, one_page=listing.one_page)
    if listing.signed is not None:
        office, day = map(visible, listing.signed)
        yield Signature(office, day, 1 if listing.one_page else 2)


def _table(columns: Columns, *, one_page: bool) -> TableBlock:
    """A table like those of a form, of words alone and with its header on every page."""
    rows = (columns.names, *columns.rows)
    cells = []
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            role = Role.LABEL if number else Role.HEADER
            cell = GridCell(number, column, 1, 1, role, align="left" if number else "center")
            cells.append((cell, visible(words)))
    for number, words in enumerate(columns.foot, len(rows)):
        below = GridCell(number, 0, 1, len(columns.names), Role.LABEL, align="left")
        cells.append((below, visible(words)))
    grid = tuple(cell for cell, _ in cells)
    nothing = MappingProxyType[str, str]({})
    table = Table(
        id=_SECTION,
        section=_SECTION,
        widths=columns.widths,
        row_count=len(rows) + len(columns.foot),
        column_count=len(columns.names),
        header_rows=1,
        label_columns=len(columns.names),
        grid=grid,
        cells=MappingProxyType({}),
        row_names=nothing,
        column_names=nothing,
        row_labels=(),
        column_labels=(),
        covering=MappingProxyType(
            {(c.row, c.column + at): c for c in grid for at in range(c.column_span)}
        ),
    )
    return TableBlock(table, _SECTION, tuple(cells), runs_on=True, one_page=one_page)
