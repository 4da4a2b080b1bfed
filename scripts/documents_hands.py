"""What the files are asked: hands that reach into each format, and the shape of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scripts.documents_made import Made

MILLIMETRE = 72 / 25.4
LEFT, MEASURE, BOTTOM = 28.0, 156.0, 37.0 + 225.0  # of the type area, millimetres
BLUE = "C6D9F1"
NONE = "—"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Row:
    """One requirement: what each file was found to have, and whether all of it holds."""

    asked: str
    pdf: str
    word: str
    web: str
    ofd: str
    how: str
    holds: bool


def word(made: Made, part: str, path: str, name: str) -> list[str]:
    """The attribute ``name`` of every element at ``path`` of a part of the Word file."""
    root: Any = made.docx[f"word/{part}.xml"]
    return [e.get(W + name) or "" for e in root.iterfind(path, {"w": W[1:-1]})]


def style(made: Made, name: str, path: str, attribute: str) -> str:
    """What a style of the Word file says."""
    found = word(made, "styles", f"w:style[@w:styleId='{name}']/{path}", attribute)
    return found[0] if found else ""


def inline(made: Made, path: str) -> list[str]:
    """The style of every element at ``path`` of the web page."""
    return [element.get("style", "") for element in made.page.xpath(path)]


def ofd_lines(page: Any) -> list[list[Any]]:
    """The characters of an OFD page by their baseline, from the top; no page number."""
    lines: dict[float, list[Any]] = {}
    for char in page.chars:
        if char.y < BOTTOM:
            lines.setdefault(round(char.y, 1), []).append(char)
    return [lines[y] for y in sorted(lines)]


def text_of(chars: Sequence[Any]) -> str:
    """What the characters of an OFD page say."""
    return "".join(char.text for char in chars)


def points(millimetres: float) -> float:
    """A length of an OFD in points."""
    return round(millimetres * MILLIMETRE, 2)


def mm(points: float) -> int:
    """A length in whole millimetres."""
    return round(points / MILLIMETRE)


def pages_with(made: Made, words: str) -> list[int]:
    """The numbers of the PDF's pages on which ``words`` stand."""
    texts = ("".join(char["text"] for char in sheet.chars) for sheet in made.sheets)
    return [number for number, text in enumerate(texts) if words in text.replace(" ", "")]
