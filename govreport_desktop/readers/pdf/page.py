"""One page of a PDF as what is seen on it: characters, ruled lines, pictures.

Points (1/72 inch), origin at the bottom left of the page as it is shown. Text that is not
drawn (the hidden layer below a scan), text that does not run from left to right (a watermark
across the page) and text beside the page is kept apart.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import apply_matrix_pt

from govreport_desktop.readers.pdf.bounds import Budget
from govreport_desktop.readers.pdf.covered import Covers, Interpreter
from govreport_desktop.readers.pdf.grounds import Grounds, color_of
from govreport_desktop.readers.pdf.tags import Elements, Marks, Owner

# It speaks of every oddity of a font on stderr; what matters is said by the readers.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

UNREADABLE = "\ufffd"
# A filled shape no thicker than this is a line.
THIN = 3.0
# How text is drawn: only its outlines; not at all, or only as what clips the rest.
_OUTLINED, _HIDDEN_RENDERING = 1, (3, 7)
# Digits of one figure are no further apart, in heights of a character.
_CLOSE = 0.15
_FIGURE = re.compile(r"[\d.,，]")
# How far from straight a line may be.
_STRAIGHT = 0.6


class Char(NamedTuple):
    """One character: its box from ``x0`` to ``x1``, its baseline ``y`` and its size.

    ``drowned`` says that it has the colour of its ground, ``covered`` that something was
    painted over it. ``of`` is the middle of the figure that it is a digit of, ``owner`` the
    paragraph that it is of, where the file says so.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    drowned: bool = False
    covered: bool = False
    of: float | None = None
    owner: Owner | None = None

    @property
    def stands(self) -> float:
        """Where it stands on its line: a digit stands where its figure does.

        A figure that is too wide for its cell runs over the rule.
        """
        return (self.x0 + self.x1) / 2 if self.of is None else self.of

    @property
    def middle(self) -> float:
        """Half the height of its body above the baseline."""
        return self.y + self.size * 0.35


class Rule(NamedTuple):
    """A straight line at ``at`` that runs from ``start`` to ``end`` in the other direction."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """What is seen on a page. ``picture`` is the share of it that its largest picture covers."""

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    picture: float = 0.0
    unreadable: int = 0
    # What is on it and nobody sees, or not as a line: not drawn, across or down, beside it.
    hidden: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


class PageReader:
    """Reads the pages of one document; fonts are loaded once."""

    def __init__(self, budget: Budget, elements: Elements | None = None) -> None:
        """``elements`` are those of the structure tree, where they are to be gone by."""
        self._elements = elements
        self._resources = PDFResourceManager(caching=True)
        self._device = _Device(self._resources, budget)
        self._interpreter = Interpreter(self._resources, self._device)

    def read(self, number: int, page: PDFPage) -> Page:
        """The page as seen. Raises OverBudgetError, and what pdfminer raises where damaged."""
        x0, y0, x1, y1 = page.mediabox
        width, height = abs(x1 - x0), abs(y1 - y0)
        if page.rotate in (90, 270):
            width, height = height, width
        self._device.page = found = Page(number, width, height)
        self._device.marks = Marks(self._elements, page)
        self._interpreter.process_page(page)
        return found


class _Device(PDFLayoutAnalyzer):
    """Takes what pdfminer draws; its own layout is not made."""

    def __init__(self, resources: PDFResourceManager, budget: Budget) -> None:
        super().__init__(resources)
        self.page = Page(0, 0, 0)
        self.marks = Marks()
        self._budget = budget
        self._drawn, self._outlined = True, False
        self._grounds = Grounds()
        self.covers = Covers(THIN)

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        self._budget.drawing()
        self._grounds = Grounds()
        self.covers = Covers(THIN)

    def end_page(self, page: PDFPage) -> None:
        self.page.chars, gone = self.covers.apart(self.page.chars)
        self._budget.in_time()
        self.page.hidden += [char.text for char in gone]

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        self.marks.begin(tag.name, props)

    def end_tag(self) -> None:
        self.marks.end()

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self._budget.drawing()

    def end_figure(self, _: str) -> None:
        pass

    def render_image(self, name: str, stream: PDFStream) -> None:
        a, b, c, d, _, _ = self.ctm
        area = abs(a * d - b * c) / max(1.0, self.page.width * self.page.height)
        self.page.picture = max(self.page.picture, area)
        corners = [apply_matrix_pt(self.ctm, corner) for corner in ((0, 0), (1, 1))]
        self._grounds.fill(corners, None)
        self.covers.picture(stream, self.ctm, len(self.page.chars))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._drawn = textstate.render not in _HIDDEN_RENDERING
        self._outlined = textstate.render == _OUTLINED
        first = len(self.page.chars)
        super().render_string(textstate, seq, ncs, graphicstate)
        self.page.chars[first:] = figures(self.page.chars[first:])

    def render_char(
        self,
        matrix: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        self._budget.object()
        advance = float(font.char_width(cid) * fontsize * scaling)
        x0, y = apply_matrix_pt(matrix, (0, 0))
        x1, end = apply_matrix_pt(matrix, (advance, 0))
        _, top = apply_matrix_pt(matrix, (0, fontsize))
        _, risen = apply_matrix_pt(matrix, (0, rise))
        upright = x1 >= x0 and top > y and abs(end - y) <= (x1 - x0) * 0.1
        text = _text(font, cid)
        if not self._drawn:
            self.page.hidden.append(text)
        elif not upright or font.is_vertical():
            self.page.sideways.append(text)
        elif not (0 <= (x0 + x1) / 2 <= self.page.width and 0 <= y <= self.page.height):
            self.page.outside.append(text)
        else:
            self.page.unreadable += text == UNREADABLE
            char = Char(text, x0, x1, risen, top - y, owner=self.marks.owner)
            self.page.chars.append(char._replace(drowned=self._drowns(char, graphicstate)))
        return advance

    def _drowns(self, char: Char, state: Any) -> bool:
        inks = (state.scolor, state.scs) if self._outlined else (state.ncolor, state.ncs)
        return self._grounds.drown(color_of(*inks), (char.x0 + char.x1) / 2, char.middle)

    def paint_path(
        self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        for points in _outlines(path):
            self._budget.object()
            shown = [apply_matrix_pt(self.ctm, point) for point in points]
            if fill and len(shown) > 2:
                self._grounds.fill(shown, color_of(gstate.ncolor, gstate.ncs))
                self.covers.paint(shown, len(self.page.chars))
            if stroke:
                for one, other in pairwise(shown):
                    rule_in(self.page, one, other)
            elif fill and len(shown) > 2:
                bar_in(self.page, shown)


def rule_in(page: Page, one: tuple[float, float], other: tuple[float, float]) -> None:
    """A line was drawn on ``page``; one that is not straight across or down is no rule."""
    (x0, y0), (x1, y1) = sorted((one, other))
    if abs(y1 - y0) <= _STRAIGHT < x1 - x0:
        page.across.append(Rule((y0 + y1) / 2, x0, x1))
    elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
        page.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def bar_in(page: Page, points: Sequence[tuple[float, float]]) -> None:
    """A shape was filled on ``page``; where it is thin enough it is a line."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if top - bottom <= min(THIN, (right - left) / 2):
        rule_in(page, (left, (bottom + top) / 2), (right, (bottom + top) / 2))
    elif right - left <= min(THIN, (top - bottom) / 2):
        rule_in(page, ((left + right) / 2, bottom), ((left + right) / 2, top))


def figures(drawn: Sequence[Char]) -> Iterator[Char]:
    """The characters of one string; digits that follow each other are one figure."""
    run: list[Char] = []
    for char in drawn:
        goes_on = run and abs(char.x0 - run[-1].x1) <= _CLOSE * char.size
        if run and not (goes_on and _FIGURE.match(char.text)):
            yield from _as_one(run)
            run = []
        if _FIGURE.match(char.text):
            run.append(char)
        else:
            yield char
    yield from _as_one(run)


def _as_one(run: Sequence[Char]) -> Iterator[Char]:
    for char in run:
        yield char if len(run) < 2 else char._replace(of=(run[0].x0 + run[-1].x1) / 2)


def _text(font: PDFFont, cid: int) -> str:
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return UNREADABLE
    return plain_signs(text)


def plain_signs(text: str) -> str:
    """``text`` as it is meant: fonts hand out ⼀ (a radical) for 一 and ﬁ for fi."""
    plain = "".join(
        unicodedata.normalize("NFKC", c)
        if "\u2e80" <= c <= "\u2fdf" or "\ufb00" <= c <= "\ufb06"
        else c
        for c in text
    )
    return "".join(c for c in plain if c >= " ") or " "


def _outlines(path: Sequence[Any]) -> list[list[Any]]:
    """The corners of each part of ``path``; parts with curves are left out."""
    parts: list[list[Any]] = []
    straight = True
    for step in path:
        kind = step[0]
        if kind == "m":
            if not straight:
                parts.pop()
            straight = True
            parts.append([step[1:3]])
        elif not parts:
            continue
        elif kind == "l":
            parts[-1].append(step[1:3])
        elif kind == "h":
            parts[-1].append(parts[-1][0])
        else:
            straight = False
    return parts if straight else parts[:-1]
