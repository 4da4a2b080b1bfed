"""XML of strangers as a tree: bounded, without entities, fetching nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.text.decoding import decoded

# A report's text is well below 2 MB; as a tree it takes some twenty times its size.
MAX_TEXT_BYTES = 16 * 2**20
# Each tag becomes an object of some 100 bytes; a report has some ten thousand.
MAX_TAGS = 500_000


def damaged(name: str) -> ReadError:
    """What to say of a document that cannot be read."""
    return ReadError(f"“{name}”已损坏，读不出来；请用 Word 或 WPS 打开后另存一份再试。")


def parsed(
    data: bytes,
    name: str,
    *,
    most_tags: int = MAX_TAGS,
    blanks: bool = True,
    broken: Callable[[str], ReadError] = damaged,
) -> Any:
    """The root of the XML in ``data``; ``blanks`` keeps texts that are nothing but blanks.

    Raises ReadError where it is too large or declares a document type, and what ``broken``
    makes where it is damaged.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise ReadError(f"“{name}”展开后大得不正常，没有读取。")
    if data.count(b"<") > most_tags:
        raise ReadError(f"“{name}”的内容多得不正常，没有读取；请只保留年度报告部分。")
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ReadError(f"“{name}”带有文档类型声明，可能不安全，没有读取。")
    parser = etree.XMLParser(remove_blank_text=not blanks, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(name) from error


def unmarked(data: bytes) -> bytes:
    """The XML in UTF-8 without a mark or a word on its encoding."""
    text = decoded(data).text.lstrip("\ufeff \t\r\n")
    return re.sub(r"^<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
