"""The HTML on a clipboard: what of it was selected, read as a saved page is."""

from __future__ import annotations

import re

from govreport_desktop.readers.web.html import read_markup
from govreport_desktop.source import Source

# What to say where the HTML is refused and the plain text is taken.
PLAIN = "剪贴板里带格式的内容读不了，按纯文字粘贴：删除线、上标和隐藏的文字分不出来，请核对。"

_START = re.compile(r"<!--\s{0,9}StartFragment\s{0,9}-->", re.IGNORECASE)
_END = re.compile(r"<!--\s{0,9}EndFragment\s{0,9}-->", re.IGNORECASE)
_SHEET = re.compile(r"<style\b.*?(?:(</style\s*>)|\Z)", re.IGNORECASE | re.DOTALL)
_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)
_CELL = re.compile(r"\s*<t[dh]\b", re.IGNORECASE)


def read_fragment(html: str, *, exact: bool = False) -> Source:
    """What was selected of ``html``; ``exact`` as in `read_markup`.

    Raises ReadError where a saved page would be refused: too large, nested too deep.
    """
    html = html.replace("\x00", "")
    return read_markup(_selected(html), "剪贴板", exact=exact) if html.strip() else Source("剪贴板")


def _selected(html: str) -> str:
    """The fragment between its marks, with the sheets and the table that stand around it."""
    start, ends = _START.search(html), [mark.start() for mark in _END.finditer(html)]
    if not start or not ends or ends[-1] < start.end():
        return html
    before, fragment = html[: start.start()], html[start.end() : ends[-1]]
    sheets = "".join(sheet.group() for sheet in _SHEET.finditer(before) if sheet[1])
    opened = sum(-1 if tag[1] else 1 for tag in _TABLE.finditer(before))
    rows = ("<table><tr>" if _CELL.match(fragment) else "<table>") if opened > 0 else ""
    return f"{sheets}{rows}{fragment}"
