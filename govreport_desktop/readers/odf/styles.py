"""How text of an OpenDocument file looks: by its style, those it is based on, and the defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from govreport_desktop.readers.faint import BLACK, Color, hex_color
from govreport_desktop.readers.marks import LOWERED, RAISED
from govreport_desktop.readers.odf.package import FO, LOEXT, STYLE, SVG, TEXT
from govreport_desktop.readers.word.styles import Look

_MOST_BASES = 20
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,8})?|-?\.\d{1,8})(pt|cm|mm|in|px|pc)")
_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "px": 0.75, "pc": 12.0}
_SHARE = re.compile(r"(-?\d{1,4})(?:\.\d+)?%")
# Text narrower than this share of its width, in per cent, is a stroke.
_NARROWEST = 10
_MOVED = 5


def points(text: str | None) -> float | None:
    """A length as points; None where none is stated."""
    found = _LENGTH.fullmatch((text or "").strip())
    return float(found[1]) * _POINTS[found[2]] if found else None


@dataclass(slots=True)
class Styles:
    """The styles of a document."""

    named: dict[tuple[str, str], Any] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    faces: dict[str, str] = field(default_factory=dict)
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def look(self, family: str, name: str) -> Look:
        """What the style of that name says of text; nothing for one there is not."""
        key = family, name
        if key not in self._looks:
            look = Look()
            for style in self.bases(family, name):
                for said in style.iterchildren(f"{STYLE}text-properties"):
                    look = look.over(self._said(said))
            self._looks[key] = look
        return self._looks[key]

    def default(self, family: str) -> Look:
        """What holds for a family where no style says otherwise."""
        element = self.defaults.get(family)
        said = None if element is None else element.find(f"{STYLE}text-properties")
        return Look() if said is None else self._said(said)

    def told(self, family: str, name: str, kind: str, attribute: str) -> str:
        """What a style, or one it is based on, says in the properties of ``kind``."""
        for style in self.bases(family, name):
            for said in style.iterchildren(f"{STYLE}{kind}-properties"):
                if found := said.get(attribute):
                    return str(found)
        return ""

    def ground(self, family: str, name: str) -> Color | None:
        """The colour behind a paragraph or a cell; None where none is stated."""
        kind = "table-cell" if family == "table-cell" else family
        return hex_color(self.told(family, name, kind, f"{FO}background-color"))

    def bases(self, family: str, name: str) -> Iterator[Any]:
        """The style and those it is based on, the nearest first."""
        for _ in range(_MOST_BASES):
            style = self.named.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name") or ""

    def _said(self, properties: Any) -> Look:
        size = points(properties.get(f"{FO}font-size"))
        spacing = points(properties.get(f"{FO}letter-spacing"))
        face = properties.get(f"{STYLE}font-name") or ""
        return Look(
            _hidden(properties),
            _struck(properties),
            _level(properties.get(f"{STYLE}text-position")),
            round(2 * size) or 1 if size and 0 < size < 1e4 else None,
            _color(properties),
            hex_color(properties.get(f"{FO}background-color") or ""),
            None if spacing is None else round(20 * spacing),
            self.faces.get(face, properties.get(f"{FO}font-family") or face).strip("'\"").lower(),
        )


def read_styles(roots: tuple[Any, ...]) -> Styles:
    """The styles in these roots; of two of one name the first counts, which is the document's."""
    styles = Styles()
    for root in roots:
        for element in root.iter(f"{STYLE}style"):
            key = element.get(f"{STYLE}family") or "", element.get(f"{STYLE}name") or ""
            styles.named.setdefault(key, element)
        for element in root.iter(f"{STYLE}default-style"):
            styles.defaults.setdefault(element.get(f"{STYLE}family") or "", element)
        for element in root.iter(f"{STYLE}font-face"):
            face = element.get(f"{SVG}font-family") or ""
            styles.faces.setdefault(element.get(f"{STYLE}name") or "", face)
    return styles


def _color(properties: Any) -> Color | None:
    if properties.get(f"{STYLE}use-window-font-color") == "true":
        return BLACK
    return hex_color(properties.get(f"{FO}color") or "")


def _hidden(properties: Any) -> bool | None:
    """Whether nobody sees it: hidden, transparent, or drawn to a hair's breadth."""
    scale = _SHARE.fullmatch(properties.get(f"{STYLE}text-scale") or "")
    # LibreOffice says of the usual colour, too, that it is transparent.
    usual = properties.get(f"{STYLE}use-window-font-color") == "true"
    clear = properties.get(f"{LOEXT}opacity") == "0%" and not usual
    if clear or (scale and int(scale[1]) < _NARROWEST):
        return True
    shown = properties.get(f"{TEXT}display")
    return None if shown is None else shown == "none"


def _struck(properties: Any) -> bool | None:
    names = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
    said = [properties.get(name) for name in names if properties.get(name)]
    return None if not said else "none" not in said


def _level(position: str | None) -> int | None:
    """RAISED or LOWERED for "super 58%" and "33% 58%"."""
    if not position or not position.split():
        return None
    first = position.split()[0]
    if first in ("super", "sub"):
        return RAISED if first == "super" else LOWERED
    share = _SHARE.fullmatch(first)
    if share is None or abs(int(share[1])) < _MOVED:
        return 0
    return RAISED if int(share[1]) > 0 else LOWERED
