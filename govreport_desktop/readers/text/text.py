"""Plain text: a file or the clipboard, as a web page, Excel, WPS or a PDF viewer gives it.

A text may be comma-separated as a whole. Else three shapes occur, alone or mixed: flattened
tables (one cell a line, its end marked with ``|``), tables with a line for each row (tabs
between the cells, quoted where a cell holds a line break, or ``|`` between them), and
paragraphs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.labels import is_figure
from govreport_desktop.matching.wrapped import unwrapped
from govreport_desktop.readers.marks import visible
from govreport_desktop.readers.text.commas import comma_rows
from govreport_desktop.readers.text.decoding import text_of
from govreport_desktop.source import (
    MAX_CHARACTERS,
    Source,
    SourceCell,
    SourceParagraph,
    SourceTable,
)

# A report has some hundred lines.
MAX_LINES = 20_000

_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_PADDING = re.compile(r"(?<=\|)\s+\|{2,}$")
_RULE = re.compile(r"[\s|:+=\-]*-{3}[\s|:+=\-]*")
# Lines without a tab that may stand between a table's rows: 第二十条第（一）项, a title.
_MOST_BETWEEN, _LONGEST_BETWEEN = 4, 60
# As many lines with commas for each with a tab, and the commas part the cells.
_TABBED = 4
# Lines that one quoted cell may hold.
_MOST_IN_CELL = 40


def decode(data: bytes, name: str) -> str:
    """The text in ``data``, without a word on bad bytes. Raises ReadError where it is none."""
    return text_of(data, name).text


def read_text(text: str, name: str) -> Source:
    """``text`` in the neutral shape; ``name`` is what the clerk calls it.

    Raises ReadError where it is empty or too long.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadError(
            f"“{name}”有 {len(text)} 个字符，超过了 {MAX_CHARACTERS} 个的上限，"
            "请只保留年度报告部分。"
        )
    lines = _NEWLINES.sub("\n", visible(text)).split("\n")
    if len(lines) > MAX_LINES:
        raise ReadError(
            f"“{name}”有 {len(lines)} 行，超过了 {MAX_LINES} 行的上限，请只保留年度报告部分。"
        )
    if not any(line.strip() for line in lines):
        raise ReadError(f"“{name}”是空的，没有可以读入的内容。")
    if not _has_tabs(lines) and (found := comma_rows("\n".join(lines))):
        cells = tuple(tuple(SourceCell(cell.strip()) for cell in row) for row in found.rows)
        return Source(name, (SourceTable(cells, where="表格"),), notes=found.notes())
    return Source(name, tuple(_Blocks(unwrapped(_with_ends(lines))).blocks()))


def _has_tabs(lines: list[str]) -> bool:
    """Whether tabs part cells: a few of them among commas are blanks behind a number."""
    tabbed = sum("\t" in line for line in lines)
    commas = sum("\t" not in line and ("," in line or ";" in line) for line in lines)
    return _TABBED * tabbed > commas


@dataclass(slots=True)
class _Blocks:
    lines: list[str]
    at: int = 0
    found: list[SourceParagraph | SourceTable] = field(default_factory=list)

    def blocks(self) -> Iterator[SourceParagraph | SourceTable]:
        """The paragraphs and tables, in order."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self.at += 1
            elif "\t" in "".join(self.lines[self.at : self._end_of_row(self.at)]).strip(" "):
                yield from self._tabbed()
            elif "|" in line or "｜" in line:
                yield self._piped()
            else:
                yield SourceParagraph(line.strip(), f"第 {self.at + 1} 行")
                self.at += 1

    # ------------------------------------------------------------ tabs
    def _tabbed(self) -> Iterator[SourceParagraph | SourceTable]:
        start = self.at
        rows = list(self._rows_of_tabs())
        if all(sum(bool(cell.strip()) for cell in row) <= 1 for row in rows):
            # Tabs used to indent a paragraph or to pad a flattened cell.
            texts = [cell.strip() for row in rows for cell in row if cell.strip()]
            yield from (SourceParagraph(text, f"第 {start + 1} 行起") for text in texts)
            return
        cells = tuple(tuple(SourceCell(cell.strip()) for cell in row) for row in rows)
        yield SourceTable(cells, where=f"第 {start + 1} 行起的表格")

    def _rows_of_tabs(self) -> Iterator[list[str]]:
        """The rows from here on: short lines between two rows belong to the table."""
        at, between = self.at, list[str]()
        while at < len(self.lines) and len(between) <= _MOST_BETWEEN:
            end = self._end_of_row(at)
            row = "\n".join(self.lines[at:end])
            if "\t" in row:
                yield from ([line] for line in between if line.strip())
                yield _cells_of_tabs(row)
                between = []
                self.at = end
            elif len(row.strip()) > _LONGEST_BETWEEN or row.rstrip().endswith("。"):
                break
            else:
                between.append(row)
            at = end

    def _end_of_row(self, at: int) -> int:
        """The line after the row that starts at ``at``; a quoted cell may hold line breaks."""
        if not re.search(r'(?:^|\t)"', self.lines[at]):
            return at + 1
        quotes = 0
        for end in range(at, min(at + _MOST_IN_CELL, len(self.lines))):
            quotes += self.lines[end].count('"')
            if quotes % 2 == 0:
                return end + 1
        return at + 1

    # ------------------------------------------------------------ pipes
    def _piped(self) -> SourceTable:
        start = self.at
        rows: list[list[str]] = []
        while self.at < len(self.lines):
            line = self.lines[self.at].replace("｜", "|").strip()
            if "|" not in line or "\t" in line:
                break
            if not _RULE.fullmatch(line):
                rows.append(_cells_of_pipes(line))
            self.at += 1
        where = f"第 {start + 1} 行起的表格"
        by_row = any(sum(bool(cell) for cell in row) > 1 for row in rows)
        if by_row:
            return SourceTable(tuple(tuple(map(SourceCell, row)) for row in rows), where=where)
        cells = tuple(map(SourceCell, _without_padding(rows)))
        return SourceTable((cells,), flat=True, where=where)


def _with_ends(lines: list[str]) -> list[str]:
    """``lines`` with a bar that stands alone put behind the cell it ends.

    Some pages come with the bar on a line of its own after every cell. A cell that held
    line breaks is several lines then, which the matcher joins.
    """
    found: list[str] = []
    for line in lines:
        before = found[-1] if found else ""
        sentence = before.rstrip().endswith(("。", "！", "？"))
        if (
            line.strip() in ("|", "｜")
            and before.strip()
            and not (sentence or re.search(r"[|｜\t]", before))
        ):
            found[-1] = f"{before.rstrip()} |"
        else:
            found.append(line)
    return found


def _cells_of_pipes(line: str) -> list[str]:
    """The cells of ``a | b |``: what the last bar closes, and no cell before the first.

    Bars without anything between them at the end of a line only fill it up.
    """
    cells = [cell.strip() for cell in _PADDING.sub("", line).split("|")]
    if not cells[-1]:
        cells.pop()
    # A line of bars alone is so many empty cells; a bar before text is the table's edge.
    if len(cells) > 1 and not cells[0] and any(cells):
        cells.pop(0)
    return cells


def _without_padding(rows: list[list[str]]) -> Iterator[str]:
    """The cells of a flattened table without the bars that fill up a row with merged cells.

    One bar alone is an empty cell. Several are padding, unless numbers stand on both sides.
    """
    for index, row in enumerate(rows):
        if len(row) > 1 and not any(row):
            before = rows[index - 1][-1] if index else ""
            after = rows[index + 1][0] if index + 1 < len(rows) else ""
            if not (is_figure(before) and is_figure(after)):
                continue
        yield from row


def _cells_of_tabs(row: str) -> list[str]:
    """The cells of one row; a quotation mark that is never closed is an ordinary sign."""
    if row.count('"') % 2:
        return row.split("\t")
    try:
        return next(csv.reader(io.StringIO(row, newline=""), dialect="excel-tab"))
    except csv.Error:
        return row.split("\t")
