"""One page as it is being made up: what is drawn on it, and whose it is.

This is the one interface between typesetting and files. The typesetter draws; a sheet keeps what
was drawn, in order, as text, fills, rules and shapes; and each format writes that in its own
operators or objects (`writers/pdf`, `writers/ofd`). Lengths are points from the paper's lower left
corner, colours RRGGBB.

Everything drawn belongs to a tag or is decoration: nothing can be drawn that belongs to neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from govreport_desktop.writers.typeset.fonts import Font, Fonts
from govreport_desktop.writers.typeset.tags import Mark, Tag
from govreport_desktop.writers.typeset.type import Sort

_FACE = attrgetter("face")

Rule = tuple[float, float, float, float]  # x1, y1, x2, y2


class Run(NamedTuple):
    """Characters of one font on one baseline, from ``x``, each with its own advance.

    ``codes`` are the numbers of their glyphs in the font; what they say is in ``sorts``, also
    where another glyph stands in for a character that no face has.
    """

    font: Font
    sorts: Sequence[Sort]
    codes: tuple[int, ...]
    advances: Sequence[float]
    x: float
    y: float
    size: float


class Fill(NamedTuple):
    """A filled rectangle; ``x`` and ``y`` are its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Rules(NamedTuple):
    """Black lines, ``width`` thick, with square ends."""

    lines: Sequence[Rule]
    width: float


class Segment(NamedTuple):
    """A piece of an outline: to ``points`` by move, line, curve (cubic) or close."""

    kind: str
    points: tuple[tuple[float, float], ...] = ()


class Shape(NamedTuple):
    """A filled outline in units of its own; ``matrix`` (a b c d e f) takes them to the page.

    ``grey`` is from 0, black, to 1.
    """

    outline: tuple[Segment, ...]
    matrix: tuple[float, float, float, float, float, float]
    grey: float


Drawn = Run | Fill | Rules | Shape


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was drawn in one go for one owner: a ``tag``, or None, which is decoration.

    ``artifact`` says what kind of decoration: Pagination, Background or nothing particular.
    """

    tag: Tag | None
    artifact: str = ""
    drawn: list[Drawn] = field(default_factory=list)


class Sheet:
    """A page."""

    def __init__(self, number: int, fonts: Fonts) -> None:
        """``number`` counts pages from 0."""
        self.number = number
        self.fonts = fonts
        self.stretches: list[Stretch] = []
        self.tags: list[Tag] = []  # the owner of each mark of the page
        self._open: Stretch | None = None

    def tag(self, tag: Tag | None, artifact: str = "") -> None:
        """What is drawn from here on belongs to ``tag``; None is decoration (an artifact)."""
        if self._open is not None and self._open.tag is tag:
            return
        if tag is not None:
            tag.kids.append(Mark(self.number, len(self.tags)))
            self.tags.append(tag)
        self._open = Stretch(tag, artifact)
        self.stretches.append(self._open)

    def close(self) -> None:
        """End what `tag` began."""
        self._open = None

    def show(
        self, sorts: Sequence[Sort], advances: Sequence[float], x: float, y: float, size: float
    ) -> None:
        """Print ``sorts`` from ``x`` on the baseline ``y``, each ``advances`` wide."""
        at = 0
        for face, group in groupby(sorts, _FACE):
            count = len(list(group))
            run, widths = sorts[at : at + count], advances[at : at + count]
            font = self.fonts.of(face)
            self._draw(Run(font, run, font.codes(run), widths, x, y, size))
            x += sum(widths)
            at += count

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle from its lower left corner."""
        self._draw(Fill(x, y, width, height, colour))

    def rules(self, lines: Sequence[Rule], width: float) -> None:
        """Black lines, ``width`` thick, with square ends."""
        self._draw(Rules(lines, width))

    def shape(self, shape: Shape) -> None:
        """A filled outline."""
        self._draw(shape)

    def _draw(self, drawn: Drawn) -> None:
        if self._open is None:
            raise AssertionError("drawn for nobody: neither a tag nor decoration is open")
        self._open.drawn.append(drawn)
