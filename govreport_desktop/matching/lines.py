"""A source as lines: what a person sees from top to bottom, whatever the file looked like.

A paragraph is a line, so is each row of a table and each cell of a flattened one. Section
titles are looked for among the lines, since they stand in paragraphs as often as in the
first row of a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from govreport_desktop.errors import ReadError
from govreport_desktop.source import Place, Source, SourceCell, SourceParagraph, SourceTable

# More cells than any report has, however often its spans repeat.
MAX_CELLS = 400_000
# One row in so many may have lost a cell; where more differ, rows just end where they end.
_FEW = 5


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell of a grid at its top left position; compared by identity."""

    text: str
    row: int
    column: int
    columns: int = 1
    block: int = 0
    # What the reader has to say of it; None for nothing.
    told: SourceCell | None = None

    @property
    def place(self) -> Place:
        """Where the cell stands in its source."""
        return Place(self.block, self.row, self.column)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table as a matrix: a cell stands at every position it covers, None where none does."""

    rows: tuple[tuple[Cell | None, ...], ...]
    first_row: int = 0
    # Rows of the whole table, counted from its top, that are shorter than all the others.
    ragged: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a position; None outside and in gaps."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def slice(self, start: int, end: int) -> Grid:
        """The rows from ``start`` up to but not including ``end``."""
        return Grid(self.rows[start:end], self.first_row + start, self.ragged)


class Line(NamedTuple):
    """One line: a paragraph, a cell of a flat table, or row ``row`` of ``grid``.

    ``text`` is the line's text; for a row of several different texts it is "".
    """

    text: str
    place: Place
    flat: bool = False
    grid: Grid | None = None
    row: int = 0


def lines(source: Source) -> list[Line]:
    """``source`` from top to bottom."""
    found: list[Line] = []
    for number, block in enumerate(source.blocks):
        match block:
            case SourceParagraph(text):
                parts = enumerate(text.split("\n"))
                found += [Line(part, Place(number, row)) for row, part in parts if part.strip()]
            case SourceTable(flat=True):
                cells = enumerate(cell for row in block.rows for cell in row)
                found += (Line(c.text, Place(number, row), flat=True) for row, c in cells)
            case SourceTable():
                found += _rows(grid(block, number), number)
    return found


def grid(table: SourceTable, block: int = 0) -> Grid:
    """The matrix of ``table``, which is ``block`` of its source.

    Covered positions are filled, rows are as long as their cells reach.
    Raises ReadError where its cells, spans counted, are more than any report's.
    """
    matrix: list[list[Cell | None]] = [[] for _ in table.rows]
    count = 0
    for y, cells in enumerate(table.rows):
        x = 0
        for source in cells:
            while x < len(matrix[y]) and matrix[y][x] is not None:
                x += 1
            told = None if source.is_plain else source
            cell = Cell(source.text, y, x, max(1, source.column_span), block, told)
            for row in matrix[y : y + max(1, source.row_span)]:
                count += cell.columns
                if count > MAX_CELLS:
                    raise ReadError(
                        f"{table.where or '表格'}有 {MAX_CELLS} 个以上的单元格，不像年度报告的表，"
                        "请只保留年度报告部分。"
                    )
                row.extend([None] * (x + cell.columns - len(row)))
                row[x : x + cell.columns] = [cell] * cell.columns
            x += cell.columns
    rows = tuple(map(tuple, matrix))
    return Grid(rows, ragged=_ragged(rows))


def told_cells(source: Source) -> dict[Place, SourceCell]:
    """The cells of ``source`` that the reader has something to say of, by where they stand."""
    found: dict[Place, SourceCell] = {}
    for number, block in enumerate(source.blocks):
        if not isinstance(block, SourceTable) or all(c.is_plain for row in block.rows for c in row):
            continue
        if block.flat:
            cells = enumerate(cell for row in block.rows for cell in row)
            found |= {Place(number, at): cell for at, cell in cells if not cell.is_plain}
        else:
            own = {cell for row in grid(block, number).rows for cell in row if cell}
            found |= {cell.place: cell.told for cell in own if cell.told}
    return found


def _ragged(rows: Sequence[Sequence[Cell | None]]) -> frozenset[int]:
    """The few rows that are shorter than all the others, which are as long as each other."""
    lengths = Counter(map(len, rows))
    width, count = lengths.most_common(1)[0] if lengths else (0, 0)
    if _FEW * (len(rows) - count) > count or max(lengths, default=0) > width:
        return frozenset()
    return frozenset(y for y, row in enumerate(rows) if len(row) < width)


def _rows(table: Grid, block: int) -> Iterator[Line]:
    for y, row in enumerate(table.rows):
        texts = {cell.text for cell in row if cell is not None and cell.text.strip()}
        text = texts.pop() if len(texts) == 1 else ""
        yield Line(text, Place(block, y), grid=table, row=y)
