"""Tables with rows and columns: a number belongs where its row's and column's labels say.

Rows and columns may stand in any order, be missing, or be more than the form has. A grid
whose numbers do not stand under its header (a web page pasted without its merged cells) is
handed to the matcher for flat tables, row by row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.flow import Token, match_flow, token
from govreport_desktop.matching.labels import is_blank, is_figure, key
from govreport_desktop.matching.lines import Cell, Grid
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.vocabulary import Hit, Part, Vocabulary

_HEADER_PARTS = (Part.COLUMN, Part.GROUP, Part.ARTICLE, Part.FILLER)


@dataclass(slots=True)
class _Block:
    """A header and the rows below it, up to the next header. Rows count from the grid's top."""

    header: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)


# 1 2, but not 1,2 or 1.2, full-width or not.
_TWO = re.compile(r"\d[^\d.,，．]+\d")
_NOTHING = Cell("", 0, 0)
Rows = tuple[tuple[Cell | None, ...], ...]


def match_grid(grid: Grid, placing: Placing, vocabulary: Vocabulary, header: Rows = ()) -> Rows:
    """Place every number of ``grid``; the ones that cannot be placed are left over.

    ``header`` are the header rows of the table before: a table broken over pages goes on
    without one. Returns the header rows for the table that follows.
    """
    match = _Match(grid, placing, vocabulary)
    blocks = match.blocks()
    if header and not blocks[0].header and len(header[0]) == grid.width:
        longer = Grid(header + grid.rows, grid.first_row - len(header))
        match = _Match(longer, placing, vocabulary)
        blocks = match.blocks()
    match.run(blocks)
    last = blocks[-1].header
    return match.grid.rows[last[0] : last[-1] + 1] if last else ()


def known_labels(grid: Grid, vocabulary: Vocabulary) -> int:
    """How many of the form's labels stand in ``grid``, each counted once."""
    texts = {cell.text for row in grid.rows for cell in row if cell is not None}
    return len({key(text) for text in texts if len(text) < 80 and vocabulary.find(text)})


class _Match:
    def __init__(self, grid: Grid, placing: Placing, vocabulary: Vocabulary) -> None:
        self.grid = grid
        self.placing = placing
        self.vocabulary = vocabulary

    def run(self, blocks: Sequence[_Block]) -> None:
        """Place the numbers of each block."""
        for block in blocks:
            columns = {x: self._column(block, x) for x in range(self.grid.width)}
            self._complete(block, columns)
            self._complete_rows(block, columns)
            if self._aligned(block, columns):
                for y in block.body:
                    self._row(block, y, columns)
            else:
                self._as_flow(block)

    # ------------------------------------------------------------ blocks
    def blocks(self) -> list[_Block]:
        """The headers of the grid, each with its rows."""
        blocks = [_Block()]
        for y in range(len(self.grid.rows)):
            if not self._filled(y):
                continue
            if self._is_header(y, blocks[-1]):
                if blocks[-1].body:
                    blocks.append(_Block())
                blocks[-1].header.append(y)
            else:
                blocks[-1].body.append(y)
        return blocks

    def _filled(self, y: int) -> list[Cell]:
        """The cells of a row that say something, each once, from left to right."""
        cells = dict.fromkeys(cell for cell in self.grid.rows[y] if cell is not None)
        return [cell for cell in cells if cell.text.strip()]

    def _own(self, y: int) -> list[Cell]:
        """The cells that begin in a row, empty ones too."""
        cells = dict.fromkeys(cell for cell in self.grid.rows[y] if cell is not None)
        top = self.grid.first_row + y
        return [cell for cell in cells if cell.row == top or (y == 0 and cell.row < top)]

    def _is_header(self, y: int, block: _Block) -> bool:
        cells = self._filled(y)
        # A label that spans the rows below belongs to the first of them.
        own = [cell for cell in self._own(y) if cell.text.strip()] or cells
        if any(is_figure(cell.text) for cell in own):
            return False
        hits = [self._find(cell.text) for cell in own]
        rows = [h for h in hits if any(hit.part in (Part.ROW, Part.ROW_GROUP) for hit in h)]
        heads = [h for h in hits if any(hit.part in _HEADER_PARTS for hit in h)]
        if any(h not in heads for h in rows):
            return False
        if not heads:
            # 小计 alone between two header rows is still the header's.
            return not block.body and bool(block.header)
        if len(heads) == 1 and block.header and self._left_of_header(own[0], block):
            return False
        return len(heads) > 1 or not rows or not block.header

    def _left_of_header(self, cell: Cell, block: _Block) -> bool:
        """Whether ``cell`` is a row's label: 行政复议 or 总计 to the left of all columns."""
        columns = [
            x
            for x in range(self.grid.width)
            if (hit := self._column(block, x)) and any(h.part is Part.COLUMN for h in hit)
        ]
        return bool(columns) and cell.column < min(columns)

    # ------------------------------------------------------------ columns
    def _column(self, block: _Block, x: int) -> tuple[Hit, ...]:
        """What the header says about column ``x``, from the lowest label up."""
        texts = self._heads(block, x)
        for index, text in enumerate(texts):
            hits = [hit for hit in self._find(text) if hit.part is Part.COLUMN]
            above = {key(other) for other in texts[index + 1 :]}
            if hits:
                most = max(len(above & set(hit.path)) for hit in hits)
                return tuple(hit for hit in hits if len(above & set(hit.path)) == most)
        return self._broken_column(texts)

    def _broken_column(self, texts: Sequence[str]) -> tuple[Hit, ...]:
        """A label that a line, or a row's edge, cut in two: 自然 above 人. Lowest text first."""
        for count in range(2, len(texts) + 1):
            hits = self.vocabulary.find("".join(reversed(texts[:count])))
            found = tuple(hit for hit in hits if hit.part is Part.COLUMN)
            if found:
                above = {key(other) for other in texts[count:]}
                most = max(len(above & set(hit.path)) for hit in found)
                return tuple(hit for hit in found if len(above & set(hit.path)) == most)
        return ()

    def _heads(self, block: _Block, x: int) -> list[str]:
        cells = [self.grid.at(y, x) for y in reversed(block.header)]
        return list(dict.fromkeys(c.text for c in cells if c is not None and c.text.strip()))

    def _complete(self, block: _Block, columns: dict[int, tuple[Hit, ...]]) -> None:
        """Where a line of numbers has all its columns, half-printed labels count by place."""
        named = [x for x in columns if self._heads(block, x)]
        for table, leaves in self.vocabulary.leaves_of.items():
            if len(named) != len(leaves):
                continue
            own = [
                [(h.row, h.column) for h in columns[x] if h.table == table and h.row] for x in named
            ]
            agree = [(a.row, a.column) in hits for a, hits in zip(leaves, own, strict=True) if hits]
            if len(agree) >= 3 and all(agree):
                for x, a in zip(named, leaves, strict=True):
                    columns[x] = (Hit(Part.COLUMN, table, a.row, a.column),)

    def _complete_rows(self, block: _Block, columns: dict[int, tuple[Hit, ...]]) -> None:
        """The same for a table with row labels: 本年新 | 本年新 | 对外公开总数量."""
        label = next((found for y in block.body if (found := self._label(y))), None)
        if label is None or not label[1].row or label[1].part is not Part.ROW:
            return
        order = self.vocabulary.columns_of[label[1].table, label[1].row]
        named = [x for x in columns if x > label[0].column and self._heads(block, x)]
        own = [{h.column for h in columns[x] if h.table == label[1].table} for x in named]
        if len(named) != len(order) or not any(own):
            return
        agree = all(not ids or expected in ids for ids, expected in zip(own, order, strict=True))
        pieces = [self._heads(block, x)[0] for x, ids in zip(named, own, strict=True) if not ids]
        if agree and all(map(self.vocabulary.is_piece, pieces)):
            for x, column in zip(named, order, strict=True):
                columns[x] = (Hit(Part.COLUMN, label[1].table, column=column),)

    def _find(self, text: str) -> tuple[Hit, ...]:
        hits = self.vocabulary.find(text) or self.vocabulary.near(text)
        if not hits:
            hits, score = self.vocabulary.alike(text)
            if hits:
                self.placing.guess(hits[0], text, score)
        return hits

    # ------------------------------------------------------------ rows
    def _label(self, y: int) -> tuple[Cell, Hit] | None:
        """The label of a row: of all cells that name one the one nearest to the numbers."""
        found: tuple[Cell, Hit] | None = None
        for cell in self._filled(y):
            if is_figure(cell.text):
                if found:
                    break
                continue
            for hit in self._find(cell.text):
                carries = hit.part is Part.ROW or (hit.part is Part.GROUP and hit.row)
                if carries or hit.part is Part.ROW_GROUP:
                    found = cell, hit
                    break
        return found

    def _aligned(self, block: _Block, columns: dict[int, tuple[Hit, ...]]) -> bool:
        """Whether the numbers stand under the header's labels."""
        if not block.body:
            return True
        if not any(columns.values()) or self._ambiguous(block, columns):
            return False
        for y in block.body:
            label = self._label(y)
            edge = label[0].column + label[0].columns if label else 0
            for cell in self._filled(y):
                if not is_figure(cell.text) or cell.column < edge:
                    continue
                if not self._heads(block, cell.column):
                    return False
            if label and any(columns.get(x) for x in range(edge)):
                return False
        return True

    def _ambiguous(self, block: _Block, columns: dict[int, tuple[Hit, ...]]) -> bool:
        """Whether a line of numbers without a label stands under columns that are not clear."""
        table = _majority(columns)
        if table not in self.vocabulary.leaves_of or all(map(self._label, block.body)):
            return False
        own = [tuple(h for h in hits if h.table == table) for hits in columns.values() if hits]
        return any(len(hits) != 1 for hits in own) or len(set(own)) != len(own)

    def _row(self, block: _Block, y: int, columns: dict[int, tuple[Hit, ...]]) -> None:
        label = self._label(y)
        edge = label[0].column + label[0].columns if label else 0
        table = _majority(columns)
        self._note(y, label)
        if self._lost_an_edge(y, edge):
            for cell in self._own(y):
                if cell.column >= edge:
                    self.placing.leave(cell.text, cell.place, self._name(cell, label))
            return
        if label and label[1].part is Part.ROW and all(c.column < edge for c in self._own(y)):
            self._blank_row(label, columns, table)
        for cell in self._own(y):
            if label and cell.column < edge:
                continue
            hits = columns.get(cell.column, ())
            address = self._address(label[1] if label else None, hits, table)
            told = bool(label) or is_blank(cell.text) or any(c.isdigit() for c in cell.text)
            if address is not None and told:
                heads = " ".join(self._heads(block, cell.column))
                self.placing.put(address, cell.text, cell.place, heads)
            elif is_figure(cell.text):
                self.placing.leave(cell.text, cell.place, self._name(cell, label))

    def _lost_an_edge(self, y: int, edge: int) -> bool:
        """Whether two numbers of a row ran into one cell, so that the ones behind moved up."""
        short = len(self.grid.rows[y]) < self.grid.width
        short = short or (self.grid.at(y, self.grid.width - 1) or _NOTHING).text.strip() == ""
        return short and any(_TWO.search(c.text) for c in self._own(y) if c.column >= edge)

    def _blank_row(
        self, label: tuple[Cell, Hit], columns: dict[int, tuple[Hit, ...]], table: str
    ) -> None:
        """A row that ends with its label: its cells are blank."""
        for hits in columns.values():
            address = self._address(label[1], hits, table)
            if address is not None:
                self.placing.put(address, "", label[0].place)

    def _address(self, row: Hit | None, columns: Sequence[Hit], table: str) -> CellAddress | None:
        """Where a number of ``row`` under ``columns`` belongs; ``table`` is its block's."""
        if row is not None and not row.row:
            return None
        if row is None and table not in self.vocabulary.leaves_of:
            return None
        for hit in columns:
            if hit.table != (row.table if row else table):
                continue
            address = CellAddress(hit.table, row.row if row else hit.row, hit.column)
            if self.placing.form.has(address):
                return address
        return None

    def _note(self, y: int, label: tuple[Cell, Hit] | None) -> None:
        """A row of words only, and no label of the form: a note under the table."""
        cells = self._own(y)
        if label or any(is_figure(cell.text) for cell in cells):
            return
        for cell in cells:
            if not self.vocabulary.find(cell.text) and not self.vocabulary.is_piece(cell.text):
                self.placing.leave(cell.text, cell.place)

    def _name(self, cell: Cell, label: tuple[Cell, Hit] | None) -> str:
        """What the row of ``cell`` is called in the source."""
        words = [label[0]] if label else self._filled(cell.row - self.grid.first_row)
        return next((c.text for c in words if not is_figure(c.text)), "")

    # ------------------------------------------------------------ rows without columns
    def _as_flow(self, block: _Block) -> None:
        stream: list[Token] = []
        for y in [*block.header, *block.body]:
            stream += (token(cell.text, cell.place) for cell in self._own(y))
        match_flow(stream, self.placing, self.vocabulary)


def _majority(columns: dict[int, tuple[Hit, ...]]) -> str:
    """The table that most columns can belong to."""
    tables = Counter(table for hits in columns.values() for table in {hit.table for hit in hits})
    return max(tables, key=lambda table: tables[table], default="")
