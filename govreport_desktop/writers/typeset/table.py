"""A statutory table laid out: column widths, type size and row heights that fit a page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

from govreport_desktop import numbering
from govreport_desktop.form.model import GridCell
from govreport_desktop.form.model import Role as CellRole
from govreport_desktop.writers.document import LABEL_SHARE, NUMBER, TableBlock
from govreport_desktop.writers.faces import Role
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.breaker import Line, break_lines, break_places
from govreport_desktop.writers.typeset.type import Galley, Setter

# 五号 where it fits, 小五 at the least; below that only what a clerk typed by mistake goes.
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.0, 7.0, 6.0)
# Of words that are to be read from beginning to end: 六号 at the least, 小五 where they run on.
_READ = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_RUNNING_ON = 9.0
_SMALLEST_NUMBER = 3.5
_TALLEST_WORDS = 80.0  # points
SIDE = 2.6  # between text and border, points
TIGHT = 1.3  # the same beside a number that would not fit otherwise
ABOVE = 2.4  # and below, between text and border
LEADING = 1.22  # of the size
# Between a heading and its table, and between a table and what follows on the grid.
SPACE_ABOVE = 3.0
SPACE_BELOW = page.PITCH / 3
_COMFORTABLE = 24.0  # a row of one line where there is room
_LOWEST = 19.0  # the same where a table would otherwise leave a page half empty
_NUMBERING = re.compile(f"{numbering.FIRST}|{numbering.SECOND}")


class CellText(NamedTuple):
    """The text of one cell as set: lines of ``galley``, already broken for its width."""

    cell: GridCell
    galley: Galley
    lines: tuple[Line, ...]

    @property
    def leading(self) -> float:
        """From baseline to baseline, points."""
        return self.galley.size * LEADING

    @property
    def height(self) -> float:
        """What the cell needs, with the space above and below."""
        return len(self.lines) * self.leading + 2 * ABOVE


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Column edges from 0, row heights, and the cells' text; all lengths in points."""

    block: TableBlock
    size: float
    edges: tuple[float, ...]
    heights: tuple[float, ...]
    least: tuple[float, ...]  # what the rows need
    cells: tuple[CellText, ...]

    @property
    def height(self) -> float:
        """The whole table."""
        return sum(self.heights)

    @property
    def groups(self) -> tuple[int, ...]:
        """The rows with which a group begins, that of an article: a page may end before it."""
        return tuple(text.cell.row for text in self.cells if text.cell.role is CellRole.ARTICLE)

    def squeezed(self, room: float) -> TableLayout | None:
        """The table with lower rows, as high as ``room`` allows; None where it is too little."""
        if sum(max(least, _LOWEST) for least in self.least) > room:
            return None
        return replace(self, heights=tuple(_comfortable(self.least, room)))


def tallest(block: TableBlock, beside: float = 0.0) -> float:
    """How tall a table may be and still stand on one page below its heading.

    One that runs on gains nothing from type so small that it fits one page, but where it is to
    share the page with all else in the document, which is ``beside`` it, points high.
    """
    if block.one_page:
        return page.AREA - beside - SPACE_ABOVE - SPACE_BELOW
    return inf if block.runs_on else page.AREA - page.PITCH - SPACE_ABOVE


def lay_out_table(
    block: TableBlock, compositor: Setter, measure: float, room: float, where: str = ""
) -> TableLayout:
    """Lay the table out ``measure`` wide, at the largest size at which it is at most ``room`` tall.

    Where even the smallest size is too tall the table comes back taller, to be broken.
    """
    for size in _READ if block.one_page else _SIZES:
        layout = _Layout(block, compositor, measure, size, where).result(room)
        if layout.height <= room:
            return layout
    room = inf if block.runs_on else room
    return _Layout(block, compositor, measure, _RUNNING_ON, where).result(room)


class _Layout:
    def __init__(
        self, block: TableBlock, compositor: Setter, measure: float, size: float, where: str
    ) -> None:
        self.block = block
        self.size = size
        self.measure = measure
        self.galleys: Mapping[GridCell, Galley] = {
            cell: compositor.set(text, Role.TABLE, size, where=where) for cell, text in block.cells
        }
        self.compositor = compositor
        self.where = where

    def result(self, tallest: float) -> TableLayout:
        widths = self._widths()
        edges = [0.0]
        for width in widths:
            edges.append(edges[-1] + width)
        cells = self._alike([self._cell(cell, edges) for cell in self.galleys])
        least = self._heights(cells)
        heights = _comfortable(least, tallest)
        return TableLayout(self.block, self.size, tuple(edges), tuple(heights), tuple(least), cells)

    def _widths(self) -> list[float]:
        """The template's proportions, but every number fits where the labels leave room."""
        template = self.block.table.widths
        widths = [self.measure * width / sum(template) for width in template]
        # A heading needs two characters side by side; labels may give up some of theirs.
        heading = 2 * self.size + 2 * SIDE + 0.1
        least = [
            min(width, width * LABEL_SHARE if column < self.block.table.label_columns else heading)
            for column, width in enumerate(widths)
        ]
        needed = list(least)
        for cell, galley in self.galleys.items():
            if cell.column_span == 1 and NUMBER.fullmatch(galley.text):
                needed[cell.column] = max(needed[cell.column], galley.width + 2 * SIDE)
        return _shared(widths, least, needed)

    def _cell(self, cell: GridCell, edges: Sequence[float]) -> CellText:
        galley = self.galleys[cell]
        room = edges[cell.column + cell.column_span] - edges[cell.column] - 2 * SIDE
        if cell.role is CellRole.HEADER and cell.align == "center":
            return CellText(cell, galley, _stated(cell, galley, room) or _balanced(galley, room))
        if cell.role is CellRole.LABEL and cell.row_span > 1:
            room += 2 * (SIDE - TIGHT)
            return CellText(cell, galley, _stated(cell, galley, room) or _grouped(galley, room))
        if cell.role is CellRole.VALUE and galley.width > room:
            room += 2 * (SIDE - TIGHT)
            galley = self._shrunk(galley, room)
        return CellText(cell, galley, tuple(_lines(galley, room)))

    def _alike(self, cells: Sequence[CellText]) -> tuple[CellText, ...]:
        """The numbers of a row in one size: that of its longest."""
        smallest: dict[int, float] = {}
        for text in cells:
            if _is_number(text):
                row = text.cell.row
                smallest[row] = min(smallest.get(row, self.size), text.galley.size)
        return tuple(
            self._resized(text, smallest[text.cell.row])
            if _is_number(text) and text.galley.size > smallest[text.cell.row]
            else text
            for text in cells
        )

    def _resized(self, text: CellText, size: float) -> CellText:
        galley = self.compositor.set(text.galley.text, Role.TABLE, size, where=self.where)
        return CellText(text.cell, galley, (Line(0, len(galley.text), 0.0, galley.widths),))

    def _shrunk(self, galley: Galley, room: float) -> Galley:
        """A number is never broken: it is set smaller. Words in its place are wrapped."""
        if NUMBER.fullmatch(galley.text):
            fitting = int(self.size * room / galley.width * 20) / 20
            size = max(min(fitting, self.size), _SMALLEST_NUMBER)
        else:
            # Somebody pasted prose into a cell: it prints whole, in no more than a few lines.
            ems = galley.width / self.size
            size = max(min(7.0, (_TALLEST_WORDS * room / (ems * LEADING)) ** 0.5), 1.0)
        return self.compositor.set(galley.text, Role.TABLE, size, where=self.where)

    def _heights(self, cells: Sequence[CellText]) -> list[float]:
        heights = [0.0] * self.block.table.row_count
        for text in sorted(cells, key=lambda text: text.cell.row_span):
            rows = range(text.cell.row, text.cell.row + text.cell.row_span)
            short = text.height - sum(heights[row] for row in rows)
            if short > 0:
                for row in rows:
                    heights[row] += short / len(rows)
        return heights


def _is_number(text: CellText) -> bool:
    return text.cell.role is CellRole.VALUE and bool(NUMBER.fullmatch(text.galley.text))


def _shared(
    widths: Sequence[float], least: Sequence[float], needed: Sequence[float]
) -> list[float]:
    """``widths`` changed so that every column is ``needed`` wide, where their sum allows it.

    Where it does not, every column keeps its ``least`` and the rest is shared out in
    proportion; the numbers are then set smaller.
    """
    lack = sum(max(need - width, 0.0) for width, need in zip(widths, needed, strict=True))
    spare = sum(max(width - need, 0.0) for width, need in zip(widths, needed, strict=True))
    if lack > spare:
        wanted = sum(needed) - sum(least)
        share = (sum(widths) - sum(least)) / wanted
        return [low + share * (need - low) for low, need in zip(least, needed, strict=True)]
    share = lack / spare if spare else 0.0
    return [
        need if width <= need else width - share * (width - need)
        for width, need in zip(widths, needed, strict=True)
    ]


def _comfortable(heights: Sequence[float], tallest: float) -> list[float]:
    """Low rows made as high as the page allows, up to a comfortable height."""
    low, high = 0.0, _COMFORTABLE
    for _ in range(20):
        middle = (low + high) / 2
        if sum(max(height, middle) for height in heights) <= tallest:
            low = middle
        else:
            high = middle
    return [max(height, low) for height in heights]


def _lines(galley: Galley, room: float) -> list[Line]:
    # Cells are too narrow to justify.
    return break_lines(galley.text, galley.widths, room, em=galley.size, justified=False)


def _grouped(galley: Galley, room: float) -> tuple[Line, ...]:
    """The label of a group: its number on a line of its own, then even lines."""
    match = _NUMBERING.match(galley.text)
    if not match or galley.width <= room:
        return _balanced(galley, room)
    head, rest = galley.cut(match.end())
    shift = match.end()
    return (
        *_lines(head, room),
        *(
            line._replace(start=line.start + shift, end=line.end + shift)
            for line in _balanced(rest, room)
        ),
    )


def _stated(cell: GridCell, galley: Galley, room: float) -> tuple[Line, ...]:
    """The lines the form breaks a label into, where it needs them and they fit; else none."""
    if galley.width <= room or galley.text != "".join(cell.lines):
        return ()
    ends = accumulate(map(len, cell.lines))
    lines = _cut(galley, [0, *ends])
    return lines if all(sum(line.advances) <= room for line in lines) else ()


def _cut(galley: Galley, places: Sequence[int]) -> tuple[Line, ...]:
    return tuple(Line(start, end, 0.0, galley.widths[start:end]) for start, end in pairwise(places))


def _balanced(galley: Galley, room: float) -> tuple[Line, ...]:
    """As few lines as possible, and those as even as possible: 结果/维持, not 结果维/持."""
    fewest = _lines(galley, room)
    if len(fewest) < 2:
        return tuple(fewest)
    # Headings are made of words of two characters; a line of three would cut through one.
    pair = 2 * galley.size + 0.1
    if room < 2 * pair and len(galley.text) % 2 == 0:
        return tuple(_lines(galley, min(room, pair)))
    return _even(galley, len(fewest), room) or tuple(fewest)


def _even(galley: Galley, count: int, room: float) -> tuple[Line, ...]:
    """``count`` lines of equally many characters, longer ones first; none where it can't be."""
    places = [*break_places(galley.text), True]
    size, more = divmod(len(galley.text), count)
    ends = list(accumulate(size + (number < more) for number in range(count)))
    lines = _cut(galley, [0, *ends])
    fits = all(sum(line.advances) <= room for line in lines)
    return lines if fits and all(places[end] for end in ends) else ()
