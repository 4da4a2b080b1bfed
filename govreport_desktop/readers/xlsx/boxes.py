"""The text boxes of an old workbook (.xls), which xlrd passes over.

A record of type TXO announces a text, the CONTINUE record behind it holds it; the OBJ record
before says of what kind the object is (MS-XLS 2.4.181, 2.4.329).
"""

from __future__ import annotations

import io
import struct

from xlrd.compdoc import CompDoc

from govreport_desktop.readers.xlsx.xls import DAMAGE

_OBJ, _TXO, _CONTINUE = 0x5D, 0x1B6, 0x3C
_NOTE = 0x19
_MOST = 5000


def box_texts(data: bytes) -> list[str]:
    """The texts of boxes and shapes; the notes on cells are not among them."""
    try:
        document = CompDoc(data, logfile=io.StringIO())
        for name in ("Workbook", "Book"):
            memory, base, size = document.locate_named_stream(name)
            if memory:
                return boxes(bytes(memory[base : base + size]))
    except DAMAGE:
        return []  # the reader has said so
    return []


def boxes(stream: bytes) -> list[str]:
    """The same of the workbook's stream of records."""
    found: list[str] = []
    at, kind, announced = 0, 0, False
    while at + 4 <= len(stream) and len(found) < _MOST:
        record, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if record == _OBJ and len(body) >= 6:
            kind = struct.unpack_from("<H", body, 4)[0]
        elif record == _CONTINUE and announced and kind != _NOTE and body:
            text = body[1:].decode("utf-16-le" if body[0] & 1 else "latin-1", "replace")
            found += [text] if text.strip() else []
        announced = record == _TXO
        at += 4 + length
    return found
