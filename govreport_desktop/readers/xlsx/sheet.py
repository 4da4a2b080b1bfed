"""The cells of one worksheet, read as a stream so that no claimed size is believed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.sax import make_parser

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.faint import BLACK, PLAIN, WHITE, Shaded, hex_color, legible
from govreport_desktop.readers.left import FAINT, STRUCK, WRITTEN_TWICE, LeftOut
from govreport_desktop.readers.marks import LOWERED, RAISED, joined
from govreport_desktop.readers.xlsx.arithmetic import computed
from govreport_desktop.readers.xlsx.book import Cell, RichText, Sheet, Span, Styles
from govreport_desktop.readers.xlsx.conditions import Conditions, say_hidden
from govreport_desktop.readers.xlsx.formats import is_money, shown, shown_text
from govreport_desktop.workbook.layout import Position, decode, position

_CHUNK = 1 << 16
MAX_STRINGS = 400_000
MAX_MERGES = 20_000
# A cell of Excel holds 32767 characters; each may be written as _xHHHH_.
MAX_TEXT = 8 * 32767
_SIZE = re.compile(r"\d{1,4}(?:\.\d{1,4})?")
# Points of height, and characters of width, in which nobody can read anything.
_LOWEST, _NARROWEST = 2.0, 0.25
_LARGEST_SIZE = 1e4
_LEVELS = {"superscript": RAISED, "subscript": LOWERED}


class Stream(Protocol):
    """What a part is read from."""

    def read(self, size: int = -1) -> bytes:
        """The next ``size`` bytes."""


class _Enough(Exception):  # noqa: N818
    """The sheet holds more than any report does; what was read so far counts."""


def read_strings(stream: Stream) -> list[RichText]:
    """The shared strings of a workbook; phonetic readings are left out."""
    handler = _Strings()
    _parse(stream, handler)
    return handler.found


def read_sheet(
    stream: Stream, sheet: Sheet, strings: list[RichText], styles: Styles, budget: int
) -> Sheet:
    """Fill ``sheet`` with at most ``budget`` cells; ``cut`` says that there were more."""
    handler = _Cells(sheet, strings, styles, budget)
    try:
        _parse(stream, handler)
    except _Enough:
        sheet.cut = True
    say_hidden(sheet, handler.conditions.rules, styles.changes, styles.looks)
    return sheet


def plain_number(text: str) -> str:
    """A stored number as people write it: 12.0 is 12, 59237.244899999998 is 59237.2449.

    Spreadsheets keep 15 digits, so 15 digits are what was typed. Digits without a point are
    taken as they stand. Text that is no number comes back unchanged.
    """
    if text.isdecimal() and text.isascii():
        return text
    try:
        number = float(text)
        exact = Decimal(f"{number:.15g}")
    except (ValueError, ArithmeticError):
        return text
    if not exact.is_finite():
        return text
    return format(exact, "f") if exact else "0"


def seen_number(stored: str, code: str, sheet: Sheet, at: Position) -> str:
    """``stored`` as its cell shows it; where that is not the same, ``sheet`` has a remark."""
    text, remark = shown(stored, code)
    if remark:
        sheet.remark(at.row, at.column, remark)
    if not text:
        sheet.left.pass_over(stored)
    return text


def date_text(number: str, epoch_1904: bool) -> str:
    """A day count as a date in words; the number itself where it is no possible day."""
    try:
        start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)
        day = start + timedelta(days=float(number))
    except (ValueError, OverflowError):
        return number
    return f"{day.year}年{day.month}月{day.day}日"


def _size(told: str | None) -> float:
    """The height or width that an attribute states; -1 where it states none."""
    try:
        size = float(told) if told else -1.0
    except ValueError:
        return -1.0
    return size if 0 <= size < _LARGEST_SIZE else -1.0


def _parse(stream: Stream, handler: ContentHandler) -> None:
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    while chunk := stream.read(_CHUNK):
        parser.feed(chunk)
    parser.close()


class _Handler(ContentHandler):
    """Gathers the characters of the element that is being read."""

    def __init__(self) -> None:
        super().__init__()
        self._gather = False
        self._parts: list[str] = []
        self._length = 0
        self._phonetic = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        tag = name.rpartition(":")[2]
        if tag == "rPh":
            self._phonetic += 1
        elif not self._phonetic:
            self.start(tag, attrs)

    def endElement(self, name: str) -> None:  # noqa: N802
        tag = name.rpartition(":")[2]
        if tag == "rPh":
            self._phonetic -= 1
        elif not self._phonetic:
            self.end(tag)

    def characters(self, content: str) -> None:
        if self._gather:
            self._parts.append(content)
            self._length += len(content)
            if self._length > MAX_TEXT:
                raise ReadError("工作簿里有一个单元格的文字大得不正常，没有读取。")

    def taken(self) -> str:
        """The characters gathered since `startElement` asked for them."""
        text = "".join(self._parts)
        self._parts.clear()
        self._length = 0
        self._gather = False
        return text

    def start(self, tag: str, attrs: AttributesImpl) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""


class _Runs(_Handler):
    """Gathers the runs of a rich text, each with how it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[Shaded] = []
        self._crossed: list[str] = []
        self._level, self._struck, self._shade = 0, False, PLAIN

    def run(self, tag: str, attrs: AttributesImpl) -> None:
        """An element within a rich text begins."""
        value = attrs.get("val") or ""
        match tag:
            case "t":
                self._gather = True
            case "r":
                self._level, self._struck, self._shade = 0, False, PLAIN
            case "sz" if _SIZE.fullmatch(value):
                self._shade = self._shade._replace(size=float(value))
            case "color":
                white = attrs.get("theme") == "0"
                color = WHITE if white else hex_color(attrs.get("rgb") or "")
                self._shade = self._shade._replace(color=color or BLACK)
            case "strike":
                self._struck = value.lower() not in ("0", "false")
            case "vertAlign":
                self._level = _LEVELS.get(value, 0)

    def piece(self) -> None:
        """A run ends."""
        text = decode(self.taken())
        if self._struck:
            self._crossed.append(text)
        else:
            self._pieces.append(Shaded(text, self._level, self._shade))

    def rich(self) -> RichText:
        """The runs gathered so far as one text."""
        left = LeftOut()
        text = joined(legible(self._pieces, left))
        found = RichText(text, "".join(self._crossed), left)
        self._pieces.clear()
        self._crossed.clear()
        self._level, self._struck, self._shade = 0, False, PLAIN
        return found


class _Strings(_Runs):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[RichText] = []

    def start(self, tag: str, attrs: AttributesImpl) -> None:
        self.run(tag, attrs)

    def end(self, tag: str) -> None:
        if tag == "t":
            self.piece()
        elif tag == "si":
            text = self.rich()
            if len(self.found) < MAX_STRINGS:
                self.found.append(text)


class _Cells(_Runs):
    def __init__(self, sheet: Sheet, strings: list[RichText], styles: Styles, budget: int) -> None:
        super().__init__()
        self._sheet, self._strings, self._styles = sheet, strings, styles
        self._left = budget
        self._row = self._column = 0
        self._type = ""
        self._style = 0
        self._value = self._formula = ""
        self._inline = self._told = self._conditional = False
        self.conditions = Conditions()

    def start(self, tag: str, attrs: AttributesImpl) -> None:
        self._conditional = self._conditional or tag == "conditionalFormatting"
        if self._conditional:
            self._gather = tag in ("formula", "f", "sqref")
            self.conditions.start(tag, dict(attrs.items()))
            return
        match tag:
            case "c":
                self._cell(attrs)
            case "v" | "f":
                self._gather = True
            case "is":
                self._inline = True
            case "t" | "r" | "strike" | "vertAlign" | "sz" | "color" if self._inline:
                self.run(tag, attrs)
            case "row":
                self._row = int(attrs.get("r") or self._row + 1)
                self._column = 0
                if (height := _size(attrs.get("ht"))) >= 0:
                    self._sheet.heights[self._row] = height
                if attrs.get("hidden") in ("1", "true") or 0 <= height < _LOWEST:
                    self._sheet.hidden_rows.add(self._row)
            case "col":
                self._column_told(attrs)
            case "sheetFormatPr":
                self._sheet.heights[-1] = _size(attrs.get("defaultRowHeight"))
                self._sheet.widths.append((-1, -1, _size(attrs.get("defaultColWidth"))))
            case "mergeCell":
                self._merge(attrs.get("ref", ""))

    def _column_told(self, attrs: AttributesImpl) -> None:
        span = int(attrs.get("min", "0")), int(attrs.get("max", "0"))
        if (width := _size(attrs.get("width"))) >= 0:
            self._sheet.widths.append((*span, width))
        if attrs.get("hidden") in ("1", "true") or 0 <= width < _NARROWEST:
            self._sheet.hidden_columns.append(span)

    def end(self, tag: str) -> None:
        if self._conditional:
            self.conditions.end(tag, self.taken())
            self._conditional = tag != "conditionalFormatting"
            return
        match tag:
            case "v":
                self._value = self.taken()
                self._told = True
            case "f":
                # A shared formula's followers have no text of their own.
                self._formula = "=" + self.taken()
            case "t" if self._inline:
                self.piece()
            case "is":
                self._inline = False
            case "c":
                self._finish()

    def _cell(self, attrs: AttributesImpl) -> None:
        name = attrs.get("r", "")
        at = position(name) if name else Position(self._row, self._column + 1)
        self._row, self._column = at
        self._type = attrs.get("t", "n")
        self._style = max(0, int(attrs.get("s", "0")))
        self._value = self._formula = ""
        self._told = False
        self.rich()

    def _finish(self) -> None:
        formats = self._styles.formats
        code = formats[self._style] if self._style < len(formats) else ""
        left, mark = self._sheet.left, self._sheet.left.mark()
        if self._formula and self._type == "n":
            self._compute()
        text, date = self._content(code)
        if self._type in ("s", "inlineStr", "str"):
            text = self._text_shown(text, code)
        if text and self._style in self._styles.struck:
            left.leave(STRUCK, text)
            text = ""
        if self._style in self._styles.faint and any(map(str.isdigit, text)):
            left.doubt(FAINT, text)
        if not text and self._told and self._type == "str":
            self._formula = ""  # its result is an empty text
        if not text and not self._formula:
            return
        self._left -= 1
        if self._left < 0:
            raise _Enough
        remark = left.remark(mark)
        before = self._sheet.cells.get((self._row, self._column))
        if before is not None and before.text != text:
            left.leave(WRITTEN_TWICE, before.text)
            remark = "；".join(filter(None, (remark, left.remark(mark))))
        money = self._type == "n" and is_money(code)
        self._sheet.cells[self._row, self._column] = Cell(
            text, self._formula, date, code, remark, self._style, money
        )

    def _compute(self) -> None:
        """A sum of numbers is worth what it comes to, whatever is stored beside it."""
        value = computed(self._formula)
        if value is None:
            return
        stored = plain_number(self._value.strip())
        if stored and stored != value:
            words = f"是算式 {self._formula}，存着的结果 {stored} 与它不符，按算式读作 {value}"
            self._sheet.remark(*self._at, words)
        self._value, self._told = value, True

    def _content(self, code: str) -> tuple[str, bool]:
        match self._type:
            case "s":
                return (self._rich(self._shared(int(self._value))) if self._value else ""), False
            case "inlineStr":
                return self._rich(self.rich()), False
            case "str" | "e" | "d":
                return decode(self._value), self._type == "d"
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(self._value, self._value), False
        if not self._value.strip():
            return "", False
        dates = self._styles.dates
        if self._style < len(dates) and dates[self._style]:
            return date_text(self._value, self._styles.epoch_1904), True
        return seen_number(plain_number(self._value.strip()), code, self._sheet, self._at), False

    def _text_shown(self, stored: str, code: str) -> str:
        text, remark = shown_text(stored, code)
        if remark:
            self._sheet.remark(*self._at, remark)
        return text

    @property
    def _at(self) -> Position:
        return Position(self._row, self._column)

    def _rich(self, found: RichText) -> str:
        self._sheet.left.leave(STRUCK, found.struck)
        if found.left:
            self._sheet.left.take(found.left)
        return found.text

    def _shared(self, index: int) -> RichText:
        # A negative index would count from the end and put somebody else's text here.
        if index < 0:
            raise ValueError(index)
        return self._strings[index]

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        if last and len(self._sheet.merges) < MAX_MERGES:
            top, bottom = position(first), position(last)
            self._sheet.merges.append(Span(top.row, top.column, bottom.row, bottom.column))
