"""What lies on a page of a PDF: fields that were filled in, notes typed on it, crossings-out.

A form's fields and typed notes are not among the page's drawing instructions; a person sees
them all the same, at the place of their rectangle.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from govreport_desktop.readers.pdf.bounds import Budget
from govreport_desktop.readers.pdf.page import Char

_MOST, _LONGEST, _MOST_PARENTS = 2000, 5000, 8
_HIDDEN = 2 | 32  # hidden, not to be viewed
_POINTS = 8
# The size of a text whose own is not said.
_USUAL = 12.0


class Box(NamedTuple):
    """A rectangle on the page, in its own points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x0: float, x1: float, y: float) -> bool:
        """Whether a character from ``x0`` to ``x1`` at ``y`` lies within."""
        return self.x0 - 1 <= (x0 + x1) / 2 <= self.x1 + 1 and self.y0 <= y <= self.y1


@dataclass(slots=True)
class Annotations:
    """The texts on a page with where they are, and the rectangles that are crossed out."""

    texts: list[tuple[Box, str]] = field(default_factory=list)
    struck: list[Box] = field(default_factory=list)


def lying_on(page: PDFPage) -> Annotations:
    """What lies on ``page``; raises what pdfminer raises where the file is damaged."""
    found = Annotations()
    listed = resolve1(page.annots)
    for item in listed[:_MOST] if isinstance(listed, list) else ():
        note = resolve1(item)
        if not isinstance(note, dict):
            continue
        flags = resolve1(note.get("F"))
        box = _box(resolve1(note.get("Rect")), page)
        if box is None or (isinstance(flags, int) and flags & _HIDDEN):
            continue
        kind = _name(note.get("Subtype"))
        if kind == "StrikeOut":
            found.struck += _quads(note, page) or [box]
        elif kind == "FreeText":
            found.texts += [(box, text)] if (text := _text(note.get("Contents"))) else []
        elif kind == "Widget" and (text := _text(_field(note))):
            found.texts.append((box, text))
    return found


def typed(box: Box, text: str, budget: Budget) -> list[Char]:
    """The characters of a text in a rectangle, line by line from its top."""
    rows = text.splitlines()
    size = max(1.0, min(_USUAL, (box.y1 - box.y0) / max(1, len(rows)) * 0.75))
    chars: list[Char] = []
    for number, row in enumerate(rows):
        x, y = box.x0 + 2, box.y1 - (number + 1) * size
        for char in row:
            budget.object()
            wide = size if unicodedata.east_asian_width(char) in "WF" else size / 2
            chars.append(Char(char, x, x + wide, y, size))
            x += wide
    return chars


def _field(note: dict[str, Any]) -> object:
    """What stands in the field of a form; a field of several places keeps it above them."""
    kind, value = None, None
    for _ in range(_MOST_PARENTS):
        kind = kind or _name(note.get("FT"))
        value = value if value is not None else resolve1(note.get("V"))
        parent = resolve1(note.get("Parent"))
        if not isinstance(parent, dict):
            break
        note = parent
    return value if kind in ("Tx", "Ch") else None


def _text(value: object) -> str:
    value = resolve1(value)
    if isinstance(value, bytes):
        return decode_text(value)[:_LONGEST].strip()
    return value[:_LONGEST].strip() if isinstance(value, str) else ""


def _name(value: object) -> str:
    value = resolve1(value)
    return str(value.name) if isinstance(value, PSLiteral) else ""


def _quads(note: dict[str, Any], page: PDFPage) -> list[Box]:
    points = resolve1(note.get("QuadPoints"))
    if not isinstance(points, list):
        return []
    boxes = (
        _box([min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])], page)
        for q in _fours(points[: _MOST * _POINTS])
    )
    return [box for box in boxes if box is not None]


def _fours(points: list[Any]) -> Iterator[list[float]]:
    numbers = [resolve1(point) for point in points]
    if all(isinstance(number, int | float) for number in numbers):
        for at in range(0, len(numbers) - _POINTS + 1, _POINTS):
            yield numbers[at : at + _POINTS]


def _box(rectangle: object, page: PDFPage) -> Box | None:
    """A rectangle moved to where pdfminer draws the page; None on a page that is turned."""
    if not isinstance(rectangle, list) or len(rectangle) != 4 or page.rotate:
        return None
    corners = [resolve1(number) for number in rectangle]
    if not all(isinstance(number, int | float) for number in corners):
        return None
    left, bottom = page.mediabox[0], page.mediabox[1]
    xs, ys = sorted(corners[::2]), sorted(corners[1::2])
    return Box(xs[0] - left, ys[0] - bottom, xs[1] - left, ys[1] - bottom)
