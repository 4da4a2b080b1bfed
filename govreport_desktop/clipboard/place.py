"""Where a pasted block goes in a statutory table: as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govreport_desktop.clipboard.block import Block
from govreport_desktop.clipboard.labels import TableLabels, is_figure
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress, Table
from govreport_desktop.report.numbers import Number, Value, is_number, parse_number


class PasteError(GovReportError):
    """A block that does not fit where it was to be pasted; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What a paste would put where.

    ``declared`` are the totals that came along: not pasted, only compared. ``labels`` says
    whether labels inside the block decided where it goes.
    """

    contents: tuple[tuple[CellAddress, Value], ...]
    declared: tuple[tuple[CellAddress, Number], ...] = ()
    labels: bool = False


def place(
    table: Table, block: Block, at: CellAddress, selected: Sequence[CellAddress] = ()
) -> Placement:
    """Where the cells of ``block`` go when pasted at ``at`` with ``selected`` marked.

    One cell fills the whole selection; a block that fits the selection several times is
    repeated; rows and columns named by labels inside the block go where they belong; any
    other block begins at ``at``. Totals are recognised and left out. Raises PasteError
    where a number would fall off the table or onto a label.
    """
    block = _trim(block)
    if not block:
        raise PasteError("剪贴板里没有可以粘贴的数。")
    if len(block) == 1 and len(block[0]) == 1:
        return _collect(table, [(cell, block[0][0]) for cell in selected or (at,)], False)
    labels = TableLabels(table)
    hits = [labels.row_of(row) for row in block]
    if any(hits):
        return _by_row_labels(table, block, labels, hits)
    heading = 0
    while heading < len(block) and labels.is_heading(block[heading]):
        heading += 1
    data = block[heading:]
    if not data:
        raise PasteError("剪贴板里只有表头，没有数。")
    columns = [labels.column_of(block[:heading], i) for i in range(len(block[0]))]
    spec = table.cells[at]
    if heading and all(column is not None for column in columns):
        targets = [column for column in columns if column is not None]
        rows = _rows_from(table, data, spec.grid_row)
        return _fill(table, data, rows, targets, True)
    first = spec.grid_column
    if heading and len(block[0]) == table.column_count - table.label_columns:
        first = table.label_columns
    data = _repeated(table, data, selected)
    rows = _rows_from(table, data, spec.grid_row)
    return _fill(table, data, rows, _columns_from(table, data, first), bool(heading))


def _by_row_labels(
    table: Table, block: Block, labels: TableLabels, hits: Sequence[tuple[int, int] | None]
) -> Placement:
    """Each row goes where its label says; a row of labels alone is left out."""
    first = 1 + max(hit[1] for hit in hits if hit)
    room = table.column_count - table.label_columns
    while len(block[0]) - first > room and not any(row[first].strip() for row in block):
        first += 1
    data: list[tuple[str, ...]] = []
    rows: list[int] = []
    claimed = {hit[0] for hit in hits if hit}
    for number, (row, hit) in enumerate(zip(block, hits, strict=True), start=1):
        if hit:
            target = hit[0]
        elif not any(map(is_figure, row[first:])):
            continue
        else:
            # A label in unknown words between two known rows: the row after the last one.
            target = rows[-1] + 1 if rows else -1
            if target in claimed or target < 0:
                name = next((text for text in row if text.strip()), "")
                raise PasteError(f"粘贴内容第 {number} 行“{name}”不是本表的行，没有粘贴。")
        data.append(row[first:])
        rows.append(target)
    heading = tuple(row for row, hit in zip(block, hits, strict=True) if not hit)
    named = [labels.column_of(heading, i) for i in range(first, len(block[0]))]
    columns = [column for column in named if column is not None]
    if len(columns) != len(named):
        columns = _columns_from(table, data, table.label_columns)
    return _fill(table, data, rows, columns, True)


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
    labels: bool,
) -> Placement:
    pairs: list[tuple[CellAddress, str]] = []
    for row, texts in zip(rows, data, strict=True):
        for column, text in zip(columns, texts, strict=True):
            cell = table.covering[row, column]
            if cell.address is None or (cell.row, cell.column) != (row, column):
                if is_figure(text):
                    where = cell.text or "合并单元格"
                    raise PasteError(f"粘贴内容里的“{text}”会落在“{where}”上，没有粘贴。")
                continue
            pairs.append((cell.address, text))
    return _collect(table, pairs, labels)


def _collect(table: Table, pairs: Sequence[tuple[CellAddress, str]], labels: bool) -> Placement:
    contents: dict[CellAddress, Value] = {}
    declared: list[tuple[CellAddress, Number]] = []
    for address, text in pairs:
        spec = table.cells[address]
        value = parse_number(text, spec.kind)
        if spec.formula is None:
            contents[address] = value
        elif is_number(value):
            declared.append((address, value))
    if not contents:
        raise PasteError("这里是由程序计算的单元格，不能粘贴。")
    return Placement(tuple(contents.items()), tuple(declared), labels)


def _trim(block: Block) -> Block:
    """Without blank rows at the end: some programs add one."""
    rows = list(block)
    while rows and not any(text.strip() for text in rows[-1]) and len(rows) > 1:
        rows.pop()
    return tuple(rows) if rows and rows[0] else ()
