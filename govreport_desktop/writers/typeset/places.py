"""Where on the pages each number, line and heading stands: a preview leads to its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress

# Title and signature are made of the facts about the office.
OFFICE = "office"


class Printed(NamedTuple):
    """Where what is printed comes from: a part, and in it the number or the words.

    Words are the characters ``start`` to ``end`` of the paragraph with that number, counted
    from 0 as `writers.document.paragraphs` cuts them; -1 where they are none of the prose.
    """

    section: str
    cell: CellAddress | None = None
    paragraph: int = -1
    start: int = 0
    end: int = 0


class Place(NamedTuple):
    """A box on a page, counted from 0; in points from the page's upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    printed: Printed

    @property
    def area(self) -> float:
        """In square points."""
        return (self.right - self.left) * (self.bottom - self.top)

    def character(self, x: float) -> int:
        """About which character of the paragraph stands at ``x``: lines are set evenly."""
        start, end = self.printed.start, self.printed.end
        share = (x - self.left) / (self.right - self.left)
        return max(min(start + int(share * (end - start)), end - 1), start)


def place_at(places: Sequence[Place], page: int, x: float, y: float) -> Place | None:
    """What stands at a point: the smallest box around it, else the line at its height."""
    level = [place for place in places if place.page == page and place.top <= y < place.bottom]
    around = [place for place in level if place.left <= x < place.right]
    return min(around or level, key=lambda place: place.area, default=None)
