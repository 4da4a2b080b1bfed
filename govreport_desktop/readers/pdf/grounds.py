"""Colours of a page: of its text, and of the shapes that lie below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from govreport_desktop.readers.faint import WHITE, Color, Shade

# The spaces whose numbers say a colour by themselves; those of others are numbers of inks.
_PLAIN_SPACES = {
    "DeviceGray",
    "CalGray",
    "DeviceRGB",
    "CalRGB",
    "DeviceCMYK",
    "ICCBased",
    "G",
    "RGB",
    "CMYK",
}
# More shapes than a report has; below a text on a page with more of them the ground is unknown.
_MOST_SHAPES = 2000


class _Shape(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float
    color: Color | None

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(slots=True)
class Grounds:
    """What has been filled on a page so far, the last on top."""

    _shapes: list[_Shape] = field(default_factory=list)
    _colors: set[Color | None] = field(default_factory=set)

    def fill(self, points: list[Any], color: Color | None) -> None:
        """A shape within ``points`` was filled; a ``color`` of None is not known."""
        if len(self._shapes) < _MOST_SHAPES:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self._shapes.append(_Shape(min(xs), min(ys), max(xs), max(ys), color))
            self._colors.add(color)

    def drown(self, color: Color | None, x: float, y: float) -> bool:
        """Whether a text of ``color`` at that point has the colour of its ground."""
        if color is None or len(self._shapes) >= _MOST_SHAPES:
            return False
        alike = [ground for ground in (WHITE, *self._colors) if _alike(color, ground)]
        if not alike:
            return False
        ground = next((s.color for s in reversed(self._shapes) if s.holds(x, y)), WHITE)
        return _alike(color, ground)


def _alike(color: Color, ground: Color | None) -> bool:
    return ground is not None and Shade(color=color, ground=ground).drowned


def color_of(components: Any, space: Any) -> Color | None:
    """The colour that ``components`` say in ``space``; None where they say none."""
    if getattr(space, "name", "") not in _PLAIN_SPACES:
        return None
    parts = components if isinstance(components, tuple | list) else (components,)
    if not all(isinstance(part, int | float) for part in parts):
        return None
    match [min(1.0, max(0.0, float(part))) for part in parts]:
        case [gray]:
            return _whole(gray, gray, gray)
        case [red, green, blue]:
            return _whole(red, green, blue)
        case [cyan, magenta, yellow, black]:
            left = 1 - black
            return _whole((1 - cyan) * left, (1 - magenta) * left, (1 - yellow) * left)
    return None


def _whole(red: float, green: float, blue: float) -> Color:
    return round(red * 255), round(green * 255), round(blue * 255)
