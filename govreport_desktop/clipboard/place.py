"""Where a pasted block goes in a statutory table: as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govreport_desktop.clipboard.block import Block
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress, Form, Table
from govreport_desktop.matching.block import BlockMatch
from govreport_desktop.matching.labels import is_blank, is_figure
from govreport_desktop.matching.placing import Placing
from govreport_desktop.report.numbers import Number, Unread, Value, is_number
from govreport_desktop.report.typed import parse_typed
from govreport_desktop.source import Place

_FEWEST = 2  # numbers in a block that can be a table: one number is a sentence


class PasteError(GovReportError):
    """A block that does not fit where it was to be pasted; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What a paste would put where.

    ``declared`` are the totals that came along: not pasted, only compared. ``labels`` says
    whether labels inside the block decided where it goes; ``notes`` are sentences on what
    was converted, or read from a label that was only alike.
    """

    contents: tuple[tuple[CellAddress, Value], ...]
    declared: tuple[tuple[CellAddress, Number], ...] = ()
    labels: bool = False
    notes: tuple[str, ...] = ()


def place(
    form: Form, block: Block, at: CellAddress, selected: Sequence[CellAddress] = ()
) -> Placement:
    """Where the cells of ``block`` go when pasted at ``at`` with ``selected`` marked.

    One cell fills the whole selection; a block that fits the selection several times is
    repeated; rows and columns named by labels inside the block go where they belong, as an
    import of it would put them; any other block begins at ``at``. Totals are recognised and
    left out. Raises PasteError where a number would fall off the table or onto a label.
    """
    block = _trim(block)
    if not block:
        raise PasteError("剪贴板里没有可以粘贴的数。")
    table, match = form.tables[at.table], BlockMatch(form, at.table, block)
    if len(block) == 1 and len(block[0]) == 1:
        for cell in selected or (at,):
            match.placing.put(cell, block[0][0], Place(0, 0, 0))
        return _placement(match.placing, labels=False)
    headed = match.headed
    if not match.labels and headed is None:
        _refuse_words(block)
        data = _repeated(table, block, selected)
        rows = _rows_from(table, data, table.cells[at].grid_row)
        columns = _columns_from(table, data, table.cells[at].grid_column)
        _fill(table, data, rows, columns, match.placing)
        return _placement(match.placing, labels=False)
    if not match.numbers:
        raise PasteError("剪贴板里只有表头，没有数。")
    if headed and (match.labels or not table.row_labels):
        match.place_by_labels()
    elif match.labels:
        match.place_by_rows()
    elif headed and (named := match.columns(headed)) is not None:
        data = tuple(tuple(block[y][x] for x in named) for y in headed.body)
        rows = _rows_from(table, data, table.cells[at].grid_row)
        _fill(table, data, rows, list(named.values()), match.placing)
    if refusal := match.refusal():
        raise PasteError(f"{refusal}，没有粘贴。")
    return _placement(match.placing, labels=True)


def find_table(form: Form, block: Block) -> tuple[Table, Placement] | None:
    """The table of ``form`` that ``block`` is, by its labels, and what it would put there.

    None where no table knows its rows or columns: then it is a table of something else.
    """
    tables = ((table, _placed(form, table, block)) for table in form.tables.values())
    found = [(table, placed) for table, placed in tables if placed is not None]
    return max(found, key=lambda one: len(one[1].contents), default=None)


def _placed(form: Form, table: Table, block: Block) -> Placement | None:
    first = next(cell for cell in table.cells if table.cells[cell].formula is None)
    try:
        placed = place(form, block, first)
    except PasteError:
        return None
    return placed if placed.labels and len(placed.contents) >= _FEWEST else None


def _refuse_words(block: Block) -> None:
    """Words above or beside all numbers are labels of something else, not contents."""
    numbered = [row for row in block if any(map(_has_digit, row))]
    first = next((row for row in block if any(not is_blank(text) for text in row)), ())
    above = first if numbered and not any(map(_has_digit, first)) else ()
    beside = tuple(row[0] for row in numbered) if len(block[0]) > 1 else ()
    for words in (above, beside):
        if words and all(not is_blank(text) and not _has_digit(text) for text in words):
            raise PasteError(f"粘贴内容里的“{words[0].strip()}”不是本表的行或列，没有粘贴。")


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _rows_from(table: Table, data: Sequence[Sequence[str]], first: int) -> list[int]:
    """Consecutive grid rows; where numbers would meet headings, consecutive rows of numbers."""
    printed = list(range(first, first + len(data)))
    bodies = sorted({spec.grid_row for spec in table.cells.values()})
    if printed[-1] < table.row_count and all(
        row in bodies or not any(map(is_figure, cells))
        for row, cells in zip(printed, data, strict=True)
    ):
        return printed
    rest = [row for row in bodies if row >= first]
    if len(data) > len(rest):
        raise PasteError(
            f"粘贴内容有 {len(data)} 行，从所选单元格往下只有 {len(rest)} 行，没有粘贴。"
        )
    return rest[: len(data)]


def _columns_from(table: Table, data: Sequence[Sequence[str]], first: int) -> list[int]:
    width = len(data[0]) if data else 0
    room = table.column_count - first
    if width > room:
        raise PasteError(f"粘贴内容有 {width} 列，从所选单元格往右只有 {room} 列，没有粘贴。")
    return list(range(first, first + width))


def _repeated(table: Table, data: Block, selected: Sequence[CellAddress]) -> Block:
    """The block as often as it fits a larger selection exactly, as spreadsheets do it."""
    specs = [table.cells[cell] for cell in selected]
    if not specs:
        return data
    rows = {spec.grid_row for spec in specs}
    columns = {spec.grid_column for spec in specs}
    height, width = len(data), len(data[0])
    whole = len(specs) == len(rows) * len(columns)
    if not whole or len(rows) % height or len(columns) % width:
        return data
    return tuple(row * (len(columns) // width) for row in data) * (len(rows) // height)


def _fill(
    table: Table,
    data: Sequence[Sequence[str]],
    rows: Sequence[int],
    columns: Sequence[int],
    placing: Placing,
) -> None:
    """Each text into the printed cell of its row and column."""
    for y, (row, texts) in enumerate(zip(rows, data, strict=True)):
        for x, (column, text) in enumerate(zip(columns, texts, strict=True)):
            cell = table.covering[row, column]
            if cell.address is not None and (cell.row, cell.column) == (row, column):
                placing.put(cell.address, text, Place(0, y, x))
            elif is_figure(text):
                where = cell.text or "合并单元格"
                raise PasteError(f"粘贴内容里的“{text}”会落在“{where}”上，没有粘贴。")


def _placement(placing: Placing, *, labels: bool) -> Placement:
    contents = placing.typed()
    if not contents:
        if placing.found:
            raise PasteError("这里是由程序计算的单元格，不能粘贴。")
        raise PasteError("剪贴板里没有能放进这里的数，没有粘贴。")
    for address, value in contents.items():
        if isinstance(value, Unread):  # what is pasted is typed, as far as numerals go
            contents[address] = parse_typed(value.text, placing.form.cell(address).kind)
    totals = ((a, value) for a, value in placing.found.items() if a not in contents)
    declared = tuple((address, value) for address, value in totals if is_number(value))
    placing.say_guesses()
    return Placement(tuple(contents.items()), declared, labels, tuple(placing.notes))


def _trim(block: Block) -> Block:
    """Without blank rows at the end: some programs add one."""
    rows = list(block)
    while rows and not any(text.strip() for text in rows[-1]) and len(rows) > 1:
        rows.pop()
    return tuple(rows) if rows and rows[0] else ()
