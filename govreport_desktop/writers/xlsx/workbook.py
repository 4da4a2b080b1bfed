"""The report as an Excel workbook that another office can fill in and send back.

Cover, one sheet a part in the official layout, and a hidden sheet that says where
everything stands (`govreport_desktop/readers/own/workbook.py` reads it). Totals are live
formulas. What is to be filled in is unlocked, everything else protected without a password:
against slips of the hand, not against the office.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.atomic import write_atomically
from govreport_desktop.form.model import Section
from govreport_desktop.report.explanations import Note
from govreport_desktop.report.numbers import Number
from govreport_desktop.report.report import Report
from govreport_desktop.workbook.layout import (
    COVER_SHEET,
    COVER_TOP,
    MAP_SHEET,
    TABLE_TOP,
    TEXT_COLUMN,
    TEXT_TOP,
    Position,
    column_letter,
    sheet_title,
    table_of,
    table_position,
)
from govreport_desktop.writers.xlsx.cells import put_text, style_block
from govreport_desktop.writers.xlsx.cover import write_cover
from govreport_desktop.writers.xlsx.marks import Mark, put_marks
from govreport_desktop.writers.xlsx.package import package
from govreport_desktop.writers.xlsx.pages import write_map, write_prose
from govreport_desktop.writers.xlsx.styles import add_styles
from govreport_desktop.writers.xlsx.tables import TableSheet

_A4 = "9"
_MM = 1 / 25.4  # inches


def write_xlsx(report: Report, path: Path, *, blank: str = "", notes: Sequence[Note] = ()) -> None:
    """Write ``report`` to ``path``; blank cells show ``blank``. The same report, the same bytes.

    ``notes`` (审核说明) stand on the cover; explanations travel along with or without them.
    Raises WriteError where the place cannot be written or a text is longer than a cell holds.
    """
    write_atomically(path, render_xlsx(report, blank=blank, notes=notes))


def render_xlsx(
    report: Report, *, blank: str = "", notes: Sequence[Note] = (), marks: Sequence[Mark] = ()
) -> bytes:
    """The workbook as bytes; ``marks`` are what was sent back, at the cells."""
    workbook, results = build(report, blank=blank, notes=notes)
    if marks:
        put_marks(workbook, report.form, marks)
    lock(workbook)
    return package(workbook, results)


def build(
    report: Report, *, blank: str = "", notes: Sequence[Note] = (), said: Sequence[str] = ()
) -> tuple[Workbook, dict[str, dict[str, Number | str]]]:
    """The workbook before it is locked, and what its formulas come to, by sheet and cell."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook, report.form.article_fill)
    _properties(workbook, report)
    results: dict[str, dict[str, Number | str]] = {}
    cover = workbook.create_sheet(COVER_SHEET)
    results[COVER_SHEET] = write_cover(cover, report, blank, notes, said)
    _print_setup(cover, one_page=True)
    _start_at(cover, Position(COVER_TOP, 2))
    for section in report.form.sections:
        sheet = workbook.create_sheet(sheet_title(section))
        if section.kind == "table":
            results[sheet.title] = _table_sheet(sheet, report, section, blank)
        else:
            _prose_sheet(sheet, report, section)
    write_map(workbook.create_sheet(MAP_SHEET), report, blank)
    return workbook, results


def lock(workbook: Workbook) -> None:
    """Lock what is not to be filled in, without a password."""
    for sheet in workbook.worksheets:
        _protect(sheet)
    workbook.security = WorkbookProtection(lockStructure=True)


def _prose_sheet(sheet: Worksheet, report: Report, section: Section) -> None:
    write_prose(sheet, report, section)
    _print_setup(sheet, one_page=False)
    _start_at(sheet, Position(TEXT_TOP, TEXT_COLUMN))
    sheet.print_title_rows = "1:1"
    # On screen only, for a clerk to see where the rows are.
    sheet.sheet_view.showGridLines = True
    # Prose may need rows in between; they move nothing that is looked up by row.
    sheet.protection.insertRows = sheet.protection.deleteRows = False


def _table_sheet(
    sheet: Worksheet, report: Report, section: Section, blank: str
) -> dict[str, Number | str]:
    table = table_of(report.form, section)
    style_block(sheet, Position(1, 1), 1, table.column_count, "标题")
    put_text(sheet, Position(1, 1), section.title)
    sheet.row_dimensions[1].height = 32
    writer = TableSheet(sheet, report, table, blank)
    writer.write()
    _print_setup(sheet, one_page=True)
    if table.column_count > table.row_count:
        # On upright paper a table that is wider than high would be too small to read.
        sheet.page_setup.orientation = "landscape"
    # The checks below the table are for the screen; the form is printed without them.
    sheet.print_area = f"A1:{column_letter(table.column_count)}{writer.last_row}"
    if table.header_rows:
        top = TABLE_TOP + table.header_rows
        sheet.print_title_rows = f"1:{top - 1}"
        # Rows only: the table is as wide as a screen, and a split would cut merged headers.
        sheet.freeze_panes = Position(top, 1).ref
    _start_at(sheet, min(table_position(table, a) for a in table.cells))
    return writer.results


def _print_setup(sheet: Worksheet, *, one_page: bool) -> None:
    """A4 upright, as wide as the page; a table is one page, prose as many as it takes."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    margins = sheet.page_margins
    margins.left, margins.right = 20 * _MM, 20 * _MM
    margins.top, margins.bottom = 25 * _MM, 22 * _MM
    margins.header = margins.footer = 12 * _MM
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.center is not None
    footer.center.text = "— &P —"
    sheet.sheet_view.showGridLines = False


def _start_at(sheet: Worksheet, at: Position) -> None:
    """Put the cursor where there is something to fill in."""
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = at.ref


def _protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in; widths and heights stay free, and no password is set."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _properties(workbook: Workbook, report: Report) -> None:
    # Control characters have no place in the document's properties at all.
    title = "".join(char for char in report.title if char.isprintable())
    workbook.properties.title = title[:255]
    office = "".join(char for char in report.office if char.isprintable())[:255]
    workbook.properties.creator = workbook.properties.lastModifiedBy = office
    workbook.properties.language = "zh-CN"
    workbook.calculation.fullCalcOnLoad = True
