"""How a run of a Word document is shown: by its own properties and those of its styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from govreport_desktop.readers.faint import BLACK, WHITE, Color, Shade, hex_color
from govreport_desktop.readers.marks import LOWERED, RAISED
from govreport_desktop.readers.word.package import W

_MOST_BASES = 20
_OFF = ("0", "false", "off", "none", "no")
_LEVELS = {"superscript": RAISED, "subscript": LOWERED}
# Word's own size where nobody states one.
_HALF_POINTS = 20
# Characters narrower than this share of their width, in per cent, are strokes.
_NARROWEST = 10
# Twentieths of a point, for each half point of size, that a digit cannot do without.
_ROOM = 4
# In twentieths of a point: text fitted to less is a stroke.
_FITTED = 20
# How transparent a fill is, in thousandths of a per cent: nobody sees these.
_CLEAR = frozenset(str(part) for part in range(95_000, 100_001, 1000))
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# Half points a run must be moved by to stand as raised.
_MOVED = 4


@dataclass(frozen=True, slots=True)
class Look:
    """None where nothing is said."""

    hidden: bool | None = None
    struck: bool | None = None
    level: int | None = None
    half_points: int | None = None
    color: Color | None = None
    ground: Color | None = None
    # Twentieths of a point between characters, and the face of Latin text and digits.
    spacing: int | None = None
    face: str = ""

    def over(self, base: Look) -> Look:
        """This one where it says something, ``base`` elsewhere."""
        return Look(
            base.hidden if self.hidden is None else self.hidden,
            base.struck if self.struck is None else self.struck,
            base.level if self.level is None else self.level,
            self.half_points or base.half_points,
            self.color or base.color,
            self.ground or base.ground,
            base.spacing if self.spacing is None else self.spacing,
            self.face or base.face,
        )

    @property
    def squeezed(self) -> bool:
        """Whether its digits, half as wide as high, are drawn one upon the other."""
        return (self.spacing or 0) <= -_ROOM * (self.half_points or _HALF_POINTS)

    def shade(self, ground: Color) -> Shade:
        """How large it is and in which colour, on a page or cell of colour ``ground``."""
        size = (self.half_points or _HALF_POINTS) / 2
        return Shade(size, self.color or BLACK, self.ground or ground)


@dataclass(slots=True)
class Styles:
    """The styles of a document; ``elements`` by their id."""

    elements: dict[str, Any] = field(default_factory=dict)
    # What holds where no style says otherwise, and the style of paragraphs that name none.
    default: Look = Look()
    usual: str = ""
    _looks: dict[str, Look] = field(default_factory=dict)

    def run(self, run: Any, paragraph_style: str) -> Look:
        """How ``run`` is shown in a paragraph of that style."""
        properties = run.find(f"{W}rPr")
        base = self.look(paragraph_style).over(self.default)
        if properties is None:
            return base
        if named := value(properties.find(f"{W}rStyle")):
            base = self.look(named).over(base)
        return _said(properties).over(base)

    def look(self, style: str) -> Look:
        """What ``style`` and those it is based on say."""
        if style not in self._looks:
            look = Look()
            for element in self.bases(style or self.usual):
                if (properties := element.find(f"{W}rPr")) is not None:
                    look = look.over(_said(properties))
            self._looks[style] = look
        return self._looks[style]

    def bases(self, style: str) -> list[Any]:
        """The elements of ``style`` and of those it is based on, the nearest first."""
        found: list[Any] = []
        while style in self.elements and len(found) < _MOST_BASES:
            element = self.elements[style]
            found.append(element)
            style = value(element.find(f"{W}basedOn"))
        return found


def read_styles(root: Any) -> Styles:
    """The styles in the part of that root; none where it is None."""
    if root is None:
        return Styles()
    elements = {s.get(f"{W}styleId", ""): s for s in root.iter(f"{W}style")}
    properties = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    usual = (
        name
        for name, style in elements.items()
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
    )
    default = Look() if properties is None else _said(properties)
    return Styles(elements, default, next(usual, ""))


def value(element: Any) -> str:
    """What ``element`` says; "" where there is none."""
    return "" if element is None else element.get(f"{W}val") or ""


def whole(element: Any, low: int, high: int, default: int) -> int:
    """The number ``element`` says, put between ``low`` and ``high``; ``default`` for rubbish."""
    text = value(element).strip()
    if not text.removeprefix("-").isdecimal() or len(text) > 9:
        return default
    return min(max(int(text), low), high)


def is_on(element: Any) -> bool | None:
    """An on/off property: there is on, w:val="0" is off, None says nothing."""
    if element is None:
        return None
    return (element.get(f"{W}val") or "1").strip().lower() not in _OFF


def _said(properties: Any) -> Look:
    strikes = [is_on(properties.find(f"{W}{name}")) for name in ("strike", "dstrike")]
    struck = True if True in strikes else False if False in strikes else None
    align = properties.find(f"{W}vertAlign")
    level = None if align is None else _LEVELS.get(value(align), 0)
    if level is None and (moved := whole(properties.find(f"{W}position"), -99, 99, 0)):
        level = (RAISED if moved > 0 else LOWERED) if abs(moved) >= _MOVED else None
    return Look(
        _is_gone(properties),
        struck,
        level,
        whole(properties.find(f"{W}sz"), 1, 3276, 0) or None,
        _filled(properties) or _color(properties.find(f"{W}color")),
        ground_of(properties),
        _spacing(properties.find(f"{W}spacing")),
        _face(properties.find(f"{W}rFonts")),
    )


def _spacing(element: Any) -> int | None:
    return None if element is None else whole(element, -9999, 9999, 0)


def _face(fonts: Any) -> str:
    return "" if fonts is None else (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "").lower()


def _is_gone(properties: Any) -> bool | None:
    """Whether nobody sees it: hidden, not filled with any colour, or drawn to a hair's breadth."""
    if properties.find(f"{_W14}textFill/{_W14}noFill") is not None:
        return True
    if whole(properties.find(f"{W}w"), 0, 600, 100) < _NARROWEST:
        return True
    if whole(properties.find(f"{W}fitText"), 0, 99999, 99999) < _FITTED:
        return True
    alpha = next(properties.iter(f"{_W14}alpha"), None)
    if alpha is not None and (alpha.get(f"{_W14}val") or "") in _CLEAR:
        return True
    return is_on(properties.find(f"{W}vanish"))


def _filled(properties: Any) -> Color | None:
    """The colour a text is filled with, which goes before its own."""
    fill = properties.find(f"{_W14}textFill/{_W14}solidFill")
    for each in () if fill is None else fill:
        said = each.get(f"{_W14}val") or ""
        return WHITE if said in ("bg1", "lt1") else hex_color(said)
    return None


def _color(element: Any) -> Color | None:
    """The colour stated; the background's own of a theme is white where no other is written."""
    stated = hex_color(value(element))
    paper = element is not None and element.get(f"{W}themeColor") in ("background1", "light1")
    return WHITE if stated is None and paper else stated


def ground_of(properties: Any) -> Color | None:
    """The colour behind what has these ``properties``; None where they state none."""
    if properties is None:
        return None
    if (marker := properties.find(f"{W}highlight")) is not None:
        # Of any other colour: what stands on it is seen.
        known = {"white": WHITE, "none": WHITE, "black": BLACK}
        return known.get(value(marker).lower(), (255, 255, 0))
    filled = properties.find(f"{W}shd")
    if filled is None:
        return None
    solid = value(filled) == "solid"
    return hex_color(filled.get(f"{W}{'color' if solid else 'fill'}") or "")
