"""A block of cells as an HTML table, the way spreadsheets and browsers put it on the clipboard."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from govreport_desktop.clipboard.block import Block, parse_plain, rectangle
from govreport_desktop.clipboard.fragment import PLAIN, read_fragment
from govreport_desktop.errors import ReadError
from govreport_desktop.matching.lines import grid
from govreport_desktop.source import SourceParagraph, SourceTable


class Pasted(NamedTuple):
    """A block from the clipboard, and sentences on what of it was not taken."""

    block: Block
    notes: tuple[str, ...] = ()


def pasted_block(text: str, html: str = "") -> Pasted:
    """The cells on a clipboard: its first HTML table, merged cells spread out, else its text.

    What is struck out, hidden or set above the words is taken as an import takes it, also
    where there is no table: plain text would make 42131 of 4213 and a raised 1.
    """
    try:
        source = read_fragment(html, exact=True)
        tables = (block for block in source.blocks if isinstance(block, SourceTable))
        table = next((table for table in tables if any(table.rows)), None)
        if table is not None:
            return Pasted(_spread(table), source.notes)
    except ReadError:
        return Pasted(parse_plain(text), (PLAIN,))
    lines = [block.text for block in source.blocks if isinstance(block, SourceParagraph)]
    if source.left_out or _marks(lines) - set(text):
        return Pasted(rectangle((line,) for line in lines), source.notes)
    return Pasted(parse_plain(text), source.notes)


def format_html(block: Block) -> str:
    """The block as a plain HTML table."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in block
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def _spread(table: SourceTable) -> Block:
    """A cell stands at its top left position; a merged one at the edge takes no more room."""
    placed = grid(table)
    cells = {(cell.row, cell.column): cell.text for row in placed.rows for cell in row if cell}
    height, width = (1 + max(at) for at in zip(*cells, strict=True))
    return rectangle(
        [cells.get((row, column), "") for column in range(width)] for row in range(height)
    )


def _marks(lines: list[str]) -> set[str]:
    """Raised and lowered digits."""
    return {char for line in lines for char in line if char.isdigit() and not char.isdecimal()}
