"""What the labels of a grid say about its rows and columns, whoever asks: import or paste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from govreport_desktop.matching.labels import has_figure, is_figure, key, one_line, plain
from govreport_desktop.matching.lines import Cell, Grid
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.vocabulary import Hit, Part, Vocabulary

# What a column is called that numbers the rows.
_SERIAL = ("序号", "编号", "项次", "行次", "栏次", "序")
_HEADER_PARTS = (Part.COLUMN, Part.GROUP, Part.ARTICLE, Part.FILLER)
# What each column may be, by its position.
Columns = dict[int, tuple[Hit, ...]]


@dataclass(slots=True)
class Block:
    """A header and the rows below it, up to the next header. Rows count from the grid's top."""

    header: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)


def known_labels(grid: Grid, vocabulary: Vocabulary) -> int:
    """How many of the form's labels stand in ``grid``, each counted once."""
    texts = {cell.text for row in grid.rows for cell in row if cell is not None}
    return len({key(text) for text in texts if len(text) < 80 and vocabulary.find(text)})


def majority(columns: Columns) -> str:
    """The table that most columns can belong to."""
    tables = Counter(table for hits in columns.values() for table in {hit.table for hit in hits})
    return max(tables, key=lambda table: tables[table], default="")


class Labelled:
    """The labels of ``grid``; ``placing`` is told where one was only alike."""

    def __init__(self, grid: Grid, placing: Placing, vocabulary: Vocabulary) -> None:
        self.grid = grid
        self.placing = placing
        self.vocabulary = vocabulary

    # ------------------------------------------------------------ blocks
    def blocks(self) -> list[Block]:
        """The headers of the grid, each with its rows."""
        blocks = [Block()]
        for y in range(len(self.grid.rows)):
            if not self.filled(y):
                continue
            if self._is_header(y, blocks[-1]):
                if blocks[-1].body:
                    blocks.append(Block())
                blocks[-1].header.append(y)
            else:
                blocks[-1].body.append(y)
        return blocks

    def filled(self, y: int) -> list[Cell]:
        """The cells of a row that say something, each once, from left to right."""
        cells = dict.fromkeys(cell for cell in self.grid.rows[y] if cell is not None)
        return [cell for cell in cells if cell.text.strip()]

    def own(self, y: int) -> list[Cell]:
        """The cells that begin in a row, empty ones too."""
        cells = dict.fromkeys(cell for cell in self.grid.rows[y] if cell is not None)
        top = self.grid.first_row + y
        return [cell for cell in cells if cell.row == top or (y == 0 and cell.row < top)]

    def _is_header(self, y: int, block: Block) -> bool:
        cells = self.filled(y)
        # A label that spans the rows below belongs to the first of them.
        own = [cell for cell in self.own(y) if cell.text.strip()] or cells
        if any(is_figure(cell.text) for cell in own):
            return False
        hits = [self.find(cell.text) for cell in own]
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

    def _left_of_header(self, cell: Cell, block: Block) -> bool:
        """Whether ``cell`` is a row's label: 行政复议 or 总计 to the left of all columns."""
        columns = [
            x
            for x in range(self.grid.width)
            if (hit := self._column(block, x)) and any(h.part is Part.COLUMN for h in hit)
        ]
        return bool(columns) and cell.column < min(columns)

    # ------------------------------------------------------------ columns
    def columns(self, block: Block) -> Columns:
        """What the header says about each column; () where it says nothing."""
        columns = {x: self._column(block, x) for x in range(self.grid.width)}
        self._complete(block, columns)
        self._complete_rows(block, columns)
        return columns

    def _column(self, block: Block, x: int) -> tuple[Hit, ...]:
        """What the header says about column ``x``, from the lowest label up."""
        texts = self.heads(block, x)
        for index, text in enumerate(texts):
            hits = [hit for hit in self.find(text) if hit.part is Part.COLUMN]
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

    def heads(self, block: Block, x: int) -> list[str]:
        """The texts of the header above a column, the lowest first."""
        cells = [self.grid.at(y, x) for y in reversed(block.header)]
        return list(dict.fromkeys(c.text for c in cells if c is not None and c.text.strip()))

    def _complete(self, block: Block, columns: Columns) -> None:
        """Where a line of numbers has all its columns, half-printed labels count by place."""
        named = [x for x in columns if self.heads(block, x)]
        for table, leaves in self.vocabulary.leaves_of.items():
            if len(named) != len(leaves):
                continue
            own = [
                [(h.row, h.column) for h in columns[x] if h.table == table and h.row] for x in named
            ]
            agree = [(a.row, a.column) in hits for a, hits in zip(leaves, own, strict=True) if hits]
            if len(agree) >= 3 and all(agree):
                for x, a, hits in zip(named, leaves, own, strict=True):
                    hit = Hit(Part.COLUMN, table, a.row, a.column)
                    if hits or self._is_half_or_slip(self.heads(block, x)[0], hit):
                        columns[x] = (hit,)

    def _complete_rows(self, block: Block, columns: Columns) -> None:
        """The same for a table with row labels: 本年新 | 本年新 | 对外公开总数量."""
        label = next((found for y in block.body if (found := self.label(y))), None)
        if label is None or not label[1].row or label[1].part is not Part.ROW:
            return
        order = self.vocabulary.columns_of[label[1].table, label[1].row]
        named = [x for x in columns if x > label[0].column and self.heads(block, x)]
        own = [{h.column for h in columns[x] if h.table == label[1].table} for x in named]
        if len(named) != len(order) or not any(own):
            return
        agree = all(not ids or expected in ids for ids, expected in zip(own, order, strict=True))
        for x, column, ids in zip(named, order, own, strict=True) if agree else ():
            hit = Hit(Part.COLUMN, label[1].table, column=column)
            if ids or self._is_half_or_slip(self.heads(block, x)[0], hit):
                columns[x] = (hit,)

    def _is_half_or_slip(self, text: str, hit: Hit) -> bool:
        """Whether ``text`` is half of a label, or that of ``hit`` but for one sign: then said."""
        if self.vocabulary.is_piece(text):
            return True
        score = self.vocabulary.slip(text, hit.table, hit.row, hit.column)
        if score:
            self.placing.guesses.add(hit, text, score)
        return score > 0

    def find(self, text: str) -> tuple[Hit, ...]:
        """What ``text`` names: word for word, cut short, or with a slip in it."""
        hits = self.vocabulary.find(text) or self.vocabulary.near(text)
        if not hits:
            hits, score = self.vocabulary.alike(text)
            if hits:
                self.placing.guesses.add(hits[0], text, score)
        return hits

    # ------------------------------------------------------------ rows
    def label(self, y: int) -> tuple[Cell, Hit] | None:
        """The label of a row: of all cells that name one the one nearest to the numbers."""
        found: tuple[Cell, Hit] | None = None
        for cell in self.filled(y):
            if is_figure(cell.text):
                if found:
                    break
                continue
            for hit in self.find(cell.text):
                carries = hit.part is Part.ROW or (hit.part is Part.GROUP and hit.row)
                if carries or hit.part is Part.ROW_GROUP:
                    found = cell, hit
                    break
        return found

    def is_serial(self, y: int, cell: Cell, heads: Sequence[str]) -> bool:
        """Whether ``cell`` numbers its row: its column says so, or a neighbour's is one off."""
        text = plain(cell.text)
        if any(plain(head) in _SERIAL for head in heads) and has_figure(one_line(cell.text)):
            self.placing.furniture.append(cell.place)
            return True
        near = (
            self.grid.at(row, cell.column)
            for row in (y - 1, y + 1)
            if 0 <= row < len(self.grid.rows)
        )
        others = [plain(other.text) for other in near if other is not None and other is not cell]
        serial = text.isdecimal() and any(
            other.isdecimal() and abs(int(other) - int(text)) == 1 for other in others
        )
        if serial:
            self.placing.furniture.append(cell.place)
        return serial
