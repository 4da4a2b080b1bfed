"""Numbers of a sheet that lie behind a picture, a chart or a filled shape: nobody sees them.

Places are in EMU, 914400 to the inch, from the top left corner of the sheet
(ISO/IEC 29500-1, 20.5); a column's width is counted in digits of some 7 pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from govreport_desktop.readers.xlsx.book import Sheet

_POINT, _PIXEL = 12_700, 9_525
_DIGIT, _PADDING = 7, 5
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0
# How much of a cell has to lie behind something so that its number is not seen.
_SHARE = 0.4
_MOST_SHAPES, _MOST_ROWS, _MOST_COLUMNS = 500, 2000, 200
_COVERED = "被图片或图形盖住，看不见，仍然读入"
_LONGEST = 12


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def share_in(self, other: _Box) -> float:
        """How much of it lies in ``other``."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        room = (self.right - self.left) * (self.bottom - self.top)
        return width * height / room if width > 0 and height > 0 and room > 0 else 0.0


class _Edges(NamedTuple):
    """Where columns and rows begin; the last number is where the last one ends."""

    columns: Sequence[float]
    rows: Sequence[float]

    def box(self, top: int, left: int, bottom: int, right: int) -> _Box:
        """The room of the cells from row ``top`` and column ``left`` on, counted from 1."""
        return _Box(
            _at(self.columns, left - 1),
            _at(self.rows, top - 1),
            _at(self.columns, right),
            _at(self.rows, bottom),
        )


def say_covered(sheet: Sheet, drawing: Any) -> None:
    """A remark on every number of ``sheet`` behind something of its ``drawing``."""
    edges = _edges(sheet)
    covers = list(_covers(drawing, edges))
    if not covers:
        return
    merged = {(span.top, span.left): span for span in sheet.merges}
    for (row, column), cell in sheet.cells.items():
        if row > _MOST_ROWS or column > _MOST_COLUMNS or not any(map(str.isdigit, cell.text)):
            continue
        span = merged.get((row, column))
        box = edges.box(row, column, span.bottom if span else row, span.right if span else column)
        if any(box.share_in(cover) >= _SHARE for cover in covers):
            sheet.remark(row, column, _COVERED)


def _edges(sheet: Sheet) -> _Edges:
    told = {first: size for first, _, size in sheet.widths if first < 0}
    usual = _known(told.get(-1, -1.0), _USUAL_WIDTH)
    widths = [usual] * _MOST_COLUMNS
    for first, last, width in sheet.widths:
        for column in range(max(first, 1), min(last, _MOST_COLUMNS) + 1):
            widths[column - 1] = width
    for first, last in sheet.hidden_columns:
        for column in range(max(first, 1), min(last, _MOST_COLUMNS) + 1):
            widths[column - 1] = 0.0
    height = _known(sheet.heights.get(-1, -1.0), _USUAL_HEIGHT)
    heights = [
        0.0 if row in sheet.hidden_rows else sheet.heights.get(row, height)
        for row in range(1, _MOST_ROWS + 1)
    ]
    columns = ((w * _DIGIT + _PADDING) * _PIXEL if w else 0.0 for w in widths)
    return _Edges(
        list(accumulate(columns, initial=0.0)),
        list(accumulate((h * _POINT for h in heights), initial=0.0)),
    )


def _known(size: float, usual: float) -> float:
    return size if size > 0 else usual


def _covers(drawing: Any, edges: _Edges) -> Iterator[_Box]:
    for anchor in list(drawing)[:_MOST_SHAPES]:
        if any(_covering(element) for element in anchor) and (box := _place(anchor, edges)):
            yield box


def _covering(element: Any) -> bool:
    """Whether something that is drawn hides what lies behind it."""
    tag = _tag(element)
    if tag == "grpSp":
        return any(map(_covering, element))
    if any(part.get("hidden") in ("1", "true") for part in element.iter() if _tag(part) == "cNvPr"):
        return False
    return tag in ("pic", "graphicFrame") or (tag == "sp" and _is_filled(element))


def _is_filled(shape: Any) -> bool:
    """Whether a shape has a ground of its own; its style may give it one."""
    for part in shape:
        if _tag(part) == "spPr":
            for fill in part:
                if _tag(fill) in ("solidFill", "gradFill", "blipFill", "pattFill"):
                    return not any(_tag(e) == "alpha" for e in fill.iter())
                if _tag(fill) == "noFill":
                    return False
    styles = (e for e in shape.iter() if _tag(e) == "fillRef")
    return any(style.get("idx", "0") != "0" for style in styles)


def _place(anchor: Any, edges: _Edges) -> _Box | None:
    """Where what is anchored stands; None where that is not said."""
    said = {_tag(part): part for part in anchor}
    if "from" in said:
        left, top = _corner(said["from"], edges)
    elif "pos" in said:
        left, top = _number(said["pos"].get("x")), _number(said["pos"].get("y"))
    else:
        return None
    if "to" in said:
        return _Box(left, top, *_corner(said["to"], edges))
    if "ext" not in said:
        return None
    width, height = (_number(said["ext"].get(name)) for name in ("cx", "cy"))
    return _Box(left, top, left + width, top + height)


def _corner(marker: Any, edges: _Edges) -> tuple[float, float]:
    said = {_tag(part): _number(part.text) for part in marker}
    column, row = (int(said.get(name, 0)) for name in ("col", "row"))
    left, top = _at(edges.columns, column), _at(edges.rows, row)
    # What is said to begin beyond the end of its cell begins there.
    right, bottom = _at(edges.columns, column + 1), _at(edges.rows, row + 1)
    return min(left + said.get("colOff", 0), right), min(top + said.get("rowOff", 0), bottom)


def _number(text: str | None) -> float:
    words = (text or "").strip()
    return float(words) if words.lstrip("-").isdecimal() and len(words) <= _LONGEST else 0.0


def _at(edges: Sequence[float], index: int) -> float:
    return edges[max(0, min(index, len(edges) - 1))]


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
