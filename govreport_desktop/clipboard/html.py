"""A block of cells as an HTML table, the way spreadsheets and browsers put it on the clipboard."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from govreport_desktop.clipboard.block import Block, rectangle

_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
# LibreOffice (sdval) and Excel (x:num) put the exact number beside the displayed one.
_EXACT = ("sdval", "x:num")
_DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
# A line break inside a cell, apart from those of the page's own text.
_NEW_LINE = "\x1e"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "[]〔〕【】")
_SUPER = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_VOID = frozenset({"br", "img", "input", "wbr", "hr"})
_SPAN_LIMIT = 100  # no statutory table is wider or longer; a wild span must not eat memory


class _TableParser(HTMLParser):
    """Collects the first table that has cells; tables inside its cells are read as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: dict[tuple[int, int], str] = {}
        self._row = -1
        self._column = 0
        self._depth = 0
        self._text: list[str] | None = None
        self._exact = ""
        self._taken: set[tuple[int, int]] = set()
        self._done = False
        self._hidden = 0
        # The open elements from a raised one on: what they hold is the mark of a note.
        self._raised: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, row or cell."""
        if tag in ("style", "script", "head"):
            self._hidden += 1
        elif tag == "table":
            self._depth += 1
        elif self._done or self._depth != 1:
            return
        elif tag == "tr":
            self._end_cell()
            self._row, self._column = self._row + 1, 0
        elif tag in ("td", "th"):
            self._end_cell()
            self._begin_cell(dict(attrs))
        elif self._text is not None:
            if tag in ("br", "p", "div") and any(part.strip() for part in self._text):
                self._text.append(_NEW_LINE)
            if tag == "sup" or (tag not in _VOID and self._raised) or _is_raised(attrs):
                self._raised.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a table, row or cell."""
        if tag in ("style", "script", "head"):
            self._hidden = max(0, self._hidden - 1)
        elif self._raised and tag == self._raised[-1]:
            self._raised.pop()
        elif tag == "table":
            if self._depth == 1:
                self._end_cell()
                self._done = self._done or bool(self.cells)
            self._depth = max(0, self._depth - 1)
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Text inside the open cell."""
        if self._text is not None and not self._hidden:
            self._text.append(data.translate(_RAISED) if self._raised else data)

    def _begin_cell(self, attrs: dict[str, str | None]) -> None:
        self._row = max(self._row, 0)
        while (self._row, self._column) in self._taken:
            self._column += 1
        rows, columns = _span(attrs.get("rowspan")), _span(attrs.get("colspan"))
        for row in range(self._row, self._row + rows):
            for column in range(self._column, self._column + columns):
                self._taken.add((row, column))
        self._at = (self._row, self._column)
        self._column += columns
        self._text = []
        exact = next((attrs[name] for name in _EXACT if attrs.get(name)), "") or ""
        self._exact = exact if _DIGITS.fullmatch(exact) else ""

    def _end_cell(self) -> None:
        if self._text is None:
            return
        lines = "".join(self._text).split(_NEW_LINE)
        text = "\n".join(line for line in (_SPACE.sub(" ", x).strip() for x in lines) if line)
        self._raised.clear()
        # The exact number stands in only for a displayed number, never for words.
        shown = text.replace(",", "").replace(" ", "")
        self.cells[self._at] = self._exact if self._exact and _DIGITS.match(shown) else text
        self._text = None


def parse_html(text: str) -> Block | None:
    """The first table of an HTML text, merged cells spread out; None where there is none."""
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    parser.handle_endtag("table")
    if not parser.cells:
        return None
    height = 1 + max(row for row, _ in parser.cells)
    width = 1 + max(column for _, column in parser.cells)
    return rectangle(
        [parser.cells.get((row, column), "") for column in range(width)] for row in range(height)
    )


def format_html(block: Block) -> str:
    """The block as a plain HTML table."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in block
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def _is_raised(attrs: list[tuple[str, str | None]]) -> bool:
    return _SUPER.search(dict(attrs).get("style") or "") is not None


def _span(value: str | None) -> int:
    text = (value or "").strip()
    return min(max(int(text), 1), _SPAN_LIMIT) if text.isascii() and text.isdigit() else 1
