"""Prose from the clipboard: paragraphs out of the HTML of Word, WPS and web pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from govreport_desktop.report.prose import clean_text

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|div|dl|dt|fieldset|figcaption"
    "|figure|footer|form|h[1-6r]|header|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th"
    "|thead|tr|ul"
)
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"head", "script", "style", "template", "noscript", "xml", "title"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr"})
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL)
_WIDE_BEFORE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u201c\u201d]$")
_WIDE_AFTER = re.compile(r"^[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u201c\u201d]")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def clean_html(html: str) -> list[str]:
    """The paragraphs of an HTML fragment, as `clean_text` gives them.

    Line ends of the source mean nothing, between Chinese characters not even a blank. The
    numbers that Word writes for a list are text and stay; those a browser draws for ``ol``
    are written out (1. 2. 3.), as they would be lost. The cells of a table row stay on one
    line, parted by a blank.
    """
    fragment = _FRAGMENT.search(html)
    parser = _Paragraphs()
    parser.feed(fragment[1] if fragment else html)
    parser.close()
    return clean_text("\n".join(parser.finish()))


def clean_paragraphs(text: str, html: str = "") -> list[str]:
    """The paragraphs of a clipboard that offers plain text and perhaps HTML.

    HTML wins, as it knows paragraphs from line ends; plain text is used where the HTML
    holds no prose (a picture, an empty frame).
    """
    return (clean_html(html) if html.strip() else []) or clean_text(text)


class _Paragraphs(HTMLParser):
    """Collects one line of text for each block of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._number = ""  # what a list put before its item, while nothing follows it
        self._silent = 0
        self._row = 0
        self._preformatted = 0
        self._lists: list[int | None] = []  # the next number of each open list, None for ul

    def finish(self) -> list[str]:
        """Every line, after the last of the page has been fed."""
        self._break()
        return self._lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "tr":
            self._break()
            self._row += 1
        elif tag in ("ol", "ul"):
            self._break()
            self._lists.append(_first_number(attrs) if tag == "ol" else None)
        elif tag == "li":
            self._break()
            self._number_item()
        elif _BLOCK.fullmatch(tag):
            self._preformatted += tag == "pre"
            self._end_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "tr":
            self._row = max(0, self._row - 1)
            self._break()
        elif tag in ("ol", "ul"):
            self._break()
            if self._lists:
                self._lists.pop()
        elif _BLOCK.fullmatch(tag) and tag not in _VOID:
            self._preformatted = max(0, self._preformatted - (tag == "pre"))
            self._end_block(tag)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._preformatted:
            first, *others = data.split("\n")
            self._line += first
            for line in others:
                self._break()
                self._line = line
            return
        self._line = _joined(self._line, data)

    def _end_block(self, tag: str) -> None:
        if not self._row:
            self._break()
        elif tag in _CELLS and self._line and not self._line.endswith(" "):
            self._line += " "

    def _break(self) -> None:
        if self._line == self._number:  # <li><p>: the item's text is still to come
            return
        if self._line.strip():
            self._lines.append(self._line)
        self._line = self._number = ""

    def _number_item(self) -> None:
        if self._lists and self._lists[-1] is not None:
            number = self._lists[-1]
            self._line = self._number = f"{number}."
            self._lists[-1] = number + 1


def _joined(line: str, data: str) -> str:
    """``line`` and ``data`` with line ends of the source taken out between Chinese."""
    parts = _SPACES.split(data)
    gaps = _SPACES.findall(data)
    joined = line + parts[0]
    for gap, part in zip(gaps, parts[1:], strict=True):
        broken = "\n" in gap or "\r" in gap
        wide = _WIDE_BEFORE.search(joined) and (not part or _WIDE_AFTER.search(part))
        joined += part if broken and wide else f" {part}"
    return joined


def _first_number(attrs: list[tuple[str, str | None]]) -> int:
    start = dict(attrs).get("start") or ""
    return int(start) if start.isdecimal() else 1
