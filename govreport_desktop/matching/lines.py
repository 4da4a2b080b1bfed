"""A source as lines: what a person sees from top to bottom, whatever the file looked like.

A paragraph is a line, so is each row of a table and each cell of a flattened one. Section
titles are looked for among the lines, since they stand in paragraphs as often as in the
first row of a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from govreport_desktop.errors import ReadError
from govreport_desktop.source import Source, SourceParagraph, SourceTable

# More cells than any report has, however often its spans repeat.
MAX_CELLS = 400_000


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell of a grid at its top left position; compared by identity."""

    text: str
    row: int
    column: int
    columns: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table as a matrix: a cell stands at every position it covers, None where none does."""

    rows: tuple[tuple[Cell | None, ...], ...]
    where: str = ""
    first_row: int = 0

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a position; None outside and in gaps."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def place(self, cell: Cell) -> str:
        """Where ``cell`` stands, in words."""
        spot = f"第 {cell.row + 1} 行第 {cell.column + 1} 列"
        return f"{self.where}{spot}" if self.where else f"表格{spot}"

    def slice(self, start: int, end: int) -> Grid:
        """The rows from ``start`` up to but not including ``end``."""
        return Grid(self.rows[start:end], self.where, self.first_row + start)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a paragraph, a cell of a flat table, or row ``row`` of ``grid``.

    ``text`` is the line's text; for a row of several different texts it is "".
    """

    text: str
    where: str
    flat: bool = False
    grid: Grid | None = field(default=None, repr=False)
    row: int = 0


def lines(source: Source) -> list[Line]:
    """``source`` from top to bottom."""
    found: list[Line] = []
    for block in source.blocks:
        match block:
            case SourceParagraph(text, where):
                found += (Line(part, where) for part in text.split("\n") if part.strip())
            case SourceTable(flat=True):
                found += _flat(block)
            case SourceTable():
                found += _rows(grid(block))
    return found


def grid(table: SourceTable) -> Grid:
    """The matrix of ``table``: covered positions filled, rows as long as their cells reach.

    Raises ReadError where its cells, spans counted, are more than any report's.
    """
    matrix: list[list[Cell | None]] = [[] for _ in table.rows]
    count = 0
    for y, cells in enumerate(table.rows):
        x = 0
        for source in cells:
            while x < len(matrix[y]) and matrix[y][x] is not None:
                x += 1
            cell = Cell(source.text, y, x, max(1, source.column_span))
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
    return Grid(tuple(map(tuple, matrix)), table.where)


def _flat(table: SourceTable) -> Iterator[Line]:
    where = table.where
    for cells in table.rows:
        for cell in cells:
            yield Line(cell.text, where, flat=True)


def _rows(table: Grid) -> Iterator[Line]:
    for y, row in enumerate(table.rows):
        texts = {cell.text for cell in row if cell is not None and cell.text.strip()}
        text = texts.pop() if len(texts) == 1 else ""
        yield Line(text, f"{table.where}第 {y + 1} 行", grid=table, row=y)
