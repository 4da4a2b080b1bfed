"""A saved web page: the article's paragraphs and tables, without what surrounds it.

The character set comes from the page; scripts, styles and hidden parts are left out. Links
are never followed. Navigation around the article is dropped by the matcher, which starts at
the report's own title or its first part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from govreport_desktop.readers.left import HIDDEN, READING, STRUCK, LeftOut
from govreport_desktop.readers.marks import Piece, joined, visible
from govreport_desktop.readers.web.looks import Looks
from govreport_desktop.readers.web.page import decoded_page, parsed
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

# Attributes of a browser's hands: a table cannot claim more than this.
MAX_SPAN = 100

# Nobody sees these, or they are the page's own furniture.
SKIPPED = {"script", "style", "noscript", "template", "select", "nav", "iframe", "object"}
SKIPPED |= {"button", "input", "textarea", "head", "canvas", "audio", "video", "svg"}
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i"}
_INLINE |= {"ins", "kbd", "label", "mark", "q", "ruby", "rb", "s", "samp", "small", "span"}
_INLINE |= {"strong", "strike", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p", "nobr"}
_INLINE |= {"math", "mrow", "mi", "mn", "mo", "mtext", "msup", "msub"}
_PROSE = 60
_FIELDS = ("", "text", "number", "tel")
_BLANKS = re.compile(r"[ \t\r\n\f]+")

Block = SourceParagraph | SourceTable


def read_html(data: bytes, name: str, label: str = "") -> Source:
    """The page in ``data``; ``label`` is the encoding that came with it.

    Raises ReadError where it is too large or holds no text.
    """
    page = decoded_page(data, name, label)
    root = parsed(page.text, name)
    left = LeftOut()
    reader = _Reader(Looks(root), left)
    reader.walk(root)
    reader.end_paragraph()
    return Source(
        name=name,
        blocks=tuple(reader.blocks),
        notes=(*page.notes(), *left.notes()),
        pictures=sum(1 for _ in root.iter("img")),
        left_out=left.everything(),
    )


class _Reader:
    def __init__(self, looks: Looks, left: LeftOut, *, in_cell: bool = False) -> None:
        self.blocks: list[Block] = []
        self._looks, self._left, self._in_cell = looks, left, in_cell
        self._tables = 0
        self._pieces: list[Piece] = []
        # How the text being read stands: a level for each raised element it is in.
        self._levels: list[tuple[Any, int]] = []

    def walk(self, root: Any) -> None:
        """Collect what ``root`` shows, in reading order, however deep it is nested."""
        walker = etree.iterwalk(root, events=("start", "end"))
        left: Any = None
        for event, element in walker:
            if event == "start":
                if not self._enters(element, root):
                    walker.skip_subtree()
                    left = element
                continue
            if element is not left and element.tag not in _INLINE:
                self.end_paragraph()
            if self._levels and self._levels[-1][0] is element:
                self._levels.pop()
            if element is not root:
                self._add(element.tail)

    def _enters(self, element: Any, root: Any) -> bool:
        """Begin ``element``; False where what it holds is left out or has been read."""
        tag = element.tag
        if element is not root and self._leaves_out(element):
            return False
        if tag not in _INLINE:
            self.end_paragraph()
        if tag == "table" and not _is_layout(element):
            self._table(element)
            return False
        if tag == "br":
            return False
        if level := self._looks.level(element):
            self._levels.append((element, level))
        self._add(element.text)
        return True

    def _leaves_out(self, element: Any) -> bool:
        tag = element.tag
        if tag in SKIPPED:
            if self._in_cell and tag in ("input", "textarea", "select"):
                self._add(_field(element))
            return True
        if self._looks.hidden(element):
            self._hide(element)
        elif self._looks.struck(element):
            self._left.leave(STRUCK, _content(element))
        elif tag in ("rt", "rp", "rtc"):
            self._left.leave(READING, _content(element) if tag != "rp" else "")
        else:
            return False
        return True

    def _hide(self, element: Any) -> None:
        """Pages hide menus by the dozen; what a table hides is a number, a long text prose."""
        text = _content(element)
        if (
            self._in_cell
            or len(text) > _PROSE
            or element.tag in ("tr", "td", "th", "tbody", "thead", "tfoot")
        ):
            self._left.leave(HIDDEN, text)
        else:
            self._left.pass_over(text)

    def _table(self, element: Any) -> None:
        self._tables += 1
        where = f"第 {self._tables} 个表"
        self.blocks += (SourceParagraph(text) for text in _captions(element))
        self.blocks.append(SourceTable(tuple(self._rows(element)), where=where))

    def _rows(self, table: Any) -> Iterator[tuple[SourceCell, ...]]:
        for row in table_rows(table):
            hidden = next((e for e in (row, row.getparent()) if self._looks.hidden(e)), None)
            if hidden is not None:
                self._left.leave(HIDDEN, _content(row))
                continue
            yield tuple(self._cells(row))

    def _cells(self, row: Any) -> Iterator[SourceCell]:
        for cell in _below(row, ("td", "th")):
            if self._looks.hidden(cell):
                self._hide(cell)
                # What takes no room moves its neighbours; what is only unseen does not.
                if self._looks.takes_room(cell):
                    yield _spanning("", cell)
            elif self._looks.struck(cell):
                self._left.leave(STRUCK, _content(cell))
                yield _spanning("", cell)
            else:
                yield _spanning(self._text(cell), cell)

    def _text(self, cell: Any) -> str:
        reader = _Reader(self._looks, self._left, in_cell=True)
        reader.walk(cell)
        reader.end_paragraph()
        texts = (block.text for block in reader.blocks if isinstance(block, SourceParagraph))
        return "\n".join(texts)

    def end_paragraph(self) -> None:
        """What has been collected is one paragraph."""
        text = _BLANKS.sub(" ", visible(joined(self._pieces))).strip(" \u00a0\u3000")
        self._pieces.clear()
        if text:
            self.blocks.append(SourceParagraph(text))

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append((text, self._levels[-1][1] if self._levels else 0))


def _is_layout(table: Any) -> bool:
    """A table that only arranges the page: it holds another table, or one long cell."""
    if table.find(".//table") is not None:
        return True
    cells = [cell for row in table_rows(table) for cell in _below(row, ("td", "th"))]
    return len(cells) <= 2 and any(len(cell.text_content()) > 300 for cell in cells)


def table_rows(table: Any) -> Iterator[Any]:
    """The rows of ``table``, also those in what does not belong between (a form)."""
    return _below(table, ("tr",))


def _below(parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    waiting = list(parent)[::-1]
    while waiting:
        child = waiting.pop()
        if child.tag in tags:
            yield child
        elif child.tag not in ("table", "td", "th", "caption"):
            waiting += list(child)[::-1]


def _captions(table: Any) -> Iterator[str]:
    for child in table:
        if child.tag == "caption" and (text := _content(child)):
            yield text


def _field(element: Any) -> str:
    """What stands in a field of a form that was saved with its page."""
    if element.tag == "textarea":
        return element.text or ""
    if element.tag == "select":
        chosen = [option for option in element.iter("option") if option.get("selected") is not None]
        return chosen[0].text_content() if chosen else ""
    return (element.get("value") or "") if (element.get("type") or "").lower() in _FIELDS else ""


def _content(element: Any) -> str:
    return _BLANKS.sub(" ", "".join(element.itertext())).strip()


def _spanning(text: str, cell: Any) -> SourceCell:
    return SourceCell(text, _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isdecimal() and len(text) < 6 else 1
