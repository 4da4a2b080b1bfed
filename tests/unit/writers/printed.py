"""A printed PDF read back: text in reading order, page by page, with where each character is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pdfplumber
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF

from govreport_desktop.writers.typeset import page

BOTTOM = page.TOP + page.AREA  # of the type area, from the upper edge


class PrintedLine(NamedTuple):
    """Characters on one baseline: ``left`` and ``right`` edge and ``top``, in points."""

    text: str
    left: float
    right: float
    top: float


@contextmanager
def opened(data: bytes) -> Iterator[PDF]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        yield pdf


def body(printed: Any) -> list[dict[str, Any]]:
    """The characters of a page without its number, in the order of the content."""
    return [char for char in printed.chars if char["top"] < BOTTOM]


def reading_text(data: bytes) -> str:
    """All text in reading order, without blanks and page numbers."""
    with opened(data) as pdf:
        text = "".join(char["text"] for printed in pdf.pages for char in body(printed))
    return "".join(text.split())


def page_texts(data: bytes) -> list[str]:
    """The text of each page, without blanks and page number."""
    with opened(data) as pdf:
        return ["".join(char["text"] for char in body(p)).replace(" ", "") for p in pdf.pages]


def lines(printed: Any) -> list[PrintedLine]:
    """The lines of a page of prose, from the top."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for char in body(printed):
        rows.setdefault(round(char["matrix"][5]), []).append(char)
    return [
        PrintedLine(
            "".join(char["text"] for char in row),
            row[0]["x0"],
            row[-1]["x1"],
            page.HEIGHT - baseline,
        )
        for baseline, row in sorted(rows.items(), reverse=True)
    ]


def catalog(pdf: PDF) -> dict[str, Any]:
    """The catalog of the file, with direct values resolved."""
    return {key: resolve1(value) for key, value in pdf.doc.catalog.items()}


def elements(pdf: PDF) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every structure element in reading order: its type and its dictionary."""

    def walk(element: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        element = resolve1(element)
        if not isinstance(element, dict) or "S" not in element:
            return
        yield element["S"].name, element
        kids = resolve1(element.get("K", []))
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from walk(kid)

    yield from walk(catalog(pdf)["StructTreeRoot"]["K"])


def fonts(pdf: PDF) -> list[dict[str, Any]]:
    """Every font of the file, once."""
    found = {}
    for printed in pdf.pages:
        resources = resolve1(printed.page_obj.resources)
        for font in resolve1(resources["Font"]).values():
            whole = resolve1(font)
            found[whole["BaseFont"].name] = whole
    return list(found.values())
