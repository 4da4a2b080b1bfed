"""The tables of a page: which of them hold something, which only arrange it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from govreport_desktop.readers.web.fields import text_of

_LONG = 300


def is_layout(table: Any) -> bool:
    """A table that only arranges the page: it holds another table, or one long cell."""
    within = islice(table.iter("table"), 1, None)
    if not all(map(_is_box, within)):
        return True
    cells = list(_cells_of(table))
    return len(cells) <= 2 and any(len(text_of(cell)) > _LONG for cell in cells)


def _is_box(table: Any) -> bool:
    """A table that only frames a few words."""
    if table.find(".//table") is not None:
        return False
    cells = list(islice(_cells_of(table), 2))
    return len(cells) < 2 and all(len(text_of(cell)) <= _LONG for cell in cells)


def _cells_of(table: Any) -> Iterator[Any]:
    return (cell for row in below(table, ("tr",)) for cell in below(row, ("td", "th")))


def below(parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements of these names below ``parent``, not those of a table within it."""
    waiting = list(parent)[::-1]
    while waiting:
        child = waiting.pop()
        if child.tag in tags:
            yield child
        elif child.tag not in ("table", "td", "th", "caption"):
            waiting += list(child)[::-1]
