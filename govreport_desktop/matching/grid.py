"""Tables with rows and columns: a number belongs where its row's and column's labels say.

Rows and columns may stand in any order, be missing, or be more than the form has. A grid
whose numbers do not stand under its header (a web page pasted without its merged cells) is
handed to the matcher for flat tables, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.flow import match_flow
from govreport_desktop.matching.labelled import Block, Columns, Labelled, majority
from govreport_desktop.matching.labels import (
    has_figure,
    holds_two,
    is_blank,
    is_figure,
    is_sentence,
    key,
    one_line,
)
from govreport_desktop.matching.lines import Cell, Grid
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.rows import Item, Reading, adds_up
from govreport_desktop.matching.subtotals import subtotals
from govreport_desktop.matching.unaligned import is_stray, stream
from govreport_desktop.matching.vocabulary import Hit, Part, Vocabulary
from govreport_desktop.source import Place

# A text in a header that the form does not have is a note from this length on.
_SHORTEST_TOLD = 12
_NOTHING = Cell("", 0, 0)
_BROKEN = "下面一行单独有一个数，也许是这个数的后半截"
Rows = tuple[tuple[Cell | None, ...], ...]


def match_grid(grid: Grid, placing: Placing, vocabulary: Vocabulary, header: Rows = ()) -> Rows:
    """Place every number of ``grid``; the ones that cannot be placed are left over.

    ``header`` are the header rows of the table before: a table broken over pages goes on
    without one. Returns the header rows for the table that follows.
    """
    match = _Match(grid, placing, vocabulary)
    blocks = match.labelled.blocks()
    if header and not blocks[0].header and len(header[0]) == grid.width:
        longer = Grid(header + grid.rows, grid.first_row - len(header), grid.ragged)
        match = _Match(longer, placing, vocabulary)
        blocks = match.labelled.blocks()
    match.run(blocks)
    last = blocks[-1].header
    return match.grid.rows[last[0] : last[-1] + 1] if last else ()


class _Match:
    def __init__(self, grid: Grid, placing: Placing, vocabulary: Vocabulary) -> None:
        self.labelled = Labelled(grid, placing, vocabulary)
        self.grid = grid
        self.placing = placing
        self.vocabulary = vocabulary
        self._height = len(grid.rows)
        self._again: set[Place] = set()  # what only adds up its neighbours

    def run(self, blocks: Sequence[Block]) -> None:
        """Place the numbers of each block."""
        for block in blocks:
            columns = self.labelled.columns(block)
            self._note_labels(block)
            if self._aligned(block, columns):
                self._again = subtotals(self.labelled, block, columns)
                rivals = self._rivals(block, columns)
                for y in block.body:
                    if y in rivals:
                        self._leave_row(y)
                    else:
                        self._row(block, y, columns)
            else:
                match_flow(stream(self.labelled, block), self.placing, self.vocabulary)

    # ------------------------------------------------------------ rows
    def _aligned(self, block: Block, columns: Columns) -> bool:
        """Whether the numbers stand under the header's labels."""
        if not block.body:
            return True
        if not any(columns.values()) or self._ambiguous(block, columns):
            return False
        for y in block.body:
            label = self.labelled.label(y)
            edge = label[0].column + label[0].columns if label else 0
            for cell in self.labelled.filled(y):
                if not is_figure(cell.text) or cell.column < edge:
                    continue
                if not self.labelled.heads(block, cell.column):
                    return False
                # A header one cell short has moved its labels over the wrong numbers.
                end = cell.column + cell.columns - 1
                if block.header and self.grid.at(block.header[-1], end) is None:
                    return False
            if label and any(columns.get(x) for x in range(edge)):
                return False
        return not self._contradicted(block, columns)

    def _contradicted(self, block: Block, columns: Columns) -> bool:
        """Whether the totals say that the columns stand as the form prints them, not as named."""
        form, table = self.placing.form, majority(columns)
        named = [x for x, hits in sorted(columns.items()) if any(h.table == table for h in hits)]
        wrong = False
        for label in filter(None, map(self.labelled.label, block.body)):
            if label[1].part is not Part.ROW or label[1].table != table:
                continue
            first = {self._address(label[1], columns[x], table): x for x in reversed(named)}
            order = list(reversed(first))
            columns_of = self.vocabulary.columns_of[table, label[1].row]
            printed = [CellAddress(table, label[1].row, column) for column in columns_of]
            if order == printed or not set(order) <= set(printed):
                return False
            y = label[0].row - self.grid.first_row
            under = [self.grid.at(y, first[address]) for address in order]
            # A header's cell that hangs down into the row is none of its numbers.
            cells = [c for c in under if c and (is_figure(c.text) or is_blank(c.text))]
            moved = len(cells) < len(printed)
            if moved:
                # The label of a column is lost, or its span: the others moved over wrong numbers.
                edge = label[0].column + label[0].columns
                own = self.labelled.own(y)
                cells = [c for c in own if c.column >= edge and is_figure(c.text)]
            items = [Item(cell.text, cell.place) for cell in cells]
            if len(items) == len(printed):
                sums = adds_up(form, list(zip(printed, items, strict=True)))
                if sums is False:
                    return False
                some = sums and sum(not is_blank(i.text) and i.text != "0" for i in items) > 1
                if moved:
                    turned = order != [address for address in printed if address in order]
                    beyond = not columns.get(items[-1].place.column or 0)
                    wrong |= bool(some) and (turned or beyond)
                else:
                    wrong |= adds_up(form, list(zip(order, items, strict=True))) is False
        return wrong

    def _rivals(self, block: Block, columns: Columns) -> set[int]:
        """Lines of numbers without a label of which only one can be the form's: all but that one.

        Words in front of the numbers say that a line is another; where that leaves more than
        one, none is taken.
        """
        table = majority(columns)
        if table not in self.vocabulary.leaves_of:
            return set()
        lines = {
            y: any(
                cell.text.strip() and not is_blank(cell.text) and not has_figure(cell.text)
                for cell in self.labelled.own(y)[:1]
            )
            for y in block.body
            if not self.labelled.label(y)
            and sum(is_figure(cell.text) for cell in self.labelled.own(y)) > 1
        }
        if len(lines) < 2:
            return set()
        wordless = [y for y, words in lines.items() if not words]
        return set(lines) - set(wordless if len(wordless) == 1 else ())

    def _leave_row(self, y: int) -> None:
        for cell in self.labelled.own(y):
            if has_figure(cell.text):
                self.placing.leave(cell.text, cell.place, self._name(cell, None))

    def _ambiguous(self, block: Block, columns: Columns) -> bool:
        """Whether a line of numbers without a label stands under columns that are not clear."""
        table = majority(columns)
        if table not in self.vocabulary.leaves_of or all(map(self.labelled.label, block.body)):
            return False
        own = [tuple(h for h in hits if h.table == table) for hits in columns.values() if hits]
        return any(len(hits) != 1 for hits in own) or len(set(own)) != len(own)

    def _row(self, block: Block, y: int, columns: Columns) -> None:
        label = self.labelled.label(y)
        edge = label[0].column + label[0].columns if label else 0
        self._note(y, label)
        cells = [cell for cell in self.labelled.own(y) if cell.column >= edge]
        if self._lost_an_edge(y, edge):
            for cell in cells:
                self.placing.leave(cell.text, cell.place, self._name(cell, label))
            return
        for cell in self.labelled.own(y) if label else ():
            beside = cell.column < edge and has_figure(one_line(cell.text))
            if beside and not self.labelled.is_serial(
                y, cell, self.labelled.heads(block, cell.column)
            ):
                self.placing.leave(cell.text, cell.place)
        table = majority(columns)
        row = label[1] if label else None
        if label and label[1].part is Part.ROW:
            self._note_merged(label[1], y, columns, table)
            if not cells:
                self._blank_row(label, columns, table)
        plan = self._by_count(row, cells, columns, table)
        placed = plan or {c: self._address(row, columns.get(c.column, ()), table) for c in cells}
        if self._goes_on(y) and not self._proved(placed):
            for cell in placed:
                self.placing.leave(cell.text, cell.place, self._name(cell, label), _BROKEN)
            return
        for cell, address in placed.items():
            heads = "" if plan else " ".join(self.labelled.heads(block, cell.column))
            self._put(address, cell, heads, label)
        if label and self._ends_blank(block, [cell for cell in placed if placed[cell]]):
            self.placing.note_end(label[0].text, *filter(None, placed.values()))

    def _note_merged(self, row: Hit, y: int, columns: Columns, table: str) -> None:
        """A number that hangs down into the next row may be that one's too."""
        for x, hits in columns.items():
            cell, address = self.grid.at(y, x), self._address(row, hits, table)
            above = cell is not None and cell.row < self.grid.first_row + y
            if cell and above and address and is_figure(cell.text):
                words = self.placing.form.cell(address).words
                text = one_line(cell.text)
                self.placing.note(
                    f"{words}：与上一行的“{text}”合并成一格，没有读入，请核对。", address
                )

    def _goes_on(self, y: int) -> bool:
        """Whether a number stands alone in the next row: the last one's other half perhaps."""
        below = self.labelled.own(y + 1) if y + 1 < self._height else []
        return is_stray(below) and len(self.labelled.filled(y)) > 1

    def _proved(self, placed: Mapping[Cell, CellAddress | None]) -> bool:
        """Whether the printed total of a row is the sum of its other numbers."""
        pairs = [(address, Item(cell.text, cell.place)) for cell, address in placed.items()]
        return adds_up(self.placing.form, pairs) is True

    def _ends_blank(self, block: Block, cells: Sequence[Cell]) -> bool:
        """Whether the numbers of a row's ``cells`` end before its columns do."""
        if len(cells) < 2 or cells[-1].text.strip():
            return False
        # A column that is blank in every row was left blank.
        told = [y for y in block.body if any(is_figure(c.text) for c in self.labelled.own(y))]
        ends = [_at(self.grid.rows[y], cells[-1].column) for y in told]
        filled = any(end is not None and is_figure(end.text) for end in ends)
        return any(is_figure(c.text) for c in cells) and (filled or len(told) < 2)

    def _put(
        self, address: CellAddress | None, cell: Cell, heads: str, label: tuple[Cell, Hit] | None
    ) -> None:
        """``cell`` at its address; what has none is left over where it says anything."""
        # In a line of numbers without a label words are a cell's where numbers stand beside it.
        told = bool(label) or is_blank(cell.text) or has_figure(cell.text)
        if address is not None and (told or self._has_figures(cell)):
            self.placing.put(address, cell.text, cell.place, heads)
            return
        if cell.place in self._again:
            self.placing.furniture.append(cell.place)
            return
        unknown = label or len(key(cell.text)) >= _SHORTEST_TOLD
        if has_figure(cell.text) or (unknown and not self._is_known(cell.text)):
            self.placing.leave(cell.text, cell.place, self._name(cell, label))

    def _has_figures(self, cell: Cell) -> bool:
        row = self.labelled.own(cell.row - self.grid.first_row)
        return any(is_figure(other.text) for other in row) and not self._is_known(cell.text)

    def _by_count(
        self, row: Hit | None, cells: Sequence[Cell], columns: Columns, table: str
    ) -> dict[Cell, CellAddress | None]:
        """The ``cells`` of a row that does not stand under its header, each with its address.

        {} where it does. A row one cell short has moved, no one knows from where on; one that
        has all its cells behind its label has moved as a whole. The one number of 行政许可 is
        known under any header.
        """
        if not cells or (row is not None and row.part is not Part.ROW):
            return {}
        named = {x: a for x in sorted(columns) if (a := self._address(row, columns[x], table))}
        if not named:
            filled = [cell for cell in cells if cell.text.strip()]
            order = self._only(row) if row else []
            return dict(zip(filled, order, strict=True)) if len(filled) == len(order) else {}
        if moved := self._moved(cells, named):
            return moved
        y = cells[0].row - self.grid.first_row
        if self.grid.at(y, max(named)) is not None and not self._is_ragged(y):
            return dict.fromkeys(cells) if self._lacks_total(cells, named) else {}
        order = list(dict.fromkeys(named.values()))
        if len(cells) == len(order):
            return dict(zip(cells, order, strict=True))
        return dict.fromkeys(cells)

    def _moved(
        self, cells: Sequence[Cell], named: Mapping[int, CellAddress]
    ) -> dict[Cell, CellAddress | None]:
        """The cells of a row that begins left of all columns and ends before the last one.

        Something before its numbers is missing: they count in their order where they add up so.
        Words behind them may belong to the next row, where the lines of a text are no rows.
        """
        filled = [cell for cell in cells if cell.text.strip()]
        while filled and not is_figure(filled[-1].text) and not is_blank(filled[-1].text):
            filled.pop()
        first, last = min(named), max(named)
        left = [c for c in filled if c.column + c.columns <= first and is_figure(c.text)]
        if not left or any(c.column + c.columns > last for c in filled):
            return {}
        order = list(dict.fromkeys(named.values()))
        pairs = list(zip(order, filled, strict=False))
        items: Reading = [(address, Item(cell.text, cell.place)) for address, cell in pairs]
        if len(order) == len(filled) and adds_up(self.placing.form, items):
            return {cell: address for address, cell in pairs}
        return dict.fromkeys(cells)

    def _is_ragged(self, y: int) -> bool:
        return self.grid.first_row + y in self.grid.ragged

    def _lacks_total(self, cells: Sequence[Cell], named: Mapping[int, CellAddress]) -> bool:
        """Whether a total is blank where others are printed: the numbers before it moved up."""
        form, last = self.placing.form, max(named)
        filled = {cell.column for cell in cells if is_figure(cell.text)}
        # Words where the total belongs (见附件, 无) are what its cell says.
        if last not in filled and any(c.column == last and key(c.text) for c in cells):
            return self._may_be_remark(cells, named)
        stated = {address for x, address in named.items() if x in filled}
        formula = form.cell(named[last]).formula
        if formula is None or last in filled or not stated.intersection(formula.sources):
            return False
        beside = any(form.cell(address).formula for address in stated)
        texts = [cell.text for row in self.grid.rows if (cell := _at(row, last)) is not None]
        return beside or 2 * sum(map(is_figure, texts)) > len(texts)

    def _may_be_remark(self, cells: Sequence[Cell], named: Mapping[int, CellAddress]) -> bool:
        """Whether words for a total may be the remark behind it: then it is the number before."""
        last = max(named)
        others = (cell for row in self.grid.rows for cell in row if cell and cell.column > last)
        if not any(cell.text.strip() for cell in others):
            return False
        texts = [c.text.strip() for c in cells if c.column in named and c.column < last]
        numbers = [int(text) if text.isdecimal() else 0 for text in texts]
        return any(numbers) and numbers[-1] >= sum(numbers[:-1])

    def _only(self, row: Hit) -> list[CellAddress]:
        """The one cell of a row that has one."""
        columns = self.vocabulary.columns_of[row.table, row.row]
        return [CellAddress(row.table, row.row, c) for c in columns] if len(columns) == 1 else []

    def _is_known(self, text: str) -> bool:
        """Whether the form has ``text`` among its labels, or as half of one."""
        return bool(self.labelled.find(text)) or self.vocabulary.is_piece(text)

    def _lost_an_edge(self, y: int, edge: int) -> bool:
        """Whether two numbers of a row ran into one cell, so that the ones behind moved up."""
        short = len(self.grid.rows[y]) < self.grid.width
        short = short or (self.grid.at(y, self.grid.width - 1) or _NOTHING).text.strip() == ""
        return short and any(holds_two(c.text) for c in self.labelled.own(y) if c.column >= edge)

    def _blank_row(self, label: tuple[Cell, Hit], columns: Columns, table: str) -> None:
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

    def _note_labels(self, block: Block) -> None:
        """A figure inside a header's label is none of the table's: 总计（含撤回1件）."""
        for cell in (cell for y in block.header for cell in self.labelled.own(y)):
            told = is_sentence(cell.text) or len(key(cell.text)) >= _SHORTEST_TOLD
            unknown = told and not self._is_known(cell.text)
            if unknown or has_figure(one_line(cell.text)):
                self.placing.leave(cell.text, cell.place)

    def _note(self, y: int, label: tuple[Cell, Hit] | None) -> None:
        """A row of words only, and no label of the form: a note under the table."""
        cells = self.labelled.own(y)
        if label or any(is_figure(cell.text) for cell in cells):
            return
        for cell in cells:
            if not self.vocabulary.find(cell.text) and not self.vocabulary.is_piece(cell.text):
                self.placing.leave(cell.text, cell.place)

    def _name(self, cell: Cell, label: tuple[Cell, Hit] | None) -> str:
        """What the row of ``cell`` is called in the source."""
        words = [label[0]] if label else self.labelled.filled(cell.row - self.grid.first_row)
        return next((c.text for c in words if not is_figure(c.text)), "")


def _at(row: Sequence[Cell | None], x: int) -> Cell | None:
    return row[x] if x < len(row) else None
