"""A block of cells that brings labels along into one table: what a paste asks of the matcher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.grid import match_grid
from govreport_desktop.matching.labelled import Block, Labelled
from govreport_desktop.matching.labels import is_blank, is_figure
from govreport_desktop.matching.lines import Cell, grid
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.vocabulary import Hit, Part, vocabulary
from govreport_desktop.source import Place, Source, SourceCell, SourceTable

NAME = "剪贴板"


class BlockMatch:
    """``rows`` of texts beside the labels of the table ``table_id`` of ``form``.

    ``placing`` holds what was found once one of the ``place_`` methods has run; figures
    without a place in the table are among what it left over.
    """

    def __init__(self, form: Form, table_id: str, rows: Sequence[Sequence[str]]) -> None:
        source_table = SourceTable(tuple(tuple(map(SourceCell, row)) for row in rows))
        self.table = form.tables[table_id]
        self.placing = Placing(form, Source(NAME, (source_table,)))
        self.vocabulary = vocabulary(form.id, table_id)
        self.grid = grid(source_table)
        self.labelled = Labelled(self.grid, self.placing, self.vocabulary)
        self.blocks = self.labelled.blocks()
        self.labels = {
            y: label
            for block in self.blocks
            for y in block.body
            if (label := self.labelled.label(y)) and label[1].row
        }

    @property
    def headed(self) -> Block | None:
        """The first header that names columns, with its rows."""
        named = (b for b in self.blocks if any(self.labelled.columns(b).values()))
        return next(named, None)

    @property
    def numbers(self) -> bool:
        """Whether anything in it is meant as a number, or says that there is none."""
        return any(not self._is_word(cell) for block in self.blocks for cell in self._cells(block))

    def place_by_labels(self) -> None:
        """Where rows and columns are named: as an import of the same table."""
        match_grid(self.grid, self.placing, self.vocabulary)

    def place_by_rows(self) -> None:
        """Where the rows alone are named: their numbers from the first column on."""
        first = max(cell.column + cell.columns for cell, _ in self.labels.values())
        room = self.table.column_count - self.table.label_columns
        while self.grid.width - first > room and self._is_empty(first):
            first += 1
        self._leave_unknown_heads(first)
        for block in self.blocks:
            for y in block.body:
                for x in range(first, self.grid.width):
                    self._put(self._address(y, x - first), y, x)

    def columns(self, block: Block) -> dict[int, int] | None:
        """The printed column of each named one; None where numbers stand below no name."""
        for other in (other for other in self.blocks if other is not block):
            for cell in (cell for y in other.body for cell in self.labelled.own(y)):
                if is_figure(cell.text):
                    self.placing.leave(cell.text, cell.place)
                    return None
        found: dict[int, int] = {}
        for x, hits in self.labelled.columns(block).items():
            named = {hit.column for hit in hits} if self._is_clear(block, x) else set()
            places = {c.grid_column for c in self.table.cells.values() if c.address.column in named}
            if len(places) == 1:
                found[x] = places.pop()
            elif any(not is_blank(self._text(y, x)) for y in block.body):
                self.placing.leave(*self._first(block, x))
                return None
        return found

    def refusal(self) -> str:
        """What the first figure without a place is, in words; "" where all have one."""
        item = next((item for item in self.placing.unplaced if is_figure(item.text)), None)
        if item is None or item.place is None:
            return ""
        y, x = item.place.row, item.place.column or 0
        row = f"粘贴内容第 {y + 1} 行"
        label = self.labels.get(y)
        if label is None and self.labels:
            words = (cell.text for cell in self.labelled.filled(y) if not is_figure(cell.text))
            name = "".join(next(words, "").split())
            return f"{row}“{name}”不是本表的行" if name else f"{row}没有行名"
        block = next((block for block in self.blocks if y in block.body), self.blocks[0])
        heads = [text for text in self.labelled.heads(block, x) if not self.labelled.find(text)]
        if heads:
            return f"粘贴内容的“{''.join(heads[0].split())}”不是本表的列"
        reason = f"（{item.reason}）" if item.reason else ""
        return f"{row}的“{item.text}”在本表里没有位置{reason}"

    # ------------------------------------------------------------ cells
    def _cells(self, block: Block) -> Iterator[Cell]:
        edges = {y: cell.column + cell.columns for y, (cell, _) in self.labels.items()}
        for y in block.body:
            yield from (cell for cell in self.labelled.own(y) if cell.column >= edges.get(y, 0))

    def _is_word(self, cell: Cell) -> bool:
        return bool(self.labelled.find(cell.text)) or not cell.text.strip()

    def _is_empty(self, x: int) -> bool:
        return not any(self._text(y, x).strip() for y in range(len(self.grid.rows)))

    def _text(self, y: int, x: int) -> str:
        cell = self.grid.at(y, x)
        return cell.text if cell else ""

    def _first(self, block: Block, x: int) -> tuple[str, Place]:
        texts = ((y, self._text(y, x)) for y in block.body)
        y, text = next((y, text) for y, text in texts if not is_blank(text))
        return text, Place(0, y, x)

    def _is_clear(self, block: Block, x: int) -> bool:
        """Whether no second column is named above ``x``: a header that lost its spans does."""
        heads = self.labelled.heads(block, x)
        named = [{h for h in self.labelled.find(text) if h.part is Part.COLUMN} for text in heads]
        return sum(map(bool, named)) <= 1

    def _leave_unknown_heads(self, first: int) -> None:
        """Words above the numbers that name no column: nobody knows whose numbers they are."""
        top = min(self.labels)
        for y in range(top):
            for x in range(first, self.grid.width):
                text = self._text(y, x)
                if text.strip() and not self.labelled.find(text):
                    below = (self._text(row, x) for row in self.labels)
                    figure = next((t for t in below if is_figure(t)), "")
                    self.blocks[0].header = sorted({*self.blocks[0].header, y})
                    self.placing.leave(figure, Place(0, top, x))

    def _address(self, y: int, column: int) -> CellAddress | None:
        label = self.labels.get(y)
        if label is None:
            return None
        hit: Hit = label[1]
        row = next(c.grid_row for c in self.table.cells.values() if c.address.row == hit.row)
        x = self.table.label_columns + column
        cell = self.table.covering.get((row, x))
        return cell.address if cell and (cell.row, cell.column) == (row, x) else None

    def _put(self, address: CellAddress | None, y: int, x: int) -> None:
        text = self._text(y, x)
        if address is not None:
            self.placing.put(address, text, Place(0, y, x))
        elif is_figure(text):
            self.placing.leave(text, Place(0, y, x))
