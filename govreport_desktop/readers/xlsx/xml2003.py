"""The XML of Excel 2003 (SpreadsheetML): one file, still written by reporting systems."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.faint import PLAIN, Shade, Shaded, hex_color, legible
from govreport_desktop.readers.left import COMMENT, FAINT, STRUCK, LeftOut
from govreport_desktop.readers.marks import LOWERED, RAISED, joined
from govreport_desktop.readers.text.decoding import decoded
from govreport_desktop.readers.xlsx.arithmetic import computed
from govreport_desktop.readers.xlsx.book import Book, Cell, Sheet, Span
from govreport_desktop.readers.xlsx.formats import is_money
from govreport_desktop.readers.xlsx.sheet import plain_number, seen_number
from govreport_desktop.workbook.layout import Position

MAX_BYTES, MAX_TAGS, MAX_PLACE = 32 * 2**20, 400_000, 1_048_576

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {"Percent": "0.00%", "Standard": "#,##0.00", "Fixed": "0.00"}
_LEVELS = {"Superscript": RAISED, "Subscript": LOWERED, "Sup": RAISED, "Sub": LOWERED}
_DATED = 10
_SIZE = re.compile(r"\d{1,4}(?:\.\d{1,4})?")


def read_2003(data: bytes, name: str) -> Book:
    """The workbook in ``data``. Raises ReadError where it is damaged or too large."""
    if len(data) > MAX_BYTES or data.count(b"<") > MAX_TAGS:
        raise ReadError(f"“{name}”大得不正常，没有读取；请另存为 .xlsx 再试。")
    text = decoded(data).text.lstrip("\ufeff \t\r\n")
    try:
        root = fromstring(text.partition("?>")[2] if text[:5] == "<?xml" else text, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ReadError(f"“{name}”带有文档类型声明，可能不安全，没有读取。") from error
    except (ParseError, ValueError) as error:
        raise ReadError(
            f"“{name}”是 Excel 2003 的 XML 表格，内容已损坏；请用 Excel 打开后另存为 .xlsx 再试。"
        ) from error
    styles = {style.get(f"{_S}ID", ""): style for style in root.iter(f"{_S}Style")}
    sheets = [_sheet(element, styles) for element in root.iter(f"{_S}Worksheet")]
    if not sheets:
        raise ReadError(f"“{name}”里没有工作表。")
    return Book(name, sheets)


def _sheet(element: Any, styles: dict[str, Any]) -> Sheet:
    seen = element.findtext(f"{_X}WorksheetOptions/{_X}Visible", "")
    sheet = Sheet(element.get(f"{_S}Name", ""), seen.strip() in ("SheetHidden", "SheetVeryHidden"))
    table = element.find(f"{_S}Table")
    if table is None:
        return sheet
    column = 0
    for told in table.findall(f"{_S}Column"):
        column = _number(told, "Index", column + 1)
        last = column + _number(told, "Span", 0)
        if told.get(f"{_S}Hidden") == "1" or told.get(f"{_S}Width") == "0":
            sheet.hidden_columns.append((column, last))
        column = last
    row = 0
    for line in table.findall(f"{_S}Row"):
        row = _number(line, "Index", row + 1)
        if line.get(f"{_S}Hidden") == "1" or line.get(f"{_S}Height") == "0":
            sheet.hidden_rows.add(row)
        _row(sheet, line, row, styles)
        row += _number(line, "Span", 0)
    return sheet


def _row(sheet: Sheet, line: Any, row: int, styles: dict[str, Any]) -> None:
    column = 0
    for cell in line.findall(f"{_S}Cell"):
        column = _number(cell, "Index", column + 1)
        style = _style(styles, cell.get(f"{_S}StyleID") or line.get(f"{_S}StyleID") or "")
        content = _content(sheet, cell, Position(row, column), style)
        if content.text or content.formula:
            sheet.cells[row, column] = content
        across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        if across or down:
            sheet.merges.append(Span(row, column, row + down, column + across))
        column += across


def _content(sheet: Sheet, cell: Any, at: Position, style: _Style) -> Cell:
    code = style.code
    formula = cell.get(f"{_S}Formula") or ""
    data = cell.find(f"{_S}Data")
    if data is None:
        return Cell(computed(formula) or "", formula)
    kind = data.get(f"{_S}Type")
    mark = sheet.left.mark()
    if (comment := cell.find(f"{_S}Comment")) is not None:
        sheet.left.leave(COMMENT, "".join(comment.itertext()).strip())
    text = _rich(data, sheet.left, style.shade)
    if kind == "Number" and text:
        text = seen_number(plain_number(text.strip()), code, sheet, at)
    elif kind == "Boolean":
        text = {"1": "TRUE", "0": "FALSE"}.get(text.strip(), text)
    elif kind == "DateTime":
        text = _date(text)
    if style.struck:
        sheet.left.leave(STRUCK, text)
        text = ""
    if text and not style.shade.is_legible:
        sheet.left.doubt(FAINT, text)
    money = kind == "Number" and is_money(code)
    remark = sheet.left.remark(mark)
    return Cell(text, formula, kind == "DateTime", code, remark, money=money)


def _date(text: str) -> str:
    """2023-03-05T00:00:00.000 as people write it; unchanged where it is none."""
    parts = text[:_DATED].split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return text
    year, month, day = map(int, parts)
    return f"{year}年{month}月{day}日"


def _rich(data: Any, left: LeftOut, shade: Shade) -> str:
    """The text of a cell, whose runs are written as a page writes them (<Sup>, <S>, <Font>)."""
    pieces: list[Shaded] = []

    def walk(element: Any, level: int, look: Shade, depth: int = 0) -> None:
        pieces.append(Shaded(element.text or "", level, look))
        for child in element if depth < _DATED else ():
            tag = str(child.tag).rpartition("}")[2]
            if tag in ("S", "Strike", "Del"):
                left.leave(STRUCK, "".join(child.itertext()))
            else:
                inner = _shade(child, look, "{http://www.w3.org/TR/REC-html40}")
                walk(child, _LEVELS.get(tag, level), inner, depth + 1)
            pieces.append(Shaded(child.tail or "", level, look))

    walk(data, 0, shade)
    return joined(legible(pieces, left))


class _Style(NamedTuple):
    """How a cell is shown: its number format, whether it is crossed out, how its text looks."""

    code: str = ""
    struck: bool = False
    shade: Shade = PLAIN


def _style(styles: dict[str, Any], name: str) -> _Style:
    """What a style and those it is based on say, the nearest first."""
    chain: list[Any] = []
    while name in styles and len(chain) < _DATED:
        chain.append(styles[name])
        name = styles[name].get(f"{_S}Parent") or ""
    code, struck, shade = "", False, PLAIN
    for style in chain[::-1]:
        told = style.find(f"{_S}NumberFormat")
        code = code if told is None else told.get(f"{_S}Format") or code
        font, filled = style.find(f"{_S}Font"), style.find(f"{_S}Interior")
        if font is not None:
            struck = struck or font.get(f"{_S}StrikeThrough") == "1"
            shade = _shade(font, shade, _S)
        if filled is not None and filled.get(f"{_S}Pattern") == "Solid":
            shade = shade._replace(ground=hex_color(filled.get(f"{_S}Color") or ""))
    return _Style(_NAMED.get(code, code), struck, shade)


def _shade(font: Any, base: Shade, space: str) -> Shade:
    """``base`` with the size and colour that a font states in that space."""
    size, color = font.get(f"{space}Size") or "", hex_color(font.get(f"{space}Color") or "")
    points = float(size) if _SIZE.fullmatch(size) else base.size
    return base._replace(size=points, color=color or base.color)


def _number(element: Any, name: str, default: int) -> int:
    text = (element.get(f"{_S}{name}") or "").strip()
    return min(int(text), MAX_PLACE) if text.isdecimal() and len(text) < 9 else default
