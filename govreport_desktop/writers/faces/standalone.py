"""A subset that stands as a font of its own: it knows its name and its characters.

A PDF addresses glyphs by number and needs neither; whoever draws an OFD page opens the file as
any other font and asks it by character, and most systems refuse one without these tables
(OpenType 1.9: cmap, name, OS/2, post).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from govreport_desktop.writers.faces.sfnt import FaceInfo
from govreport_desktop.writers.faces.store import Glyph
from govreport_desktop.writers.faces.truetype import build_subset

_WINDOWS, _BMP, _FULL = 3, 1, 10
_ENGLISH = 0x0409
_COPYRIGHT, _FAMILY, _STYLE, _UNIQUE, _WHOLE, _VERSION, _POSTSCRIPT = range(7)
_LAST_BMP = 0xFFFF
# OS/2: what a program goes by when it looks for a face that has Chinese.
_CJK_RANGE = 1 << (59 - 32)
_CHINESE_PAGE = 1 << 18
_REGULAR = 0x0040


def build_font(info: FaceInfo, name: str, glyphs: Mapping[str, Glyph]) -> bytes:
    """A font file called ``name``: an empty glyph 0, then ``glyphs``, each by its character."""
    codes = sorted((ord(char), number) for number, char in enumerate(glyphs, start=1))
    tables = {
        b"OS/2": _os2(info, codes, list(glyphs.values())),
        b"cmap": _cmap(codes),
        b"name": _names(info, name),
        b"post": struct.pack(">LLhhL4L", 0x00030000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    return build_subset(info, list(glyphs.values()), tables)


def _cmap(codes: Sequence[tuple[int, int]]) -> bytes:
    """Format 4 for whoever knows only that, and format 12 for characters beyond it."""
    narrow = _narrow([pair for pair in codes if pair[0] < _LAST_BMP])
    wide = _wide(codes)
    head = struct.pack(">HH", 0, 2)
    first = struct.pack(">HHL", _WINDOWS, _BMP, 20)
    second = struct.pack(">HHL", _WINDOWS, _FULL, 20 + len(narrow))
    return head + first + second + narrow + wide


def _stretches(codes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """First and last code of each stretch whose glyphs follow one another, and the first glyph."""
    start = 0
    breaks = (
        at for at, (a, b) in enumerate(pairwise(codes), 1) if (b[0] - a[0], b[1] - a[1]) != (1, 1)
    )
    for end in (*breaks, len(codes)):
        if end > start:
            yield codes[start][0], codes[end - 1][0], codes[start][1]
        start = end


def _narrow(codes: Sequence[tuple[int, int]]) -> bytes:
    # The last segment is the one that every such table ends with.
    found = [*_stretches(codes), (_LAST_BMP, _LAST_BMP, 0)]
    count = len(found)
    power = count.bit_length() - 1
    ends = struct.pack(f">{count}H", *(last for _, last, _ in found))
    starts = struct.pack(f">{count}H", *(first for first, _, _ in found))
    shifts = struct.pack(f">{count}H", *((glyph - first) & 0xFFFF for first, _, glyph in found))
    body = ends + b"\0\0" + starts + shifts + bytes(2 * count)
    head = (14 + len(body), 0, 2 * count, 2 << power, power, 2 * count - (2 << power))
    return struct.pack(">7H", 4, *head) + body


def _wide(codes: Sequence[tuple[int, int]]) -> bytes:
    groups = [struct.pack(">LLL", *stretch) for stretch in _stretches(codes)]
    return struct.pack(">HHLLL", 12, 0, 16 + 12 * len(groups), 0, len(groups)) + b"".join(groups)


def _names(info: FaceInfo, name: str) -> bytes:
    said = {
        _FAMILY: name,
        _STYLE: "Regular",
        _UNIQUE: f"{info.postscript} subset",
        _WHOLE: name,
        _VERSION: "Version 1.0",
        _POSTSCRIPT: info.postscript,
    }
    records, strings = b"", b""
    for number, text in said.items():
        data = text.encode("utf-16-be")
        place = (_WINDOWS, _BMP, _ENGLISH, number, len(data), len(strings))
        records += struct.pack(">6H", *place)
        strings += data
    return struct.pack(">HHH", 0, len(said), 6 + len(records)) + records + strings


def _os2(info: FaceInfo, codes: Sequence[tuple[int, int]], glyphs: Sequence[Glyph]) -> bytes:
    """Version 4. What concerns sub- and superscript and strikeout is a share of the em."""
    average = round(sum(glyph.advance for glyph in glyphs) / max(len(glyphs), 1))
    em = info.units
    script = (em // 2, em // 2, 0, em // 8) * 2
    strike = (em // 20, em // 4)
    first = min(codes[0][0], _LAST_BMP) if codes else 0
    last = min(codes[-1][0], _LAST_BMP) if codes else 0
    descent = min(info.descent, 0)
    return (
        struct.pack(">Hh3H", 4, average, info.weight, 5, info.fs_type)
        + struct.pack(">8h2h", *script, *strike)
        + struct.pack(">h10s4L4s", 0, bytes(10), 0, _CJK_RANGE, 0, 0, b"    ")
        + struct.pack(">3H", _REGULAR, first, last)
        + struct.pack(">3h2H", info.ascent, descent, 0, max(info.ascent, 0), -descent)
        + struct.pack(">2L", _CHINESE_PAGE, 0)
        + struct.pack(">2h3H", em // 2, info.ascent, 0, 32, 1)
    )
