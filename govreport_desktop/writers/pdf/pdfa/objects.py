"""The few kinds of PDF object that are needed, on top of reportlab's object layer."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc


class Item(pdfdoc.PDFObject):
    """An indirect object whose body is written only when the file is.

    By then every object it refers to has a number.
    """

    __RefOnly__ = 1

    def __init__(self, body: Callable[[Ref], bytes]) -> None:
        self.write = body

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The body; called by reportlab."""
        refer: Any = document.Reference
        return self.write(lambda item: bytes(refer(item).format(document)))


Ref = Callable[[Item], bytes]


def dictionary(entries: Mapping[str, bytes | str]) -> bytes:
    """A dictionary of values that are PDF syntax already."""
    pairs = (b"/%s %s" % (key.encode(), _bytes(value)) for key, value in entries.items())
    return b"<<%s>>" % b"\n".join(pairs)


def stream(data: bytes, entries: Mapping[str, bytes | str] | None = None) -> Item:
    """A compressed stream."""
    packed = zlib.compress(data, 6)
    head = dictionary({**(entries or {}), "Filter": "/FlateDecode", "Length": str(len(packed))})
    return Item(lambda _: b"%s\nstream\n%s\nendstream" % (head, packed))


def plain_stream(data: bytes, entries: Mapping[str, bytes | str]) -> Item:
    """A stream as it is: archives must be able to read metadata without any decoder."""
    head = dictionary({**entries, "Length": str(len(data))})
    return Item(lambda _: b"%s\nstream\n%s\nendstream" % (head, data))


def text_string(text: str) -> bytes:
    """A text string in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


def _bytes(value: bytes | str) -> bytes:
    return value if isinstance(value, bytes) else value.encode("ascii")
