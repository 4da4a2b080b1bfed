"""Values and text into cells, so that no text becomes a formula and no digit is lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.errors import WriteError
from govreport_desktop.form.model import Kind
from govreport_desktop.report.numbers import MAX_DECIMALS, Unread, Value
from govreport_desktop.workbook.layout import CELL_CHARACTERS, Position, encode

# Spreadsheets and everything that imports from them read these as the start of a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

# General turns longer numbers into 1.23E+11 on screen.
_GENERAL_DIGITS = 10


def cell_at(sheet: Worksheet, at: Position) -> Cell:
    """The cell at a position, made where it is missing."""
    cell = sheet.cell(at.row, at.column)
    assert isinstance(cell, Cell)
    return cell


def put_text(sheet: Worksheet, at: Position, text: str, style: str = "") -> None:
    """Write ``text`` as text, whatever it begins with. "" leaves the cell blank.

    Raises WriteError where it is longer than a cell can hold, for Excel would cut it.
    """
    cell = cell_at(sheet, at)
    if style:
        cell.style = style
    if not text:
        return
    stored = encode(text)
    if len(stored) > CELL_CHARACTERS // 2 and len(stored.encode("utf-16-le")) > CELL_CHARACTERS * 2:
        raise WriteError(
            f"工作表“{sheet.title}”的 {at.ref} 容不下：文字超过 Excel 单元格的 "
            f"{CELL_CHARACTERS} 字，请先缩短。"
        )
    cell.value = stored
    # openpyxl takes "=…" for a formula and "#N/A" for an error; here it is what was typed.
    cell.data_type = "s"
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def put_value(sheet: Worksheet, at: Position, value: Value, kind: Kind, blank: str) -> None:
    """Write what the clerk typed into an entry cell; unreadable text stays text."""
    decimal = kind.type == "decimal"
    style = entry_style(kind)
    if value is None and blank:
        value = int(blank) if blank.isdecimal() else Unread(blank)
    if isinstance(value, Unread):
        put_text(sheet, at, value.text, style)
        return
    cell = cell_at(sheet, at)
    cell.style = style
    if value is not None:
        cell.value = value
    if decimal and isinstance(value, Decimal):
        cell.number_format = amount_format(value)


def amount_format(value: Decimal) -> str:
    """A number format that shows ``value`` with the decimals it was typed with."""
    _, digits, exponent = value.as_tuple()
    places = max(0, -int(exponent))
    long = value.adjusted() >= _GENERAL_DIGITS
    if places and (long or digits[-1] == 0):
        return f"0.{'0' * places}{'#' * (MAX_DECIMALS - places)}"
    return "0" if long else "General"


def entry_style(kind: Kind) -> str:
    """The style of a cell to be filled in."""
    return "填写金额" if kind.type == "decimal" else "填写件数"


def total_style(kind: Kind) -> str:
    """The style of a computed cell."""
    return "总计金额" if kind.type == "decimal" else "总计件数"


def put_formula(sheet: Worksheet, at: Position, formula: str, style: str) -> None:
    """Write a live formula. ``formula`` is built by the program, never from typed text."""
    cell = cell_at(sheet, at)
    cell.style = style
    cell.value = f"={formula}"


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def style_block(
    sheet: Worksheet, top_left: Position, row_span: int, column_span: int, style: str
) -> None:
    """Give every cell of a merged block its style (so that its border is whole) and merge it."""
    for row in range(top_left.row, top_left.row + row_span):
        for column in range(top_left.column, top_left.column + column_span):
            sheet.cell(row, column).style = style
    if row_span * column_span > 1:
        end = Position(top_left.row + row_span - 1, top_left.column + column_span - 1)
        # Not merge_cells: it would look at every cell again, and draw the border a second time.
        sheet.merged_cells.add(f"{top_left.ref}:{end.ref}")


def display_width(text: str) -> int:
    """The width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def rectangles(positions: Iterable[Position]) -> list[str]:
    """Ranges that cover exactly ``positions``: runs in a row, joined with equal runs below."""
    runs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row, first, last in _runs(positions):
        spans = runs.setdefault((first, last), [])
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    found = [
        (top, first, bottom, last) for (first, last), spans in runs.items() for top, bottom in spans
    ]
    return [_range(Position(a, b), Position(c, d)) for a, b, c, d in sorted(found)]


def _runs(positions: Iterable[Position]) -> Iterable[tuple[int, int, int]]:
    row = first = last = 0
    for at in sorted(positions):
        if at.row == row and at.column == last + 1:
            last = at.column
            continue
        if row:
            yield row, first, last
        row, first, last = at.row, at.column, at.column
    if row:
        yield row, first, last


def _range(start: Position, end: Position) -> str:
    return start.ref if start == end else f"{start.ref}:{end.ref}"
