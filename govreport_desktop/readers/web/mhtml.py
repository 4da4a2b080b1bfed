"""A page saved as one file (.mht, .mhtml): a letter whose first page part is the page."""

from __future__ import annotations

import re

from govreport_desktop.errors import ReadError
from govreport_desktop.source import Source

_HEAD = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,40}", re.IGNORECASE)
_KIND = re.compile(
    rb"^content-type:\s*(?:multipart/related|multipart/alternative|text/html)", re.I | re.M
)
_MOST_PARTS = 2000


def is_mhtml(data: bytes) -> bool:
    """Whether ``data`` begins as such a letter does."""
    head = _HEAD.match(data[:8192].lstrip())
    return bool(head and _KIND.search(head.group()) and b"mime-version:" in head.group().lower())


def read_mhtml(data: bytes, name: str) -> Source:
    """The page in ``data``. Raises ReadError where there is none, or it is too large."""
    from govreport_desktop.readers.web.html import read_html

    page, label = page_of(data, name)
    return read_html(page, name, label)


def page_of(data: bytes, name: str) -> tuple[bytes, str]:
    """The largest page in ``data`` and its encoding: frames and advertisements are small."""
    import email
    import email.policy

    if data.count(b"\n--") > _MOST_PARTS:
        raise ReadError(f"“{name}”是网页归档（MHT），里面的部分多得不正常，没有读取。")
    pages: list[tuple[bytes, str]] = []
    try:
        letter = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
        for part in letter.walk():
            page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else b""
            if isinstance(page, bytes) and page.strip():
                pages.append((page, str(part.get_content_charset() or "")))
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        pages.clear()
    if not pages:
        raise ReadError(
            f"“{name}”是网页归档（MHT），里面没有能读的网页；"
            "请在浏览器里打开它，另存为“网页，仅 HTML”再试。"
        )
    return max(pages, key=lambda page: len(re.sub(rb"<[^>]*>", b"", page[0])))
