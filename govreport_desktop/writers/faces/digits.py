"""Digits are the report: a kept glyph that draws another one must never be printed.

Whatever is kept on disk may have been exchanged there. The ten digits of the faces that come
with the program are known, those of any other face are taken from the face itself.
"""

from __future__ import annotations

import hashlib

from govreport_desktop.writers.faces.store import Glyph, Glyphs

DIGITS = "0123456789"
# Of the faces in pylopdf-fonts-zh-cn, by family, as `fingerprint` says it.
KNOWN = {
    "Noto Serif SC": "da39ad8b614b65294bfe874558232a8e",
    "Noto Sans SC": "d6aa0d0d78dfce05688d027f37a0acc0",
}


def proved(family: str, kept: Glyphs) -> dict[str, Glyph | None]:
    """``kept`` without its digits, unless they are known to be those of the face."""
    if family in KNOWN and fingerprint(kept) == KNOWN[family]:
        return dict(kept)
    return {char: glyph for char, glyph in kept.items() if char not in DIGITS}


def fingerprint(glyphs: Glyphs) -> str:
    """What the ten digits among ``glyphs`` look like, in few characters; "" where one lacks."""
    found = hashlib.sha256()
    for char in DIGITS:
        glyph = glyphs.get(char)
        if glyph is None:
            return ""
        found.update(b"%d,%d," % (glyph.advance, len(glyph.outline)) + glyph.outline)
    return found.hexdigest()[:32]
