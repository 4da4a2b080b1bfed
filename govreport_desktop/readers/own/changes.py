"""What somebody did to a workbook of ours besides filling it in: columns gone, sheets added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container

from govreport_desktop.form.model import CellAddress, Form, GridCell, Table
from govreport_desktop.form.model import Role as CellRole
from govreport_desktop.readers.xlsx.book import Book, Sheet
from govreport_desktop.report.edit import FIELDS
from govreport_desktop.workbook.layout import (
    BY_OFFICE,
    COVER_SHEET,
    MAP_SHEET,
    REMARKS_SHEET,
    Position,
    sheet_title,
    table_of,
)

_NAMED = 3  # cells that a note names
_ALIKE = 0.6  # of the labels: a sheet with fewer of them is no copy
_COVER_LABELS = 3
_TITLE_ROWS = 50


def deleted_columns(sheet: Sheet, table: Table, read: Container[CellAddress]) -> list[str]:
    """A sentence for the columns whose headers are gone and of which nothing was ``read``."""
    there = Counter(_key(cell.text) for cell in sheet.cells.values())
    headers = [cell for cell in table.grid if _heads_numbers(table, cell)]
    names: list[str] = []
    for label, count in Counter(cell.text for cell in headers).items():
        short = count - there[_key(label)]
        alike = (cell for cell in headers if cell.text == label)
        gone = [cell for cell in alike if not any(a in read for a in table.under(cell))]
        if short <= 0:
            continue
        if len(gone) > short:
            # Blank ones among them: which of them is gone nobody can tell.
            names.append(label)
        else:
            names += (label if count == 1 else _path(table, cell) for cell in gone)
    if not names:
        return []
    listed = "”“".join(names)
    return [f"工作表“{sheet.title}”里缺少“{listed}”列，没有读到这些列的数，请核对。"]


def _heads_numbers(table: Table, cell: GridCell) -> bool:
    """Whether it is the lowest header above its numbers."""
    below = table.covering.get((cell.row + cell.row_span, cell.column))
    return cell.role is CellRole.HEADER and below is not None and below.address is not None


def _path(table: Table, header: GridCell) -> str:
    """A header with those above it: 行政复议·结果维持."""
    names, row = [header.text], header.row - 1
    while row >= 0 and (above := table.covering[row, header.column]).role is CellRole.HEADER:
        names.append(above.text)
        row = above.row - 1
    return "·".join(reversed(names))


def added_sheets(book: Book, form: Form, used: Collection[str]) -> list[str]:
    """A sentence for each sheet that we did not write and that was not ``used`` for another.

    Copies are held against what was read. A 汇总底稿 has sheets of its own.
    """
    if book.find(BY_OFFICE):
        return []
    known = {COVER_SHEET, MAP_SHEET, REMARKS_SHEET, *map(sheet_title, form.sections), *used}
    return [
        _said(sheet, _original(book, form, sheet))
        for sheet in book.sheets
        if sheet.title not in known and sheet.cells
    ]


def _said(sheet: Sheet, original: Sheet | None) -> str:
    where = f"工作簿里多了工作表“{sheet.title}”"
    if original is None:
        return f"{where}，不是发出时就有的，没有读入，请核对里面有没有要填的内容。"
    differing = sorted(
        Position(*at)
        for at in sheet.cells.keys() | original.cells.keys()
        if sheet.text(*at) != original.text(*at) and not _computes(sheet, original, at)
    )
    if not differing:
        return f"{where}，与“{original.title}”相同，没有再读一遍。"
    listed = "、".join(at.ref for at in differing[:_NAMED])
    more = " 等" if len(differing) > _NAMED else ""
    return (
        f"{where}，像是“{original.title}”的副本，有 {len(differing)} 处与它不同（{listed}{more}），"
        f"只读了“{original.title}”，请核对应以哪一张为准。"
    )


def _computes(sheet: Sheet, original: Sheet, at: tuple[int, int]) -> bool:
    """Whether both are formulas: their results follow from the rest, and may not be stored."""
    pair = (sheet.cells.get(at), original.cells.get(at))
    return all(cell and cell.formula for cell in pair)


def _original(book: Book, form: Form, sheet: Sheet) -> Sheet | None:
    """The sheet of ours that ``sheet`` is a copy of."""
    texts = Counter(_key(cell.text) for cell in sheet.cells.values())
    if sum(texts[name] > 0 for name in FIELDS.values()) >= _COVER_LABELS:
        return book.find(COVER_SHEET)
    top = {sheet.text(row, 1) for row in range(1, _TITLE_ROWS)}
    for section in form.sections:
        copied = section.title in top
        if section.kind == "table":
            labels = Counter(_key(c.text) for c in table_of(form, section).grid if c.text)
            copied = (labels & texts).total() >= _ALIKE * labels.total()
        if copied:
            return book.find(sheet_title(section))
    return None


def _key(text: str) -> str:
    return re.sub(r"\s+", "", text)
