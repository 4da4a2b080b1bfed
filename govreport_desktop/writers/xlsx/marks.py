"""Remarks at the cells of our workbook: a fill and a comment, which Excel and WPS both show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.workbook.layout import (
    REMARKS_SHEET,
    TEXT_COLUMN,
    TEXT_TOP,
    Position,
    encode,
    sheet_title,
    table_position,
)
from govreport_desktop.writers.xlsx.cells import cell_at, put_text, style_block
from govreport_desktop.writers.xlsx.cover import note_height

_FILL = PatternFill("solid", fgColor="FFEB9C")
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be seen where: ``words`` at the ``cells``, or at the part ``section``."""

    words: str
    cells: tuple[CellAddress, ...] = ()
    section: str = ""
    author: str = ""


def put_marks(workbook: Workbook, form: Form, marks: Sequence[Mark]) -> None:
    """Mark the cells, and list all of it on a sheet of its own behind the cover."""
    at_cells: dict[tuple[str, Position], list[Mark]] = {}
    for mark in marks:
        for place in _places(form, mark):
            at_cells.setdefault(place, []).append(mark)
    for (title, at), found in at_cells.items():
        cell = cell_at(workbook[title], at)
        cell.fill = _FILL
        words = "\n".join(mark.words for mark in found)[:_LONGEST]
        comment = Comment(encode(words), found[0].author[:50], height=150, width=320)
        cell.comment = comment
    _list(workbook.create_sheet(REMARKS_SHEET, 1), marks)


def _places(form: Form, mark: Mark) -> list[tuple[str, Position]]:
    sections = {section.id: sheet_title(section) for section in form.sections}
    if mark.cells:
        tables = ((form.tables[cell.table], cell) for cell in mark.cells if form.has(cell))
        return [(sections[table.section], table_position(table, cell)) for table, cell in tables]
    kinds = {section.id: section.kind for section in form.sections}
    if kinds.get(mark.section) == "narrative":
        return [(sections[mark.section], Position(TEXT_TOP, TEXT_COLUMN))]
    return []


def _list(sheet: Worksheet, marks: Sequence[Mark]) -> None:
    sheet.column_dimensions["A"].width = 88
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    put_text(sheet, Position(1, 1), REMARKS_SHEET, "标题")
    sheet.row_dimensions[1].height = 32
    for row, mark in enumerate(marks, 2):
        style_block(sheet, Position(row, 1), 1, 1, "说明")
        put_text(sheet, Position(row, 1), mark.words[:_LONGEST])
        sheet.row_dimensions[row].height = note_height(mark.words)
