"""A list as a workbook: every group below the one before, its table ready to be filtered."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.workbook.layout import Position, column_letter
from govreport_desktop.writers.listing import Columns, Listing
from govreport_desktop.writers.xlsx.cells import display_width, put_text, style_block
from govreport_desktop.writers.xlsx.package import package
from govreport_desktop.writers.xlsx.styles import add_styles

_WIDEST = 60
_LINE = 15.0


def render_list(listing: Listing) -> bytes:
    """``listing`` as the bytes of an .xlsx file."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "清单"
    add_styles(workbook, "")
    workbook.properties.title = "".join(listing.title_lines)[:255]
    workbook.properties.creator = ""
    width = max((len(g.table.names) for g in listing.groups if g.table), default=1)
    style_block(sheet, Position(1, 1), 1, width, "标题")
    put_text(sheet, Position(1, 1), "".join(listing.title_lines))
    sheet.row_dimensions[1].height = 32
    row = 2
    for group in listing.groups:
        row += 1
        for words, style in ((group.heading, "小标题"), *((line, "说明") for line in group.lines)):
            if words:
                style_block(sheet, Position(row, 1), 1, width, style)
                put_text(sheet, Position(row, 1), words)
                row += 1
        if group.table is not None:
            row = put_table(sheet, group.table, row)
            for words in group.table.foot:
                put_text(sheet, Position(row, 1), words)
                row += 1
    for line in listing.signed or ():
        row += 1
        put_text(sheet, Position(row, 1), line)
    fit_to_page(sheet)
    return package(workbook, {})


def put_table(sheet: Worksheet, table: Columns, row: int) -> int:
    """Header and rows from ``row`` on; answers the row below. Columns are as wide as needed."""
    for column, name in enumerate(table.names, 1):
        put_text(sheet, Position(row, column), name, "表头")
    widths = [display_width(name) + 2 for name in table.names]
    for offset, cells in enumerate(table.rows, 1):
        for column, text in enumerate(cells, 1):
            put_text(sheet, Position(row + offset, column), text, "行标题")
            widths[column - 1] = max(widths[column - 1], min(_WIDEST, display_width(text) + 2))
        lines = max(-(-display_width(text) // (_WIDEST - 2)) for text in cells)
        if lines > 1:
            sheet.row_dimensions[row + offset].height = min(400.0, _LINE * lines + 4)
    for column, width in enumerate(widths, 1):
        known = sheet.column_dimensions[column_letter(column)]
        known.width = max(known.width or 0, width) if known.customWidth else width
    return row + len(table.rows) + 1


def fit_to_page(sheet: Worksheet, *, landscape: bool = True) -> None:
    """A4, as wide as the page, as many pages as it takes."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
