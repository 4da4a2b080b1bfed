"""The printed tables of a PDF, made whole where a page's end broke them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from govreport_desktop import numbering
from govreport_desktop.readers.left import LeftOut
from govreport_desktop.readers.pdf.lattice import Lattice, LatticeCell
from govreport_desktop.readers.pdf.lines import TextLine, text_lines
from govreport_desktop.readers.pdf.page import Char, Page
from govreport_desktop.source import SourceCell

# How far the columns of a table's two parts may be apart, in points.
_SAME_COLUMN = 4.0
# The margin inside a cell, in heights of a character: a line that leaves less is full.
_CELL_LACK = 1.9
_MOST_HEADER_ROWS = 6
# From one line of a cell to the next, in heights of a character; rows are further apart.
_LINE_PITCH = 1.8
_DIGITS = re.compile(r"[\d.,，\s]+")
_ITEM = re.compile(numbering.ANY)
_DIGIT_END, _DIGIT_START = re.compile(r"[\d.,]$"), re.compile(r"^[\d.,]")

Row = tuple[SourceCell, ...]
Grid = list[tuple[LatticeCell, str]]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as printed on ``page``; ``top`` is where it begins, ``xs`` are its columns.

    ``again`` is what the header says on the pages that repeat it.
    """

    page: int
    top: float
    xs: tuple[float, ...]
    grid: tuple[tuple[LatticeCell, str], ...]
    height: int
    again: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The cells by the row in which they begin."""
        rows: list[list[SourceCell]] = [[] for _ in range(self.height)]
        for cell, text in sorted(self.grid, key=lambda pair: (pair[0].row, pair[0].column)):
            rows[cell.row].append(SourceCell(text, cell.row_span, cell.column_span, cell.remark))
        return tuple(map(tuple, rows))


def printed_table(page: Page, lattice: Lattice, left: LeftOut) -> PrintedTable:
    """The table of ``page`` that ``lattice`` rules, with what stands in its cells.

    ``left`` is told what in them is not seen.
    """
    owner = {
        (row, column): cell
        for cell in lattice.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    chars: dict[LatticeCell, list[Char]] = {cell: [] for cell in lattice.cells}
    for char in page.chars:
        if lattice.holds(char):
            chars[owner[lattice.position(char)]].append(char)
    lines: dict[LatticeCell, list[TextLine]] = {}
    for cell, found in chars.items():
        mark = left.mark()
        seen = text_lines(found, left=left)
        lines[replace(cell, remark=left.remark(mark))] = seen
    ruleless = _rows_without_rule(lines)
    grid = tuple(
        (cell, _cell_text(seen, lattice, cell, apart=cell.row in ruleless))
        for cell, seen in lines.items()
    )
    return PrintedTable(page.number, lattice.ys[0], lattice.xs, grid, len(lattice.ys) - 1)


def _rows_without_rule(lines: Mapping[LatticeCell, Sequence[TextLine]]) -> set[int]:
    """The rows whose cells hold several lines of digits: the line between two rows is missing."""
    several = Counter(
        cell.row
        for cell, found in lines.items()
        if len(found) > 1 and all(_DIGITS.fullmatch(line.text) for line in found)
    )
    return {row for row, count in several.items() if count > 1}


def _cell_text(
    lines: Sequence[TextLine], lattice: Lattice, cell: LatticeCell, *, apart: bool
) -> str:
    """The lines of a cell; a number that was too wide for one line is one number.

    Digits below each other are one number only where the upper ones fill the cell, the lower
    ones are no more and follow at the distance of lines, not of rows.
    """
    width = lattice.xs[cell.column + cell.column_span] - lattice.xs[cell.column]
    text = ""
    above: TextLine | None = None
    for line in lines:
        if above is not None:
            broken = (
                not apart
                and _DIGIT_END.search(above.text)
                and _DIGIT_START.search(line.text)
                and above.x1 - above.x0 >= width - _CELL_LACK * line.size
                and line.x1 - line.x0 <= above.x1 - above.x0 + 1
                and above.y - line.y <= _LINE_PITCH * line.size
            )
            text += "" if broken else "\n"
        text += line.text
        above = line
    return text


def whole_tables(items: Iterable[TextLine | PrintedTable]) -> list[TextLine | PrintedTable]:
    """``items`` in reading order, with tables that run on over a page's end as one."""
    found: list[TextLine | PrintedTable] = []
    last = 0
    for item in items:
        above = found[-1] if found else None
        if (
            isinstance(item, PrintedTable)
            and isinstance(above, PrintedTable)
            and item.page == last + 1
            and (xs := _columns(above, item)) is not None
        ):
            found[-1] = _joined(above, item, xs)
        else:
            found.append(item)
        last = item.page
    return found


def _columns(above: PrintedTable, below: PrintedTable) -> list[float] | None:
    """The columns of both parts in one; None where the parts differ in width."""
    shift = below.xs[0] - above.xs[0]
    if abs(shift) > _SAME_COLUMN or abs(below.xs[-1] - shift - above.xs[-1]) > _SAME_COLUMN:
        return None
    both = list(above.xs)
    for x in below.xs:
        if all(abs(x - shift - other) > _SAME_COLUMN for other in both):
            both.append(x - shift)
    return sorted(both)


def _joined(above: PrintedTable, below: PrintedTable, xs: list[float]) -> PrintedTable:
    upper = _widened(above, xs, 0.0)
    lower = _widened(below, xs, below.xs[0] - above.xs[0])
    repeated = _repeated(upper, lower)
    rest = [
        (replace(cell, row=cell.row - repeated + above.height), text)
        for cell, text in lower
        if cell.row >= repeated
    ]
    height = above.height + below.height - repeated
    if _is_cut(upper, rest, above.height):
        grid, height = _mended(upper, rest, above.height), height - 1
    else:
        grid = _continued(upper, rest, above.height)
    again = [text for cell, text in lower if cell.row < repeated]
    header = (*above.again, *below.again, *again)
    return PrintedTable(above.page, above.top, tuple(xs), tuple(grid), height, header)


def _widened(table: PrintedTable, xs: Sequence[float], shift: float) -> Grid:
    """The cells of ``table`` counted in the columns ``xs``."""

    def column(index: int) -> int:
        place = table.xs[index] - shift
        return min(range(len(xs)), key=lambda at: abs(xs[at] - place))

    grid = []
    for cell, text in table.grid:
        left, right = column(cell.column), column(cell.column + cell.column_span)
        grid.append((replace(cell, column=left, column_span=right - left), text))
    return grid


_Top = list[tuple[LatticeCell, str]]


def _repeated(upper: Grid, lower: Grid) -> int:
    """How many rows at the top of the lower part repeat the top of the upper one."""
    for count in range(_MOST_HEADER_ROWS, 0, -1):
        head, again = _top(upper, count), _top(lower, count)
        if head and again and _is_again(head, again) and any(text for _, text in again):
            return count
    return 0


def _is_again(head: _Top, again: _Top) -> bool:
    """Whether rows are those of the header; of a label down several rows there may be less,
    where they have room for less on the next page."""
    return [cell for cell, _ in head] == [cell for cell, _ in again] and all(
        text == other or (cell.row_span > 1 and other and text.startswith(other))
        for (cell, text), (_, other) in zip(head, again, strict=True)
    )


def _top(grid: Grid, count: int) -> _Top | None:
    """The first rows, if no cell reaches beyond them and no number stands in them."""
    cells = sorted(
        ((cell, "".join(text.split())) for cell, text in grid if cell.row < count),
        key=lambda pair: (pair[0].row, pair[0].column),
    )
    if any(cell.row + cell.row_span > count for cell, _ in cells):
        return None
    if any(text.replace(".", "").isdigit() for _, text in cells):
        return None
    return cells


def _continued(upper: Grid, lower: Grid, edge: int) -> Grid:
    """Both parts, with cells that the page's end cut in two made one again.

    A cut cell goes on without text; cells of numbers never span rows, so one that does, on
    either side, is a label.
    """
    grid, ends = list(upper), _at_edge(upper, edge)
    for cell, text in lower:
        index = ends.get((cell.column, cell.column_span))
        above = None if index is None else grid[index][0]
        cut = cell.row == edge and not text and above is not None
        if cut and index is not None and above and max(above.row_span, cell.row_span) > 1:
            longer = replace(above, row_span=above.row_span + cell.row_span)
            grid[index] = longer, grid[index][1]
        else:
            grid.append((cell, text))
    return grid


def _is_cut(upper: Grid, lower: Grid, edge: int) -> bool:
    """Whether the page's end went through a row: the lower part begins with the rest of it.

    Then what is below goes on from what is above, cell by cell: words that ran out of room
    there and begin no item of their own, or numbers of which there are none above.
    """
    ends = _at_edge(upper, edge)
    first = [(cell, text) for cell, text in lower if cell.row == edge]
    if not first or any((cell.column, cell.column_span) not in ends for cell, _ in first):
        return False
    pairs = [(upper[ends[cell.column, cell.column_span]][1], text) for cell, text in first]
    # A row that is there as a whole has words above and below, and numbers in both or none.
    numbers = [(_is_digits(above), _is_digits(below)) for above, below in pairs]
    upper_ones, lower_ones = sum(above for above, _ in numbers), sum(below for _, below in numbers)
    if upper_ones and lower_ones:
        # Numbers in a few of the cells, and no label of their own: second halves.
        halves = lower_ones < upper_ones and all(above for above, below in numbers if below)
        words = [pair for pair, (_, below) in zip(pairs, numbers, strict=True) if not below]
        return halves and all(_goes_on(above, below) for above, below in words if below.strip())
    return all(_goes_on(above, below) for above, below in pairs if below.strip())


def _goes_on(above: str, below: str) -> bool:
    """Whether ``below`` may be the rest of the cell that holds ``above``."""
    if _DIGITS.fullmatch(below):
        return not above.strip()
    if not above.strip() or _ITEM.match("".join(below.split())):
        return False
    lines, more = above.split("\n"), below.split("\n")
    room = max(map(_width, (*lines, *more)))
    return _width(lines[-1]) + _width(more[0][:1]) > room


def _is_digits(text: str) -> bool:
    return bool(text.strip()) and _DIGITS.fullmatch(text) is not None


def _width(line: str) -> int:
    """How wide a line is, in halves of a full-width character."""
    return sum(1 if char.isascii() else 2 for char in line)


def _mended(upper: Grid, lower: Grid, edge: int) -> Grid:
    """Both parts of a table whose last row above goes on in the first one below."""
    grid, ends = list(upper), _at_edge(upper, edge)
    for cell, text in lower:
        if cell.row > edge:
            grid.append((replace(cell, row=cell.row - 1), text))
            continue
        index = ends[cell.column, cell.column_span]
        above, words = grid[index]
        longer = replace(above, row_span=above.row_span + cell.row_span - 1)
        grid[index] = longer, "\n".join(part for part in (words, text) if part.strip())
    return grid


def _at_edge(grid: Grid, edge: int) -> dict[tuple[int, int], int]:
    """The cells that end at the foot of a part, by column and span: their number in it."""
    return {
        (cell.column, cell.column_span): index
        for index, (cell, _) in enumerate(grid)
        if cell.row + cell.row_span == edge
    }
