"""Composite fonts: the used glyphs of a face, addressed by number (ISO 32000-1, 9.7)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from govreport_desktop.writers.faces.truetype import build_subset
from govreport_desktop.writers.pdf.pdfa.objects import Item, dictionary, stream
from govreport_desktop.writers.typeset.fonts import Font

_SYMBOLIC = 4
_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_MAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_MOST_IN_BLOCK = 100


def font_object(font: Font) -> Item:
    """The font dictionary of ``font``, with everything hanging on it."""
    data = build_subset(font.face.info, [sort.glyph for sort in font.sorts.values()])
    name = f"/{_tag(data)}+{_plain_name(font.face.info.postscript)}"
    descendant = _descendant(font, name, _descriptor(font, name, data))
    mapping = stream(_to_unicode(font).encode("ascii"))
    return Item(
        lambda ref: dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": b"[%s]" % ref(descendant),
                "ToUnicode": ref(mapping),
            }
        )
    )


def _descendant(font: Font, name: str, descriptor: Item) -> Item:
    scale = 1000 / font.face.info.units
    widths = " ".join(f"{sort.glyph.advance * scale:.6g}" for sort in font.sorts.values())
    return Item(
        lambda ref: dictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
                "FontDescriptor": ref(descriptor),
                "DW": "1000",
                "W": f"[1 [{widths}]]",
                "CIDToGIDMap": "/Identity",
            }
        )
    )


def _descriptor(font: Font, name: str, data: bytes) -> Item:
    info = font.face.info
    scale = 1000 / info.units
    box = " ".join(str(round(edge * scale)) for edge in info.box)
    file = stream(data, {"Length1": str(len(data))})
    return Item(
        lambda ref: dictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": name,
                "Flags": str(_SYMBOLIC),
                "FontBBox": f"[{box}]",
                "ItalicAngle": "0",
                "Ascent": str(round(info.ascent * scale)),
                "Descent": str(round(info.descent * scale)),
                # Chinese characters have no capitals: their height is what is meant.
                "CapHeight": str(round(info.ascent * scale)),
                "StemV": "80",
                "FontFile2": ref(file),
            }
        )
    )


def _to_unicode(font: Font) -> str:
    chars = [char.encode("utf-16-be").hex() for char in font.sorts]
    pairs = [f"<{number:04x}> <{char}>" for number, char in enumerate(chars, start=1)]
    return _MAP_HEAD + "".join(_blocks(pairs)) + _MAP_TAIL


def _blocks(pairs: list[str]) -> Iterator[str]:
    for start in range(0, len(pairs), _MOST_IN_BLOCK):
        block = pairs[start : start + _MOST_IN_BLOCK]
        yield f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"


def _tag(data: bytes) -> str:
    """The six letters that mark a subset, made from its bytes: equal subsets, equal tags."""
    number = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _plain_name(postscript: str) -> str:
    return re.sub(r"[^A-Za-z0-9+_-]", "", postscript) or "Face"
