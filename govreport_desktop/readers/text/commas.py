"""Comma-separated tables, as Excel and WPS save them (.csv)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from govreport_desktop.matching.labels import is_figure

# What a text must be like to be such a table: prose has commas too, but not as many in
# every line.
_FEWEST_ROWS, _FEWEST_CELLS, _SHARE = 3, 2, 0.8
_LARGEST_CELL = 131_072
# A text whose rows differ in width is a table where as many rows have a label and a number.
_FEWEST_NUMBERED, _FEWEST_ALONE, _LONGEST_CELL = 3, 5, 60
# Lines that one quoted cell may hold, and how many lines are listed.
_MOST_LINES, _MOST_LISTED = 400, 3
_HEAD, _TAIL = re.compile(r"[^\d.+\-\s]\s*\d{1,3}$"), re.compile(r"^\d{3}(?!\d)")


class Commas(NamedTuple):
    """The rows of a table, and the lines, from 1, with a quotation mark that nothing closes."""

    rows: list[list[str]]
    unclosed: list[int]

    def notes(self) -> tuple[str, ...]:
        """A sentence where a quotation mark is open."""
        if not self.unclosed:
            return ()
        listed = "、".join(map(str, self.unclosed[:_MOST_LISTED]))
        more = f"等 {len(self.unclosed)} 行" if len(self.unclosed) > _MOST_LISTED else "行"
        return (f"第 {listed} {more}有没有配对的引号，这一行按原样读入，请核对。",)


def comma_rows(text: str) -> Commas | None:
    """The rows of ``text`` if it is a comma-separated table, else None.

    A spreadsheet writes every row with the same number of cells, empty ones too. Commas,
    and semicolons where a system's own list sign is one, are told apart by that.
    """
    for mark in (",", ";"):
        if text.count(mark) < _FEWEST_ROWS:
            continue
        try:
            found, unclosed = _records(text.split("\n"), mark)
        except csv.Error:
            continue
        rows = [row for row in found if row]
        widths = Counter(map(len, rows))
        width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        whole = width > _FEWEST_CELLS and count >= _FEWEST_ROWS and count >= _SHARE * len(rows)
        if whole and max(len(cell) for row in rows for cell in row) < _LARGEST_CELL:
            return Commas(rows, unclosed)
        if ragged := _ragged(rows, mark):
            return Commas(ragged, unclosed)
    return None


def _records(lines: Sequence[str], mark: str) -> tuple[list[list[str]], list[int]]:
    """The rows in ``lines``, and the lines with a quotation mark that nothing closes.

    Such a line is taken as it stands, so that it costs itself only. Raises csv.Error.
    """
    usual = Counter(line.count(mark) for line in lines if line.strip()).most_common(1)
    width = usual[0][0] if usual else 0
    rows, unclosed, at = list[list[str]](), list[int](), 0
    while at < len(lines):
        end = _end_of_record(lines, at, mark, width)
        if end:
            rows += csv.reader(io.StringIO("\n".join(lines[at:end]), newline=""), delimiter=mark)
        else:
            unclosed.append(at + 1)
            rows.append(lines[at].split(mark))
        at = end or at + 1
    return rows, unclosed


def _end_of_record(lines: Sequence[str], at: int, mark: str, width: int) -> int:
    """The line behind the record that begins at ``at``; 0 where a quotation mark stays open.

    It does where the lines it would take in are rows themselves, or the mark that would close
    it closes nothing.
    """
    if '"' not in lines[at]:
        return at + 1
    quotes = 0
    for end in range(at, min(at + _MOST_LINES, len(lines))):
        line = lines[end]
        quotes += line.count('"')
        if end > at and '"' not in line and line.count(mark) == width > 0:
            return 0
        if quotes % 2 == 0:
            closes = end == at or re.match(rf'[^"]*(?:""[^"]*)*"\s*(?:{re.escape(mark)}|$)', line)
            return end + 1 if closes else 0
    return 0


def _ragged(rows: Sequence[Sequence[str]], mark: str) -> list[list[str]]:
    """``rows`` if they are prose and tables whose rows end with their last cell, else [].

    A comma of the prose itself is put back: only a row of short cells is a table's.
    """
    tables = [len(row) > 1 and _is_table_row(row) for row in rows]
    numbered = [
        row for row, table in zip(rows, tables, strict=True) if table and _label_and_figure(row)
    ]
    if len(numbered) < _FEWEST_NUMBERED or any("|" in cell for row in numbered for cell in row):
        return []
    return [
        list(row) if table else [mark.join(row)] for row, table in zip(rows, tables, strict=True)
    ]


def _is_table_row(row: Sequence[str]) -> bool:
    if any(len(cell) > _LONGEST_CELL or cell.rstrip().endswith("。") for cell in row):
        return False
    # 行政许可 1,234 is one number behind its label, and 12,345 alone is no row of two cells.
    split = any(_HEAD.search(a) and _TAIL.match(b) for a, b in pairwise(row))
    return not split and not (len(row) < _FEWEST_ALONE and all(map(is_figure, row)))


def _label_and_figure(row: Sequence[str]) -> bool:
    labels = [index for index, cell in enumerate(row) if cell.strip() and not is_figure(cell)]
    return bool(labels) and any(is_figure(cell) for cell in row[labels[0] + 1 :])
