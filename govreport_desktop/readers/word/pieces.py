"""The text of an old Word document as its pieces say where it lies: for counting alone.

(MS-DOC 2.4.1: the Clx in the table stream lists pieces, each of bytes or of two-byte signs.)
"""

from __future__ import annotations

import re
import struct
from io import StringIO

# Where the file information block has what is asked of it.
_FLAGS, _MAIN, _CLX = 0x0A, 0x4C, 0x1A2
_TABLES = ("0Table", "1Table")
_PIECES, _COMPRESSED = 2, 0x40000000
_MOST = 20_000
# A field is its instruction and what it shows.
_FIELD = re.compile("\x13[^\x13\x14\x15]*[\x14\x15]?")


def old_texts(data: bytes) -> list[str]:
    """The text of the document itself, without notes, heads and feet. LookupError, ValueError
    and struct.error where it is damaged."""
    from xlrd.compdoc import CompDoc

    found = CompDoc(data, logfile=StringIO())
    story = _stream(found, "WordDocument")
    flags, main = _at(story, "<H", _FLAGS), _at(story, "<i", _MAIN)
    table = _stream(found, _TABLES[bool(flags & 0x200)])
    start, length = _at(story, "<I", _CLX), _at(story, "<I", _CLX + 4)
    text = "".join(_pieces(story, table[start : start + length]))
    return [_FIELD.sub("", text[:main])]


def _pieces(story: bytes, clx: bytes) -> list[str]:
    at = 0
    while clx[at] != _PIECES:  # properties that come first
        at += 3 + _at(clx, "<H", at + 1)
    count = min((_at(clx, "<I", at + 1) - 4) // 12, _MOST)
    places = at + 5
    texts = []
    for number in range(count):
        first, last = (_at(clx, "<I", places + 4 * (number + one)) for one in (0, 1))
        where = _at(clx, "<I", places + 4 * (count + 1) + 8 * number + 2)
        length = max(0, last - first)
        if where & _COMPRESSED:
            begin = (where & ~_COMPRESSED) // 2
            texts.append(story[begin : begin + length].decode("cp1252", "replace"))
        else:
            texts.append(story[where : where + 2 * length].decode("utf-16-le", "replace"))
    return texts


def _at(data: bytes, kind: str, place: int) -> int:
    return int(struct.unpack_from(kind, data, place)[0])


def _stream(document: object, name: str) -> bytes:
    memory, base, size = document.locate_named_stream(name)  # type: ignore[attr-defined]
    return bytes(memory[base : base + size]) if memory else b""
