"""The markup of a page as one tree: decoded, bounded, and repaired where a parser would stop."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.text.decoding import BAD, Decoded, decoded

MAX_BYTES = 16 * 2**20
# Each tag becomes an object of some 100 bytes; a page has a few thousand.
MAX_TAGS = 500_000
# The parser looks at every attribute of a tag for each further one.
MAX_ATTRIBUTES = 500
_LONG_TAG = 3000

_CHARSET = re.compile(
    r"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=["']([\w-]+)""",
    re.IGNORECASE,
)
_ATTRIBUTE = r"""[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+"""
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:[\s/=]++|{_ATTRIBUTE})*+(?:>|\Z)")
_EACH = re.compile(_ATTRIBUTE)
# What no page holds, and what would end it for the parser.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
# A page may go on behind its own end; browsers show it, the parser drops it.
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# XML may close at once what HTML takes for the beginning of a script as long as the page.
_CLOSED_AT_ONCE = re.compile(r"<(script|style|title|textarea|iframe|noscript)\b([^<>]*)/>", re.I)


def decoded_page(data: bytes, name: str, label: str = "") -> Decoded:
    """The markup in ``data``, in the encoding that its bytes or it itself says.

    ``label`` is the encoding that came with the page. Raises ReadError where it is too large.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    stated = _CHARSET.search(data[:4096].decode("latin-1"))
    page = decoded(data, label or (stated[1] or stated[2] if stated else ""))
    refuse_huge(page.text, name)
    return page


def refuse_huge(text: str, name: str) -> None:
    """Raises ReadError where the markup would cost more to parse than any report's."""
    if len(text) > MAX_BYTES or text.count("<") > MAX_TAGS:
        raise _too_large(name)
    for tag in _TAG.finditer(text):
        whole = tag.group()
        if len(whole) > _LONG_TAG and sum(1 for _ in _EACH.finditer(whole)) > MAX_ATTRIBUTES:
            raise _too_large(name)


def parsed(text: str, name: str) -> Any:
    """``text`` as a tree. Raises ReadError where it is empty or nested deeper than can be read."""
    text = _ENDS.sub("", text)
    if text.lstrip().startswith("<?xml"):
        text = _CLOSED_AT_ONCE.sub(r"<\1\2></\1>", text)
    # huge_tree: 2048 levels of nesting instead of 256; the size is bounded already.
    # Not lxml.html's, whose elements are each looked up in Python.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = _CONTROL.sub(BAD, text).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ReadError(f"“{name}”里没有可以读入的内容。") from error
    if root is None:
        raise ReadError(f"“{name}”里没有可以读入的内容。")
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError(
            f"“{name}”的网页标记嵌套得太深，后面的内容读不到；"
            "请在浏览器里打开它，选中报告全文，复制到文本文件里再读入。"
        )
    return root


def _too_large(name: str) -> ReadError:
    return ReadError(f"“{name}”大得不正常，没有读取；请只保存年度报告那一页。")
