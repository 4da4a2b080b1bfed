"""Colours as a workbook states them, and what a conditional format changes about a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from govreport_desktop.readers.faint import BLACK, WHITE, Color, Shade, hex_color
from govreport_desktop.readers.xlsx.formats import shown

_NO_TINT = re.compile(r"[-+]?0*\.?0*")


class Change(NamedTuple):
    """What a conditional format changes: colours (None where it leaves them), number format."""

    color: Color | None = None
    ground: Color | None = None
    code: str = ""
    no_value: bool = False

    def hides(self, text: str, look: Shade) -> bool:
        """Whether ``text``, which looks so of itself, is not seen, or as another number."""
        if self.no_value:
            return True
        told = shown(text, self.code)
        if self.code and (told.remark or not told.text):
            return True
        ground = self.ground or look.ground
        after = look._replace(color=self.color or look.color, ground=ground)
        return after.drowned and not look.drowned


def color_told(attrs: Mapping[str, str]) -> Color | None:
    """The colour that the attributes of an element state; None for others of the theme."""
    if attrs.get("theme") == "0" and _NO_TINT.fullmatch(attrs.get("tint") or ""):
        return WHITE
    if attrs.get("theme") == "1":
        return BLACK
    return WHITE if attrs.get("indexed") in ("1", "9") else hex_color(attrs.get("rgb") or "")
