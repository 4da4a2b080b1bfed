"""Many reports in one sheet, one row an office: for sorting, filtering and adding up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.atomic import write_atomically
from govreport_desktop.errors import WriteError
from govreport_desktop.form.model import Balance, CellAddress, CellSpec, Form
from govreport_desktop.report.balance import balance_columns
from govreport_desktop.report.numbers import Number, is_number
from govreport_desktop.report.report import Report
from govreport_desktop.workbook.layout import Position, column_letter
from govreport_desktop.writers.xlsx.cells import (
    put_formula,
    put_text,
    put_value,
    rectangles,
    style_block,
    total_style,
)
from govreport_desktop.writers.xlsx.package import package
from govreport_desktop.writers.xlsx.styles import BROKEN, add_styles

_LABELS = (("序号", 6), ("机关名称", 34), ("年度", 8), ("勾稽检查", 10))
_FIRST = len(_LABELS) + 1  # the column of the first number
_HEADER = 4  # title, part, row, column of the form
_TOP = _HEADER + 1
_PAGE_COLUMNS = 14  # numbers on a page, two rows of part 三


def write_consolidated_xlsx(reports: Sequence[Report], path: Path) -> None:
    """Write ``reports`` in their order to ``path``; each form has a sheet of its own.

    Totals of an office and the sums over the offices are live formulas. Raises WriteError
    where there are no reports or the place cannot be written.
    """
    if not reports:
        raise WriteError("没有可以汇总的报告，请先选择各机关的报告文件。")
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook, reports[0].form.article_fill)
    workbook.properties.title = "政府信息公开工作年度报告汇总表"
    workbook.properties.creator = ""
    workbook.calculation.fullCalcOnLoad = True
    results: dict[str, dict[str, Number | str]] = {}
    for form_id in sorted({report.form.id for report in reports}, reverse=True):
        chosen = [report for report in reports if report.form.id == form_id]
        form = chosen[0].form
        sheet = workbook.create_sheet(form.name)
        results[sheet.title] = _Sheet(sheet, form).write(chosen)
    write_atomically(path, package(workbook, results))


class _Sheet:
    """One form's offices."""

    def __init__(self, sheet: Worksheet, form: Form) -> None:
        self._sheet, self._form = sheet, form
        self._columns = {cell.address: _FIRST + i for i, cell in enumerate(form.cells)}
        self._results: dict[str, Number | str] = {}

    def write(self, reports: Sequence[Report]) -> dict[str, Number | str]:
        """Header, one row a report, sums; returns what the formulas come to, by cell."""
        self._header()
        for number, report in enumerate(reports, 1):
            self._office(report, number, _HEADER + number)
        last = _HEADER + len(reports)
        self._sums(reports, last)
        self._sheet.freeze_panes = Position(_TOP, 3).ref
        end = column_letter(_FIRST + len(self._columns) - 1)
        self._sheet.auto_filter.ref = f"A{_HEADER}:{end}{last}"
        self._sheet.print_title_rows = f"2:{_HEADER}"
        self._sheet.print_title_cols = "A:C"
        self._sheet.page_setup.orientation = "landscape"
        self._sheet.page_setup.paperSize = "8"  # A3
        self._sheet.page_setup.scale = 80
        return self._results

    # ------------------------------------------------------------ header
    def _header(self) -> None:
        title = f"年度报告汇总表（{self._form.name}）"
        put_text(self._sheet, Position(1, 1), title, "表名")
        self._sheet.row_dimensions[1].height = 32
        for column, (label, width) in enumerate(_LABELS, 1):
            style_block(self._sheet, Position(2, column), 3, 1, "表头")
            put_text(self._sheet, Position(2, column), label)
            self._sheet.column_dimensions[column_letter(column)].width = width
        for heading, row, cells in self._groups():
            at = Position(row, self._columns[cells[0].address])
            style_block(self._sheet, at, 1, len(cells), "分组" if row == 2 else "表头")
            put_text(self._sheet, at, heading)
            if row == 2:
                self._sheet.col_breaks.append(Break(id=at.column + len(cells) - 1))
        for cell in self._form.cells:
            column = self._columns[cell.address]
            put_text(self._sheet, Position(4, column), cell.column_name, "表头")
            self._sheet.column_dimensions[column_letter(column)].width = 10
        for row, height in ((2, 22), (3, 44), (4, 44)):
            self._sheet.row_dimensions[row].height = height

    def _groups(self) -> Iterator[tuple[str, int, list[CellSpec]]]:
        """Headings over more than one column: the parts in row 2, the form's rows in row 3.

        A part is cut into pages of whole rows of the form, each with the part's title.
        """
        for table_id, cells in groupby(self._form.cells, lambda cell: cell.address.table):
            section = self._form.section(self._form.tables[table_id].section)
            page: list[CellSpec] = []
            for _, group in groupby(cells, lambda cell: cell.address.row):
                row = list(group)
                if page and len(page) + len(row) > _PAGE_COLUMNS:
                    yield section.title, 2, page
                    page = []
                page += row
                yield row[0].row_name, 3, row
            yield section.title, 2, page

    # ------------------------------------------------------------ rows
    def _office(self, report: Report, number: int, row: int) -> None:
        sheet = self._sheet
        year = "" if report.year is None else str(report.year)
        for column, text in enumerate((str(number), report.office, year), 1):
            put_text(sheet, Position(row, column), text, "行标题" if column == 2 else "表头")
        for cell in self._form.cells:
            at = Position(row, self._columns[cell.address])
            value = report.values[cell.address]
            if cell.formula is None:
                put_value(sheet, at, value, cell.kind, "")
                continue
            refs = self._refs(cell.formula.sources, row)
            put_formula(sheet, at, f'IF(COUNT({refs})=0,"",SUM({refs}))', total_style(cell.kind))
            self._results[at.ref] = value if is_number(value) else ""
        self._check(report, row)

    def _check(self, report: Report, row: int) -> None:
        """Whether R1 holds in every column: 相符 or 不符."""
        conditions: list[str] = []
        broken = False
        for relation in self._form.relations:
            if not isinstance(relation, Balance):
                continue
            for column in balance_columns(report, relation):
                left, right = (
                    self._refs((CellAddress(relation.table, r, column.column) for r in side), row)
                    for side in (relation.left, relation.right)
                )
                conditions.append(f"SUM({left})=SUM({right})")
                broken = broken or bool(column.difference)
        at = Position(row, len(_LABELS))
        if not conditions:
            style_block(self._sheet, at, 1, 1, "勾稽")
            return
        put_formula(self._sheet, at, f'IF(AND({",".join(conditions)}),"相符","不符")', "勾稽")
        self._results[at.ref] = "不符" if broken else "相符"
        rule = Rule(type="expression", dxf=BROKEN, formula=[f'{at.ref}="不符"'])
        self._sheet.conditional_formatting.add(at.ref, rule)

    def _refs(self, addresses: Iterable[CellAddress], row: int) -> str:
        return ",".join(rectangles(Position(row, self._columns[a]) for a in addresses))

    def _sums(self, reports: Sequence[Report], last: int) -> None:
        row = last + 1
        style_block(self._sheet, Position(row, 1), 1, len(_LABELS), "表头")
        put_text(self._sheet, Position(row, 1), f"合计（{len(reports)} 个机关）")
        for address, column in self._columns.items():
            letter, kind = column_letter(column), self._form.cell(address).kind
            area = f"{letter}{_TOP}:{letter}{last}"
            at = Position(row, column)
            put_formula(self._sheet, at, f'IF(COUNT({area})=0,"",SUM({area}))', total_style(kind))
            values = [report.values[address] for report in reports]
            numbers = [value for value in values if is_number(value)]
            self._results[at.ref] = sum(numbers[1:], numbers[0]) if numbers else ""
