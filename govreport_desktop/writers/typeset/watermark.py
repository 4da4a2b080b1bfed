"""草稿 across the page: drawn as a shape, so that searching and copying never meet it."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from govreport_desktop.writers.faces import Face, FaceSet, Role
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.sheet import Sheet

WORD = "草稿"
_SIZE = 190.0
_SLANT = math.radians(50)
_GREY = "0.9 g"


def watermark(faces: FaceSet) -> Callable[[Sheet], None]:
    """What draws the word behind everything else of a sheet."""
    face = faces.roles[Role.HEADING]
    if any(face.glyph(char) is None for char in WORD):
        face = faces.spare[-1]
    operators = _operators(face)

    def draw(sheet: Sheet) -> None:
        sheet.tag(None, "Background")
        sheet.operators.append(operators)
        sheet.close()

    return draw


@cache
def _operators(face: Face) -> str:
    scale = _SIZE / face.info.units
    cos, sin = scale * math.cos(_SLANT), scale * math.sin(_SLANT)
    width = sum(glyph.advance for char in WORD if (glyph := face.glyph(char)))
    # The middle of the word on the middle of the page; characters are centred on 0.38 em.
    across, up = width / 2, 0.38 * face.info.units
    x = page.WIDTH / 2 - across * cos + up * sin
    y = page.HEIGHT / 2 - across * sin - up * cos
    parts = [f"q {_GREY} {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.2f} {y:.2f} cm"]
    left = 0
    for char in WORD:
        glyph = face.glyph(char)
        if glyph:
            parts.append(_path(glyph.outline, left))
            left += glyph.advance
    return " ".join([*parts, "f Q"])


def _path(outline: bytes, left: int) -> str:
    """The contours of one glyf record as path operators, moved ``left`` units to the right."""
    from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
    from fontTools.ttLib.tables import _g_l_y_f as records  # type: ignore[import-untyped]

    parts: list[str] = []

    def add(operator: str, *points: tuple[float, float]) -> None:
        numbers = (f"{x + left:.0f} {y:.0f}" for x, y in points)
        parts.append(" ".join([*numbers, operator]))

    class Pen(BasePen):  # type: ignore[misc]
        def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            add("m", pt)

        def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            add("l", pt)

        def _curveToOne(  # noqa: N802
            self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
        ) -> None:
            add("c", pt1, pt2, pt3)

        def _closePath(self) -> None:  # noqa: N802
            add("h")

    record = records.Glyph(outline)
    record.expand(None)
    record.draw(Pen(None), None)
    return " ".join(parts)
