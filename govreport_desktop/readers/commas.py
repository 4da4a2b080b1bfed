"""Comma-separated tables, as Excel and WPS save them (.csv)."""

from __future__ import annotations

import csv
import io
from collections import Counter

# What a text must be like to be such a table: prose has commas too, but not as many in
# every line.
_FEWEST_ROWS, _FEWEST_CELLS, _SHARE = 3, 2, 0.8
_LARGEST_CELL = 131_072


def comma_rows(text: str) -> list[list[str]]:
    """The rows of ``text`` if it is a comma-separated table, else [].

    A spreadsheet writes every row with the same number of cells, empty ones too. Commas,
    and semicolons where a system's own list sign is one, are told apart by that.
    """
    for mark in (",", ";"):
        if text.count(mark) < _FEWEST_ROWS:
            continue
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
        except csv.Error:
            continue
        rows = [row for row in rows if row]
        widths = Counter(map(len, rows))
        width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        whole = width > _FEWEST_CELLS and count >= _FEWEST_ROWS and count >= _SHARE * len(rows)
        if whole and max(len(cell) for row in rows for cell in row) < _LARGEST_CELL:
            return rows
    return []
