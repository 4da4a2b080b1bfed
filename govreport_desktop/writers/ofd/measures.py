"""Places on the paper as OFD counts them: millimetres from the upper left corner.

They are counted in thousandths here, whole numbers: what is rounded once adds up, so that the last
character of a line stands where it should.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govreport_desktop.writers.typeset import page

_THOUSANDTHS = 1000 / page.MILLIMETRE


class Box(NamedTuple):
    """A rectangle by its edges, in thousandths of a millimetre."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def attribute(self) -> str:
        """As ST_Box: corner, width and height."""
        sides = (self.left, self.top, self.right - self.left, self.bottom - self.top)
        return " ".join(map(shown, sides))


def length(points: float) -> int:
    """A length in points."""
    return round(points * _THOUSANDTHS)


def across(points: float) -> int:
    """A place counted in points from the paper's left edge."""
    return round(points * _THOUSANDTHS)


def down(points: float) -> int:
    """A place counted in points from the paper's lower edge, as one from the upper edge."""
    return round((page.HEIGHT - points) * _THOUSANDTHS)


def shown(thousandths: int) -> str:
    """In millimetres, with no more digits than it takes."""
    return f"{thousandths / 1000:.3f}".rstrip("0").rstrip(".")


def around(points: Iterable[tuple[int, int]], margin: int = 0) -> Box:
    """The box around ``points``, and ``margin`` more on every side."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin)
