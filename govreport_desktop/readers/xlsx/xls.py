"""The workbooks of Excel 97 to 2003 (.xls), as WPS and old systems still write them.

Read with xlrd: pure Python, so that a damaged file ends in an exception and costs no more
memory than it has bytes for. (python-calamine, measured on the same damaged files, ended in
Rust panics and in allocations that the system had to stop.)
"""

from __future__ import annotations

import io
import struct
from itertools import pairwise
from pathlib import Path
from typing import Any

import xlrd
from xlrd.biffh import (
    XL_CELL_BLANK,
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_EMPTY,
    XL_CELL_ERROR,
    XLRDError,
    error_text_from_code,
)
from xlrd.biffh import XL_CELL_NUMBER as _NUMBER
from xlrd.compdoc import CompDocError
from xlrd.formula import FormulaError
from xlrd.sheet import Sheet as OldSheet

from govreport_desktop.errors import ReadError, cause
from govreport_desktop.readers.faint import BLACK, WHITE, Color, Shade, Shaded, legible
from govreport_desktop.readers.left import STRUCK
from govreport_desktop.readers.marks import LOWERED, RAISED, joined
from govreport_desktop.readers.xlsx.book import Book, Cell, Sheet, Span
from govreport_desktop.readers.xlsx.formats import is_money
from govreport_desktop.readers.xlsx.package import MAX_CELLS, MAX_SHEETS
from govreport_desktop.readers.xlsx.sheet import MAX_MERGES, date_text, plain_number, seen_number
from govreport_desktop.workbook.layout import Position

# An office's workbook has some 50 KB; reading takes about a second a megabyte.
MAX_BYTES = 8 * 2**20

# Twentieths of a point, where a font has none.
_USUAL_HEIGHT = 200

# Streams of an encrypted .xlsx, in the directory of the same container.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What an old file of Office is by its streams, by its ending, and what it is saved as today.
_TABLE, _TEXT, _SLIDES = "Excel 表格", "Word 文档", "演示文稿"
_STREAMS = {
    "Workbook": _TABLE,
    "Book": _TABLE,
    "WordDocument": _TEXT,
    "PowerPoint Document": _SLIDES,
}
_ENDINGS = {
    ".xls": _TABLE,
    ".et": _TABLE,
    ".doc": _TEXT,
    ".wps": _TEXT,
    ".ppt": _SLIDES,
    ".dps": _SLIDES,
}
_NEWER = {_TABLE: ".xlsx", _TEXT: ".docx"}
# What xlrd raises on damaged files, as found by damaging thousands of them.
DAMAGE = (
    XLRDError,
    CompDocError,
    FormulaError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


def read_old_book(path: Path) -> Book:
    """The cells of the workbook at ``path``.

    Raises ReadError with a sentence where it is no such workbook, is damaged, protected
    with a password or unreasonably large.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"“{path.name}”打不开：{cause(error)}。") from error
    if len(data) > MAX_BYTES:
        raise ReadError(f"“{path.name}”大得不正常，没有读取；请另存为 .xlsx 再试。")
    if _ENCRYPTED in data:
        raise ReadError(f"“{path.name}”设有打开密码，请取消密码后再试。")
    try:
        book = _book(path.name, data)
    except DAMAGE as error:
        raise ReadError(f"“{path.name}”{_refusal(path.suffix.lower(), data, error)}") from error
    if not book.sheets:
        raise ReadError(f"“{path.name}”里没有工作表。")
    return book


def _refusal(ending: str, data: bytes, error: Exception) -> str:
    """Why an old file of Office is not read, and what helps: by its streams, else its ending."""
    if "is encrypted" in str(error):
        return "设有打开密码，请取消密码后再试。"
    streams = (stream.encode("utf-16-le") + b"\0\0" in data for stream in _STREAMS)
    held = next((kind for kind, there in zip(_STREAMS.values(), streams, strict=True) if there), "")
    kind = held or _ENDINGS.get(ending, "")
    if kind == _SLIDES:
        return "是旧版演示文稿，不是年度报告的文档或表格；请换用 Word 或 Excel 文件。"
    if kind:
        return f"是旧版 {kind}，已损坏，读不出来；请打开后另存为 {_NEWER[kind]} 再试。"
    return (
        "是旧版 Office 文件，但看不出是文档还是表格，可能已损坏；"
        "请用 Office 或 WPS 打开，文档另存为 .docx、表格另存为 .xlsx 再试。"
    )


def _book(name: str, data: bytes) -> Book:
    old = xlrd.open_workbook(
        file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
    )
    sheets: list[Sheet] = []
    budget = MAX_CELLS
    for source in old.sheets()[:MAX_SHEETS]:
        sheet = Sheet(source.name, bool(source.visibility))
        _cells(old, source, sheet, budget)
        budget -= len(sheet.cells)
        for top, bottom, left, right in source.merged_cells[:MAX_MERGES]:
            sheet.merges.append(Span(top + 1, left + 1, bottom, right))
        sheet.hidden_rows = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
        columns = source.colinfo_map.items()
        sheet.hidden_columns = [(c + 1, c + 1) for c, info in columns if info.hidden]
        sheets.append(sheet)
    return Book(name, sheets)


def _cells(old: xlrd.Book, source: OldSheet, sheet: Sheet, budget: int) -> None:
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            if cell.ctype in (XL_CELL_EMPTY, XL_CELL_BLANK) or cell.value == "":
                continue
            if len(sheet.cells) >= budget:
                sheet.cut = True
                return
            style = old.xf_list[cell.xf_index] if cell.xf_index is not None else None
            code = old.format_map[style.format_key].format_str if style else ""
            text = _text(cell.ctype, cell.value, bool(old.datemode))
            if cell.ctype == _NUMBER:
                text = seen_number(text, code, sheet, Position(row + 1, column + 1))
            mark = sheet.left.mark()
            text = _seen(old, source, cell, (row, column), text, sheet)
            if not text:
                continue
            dated = cell.ctype == XL_CELL_DATE
            sheet.cells[row + 1, column + 1] = Cell(
                text,
                date=dated,
                format=code,
                remark=sheet.left.remark(mark),
                money=cell.ctype == _NUMBER and is_money(code),
            )


def _seen(
    old: xlrd.Book, source: OldSheet, cell: Any, at: tuple[int, int], text: str, sheet: Sheet
) -> str:
    """``text`` without what is crossed out or not seen in it, raised digits as ¹."""
    if cell.xf_index is None:
        return text
    style = old.xf_list[cell.xf_index]
    runs = source.rich_text_runlist_map.get(at, ())
    starts = [(0, style.font_index), *runs, (len(text), style.font_index)]
    filled = old.colour_map.get(style.background.pattern_colour_index)
    ground = filled if style.background.fill_pattern == 1 and filled else WHITE
    pieces: list[Shaded] = []
    for (start, font), (end, _) in pairwise(starts):
        part = text[start:end]
        known = old.font_list[font] if 0 <= font < len(old.font_list) else None
        if known is None:
            pieces.append(Shaded(part, 0))
        elif known.struck_out:
            sheet.left.leave(STRUCK, part)
        else:
            # 1 is raised, 2 lowered; a cell raised as a whole is read as it stands.
            level = {1: RAISED, 2: LOWERED}.get(known.escapement, 0)
            pieces.append(Shaded(part, level, _shade(old, known, ground)))
    return joined(legible(pieces, sheet.left))


def _shade(old: xlrd.Book, font: Any, ground: Color) -> Shade:
    """How a font looks: its height is in twentieths of a point."""
    color = old.colour_map.get(font.colour_index) or BLACK
    return Shade((font.height or _USUAL_HEIGHT) / 20, color, ground)


def _text(kind: int, value: object, epoch_1904: bool) -> str:
    if kind == _NUMBER:
        return plain_number(repr(value))
    if kind == XL_CELL_DATE:
        return date_text(repr(value), epoch_1904)
    if kind == XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == XL_CELL_ERROR:
        return error_text_from_code.get(int(str(value)), "#错误")
    return str(value)
