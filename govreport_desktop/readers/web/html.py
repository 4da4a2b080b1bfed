"""A saved web page: the article's paragraphs and tables, without what surrounds it.

The character set comes from the page; scripts, styles and hidden parts are left out. Links
are never followed. Navigation around the article is dropped by the matcher, which starts at
the report's own title or its first part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from govreport_desktop.errors import ReadError
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

MAX_BYTES = 16 * 2**20
# Each tag becomes an object of some 100 bytes; a page has a few thousand.
MAX_TAGS = 500_000
# Attributes of a browser's hands: a table cannot claim more than this.
MAX_SPAN = 100

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SKIPPED = {"script", "style", "noscript", "template", "svg", "select", "nav", "iframe", "object"}
_SKIPPED |= {"button", "input", "textarea", "head", "canvas", "audio", "video"}
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i"}
_INLINE |= {"ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strong"}
_INLINE |= {"strike", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")

Block = SourceParagraph | SourceTable


def read_html(data: bytes, name: str) -> Source:
    """The page in ``data``. Raises ReadError where it is too large or holds no text."""
    if len(data) > MAX_BYTES or data.count(b"<") > MAX_TAGS:
        raise ReadError(f"“{name}”大得不正常，没有读取；请只保存年度报告那一页。")
    # huge_tree: 2048 levels of nesting instead of 256; the size is bounded above.
    parser = html.HTMLParser(
        encoding=_encoding(data),
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ReadError(f"“{name}”里没有可以读入的内容。") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError(
            f"“{name}”的网页标记嵌套得太深，后面的内容读不到；"
            "请在浏览器里打开它，选中报告全文，复制到文本文件里再读入。"
        )
    reader = _Reader()
    reader.walk(root)
    reader.end_paragraph()
    pictures = sum(1 for _ in root.iter("img"))
    return Source(name=name, blocks=tuple(reader.blocks), pictures=pictures)


def _encoding(data: bytes) -> str:
    """What the page says it is written in, unless its bytes say otherwise."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        stated = _CHARSET.search(data[:4096])
        label = stated[1].decode("ascii").lower() if stated else ""
        # GB18030 holds all of GB2312 and GBK; browsers read the three alike.
        return label if label.startswith("big5") else "gb18030"
    return "utf-8"


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._tables = 0
        self._text: list[str] = []

    def walk(self, root: Any) -> None:
        """Collect what ``root`` shows, in reading order, however deep it is nested."""
        walker = etree.iterwalk(root, events=("start", "end"))
        left: Any = None
        for event, element in walker:
            if event == "start":
                if not self._enters(element):
                    walker.skip_subtree()
                    left = element
                continue
            if element is not left and element.tag not in _INLINE:
                self.end_paragraph()
            if element is not root:
                self._add(element.tail)

    def _enters(self, element: Any) -> bool:
        """Begin ``element``; False where what it holds is left out or has been read."""
        tag = element.tag
        if tag in _SKIPPED or _is_hidden(element):
            return False
        if tag not in _INLINE:
            self.end_paragraph()
        if tag == "table" and not _is_layout(element):
            self._tables += 1
            where = f"第 {self._tables} 个表"
            self.blocks.append(SourceTable(tuple(_rows(element)), where=where))
            return False
        if tag == "br":
            return False
        self._add(element.text)
        return True

    def end_paragraph(self) -> None:
        """What has been collected is one paragraph."""
        text = _BLANKS.sub(" ", "".join(self._text)).strip(" \u00a0\u3000")
        self._text.clear()
        if text:
            self.blocks.append(SourceParagraph(text))

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text)


def _is_layout(table: Any) -> bool:
    """A table that only arranges the page: it holds another table, or one long cell."""
    if table.find(".//table") is not None:
        return True
    cells = [cell for row in _table_rows(table) for cell in row if cell.tag in ("td", "th")]
    return len(cells) <= 2 and any(len(cell.text_content()) > 300 for cell in cells)


def _rows(table: Any) -> Iterator[tuple[SourceCell, ...]]:
    for row in _table_rows(table):
        yield tuple(
            SourceCell(_cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan"))
            for cell in row
            if cell.tag in ("td", "th")
        )


def _table_rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cell_text(cell: Any) -> str:
    reader = _Reader()
    reader.walk(cell)
    return "\n".join(block.text for block in reader.blocks if isinstance(block, SourceParagraph))


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isdecimal() and len(text) < 6 else 1


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
