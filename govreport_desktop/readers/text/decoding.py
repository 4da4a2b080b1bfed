"""Bytes as text: by their mark, else by what they can be; a bad byte costs itself only."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from govreport_desktop.errors import ReadError

BAD = "\ufffd"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Characters of UTF-8 with more than one byte, and how many of them a broken one may cost.
_LONG = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PER_BAD = 20
_SAMPLE = 20_000
_MOSTLY = 0.95
# Chinese, Latin, their punctuation and full-width forms.
_USUAL = re.compile(r"[\t\n\r -~\u00a0-\u00ff\u2010-\u2030\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_MOST_ODD, _MOST_BAD = 50, 10
# A text has at most one zero byte in so many signs, by accident; other files have more.
_NULL, _PER_NULL = "\x00", 100


class Decoded(NamedTuple):
    """A text and how many places of it could not be read; each stands in it as ``BAD``."""

    text: str
    bad: int

    def notes(self) -> list[str]:
        """A sentence where something could not be read."""
        if not self.bad:
            return []
        at = self.text.find(BAD)
        near = "".join(self.text[max(0, at - 10) : at + 11].split())
        shown = f"，第一处在“{near}”" if not re.search(r"[<>]", near) else ""
        return [f"文件里有 {self.bad} 处坏字节，读作“{BAD}”{shown}，请对照原文改正。"]


def decoded(data: bytes, label: str = "") -> Decoded:
    """``data`` as text; ``label`` is what it says of itself, believed where its bytes allow."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding)
    if encoding := _two_bytes(data):
        return _read(data, encoding)
    if _is_utf8(data):
        return _read(data, "utf-8")
    # GB18030 holds all of GB2312 and GBK; browsers read the three alike.
    return _read(data, "big5hkscs" if label.lower().startswith("big5") else "gb18030")


def text_of(data: bytes, name: str) -> Decoded:
    """``data`` as text. Raises ReadError where it is no text at all."""
    found = _without_nulls(decoded(data))
    if _is_rubbish(found):
        raise ReadError(f"“{name}”不是文字文件，也不是能读的其他格式，请检查选的是不是年度报告。")
    return found


def _without_nulls(found: Decoded) -> Decoded:
    """``found`` with each of a few zero bytes as one that could not be read."""
    nulls = found.text.count(_NULL)
    if not nulls or _PER_NULL * nulls > len(found.text):
        return found
    return Decoded(found.text.replace(_NULL, BAD), found.bad + nulls)


def _read(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    # A text may hold the sign itself; only what its bytes do not say is bad.
    said = BAD.encode(encoding, "ignore")
    return Decoded(text, max(0, text.count(BAD) - (data.count(said) if said else 0)))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        long = len(_LONG.findall(data))
        bad = sum(byte > 0x7F for byte in _LONG.sub(b"", data))
        return long >= _PER_BAD * bad
    return True


def _two_bytes(data: bytes) -> str:
    """UTF-16 without its mark: a text with zeros in it that is usual signs read two by two."""
    sample = data[: _SAMPLE & ~1]
    if b"\x00" not in sample:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        if len(_USUAL.findall(text)) >= _MOSTLY * len(text):
            return encoding
    return ""


def _is_rubbish(found: Decoded) -> bool:
    """Whether a text holds what no text file holds: control characters, unassigned ones."""
    sample = found.text[:_SAMPLE]
    odd = sum(
        1
        for char in sample
        if char not in "\t\n\r\f\x0b\x1a" and unicodedata.category(char) in ("Cc", "Cn", "Co")
    )
    bad = sample.count(BAD)
    return _NULL in sample or odd > len(sample) // _MOST_ODD or bad > len(sample) // _MOST_BAD
