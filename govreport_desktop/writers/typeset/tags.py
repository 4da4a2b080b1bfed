"""What is drawn, said in words: headings, paragraphs, tables and cells in reading order.

The tree belongs to the pages and to no format: a PDF makes its structure elements of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Mark(NamedTuple):
    """A stretch of a page that belongs to a tag: page from 0, number on the page."""

    page: int
    number: int


class CellTag(NamedTuple):
    """What is to be said of a table's cell beside its kind.

    How many rows and columns it takes up, and which of them it is the heading of: "Row",
    "Column" or, for a number, neither.
    """

    rows: int = 1
    columns: int = 1
    scope: str = ""


@dataclass(slots=True, eq=False)
class Tag:
    """An element: its kind by the standard structure types (ISO 32000-1, 14.8.4), its contents."""

    kind: str
    cell: CellTag | None = None
    kids: list[Tag | Mark] = field(default_factory=list)

    def add(self, kind: str, cell: CellTag | None = None) -> Tag:
        """A new element at the end of this one."""
        kid = Tag(kind, cell)
        self.kids.append(kid)
        return kid
