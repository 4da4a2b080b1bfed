"""Blocks of a report printed as a real PDF, quickly: text and ruled tables, no layout engine."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import accumulate

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from govreport_desktop.matching.lines import Cell, grid
from govreport_desktop.source import SourceCell, SourceTable

_FONT, _SIZE, _LINE = "STSong-Light", 10, 13
_LEFT, _TOP, _BOTTOM, _WIDTH = 60.0, 780.0, 60.0, 475.0
_PAD = 3
Table = Sequence[Sequence[SourceCell]]


def printed(blocks: Sequence[str | Table]) -> bytes:
    """A PDF of paragraphs and tables one below the other; a table may go over the page."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    press = _Press()
    for block in blocks:
        if isinstance(block, str):
            press.paragraph(block)
        else:
            press.table(block)
    return press.done()


class _Press:
    def __init__(self) -> None:
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=A4)
        self.y = _TOP
        self.canvas.setFont(_FONT, _SIZE)

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.stream.getvalue()

    def paragraph(self, text: str) -> None:
        """One paragraph, its first line indented."""
        for number, line in enumerate(_broken(text, _WIDTH - 2 * _SIZE)):
            self._room(_LINE)
            self.canvas.drawString(_LEFT + (0 if number else 2 * _SIZE), self.y - _SIZE, line)
            self.y -= _LINE
        self.y -= _LINE / 2

    def table(self, rows: Table) -> None:
        """One table with a rule around every cell."""
        cells = grid(SourceTable(tuple(map(tuple, rows)))).rows
        edges = _edges(cells)
        heights = [_height(row, edges) for row in cells]
        y = 0
        while y < len(cells):
            end = y + 1
            self._room(heights[y])
            while end < len(cells) and self.y - sum(heights[y : end + 1]) > _BOTTOM:
                end += 1
            self._rows(cells[y:end], heights[y:end], edges)
            y = end
        self.y -= _LINE / 2

    def _room(self, height: float) -> None:
        if self.y - height < _BOTTOM:
            self.canvas.showPage()
            self.canvas.setFont(_FONT, _SIZE)
            self.y = _TOP

    def _rows(
        self,
        rows: Sequence[Sequence[Cell | None]],
        heights: Sequence[float],
        edges: Sequence[float],
    ) -> None:
        drops = list(accumulate(heights, initial=0.0))
        for cell, top, bottom in _boxes(rows):
            x, right = edges[cell.column], edges[cell.column + cell.columns]
            high, low = self.y - drops[top], self.y - drops[bottom]
            self.canvas.rect(x, low, right - x, high - low)
            if cell.row < _first(rows):
                continue
            for number, line in enumerate(_broken(cell.text, right - x - 2 * _PAD)):
                self.canvas.drawString(x + _PAD, high - _PAD - _SIZE - number * _LINE, line)
        self.y -= drops[-1]


def _first(rows: Sequence[Sequence[Cell | None]]) -> int:
    """The row of the table that is printed first: what began before it has been printed."""
    return min((max(c.row for c in row if c) for row in rows[:1] if any(row)), default=0)


def _boxes(rows: Sequence[Sequence[Cell | None]]) -> Iterator[tuple[Cell, int, int]]:
    """The cells of some rows, each once, with the rows it covers there."""
    covered: dict[Cell, list[int]] = {}
    for y, row in enumerate(rows):
        for cell in dict.fromkeys(cell for cell in row if cell is not None):
            covered.setdefault(cell, []).append(y)
    for cell, at in covered.items():
        yield cell, at[0], at[-1] + 1


def _edges(rows: Sequence[Sequence[Cell | None]]) -> list[float]:
    """Where columns begin: those with the longest figures or words are wider."""
    count = max(map(len, rows), default=1)
    wide = [1.0] * count
    for cell in {cell for row in rows for cell in row if cell is not None and cell.columns == 1}:
        wide[cell.column] = max(wide[cell.column], min(float(len(cell.text)), 14.0))
    unit = _WIDTH / sum(width + 2 for width in wide)
    return [_LEFT + edge for edge in accumulate(((w + 2) * unit for w in wide), initial=0.0)]


def _height(row: Sequence[Cell | None], edges: Sequence[float]) -> float:
    most = 1
    for cell in (cell for cell in row if cell is not None):
        width = edges[cell.column + cell.columns] - edges[cell.column] - 2 * _PAD
        most = max(most, sum(1 for _ in _broken(cell.text, width)))
    return float(most * _LINE + 2 * _PAD)


def _broken(text: str, width: float) -> Iterator[str]:
    """``text`` in lines that fit; a number is not broken."""
    for part in text.split("\n"):
        line, used = "", 0.0
        for word in _words(part):
            wide = pdfmetrics.stringWidth(word, _FONT, _SIZE)
            if line and used + wide > width:
                yield line
                line, used = "", 0.0
            line, used = line + word, used + wide
        yield line


def _words(text: str) -> Iterator[str]:
    run = ""
    for sign in text:
        if sign.isascii() and not sign.isspace():
            run += sign
            continue
        if run:
            yield run
            run = ""
        yield sign
    if run:
        yield run
