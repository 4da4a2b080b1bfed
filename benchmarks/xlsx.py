"""The workbook, written and read, beside bare openpyxl doing the same amount."""

from __future__ import annotations

import tempfile
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.styles import NamedStyle
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.timing import Result, Work, compare, repeat
from govreport_desktop.form import load_form
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.report import Address, Content, Report, TextAddress
from govreport_desktop.writers.xlsx.workbook import write_xlsx

WRITE_RATIO, WRITE_SECONDS = 2.0, 0.150
READ_RATIO = 1.5
PARAGRAPH = "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，及时回应社会关切。"


def main() -> list[Result]:
    report = _report()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        path, bare = Path(folder) / "ours.xlsx", Path(folder) / "bare.xlsx"
        write_xlsx(report, path)
        recipe = _recipe(path)

        def write() -> None:
            write_xlsx(report, path)

        def load() -> None:
            openpyxl.load_workbook(path)

        return [
            compare(write, _bare(recipe, bare), 15, "xlsx written", WRITE_RATIO),
            repeat(write, 15, "xlsx written, warm", WRITE_SECONDS),
            compare(lambda: read_xlsx(path), load, 15, "our xlsx read", READ_RATIO),
        ]


class _Cell(NamedTuple):
    row: int
    column: int
    value: Any
    style: str


class _Sheet(NamedTuple):
    title: str
    cells: list[_Cell]
    merges: list[str]
    widths: dict[str, float]
    heights: dict[int, float | None]


def _report() -> Report:
    report = Report(load_form("2021"), "某市政务服务中心", 2025)
    cells = [cell for cell in report.form.cells if not cell.formula]
    contents: list[tuple[Address, Content]] = [
        (cell.address, index) for index, cell in enumerate(cells) if cell.kind.type == "integer"
    ]
    contents += [(TextAddress(name), "\n".join([PARAGRAPH * 4] * 12)) for name in report.texts]
    report.apply(report.edit(contents))
    return report


def _recipe(path: Path) -> tuple[list[NamedStyle], list[_Sheet]]:
    """What our workbook holds, as plain lists: the bare script need not work anything out."""
    book = openpyxl.load_workbook(path)
    sheets: list[_Sheet] = []
    styles: dict[str, NamedStyle] = {}
    for sheet in book.worksheets:
        cells: list[_Cell] = []
        every: list[Any] = [cell for row in sheet.iter_rows() for cell in row]
        for cell in every:
            if cell.has_style:
                styles.setdefault(cell.style, _style(cell))
                cells.append(_Cell(cell.row, cell.column, cell.value, cell.style))
            elif cell.value is not None:
                cells.append(_Cell(cell.row, cell.column, cell.value, ""))
        widths = {key: column.width for key, column in sheet.column_dimensions.items()}
        heights = {key: row.height for key, row in sheet.row_dimensions.items()}
        merges = [str(area) for area in sheet.merged_cells.ranges]
        sheets.append(_Sheet(sheet.title, cells, merges, widths, heights))
    styles.pop("Normal", None)
    return list(styles.values()), sheets


def _style(cell: Any) -> NamedStyle:
    return NamedStyle(
        cell.style,
        font=copy(cell.font),
        fill=copy(cell.fill),
        border=copy(cell.border),
        alignment=copy(cell.alignment),
        number_format=cell.number_format,
        protection=copy(cell.protection),
    )


def _bare(recipe: tuple[list[NamedStyle], list[_Sheet]], path: Path) -> Work:
    def write() -> None:
        styles, sheets = recipe
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for style in styles:
            book.add_named_style(copy(style))
        for recipe_sheet in sheets:
            _bare_sheet(book.create_sheet(recipe_sheet.title), recipe_sheet)
        book.save(path)

    return write


def _bare_sheet(sheet: Worksheet, recipe: _Sheet) -> None:
    for row, column, value, style in recipe.cells:
        cell = sheet.cell(row, column)
        if value is not None:
            cell.value = value
        if style:
            cell.style = style
    for area in recipe.merges:
        sheet.merge_cells(area)
    for letter, width in recipe.widths.items():
        sheet.column_dimensions[letter].width = width
    for row, height in recipe.heights.items():
        sheet.row_dimensions[row].height = height
