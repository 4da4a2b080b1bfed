"""One face: its glyphs as TrueType outlines, whatever the file holds, made as they are needed.

Working glyph by glyph keeps a preview quick: a character typed for the first time costs
one conversion (about a third of a millisecond), not that of the whole subset.
"""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from govreport_desktop.writers.faces.digits import DIGITS, proved
from govreport_desktop.writers.faces.sfnt import FaceInfo
from govreport_desktop.writers.faces.store import (
    Glyph,
    load_glyphs,
    save_glyphs,
    store_path,
)

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

# How far a quadratic curve may stray from the cubic one: a thousandth of the em, which at
# 16 pt is less than a dot of any printer.
_TOLERANCE = 0.001
# A variable face is used at its regular weight: Noto's own default is the thinnest.
_REGULAR = {"wght": 400.0}
_LARGEST_ADVANCE = 0xFFFE
# What a damaged font file makes fontTools raise (its own TTLibError is bare Exception's child
# and rises while a file is opened, which `read_faces` has done before).
_DAMAGE = (
    OSError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
)


class Face:
    """A face that text can be set in. Safe to use from several threads."""

    def __init__(self, info: FaceInfo, folder: Path | None = None) -> None:
        """``folder`` keeps converted glyphs between runs; None keeps none."""
        self.info = info
        self._folder = folder
        self._glyphs: dict[str, Glyph | None] | None = None
        self._kept = 0
        self._source: _Source | None = None
        self._lock = RLock()

    @property
    def name(self) -> str:
        """The family name as people know it."""
        return self.info.name

    def glyph(self, char: str) -> Glyph | None:
        """The glyph of ``char``, or None where the face has none."""
        glyphs = self._glyphs
        if glyphs is not None and char in glyphs:
            return glyphs[char]
        with self._lock:
            glyphs = self._loaded()
            if char not in glyphs:
                # Digits are kept all together: alone they could not be proved.
                for each in DIGITS if char in DIGITS else char:
                    glyphs[each] = self._convert(each)
            return glyphs[char]

    def keep(self) -> None:
        """Write glyphs converted since the last call to the cache folder, if there is one."""
        with self._lock:
            glyphs = self._loaded()
            path = self._store()
            if path and len(glyphs) > self._kept:
                save_glyphs(path, glyphs)
                self._kept = len(glyphs)

    def _convert(self, char: str) -> Glyph | None:
        # A damaged face is one that lacks the character: another one will have it.
        try:
            if self._source is None:
                self._source = _Source(self.info)
            return self._source.convert(char)
        except _DAMAGE:
            return None

    def _loaded(self) -> dict[str, Glyph | None]:
        if self._glyphs is None:
            path = self._store()
            self._glyphs = proved(self.name, load_glyphs(path)) if path else {}
            self._kept = len(self._glyphs)
        return self._glyphs

    def _store(self) -> Path | None:
        if self._folder is None:
            return None
        try:
            return store_path(self._folder, self.info.path, self.info.index)
        except OSError:
            return None


class _Source:
    """The open font file behind a face."""

    def __init__(self, info: FaceInfo) -> None:
        import logging

        from fontTools.ttLib import TTFont

        # What it thinks of a font's tables it says in English, to whoever prints a report.
        logging.getLogger("fontTools").setLevel(logging.CRITICAL)
        # Held in memory: a file kept open could not be replaced while the program runs.
        file = BytesIO(info.path.read_bytes())
        number = info.index if file.getvalue()[:4] == b"ttcf" else -1
        self._font: TTFont = TTFont(file, fontNumber=number, lazy=True)
        location = _REGULAR if "fvar" in self._font else None
        self._shapes: Any = self._font.getGlyphSet(location=location)
        self._cmap: dict[int, str] = self._font.getBestCmap() or {}
        self._cubic = info.outlines != "glyf"
        self._error = info.units * _TOLERANCE

    def convert(self, char: str) -> Glyph | None:
        """The outline of ``char`` as one simple glyph: components dissolved, no hints."""
        from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
        from fontTools.pens.filterPen import DecomposingFilterPen  # type: ignore[import-untyped]
        from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

        name = self._cmap.get(ord(char))
        if name is None:
            return None
        shape = self._shapes[name]
        pen = TTGlyphPen(None)
        if self._cubic:
            # PostScript outlines run the other way round.
            shape.draw(Cu2QuPen(pen, self._error, reverse_direction=True))
        else:
            shape.draw(DecomposingFilterPen(pen, self._shapes))
        outline = pen.glyph()
        # A blank has no outline, and a glyf table no record for it.
        data = outline.compile(None) if outline.numberOfContours else b""
        return Glyph(min(round(shape.width), _LARGEST_ADVANCE), data)
