"""What a tagged PDF of this program says of its characters: to which paragraph each belongs.

Only our own are asked: programs tag lines as paragraphs, and pages as one. A mark of a page
is an element of the structure tree by way of the parent tree (ISO 32000-1, 14.7.4.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1

from govreport_desktop.paths import APP_NAME

# The title (H1) is not one text over several lines: office and title stand below each other.
_OF_PROSE = {"P", "H2", "H3", "H4", "H5"}
# More pages and more marks on one than any report has.
_MOST = 5000

Elements = Mapping[int, tuple[int, ...]]


class Owner(NamedTuple):
    """The element that a character is of, by the number of its object; ``kind`` as in P, H2."""

    element: int
    kind: str


def elements_of(document: PDFDocument) -> Elements:
    """The elements of each page's marks, by the page's number in the tree; {} if not ours."""
    if not any(resolve1(info.get("Producer")) == APP_NAME.encode() for info in document.info):
        return {}
    root = resolve1(document.catalog.get("StructTreeRoot"))
    parents = resolve1(root.get("ParentTree")) if isinstance(root, dict) else None
    numbers = resolve1(parents.get("Nums")) if isinstance(parents, dict) else None
    if not isinstance(numbers, list) or len(numbers) > _MOST:
        return {}
    return {
        page: tuple(one.objid if isinstance(one, PDFObjRef) else 0 for one in marks[:_MOST])
        for page, marks in zip(numbers[::2], map(resolve1, numbers[1::2]), strict=False)
        if isinstance(page, int) and isinstance(marks, list)
    }


class Marks:
    """Follows the marked content of one page."""

    def __init__(self, elements: Elements | None = None, page: PDFPage | None = None) -> None:
        number = resolve1(page.attrs.get("StructParents")) if page is not None else None
        found = elements.get(number, ()) if elements and isinstance(number, int) else ()
        self._elements: tuple[int, ...] = found
        self._open: list[Owner | None] = []

    @property
    def owner(self) -> Owner | None:
        """Whose the characters drawn now are; None where nothing says."""
        return self._open[-1] if self._open else None

    def begin(self, kind: str, properties: Any) -> None:
        """A stretch begins: marked, or within one that is."""
        if not self._elements:
            return
        number = properties.get("MCID") if isinstance(properties, dict) else None
        if not isinstance(number, int):
            self._open.append(self.owner)
            return
        known = kind in _OF_PROSE and 0 <= number < len(self._elements)
        element = self._elements[number] if known else 0
        self._open.append(Owner(element, kind) if element else None)

    def end(self) -> None:
        """The last stretch ends."""
        if self._open:
            self._open.pop()
