"""A block of cells as tab-separated text, the way Excel, WPS and LibreOffice write it.

Rows end in CRLF, with one more at the very end; a cell that holds a line break, a tab or a
quotation mark is quoted, its own quotation marks doubled.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import takewhile

from govreport_desktop.matching.labels import is_figure

# Rows of equal length; a covered position of a merged cell is "".
Block = tuple[tuple[str, ...], ...]
_FEWEST_LINES = 2  # of numbers: one line is a sentence
_SEVERAL = 2  # numbers in a row


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


def parse_plain(text: str) -> Block:
    """The cells of plain text: between tabs, or between blanks where a table was copied so."""
    return parse_spaced(text) or parse_tsv(text)


def parse_spaced(text: str) -> Block:
    """The cells of lines whose numbers stand apart by blanks, as out of a PDF or an editor.

    Each such line ends in equally many numbers, behind words or nothing; lines without any are
    headings. Empty where ``text`` is anything else: one line, prose, lines of several lengths.
    """
    if "\t" in text:
        return ()
    lines = [line.split() for line in text.splitlines() if line.strip()]
    counts = [_figures(words) for words in lines]
    wanted = {count for count in counts if count}
    named = {len(words) > count for words, count in zip(lines, counts, strict=True) if count}
    if len(wanted) != 1 or len(named) != 1 or sum(map(bool, counts)) < _FEWEST_LINES:
        return ()
    (count,), labelled = wanted, named == {True}
    if count == 1 and not labelled:
        return ()
    return rectangle(
        _cells(words, count, found, labelled=labelled)
        for words, found in zip(lines, counts, strict=True)
    )


def _figures(words: Sequence[str]) -> int:
    """How many numbers stand at the end of a line."""
    behind = takewhile(is_figure, reversed(words))
    return sum(1 for _ in behind)


def _cells(words: Sequence[str], count: int, found: int, *, labelled: bool) -> list[str]:
    lead = [""] if labelled else []
    if not found:
        # The names of the columns, or a line of words alone.
        return [*lead, *words] if len(words) == count else [" ".join(words)]
    label = [" ".join(words[:-count])] if labelled else []
    return [*label, *words[-count:]]


def figure_rows(block: Block) -> int:
    """How many rows of ``block`` hold several numbers: a table, and nothing one writes as prose."""
    return sum(sum(map(is_figure, row)) >= _SEVERAL for row in block)


def format_tsv(block: Block) -> str:
    """The block as spreadsheets expect it on the clipboard."""
    out = io.StringIO(newline="")
    csv.writer(out, dialect="excel-tab").writerows(block)
    return out.getvalue()
