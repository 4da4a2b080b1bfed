"""One page of an OFD file as what is seen on it: characters, ruled lines, pictures.

The file measures millimetres from the upper left corner; what comes out has the points of a
PDF's page. An object stands in its box, a matrix of its own within that, both within what
surrounds it. (GB/T 33190-2016, 8 to 11.)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.fontmetrics import FONT_METRICS

from govreport_desktop.readers.faint import BLACK, Color
from govreport_desktop.readers.ofd.package import OfdFile, PageParts, box, local, numbers
from govreport_desktop.readers.pdf.bounds import Budget
from govreport_desktop.readers.pdf.covered import Covers
from govreport_desktop.readers.pdf.grounds import Grounds
from govreport_desktop.readers.pdf.page import (
    THIN,
    UNREADABLE,
    Char,
    Page,
    bar_in,
    figures,
    plain_signs,
    rule_in,
)

_POINTS = 72 / 25.4
_LATIN = FONT_METRICS["Times-Roman"][1]
_DEEPEST = 12
_OPERATORS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_CURVES = "QBA"
_MOST_OPERATORS = 20_000
# How far from level a line of text may run, and how opaque, of 255, what nobody sees may be.
_LEVEL, _CLEAR = 0.1, 12
_CONTAINERS = ("Content", "Layer", "PageBlock", "Appearance")


class Matrix(NamedTuple):
    """x becomes ax + cy + e, y becomes bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where the point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Matrix) -> Matrix:
        """The matrix that does ``first``, then this one."""
        e, f = self.point(first.e, first.f)
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            e,
            f,
        )


def page_of(number: int, parts: PageParts, file: OfdFile, budget: Budget) -> Page:
    """The page as it is seen. Raises OverBudgetError where it costs more than any report."""
    left, top, width, height = parts.box
    page = Page(number, width * _POINTS, height * _POINTS)
    upright = Matrix(_POINTS, 0, 0, -_POINTS, -left * _POINTS, (top + height) * _POINTS)
    drawing = _Drawing(page, file, budget)
    for root in parts.roots:
        budget.drawing()
        for content in root:
            if local(content) == "Content":
                drawing.draw(content, upright, _Ink())
    page.chars, gone = drawing.covers.apart(page.chars)
    page.hidden += [char.text for char in gone]
    return page


def texts_of(root: Any) -> Iterator[str]:
    """The texts of an annotation, as they are written."""
    for element in root.iter():
        if local(element) == "TextCode" and (element.text or "").strip():
            yield element.text.strip()


class _Ink(NamedTuple):
    """The colours that hold where an object states none."""

    fill: Color | None = BLACK
    stroke: Color | None = BLACK


@dataclass(slots=True)
class _Drawing:
    page: Page
    file: OfdFile
    budget: Budget
    grounds: Grounds = field(default_factory=Grounds)
    covers: Covers = field(default_factory=lambda: Covers(THIN))

    def draw(self, parent: Any, matrix: Matrix, ink: _Ink, depth: int = 0) -> None:
        """What stands within ``parent``, one upon the other."""
        if depth > _DEEPEST:
            return
        for child in parent:
            kind = local(child)
            if kind in _CONTAINERS:
                self.draw(child, matrix, self._inked(child, ink), depth + 1)
            elif kind in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
                self.budget.object()
                if child.get("Visible") == "false":
                    self.page.hidden += texts_of(child)
                    continue
                inner, own = self._placed(child, matrix), self._inked(child, ink)
                if kind == "TextObject":
                    self._text(child, inner, own)
                elif kind == "PathObject":
                    self._path(child, inner, own)
                elif kind == "ImageObject":
                    self._image(child, matrix)
                else:
                    self._composite(child, inner, own, depth)

    def _composite(self, child: Any, matrix: Matrix, ink: _Ink, depth: int) -> None:
        self.budget.drawing()
        unit = self.file.resources.get(child.get("ResourceID") or "")
        if unit is not None:
            self.draw(unit, matrix, ink, depth + 1)

    def _placed(self, child: Any, matrix: Matrix) -> Matrix:
        """The matrix of what an object holds: its own, then to its box, then what is around."""
        found = box(child.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        inner = matrix.after(Matrix(e=found[0], f=found[1]))
        own = numbers(child.get("CTM"))
        return inner.after(Matrix(*own[:6])) if len(own) >= 6 else inner

    # ------------------------------------------------------------ colours
    def _inked(self, child: Any, ink: _Ink) -> _Ink:
        """The colours of an object: its own, those of its parameters, those around it."""
        said = self.file.resources.get(child.get("DrawParam") or "")
        for element in () if said is None else (said, child):
            ink = self._stated(element, ink)
        return ink if said is not None else self._stated(child, ink)

    def _stated(self, element: Any, ink: _Ink) -> _Ink:
        fill, stroke = ink
        for said in element:
            if local(said) == "FillColor":
                fill = _color(said)
            elif local(said) == "StrokeColor":
                stroke = _color(said)
        return _Ink(fill, stroke)

    # ------------------------------------------------------------ text
    def _text(self, child: Any, matrix: Matrix, ink: _Ink) -> None:
        size = next(iter(numbers(child.get("Size"))), 0.0)
        filled, stroked = child.get("Fill") != "false", child.get("Stroke") == "true"
        unseen = not (filled or stroked) or _is_clear(child)
        color = ink.fill if filled else ink.stroke
        scale = next(iter(numbers(child.get("HScale"))), 1.0) or 1.0
        turned = any(child.get(name, "0") not in ("0", "") for name in _TURNS)
        first = len(self.page.chars)
        at = (0.0, 0.0)
        for code in child:
            if local(code) == "TextCode":
                at = _begin(code, at)
                for sign, x, y, step in _steps(code, at):
                    self.budget.object()
                    natural = size * scale * _width(sign)
                    wide = min(natural, step) if step > 0 else natural
                    ends = [matrix.point(*p) for p in ((x, y), (x + wide, y), (x, y - size))]
                    self._sign(sign, ends, color, unseen=unseen, turned=turned)
        self.page.chars[first:] = figures(self.page.chars[first:])

    def _sign(
        self,
        sign: str,
        ends: Sequence[tuple[float, float]],
        color: Color | None,
        *,
        unseen: bool,
        turned: bool,
    ) -> None:
        (x0, y0), (x1, y1), (_, top) = ends
        text = _readable(sign)
        upright = x1 > x0 and top > y0 and abs(y1 - y0) <= (x1 - x0) * _LEVEL
        if unseen:
            self.page.hidden.append(text)
        elif turned or not upright:
            self.page.sideways.append(text)
        elif not (0 <= (x0 + x1) / 2 <= self.page.width and 0 <= y0 <= self.page.height):
            self.page.outside.append(text)
        else:
            self.page.unreadable += text == UNREADABLE
            char = Char(text, x0, x1, y0, top - y0)
            drowned = self.grounds.drown(color, (x0 + x1) / 2, char.middle)
            self.page.chars.append(char._replace(drowned=drowned))

    # ------------------------------------------------------------ lines and pictures
    def _path(self, child: Any, matrix: Matrix, ink: _Ink) -> None:
        data = next((e.text or "" for e in child if local(e) == "AbbreviatedData"), "")
        filled, stroked = child.get("Fill") == "true", child.get("Stroke") != "false"
        if _is_clear(child):
            return
        for points in _outlines(data):
            self.budget.object()
            shown = [matrix.point(*point) for point in points]
            if filled and len(shown) > 2:
                self.grounds.fill(shown, ink.fill)
                self.covers.opaque = child.get("Alpha", "255") == "255"
                self.covers.paint(shown, len(self.page.chars))
            if stroked:
                for one, other in pairwise(shown):
                    rule_in(self.page, one, other)
            elif filled and len(shown) > 2:
                bar_in(self.page, shown)

    def _image(self, child: Any, matrix: Matrix) -> None:
        left, top, width, height = box(child.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        corners = [matrix.point(left, top), matrix.point(left + width, top + height)]
        (x0, y0), (x1, y1) = corners
        area = abs((x1 - x0) * (y1 - y0)) / max(1.0, self.page.width * self.page.height)
        self.page.picture = max(self.page.picture, area)
        self.grounds.fill(corners, None)


_TURNS = ("ReadDirection", "CharDirection")


def _is_clear(child: Any) -> bool:
    alpha = numbers(child.get("Alpha"))
    return bool(alpha) and alpha[0] < _CLEAR


def _color(said: Any) -> Color | None:
    """The colour stated, of one, three or four parts; None for a pattern and for rubbish."""
    parts = [round(min(255.0, max(0.0, part))) for part in numbers(said.get("Value"))]
    match parts:
        case [gray]:
            return gray, gray, gray
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            left = 255 - black
            red, green, blue = ((255 - part) * left // 255 for part in (cyan, magenta, yellow))
            return red, green, blue
    return None if len(said) or said.get("Value") else BLACK


def _begin(code: Any, at: tuple[float, float]) -> tuple[float, float]:
    x, y = (numbers(code.get(name)) for name in ("X", "Y"))
    return (x[0] if x else at[0]), (y[0] if y else at[1])


def _steps(code: Any, at: tuple[float, float]) -> Iterator[tuple[str, float, float, float]]:
    """The signs of a text, where each stands, and how far the next one is."""
    text = (code.text or "").strip("\r\n\t")
    across = _deltas(code.get("DeltaX"), len(text))
    down = _deltas(code.get("DeltaY"), len(text))
    (x, y), last = at, len(text) - 1
    for number, sign in enumerate(text):
        step = across[number] if number < len(across) else 0.0
        yield sign, x, y, step if number < last else 0.0
        x, y = x + step, y + (down[number] if number < len(down) else 0.0)


def _deltas(text: str | None, most: int) -> list[float]:
    """The steps from sign to sign; "g n d" is n times d, and the last is for all that follow."""
    words = (text or "").split()
    found: list[float] = []
    while words and len(found) < most:
        word = words.pop(0)
        if word.lower() == "g" and len(words) > 1 and words[0].isdecimal():
            count, step = int(words[0][:6]), numbers(words[1])
            found += (step or [0.0]) * min(count, most)
            words = words[2:]
        else:
            found += numbers(word) or [0.0]
    return [*found, *([found[-1]] * (most - len(found)) if found else [])]


def _width(sign: str) -> float:
    """How wide a sign is, in sizes of its font: an M or an @ is nearly as wide as high."""
    if unicodedata.east_asian_width(sign) in "WFA":
        return 1.0
    return max(0.5, _LATIN.get(sign, 0) / 1000)


def _readable(sign: str) -> str:
    """``sign`` as it is meant; one of a font's own, which nobody else knows, as unreadable."""
    return UNREADABLE if unicodedata.category(sign) in ("Co", "Cs", "Cn") else plain_signs(sign)


def _outlines(data: str) -> list[list[tuple[float, float]]]:
    """The corners of each part of a path; parts with curves are left out."""
    parts: list[list[tuple[float, float]]] = []
    straight = True
    words = data.split()
    at = 0
    while at < len(words) and at < _MOST_OPERATORS:
        operator = words[at]
        count = _OPERATORS.get(operator)
        if count is None:
            break
        found = numbers(" ".join(words[at + 1 : at + 1 + count]))
        if len(found) < count:
            break
        at += 1 + count
        if operator in "MS":
            if parts and not straight:
                parts.pop()
            straight = True
            parts.append([(found[0], found[1])])
        elif parts and operator == "L":
            parts[-1].append((found[0], found[1]))
        elif parts and operator == "C":
            parts[-1].append(parts[-1][0])
        elif operator in _CURVES:
            straight = False
    return parts if straight else parts[:-1]
