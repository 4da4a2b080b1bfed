"""Size, colour and ground as a page's styles state them."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from functools import lru_cache
from typing import NamedTuple

from govreport_desktop.readers.faint import BLACK, WHITE, Color, Shade, hex_color

_SIZE = re.compile(
    r"(?:^|[;\s{])font-size\s*:\s*(?:(\d+\.?\d*|\.\d+)\s*(px|pt|r?em|ex|%)?|([a-z-]+))",
    re.IGNORECASE,
)
# The size within the shorthand: font: bold 1px/1.5 serif.
_FONT = re.compile(
    r"(?<![\w-])font\s*:[^;}]*?(?<![\w.#-])((?:\d+\.?\d*|\.\d+)(?:px|pt|r?em|ex|%))(?![\w%])[^;}]*",
    re.IGNORECASE,
)
# A size that is reckoned out and comes to nothing.
_NO_SIZE = re.compile(
    r"font-size\s*:\s*(?:calc\(|min\((?=[^;)]*,))\s*0(?:\.0*)?(?:px|pt|r?em|ex|%)?\s*(?:\)|,[^;]*\))",
    re.IGNORECASE,
)
_COLOR = re.compile(r"(?:^|[;\s{])color\s*:\s*([^;!}]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;\s{])background(-color)?\s*:\s*([^;!}]+)", re.IGNORECASE)
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*(?:[,/]\s*(\d+\.?\d*|\.\d+)(%)?\s*)?\)",
    re.IGNORECASE,
)
_HSL = re.compile(
    r"hsla?\(\s*(-?\d{1,4})(?:\.\d+)?(?:deg)?\s*[,\s]\s*(\d{1,3})(?:\.\d+)?%\s*[,\s]\s*(\d{1,3})(?:\.\d+)?%"
    r"\s*(?:[,/]\s*(\d+\.?\d*|\.\d+)(%)?\s*)?\)",
    re.IGNORECASE,
)
_WORD = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|[a-z]+", re.IGNORECASE)
_POINTS = {"px": 0.75, "pt": 1.0, "": 0.75}
_NAMED_SIZES = {
    "xx-small": 7.0, "x-small": 7.5, "small": 10.0, "medium": 12.0, "large": 13.5,
    "x-large": 18.0, "xx-large": 24.0,
}  # fmt: skip
_BY_NUMBER = {str(n): points for n, points in enumerate(list(_NAMED_SIZES.values())[1:], 1)}
_NAMED = {
    "white": WHITE, "black": BLACK, "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "red": (255, 0, 0), "blue": (0, 0, 255),
    "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128),
    "green": (0, 128, 0), "navy": (0, 0, 128), "silver": (192, 192, 192),
}  # fmt: skip
_ROOT = 12.0
# Half-way to nothing is seen; a twentieth is not.
_FAINTEST = 0.05


class Said(NamedTuple):
    """What an element says of itself: its size in points or in parts of the one around it."""

    points: float | None = None
    share: float | None = None
    color: str = ""
    ground: str = ""

    @lru_cache(maxsize=4096)  # noqa: B019 a value, kept as any other argument
    def within(self, around: Shade) -> Shade:
        """How its text looks where it stands in text that looks as ``around``."""
        size = self.points if self.points is not None else around.size
        if self.share is not None:
            size = around.size * self.share
        ground = _ground(self.ground, around.ground)
        color = _color(self.color, around.color) if self.color else around.color
        return Shade(size, color, ground)


def stated(style: str, size: str = "", color: str = "", ground: str = "") -> Said | None:
    """What ``style`` and the old attributes state; None where they state nothing of this."""
    points, share = _points(style)
    if points is share is None and size:
        points = _BY_NUMBER.get(size.strip())
    colors, grounds = _COLOR.findall(style), [words for _, words in _GROUND.findall(style)]
    found = Said(points, share, colors[-1] if colors else color, grounds[-1] if grounds else ground)
    return found if found != _NOTHING else None


_NOTHING = Said()


def _points(style: str) -> tuple[float | None, float | None]:
    found = _SIZE.findall(_FONT.sub(r"font-size:\1", _NO_SIZE.sub("font-size:0", style)))
    if not found:
        return None, None
    number, unit, word = found[-1]
    if word:
        word = word.lower()
        share = {"smaller": 0.83, "larger": 1.2}.get(word)
        return _NAMED_SIZES.get(word), share
    amount, unit = float(number), unit.lower()
    if unit in _POINTS:
        return amount * _POINTS[unit], None
    if unit == "rem":
        return amount * _ROOT, None
    return None, {"em": amount, "ex": amount / 2, "%": amount / 100}[unit]


def _color(words: str, around: Color | None) -> Color | None:
    """None where it is as good as transparent; an unknown word changes nothing."""
    words = words.strip().lower()
    if words == "transparent":
        return None
    if mixed := _mixed(words):
        return mixed[0] if mixed[1] >= _FAINTEST else None
    return _NAMED.get(words) or _hex(words) or around or BLACK


def _ground(words: str, around: Color | None) -> Color | None:
    words = words.strip().lower()
    if not words or words in ("none", "transparent", "inherit", "initial"):
        return around
    if "url(" in words or "gradient" in words or "var(" in words:
        return None
    for word in _WORD.findall(words):
        if mixed := _mixed(word):
            color, opacity = mixed
            return color if opacity >= 1 else around if opacity < _FAINTEST else None
        if found := _NAMED.get(word) or _hex(word):
            return found
    return None


def _mixed(words: str) -> tuple[Color, float] | None:
    """The colour of rgb(), rgba(), hsl() and hsla(), and how opaque it is, 0 to 1."""
    if not (match := _RGB.fullmatch(words) or _HSL.fullmatch(words)):
        return None
    opacity = float(match[4]) / (100 if match[5] else 1) if match[4] else 1.0
    first, second, third = map(int, match.group(1, 2, 3))
    if words[:1].lower() == "h":
        mixed = hls_to_rgb(first % 360 / 360, min(third, 100) / 100, min(second, 100) / 100)
        first, second, third = (round(255 * part) for part in mixed)
    return (first, second, third), opacity


def _hex(words: str) -> Color | None:
    if not words.startswith("#"):
        # Old attributes drop the sign.
        return hex_color(words) if len(words) == 6 else None
    # In CSS the last digits say how opaque it is, not the first.
    return hex_color(words[:7] if len(words) > 7 else words[:4] if len(words) == 5 else words)
