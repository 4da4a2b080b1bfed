"""A block of cells as tab-separated text, the way Excel, WPS and LibreOffice write it.

Rows end in CRLF, with one more at the very end; a cell that holds a line break, a tab or a
quotation mark is quoted, its own quotation marks doubled.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# Rows of equal length; a covered position of a merged cell is "".
Block = tuple[tuple[str, ...], ...]


def rectangle(rows: Iterable[Sequence[str]]) -> Block:
    """Rows filled up with blanks to the length of the longest."""
    listed = [tuple(row) for row in rows]
    width = max(map(len, listed), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in listed)


def parse_tsv(text: str) -> Block:
    """The cells of tab-separated text; one line break at the end is not a row."""
    text = text.replace("\x00", "")
    # csv counts only quotes that open a cell; a stray one inside a cell is text.
    rows = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))
    return rectangle(row or [""] for row in rows)


def format_tsv(block: Block) -> str:
    """The block as spreadsheets expect it on the clipboard."""
    out = io.StringIO(newline="")
    csv.writer(out, dialect="excel-tab").writerows(block)
    return out.getvalue()
