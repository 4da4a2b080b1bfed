"""A TrueType font file made of chosen glyphs, as a PDF embeds it (ISO 32000-1, 9.9)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from govreport_desktop.writers.faces.sfnt import FaceInfo
from govreport_desktop.writers.faces.store import Glyph

# Seconds since 1904 at the start of 2000: the same text must give the same bytes.
_DATE = 3_029_529_600
_NO_MORE: Mapping[bytes, bytes] = MappingProxyType({})


def build_subset(
    info: FaceInfo, glyphs: Sequence[Glyph], tables: Mapping[bytes, bytes] = _NO_MORE
) -> bytes:
    """A font file with an empty glyph 0 and then ``glyphs``, numbered from 1.

    It has the tables that a composite font in a PDF needs and no character map: the PDF
    addresses glyphs by number. ``tables`` are those a font needs besides that stands alone.
    """
    every = [Glyph(info.units, b""), *glyphs]
    outlines, places = bytearray(), [0]
    for glyph in every:
        outlines += glyph.outline + b"\x00" * (-len(glyph.outline) % 4)
        places.append(len(outlines))
    metrics = b"".join(struct.pack(">Hh", g.advance, _left(g)) for g in every)
    return _file(
        {
            b"glyf": bytes(outlines) or b"\x00",
            b"head": _head(info),
            b"hhea": _hhea(info, every),
            b"hmtx": metrics,
            b"loca": struct.pack(f">{len(places)}L", *places),
            b"maxp": _maxp(every),
            **tables,
        }
    )


def _left(glyph: Glyph) -> int:
    """The left side bearing: where the outline begins."""
    return int.from_bytes(glyph.outline[2:4], "big", signed=True)


def _head(info: FaceInfo) -> bytes:
    return struct.pack(
        ">LLLLHHQQ4hHHhhh",
        0x00010000,
        0x00010000,
        0,  # checksum of the file, filled in last
        0x5F0F3CF5,
        0x000B,
        info.units,
        _DATE,
        _DATE,
        *info.box,
        0,
        3,
        2,
        1,  # long offsets in loca
        0,
    )


def _hhea(info: FaceInfo, glyphs: Sequence[Glyph]) -> bytes:
    widest = max(g.advance for g in glyphs)
    return struct.pack(
        ">LhhhHhhhhhhhhhhhH",
        0x00010000,
        info.ascent,
        info.descent,
        0,
        widest,
        info.box[0],
        0,
        info.box[2],
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        len(glyphs),
    )


def _maxp(glyphs: Sequence[Glyph]) -> bytes:
    contours = points = 0
    for glyph in glyphs:
        if glyph.outline:
            count = struct.unpack(">h", glyph.outline[:2])[0]
            last = struct.unpack_from(">H", glyph.outline, 10 + 2 * (count - 1))[0]
            contours, points = max(contours, count), max(points, last + 1)
    return struct.pack(
        ">LHHHHHHHHHHHHHH", 0x00010000, len(glyphs), points, contours, 0, 0, 1, *[0] * 8
    )


def _file(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(
        ">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power)
    )
    place = len(header) + 16 * count
    directory, body = b"", b""
    head_place = 0
    for tag, data in sorted(tables.items()):
        padded = data + b"\x00" * (-len(data) % 4)
        directory += tag + struct.pack(">LLL", _checksum(padded), place + len(body), len(data))
        if tag == b"head":
            head_place = place + len(body)
        body += padded
    font = bytearray(header + directory + body)
    struct.pack_into(">L", font, head_place + 8, (0xB1B0AFBA - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes | bytearray) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
