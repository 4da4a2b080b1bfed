"""草稿 across the page: drawn as a shape, so that searching and copying never meet it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache

from govreport_desktop.writers.faces import Face, FaceSet, Role
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.sheet import Segment, Shape, Sheet

WORD = "草稿"
_SIZE = 190.0
_SLANT = math.radians(50)
_GREY = 0.9


def watermark(faces: FaceSet) -> Callable[[Sheet], None]:
    """What draws the word behind everything else of a sheet."""
    face = faces.roles[Role.HEADING]
    if any(face.glyph(char) is None for char in WORD):
        face = faces.spare[-1]
    shape = _shape(face)

    def draw(sheet: Sheet) -> None:
        sheet.tag(None, "Background")
        sheet.shape(shape)
        sheet.close()

    return draw


@cache
def _shape(face: Face) -> Shape:
    scale = _SIZE / face.info.units
    cos, sin = scale * math.cos(_SLANT), scale * math.sin(_SLANT)
    glyphs = [glyph for char in WORD if (glyph := face.glyph(char))]
    # The middle of the word on the middle of the page; characters are centred on 0.38 em.
    across, up = sum(glyph.advance for glyph in glyphs) / 2, 0.38 * face.info.units
    x = page.WIDTH / 2 - across * cos + up * sin
    y = page.HEIGHT / 2 - across * sin - up * cos
    outline: list[Segment] = []
    left = 0
    for glyph in glyphs:
        outline.extend(_outline(glyph.outline, left))
        left += glyph.advance
    return Shape(tuple(outline), (cos, sin, -sin, cos, x, y), _GREY)


def _outline(record: bytes, left: int) -> Iterator[Segment]:
    """The contours of one glyf record, moved ``left`` units to the right."""
    from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
    from fontTools.ttLib.tables import _g_l_y_f as records  # type: ignore[import-untyped]

    parts: list[Segment] = []

    def add(kind: str, *points: tuple[float, float]) -> None:
        parts.append(Segment(kind, tuple((x + left, y) for x, y in points)))

    class Pen(BasePen):  # type: ignore[misc]
        def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            add("move", pt)

        def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            add("line", pt)

        def _curveToOne(  # noqa: N802
            self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
        ) -> None:
            add("curve", pt1, pt2, pt3)

        def _closePath(self) -> None:  # noqa: N802
            add("close")

    glyph = records.Glyph(record)
    glyph.expand(None)
    glyph.draw(Pen(None), None)
    yield from parts
