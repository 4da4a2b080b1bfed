"""What an import left open: it stays with the report until somebody has settled it.

Kept as JSON in the fact ``open_points``, so that window and command line, today and after
the file has gone to someone else, go on pointing at it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.edit import FieldAddress

ADDRESS = FieldAddress("open_points")
Kind = Literal["figure", "total", "rows", "doubt"]
# More than a report has cells: what is longer was not written by this program.
_MOST = 1000


class OpenPoint(NamedTuple):
    """One thing to look up in the original.

    ``kind`` is ``figure`` (numbers that found no place), ``total`` (a printed total that was
    not the sum of what was read), ``rows`` (rows that were not found), or ``doubt`` (something
    that may have been read wrongly). ``words`` are the figures as they stand there, the total
    as printed, the rows' names, or the sentence of the doubt; ``where`` is the place in the
    original in words, ``cells`` are the cells concerned.
    """

    kind: Kind
    words: str
    where: str = ""
    cells: tuple[CellAddress, ...] = ()

    @property
    def is_total(self) -> bool:
        """Whether it is about a total that was printed otherwise than it adds up."""
        match self.kind:
            case "total":
                return bool(self.cells)
        return False


def written(points: Iterable[OpenPoint]) -> str:
    """``points`` as the fact holds them; "" for none."""
    shape = [
        [point.kind, point.words, point.where, [list(cell) for cell in point.cells]]
        for point in dict.fromkeys(points)
    ]
    return json.dumps(shape, ensure_ascii=False) if shape else ""


def read_points(text: str) -> tuple[OpenPoint, ...]:
    """The points in a fact as `written` makes it; what is none of ours is passed over."""
    try:
        shape = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return ()
    entries = shape[:_MOST] if isinstance(shape, list) else []
    return tuple(point for entry in entries if (point := _point(entry)) is not None)


def _point(entry: object) -> OpenPoint | None:
    match entry:
        case [str(kind), str(words), str(where), [*cells]] if kind in get_args(Kind):
            addresses = [_address(cell) for cell in cells]
            known = tuple(address for address in addresses if address is not None)
            return OpenPoint(kind, words, where, known)  # type: ignore[arg-type]
    return None


def _address(cell: object) -> CellAddress | None:
    match cell:
        case [str(table), str(row), str(column)]:
            return CellAddress(table, row, column)
    return None
