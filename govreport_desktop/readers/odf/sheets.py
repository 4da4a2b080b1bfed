"""A spreadsheet (.ods, .fods) as cells, the shape that every workbook comes in.

Repeated rows and cells are counted, and written out only where something stands in them, no
more of them than any report has. No formula is computed: its stored result counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from govreport_desktop.readers.faint import BLACK, Shade, Shaded, legible
from govreport_desktop.readers.left import COMMENT, FAINT, HIDDEN, STRUCK
from govreport_desktop.readers.marks import joined
from govreport_desktop.readers.odf.formats import Formats
from govreport_desktop.readers.odf.inline import DRAWN, PARAGRAPHS, plain
from govreport_desktop.readers.odf.package import OFFICE, STYLE, TABLE, TEXT, OpenDocument
from govreport_desktop.readers.odf.styles import Styles, points, read_styles
from govreport_desktop.readers.word.styles import Look
from govreport_desktop.readers.xlsx.arithmetic import computed
from govreport_desktop.readers.xlsx.book import Book, Cell, Sheet, Span
from govreport_desktop.readers.xlsx.formats import is_money, shown
from govreport_desktop.readers.xlsx.package import MAX_SHEETS
from govreport_desktop.readers.xlsx.sheet import MAX_MERGES, plain_number

# No report has a twentieth of these, however often they are meant.
MAX_CELLS = 100_000
# The last row and column that any spreadsheet has.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_BOX = "图形、文本框里的文字没有读入"
_TABLE_ROWS = tuple(
    f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
_TABLE_COLUMNS = tuple(
    f"{TABLE}{name}" for name in ("table-header-columns", "table-columns", "table-column-group")
)
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_NUMBERS = ("float", "currency", "percentage")
# What an empty cell has where something is to be said of it.
_SAID = (
    *(f"{TABLE}number-{way}-spanned" for way in ("columns", "rows")),
    *(f"{OFFICE}value-type", f"{TABLE}formula"),
)
_USUAL_SIZE = 20
# Points in which nobody can read anything.
_LOWEST = 2.0


def as_book(document: OpenDocument) -> Book:
    """``document``, a spreadsheet, sheet by sheet in order of the tabs."""
    reader = _Reader(read_styles(document.roots), Formats(document.roots), MAX_CELLS)
    tables = list(document.content.iterchildren(f"{TABLE}table"))[:MAX_SHEETS]
    return Book(document.name, [reader.sheet(table) for table in tables])


@dataclass(slots=True)
class _Reader:
    styles: Styles
    formats: Formats
    budget: int

    def sheet(self, table: Any) -> Sheet:
        shown = self.styles.told(
            "table", table.get(f"{TABLE}style-name") or "", "table", f"{TABLE}display"
        )
        sheet = Sheet(table.get(f"{TABLE}name") or "", shown == "false")
        column = 1
        usual: list[str] = []
        for said in _below(table, f"{TABLE}table-column", _TABLE_COLUMNS):
            count = min(_count(said, "number-columns-repeated"), _LAST_COLUMN)
            if self._unseen(said, "column", "column-width"):
                sheet.hidden_columns.append((column, column + count - 1))
            usual += [said.get(f"{TABLE}default-cell-style-name") or ""] * min(count, 300)
            column += count
        row = 1
        for line in _below(table, f"{TABLE}table-row", _TABLE_ROWS):
            row = self._row(sheet, line, row, usual)
            if sheet.cut or row > _LAST_ROW:
                break
        for drawn in table.iterchildren(f"{TABLE}shapes"):
            self._boxes(sheet, drawn)
        return sheet

    def _row(self, sheet: Sheet, line: Any, row: int, usual: list[str]) -> int:
        """Takes the cells of a row, and answers which row is the next."""
        count = min(_count(line, "number-rows-repeated"), _LAST_ROW)
        found: list[tuple[int, int, Any]] = []
        column = 1
        for cell in line.iterchildren(*_CELLS):
            copies = min(_count(cell, "number-columns-repeated"), _LAST_COLUMN)
            if len(cell) or any(name in cell.attrib for name in _SAID):
                found.append((column, copies, cell))
            column += copies
        if not found:
            return row + count
        if self._unseen(line, "row", "row-height"):
            sheet.hidden_rows.update(range(row, row + min(count, MAX_CELLS)))
        by_row = line.get(f"{TABLE}default-cell-style-name") or ""
        for first, copies, cell in found:
            named = by_row or (usual[first - 1] if first <= len(usual) else "")
            content, remark = self._content(sheet, cell, named)
            places = ((r, c) for r in range(row, row + count) for c in range(first, first + copies))
            for at in places:
                if self.budget <= 0:
                    sheet.cut = True
                    return row + count
                self.budget -= 1
                self._place(sheet, at, cell, content, remark)
        return row + count

    def _place(
        self, sheet: Sheet, at: tuple[int, int], cell: Any, content: Cell | None, remark: str
    ) -> None:
        row, column = at
        across, down = (_count(cell, f"number-{way}-spanned") for way in ("columns", "rows"))
        if (across > 1 or down > 1) and len(sheet.merges) < MAX_MERGES:
            last = min(row + down - 1, _LAST_ROW), min(column + across - 1, _LAST_COLUMN)
            sheet.merges.append(Span(row, column, *last))
        if content is not None:
            sheet.cells[at] = content
            if remark:
                sheet.remark(row, column, remark)

    def _content(self, sheet: Sheet, cell: Any, usual: str) -> tuple[Cell | None, str]:
        """What stands in a cell, None for a blank one, and what is to be said of it."""
        style = cell.get(f"{TABLE}style-name") or usual
        mark = sheet.left.mark()
        for note in cell.iterchildren(f"{OFFICE}annotation"):
            sheet.left.leave(COMMENT, plain(note))
        self._boxes(sheet, cell)
        code = self.formats.code(self._data_style(style))
        kind = cell.get(f"{OFFICE}value-type") or ""
        seen = self._seen(sheet, cell, style)
        text, remark = ("", "") if seen is None else _text(cell, seen, code)
        if remark and not text:
            sheet.left.pass_over(cell.get(f"{OFFICE}value") or "")
        formula = (cell.get(f"{TABLE}formula") or "").removeprefix("of:")
        text = text or (computed(formula) or "" if formula and seen == "" else "")
        if not (text or formula or remark):
            return None, ""
        money = kind == "currency" or (kind in _NUMBERS and is_money(code))
        told = sheet.left.remark(mark)
        return Cell(text, formula, kind == "date", code, told, money=money), remark

    def _seen(self, sheet: Sheet, cell: Any, style: str) -> str | None:
        """The words that stand in a cell; None where all of them are struck out or not seen."""
        base = self.styles.look("table-cell", style).over(self.styles.default("table-cell"))
        ground = self.styles.ground("table-cell", style)
        lines, lost = [], False
        for paragraph in cell.iterchildren(*PARAGRAPHS):
            pieces = []
            for text, look in _pieces(paragraph, base, self.styles):
                if look.hidden or look.struck:
                    sheet.left.leave(HIDDEN if look.hidden else STRUCK, text)
                    lost = True
                else:
                    pieces.append(Shaded(text, look.level or 0, _shade(look, ground)))
            lines.append(joined(legible(pieces, sheet.left)))
        text = "\n".join(lines).strip("\n")
        if text.strip() and not _shade(base, ground).is_legible:
            sheet.left.doubt(FAINT, text)
        return None if lost and not text.strip() else text

    def _boxes(self, sheet: Sheet, parent: Any) -> None:
        for shape in parent.iterchildren(*DRAWN):
            sheet.left.leave(_BOX, plain(shape))

    def _data_style(self, style: str) -> str:
        bases = self.styles.bases("table-cell", style)
        return next((n for b in bases if (n := b.get(f"{STYLE}data-style-name"))), "")

    def _unseen(self, element: Any, way: str, size: str) -> bool:
        """Whether a row or column is hidden, filtered away, or of no height or width."""
        if (element.get(f"{TABLE}visibility") or "visible") != "visible":
            return True
        style = element.get(f"{TABLE}style-name") or ""
        told = points(self.styles.told(f"table-{way}", style, f"table-{way}", f"{STYLE}{size}"))
        return told is not None and told < _LOWEST


def _text(cell: Any, seen: str, code: str) -> tuple[str, str]:
    """What a cell says, a number by its format, all else as it is written; and what of that."""
    kind = cell.get(f"{OFFICE}value-type") or ""
    stored = (cell.get(f"{OFFICE}value") or "").strip()
    if kind in _NUMBERS and stored:
        return shown(plain_number(stored), code)
    if kind == "date":
        return _day(cell.get(f"{OFFICE}date-value") or "") or seen, ""
    if kind == "boolean":
        said = cell.get(f"{OFFICE}boolean-value") or ""
        return {"true": "TRUE", "false": "FALSE"}.get(said, seen), ""
    return seen or cell.get(f"{OFFICE}string-value") or "", ""


def _pieces(element: Any, look: Look, styles: Styles) -> Iterator[tuple[str, Look]]:
    if element.text:
        yield element.text, look
    for child in element:
        tag = child.tag
        if tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            yield " " * (min(int(count), 99) if count.isdecimal() and len(count) < 4 else 1), look
        elif tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            yield "\t" if tag == f"{TEXT}tab" else "\n", look
        elif isinstance(tag, str) and tag not in (*DRAWN, f"{OFFICE}annotation"):
            named = styles.look("text", child.get(f"{TEXT}style-name") or "")
            yield from _pieces(child, named.over(look), styles)
        if child.tail:
            yield child.tail, look


def _shade(look: Look, ground: Any) -> Shade:
    size = (look.half_points or _USUAL_SIZE) / 2
    shade = Shade(size, look.color or BLACK)
    return shade._replace(ground=ground) if ground else shade


def _day(stored: str) -> str:
    """2023-03-05T00:00:00 as people write it; "" where it is none."""
    parts = stored[:10].split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return ""
    year, month, day = map(int, parts)
    return f"{year}年{month}月{day}日"


def _below(parent: Any, tag: str, groups: tuple[str, ...]) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in groups:
            yield from _below(child, tag, groups)


def _count(element: Any, name: str) -> int:
    """How often, or over how many columns or rows: 1 where nothing sensible is said."""
    text = element.get(f"{TABLE}{name}") or "1"
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1
