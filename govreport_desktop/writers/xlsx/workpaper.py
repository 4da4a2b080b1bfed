"""汇总底稿: the parent's tables in the statutory layout, every number of which is computed.

The tables point at 分单位, where each office has a column and each adjustment its amount; whoever
gets the workbook can follow a figure to the file it stands in, and change an adjustment and see
what becomes of it. It reads as the parent's report as our other workbooks do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.form.model import CellAddress, CellSpec
from govreport_desktop.report.numbers import Number, Value, is_number
from govreport_desktop.report.report import Report
from govreport_desktop.workbook.layout import (
    BY_OFFICE,
    Position,
    column_letter,
    sheet_title,
    table_of,
    table_position,
)
from govreport_desktop.writers.listing import Columns
from govreport_desktop.writers.xlsx.cells import (
    amount_format,
    cell_at,
    put_formula,
    put_text,
    quoted,
    rectangles,
    style_block,
    total_style,
)
from govreport_desktop.writers.xlsx.lists import fit_to_page, put_table
from govreport_desktop.writers.xlsx.package import package
from govreport_desktop.writers.xlsx.workbook import build

ADJUSTMENTS = "调整"
_LABELS = ("部分", "行", "列", "本级合计", "调整")
_WIDTHS = (6, 44, 20)
_TOTAL, _ADJUSTED, _FIRST = 4, 5, 6  # columns
_TOP = 3  # the row of the first figure
_ADJUST_TOP = 3
_ADJUST_TITLES = ("格", "位置", "加减", "编号", "涉及单位", "理由", "依据", "谁", "何时")
_ADJUST_WIDTHS = (28, 50, 12, 8, 24, 44, 30, 12, 18)
_FIGURES = ("数", "字节")  # columns of the lists that hold numbers
_KEY, _AMOUNT = "A", "C"

Amounts = Mapping[CellAddress, Number | None]
Results = dict[str, Number | str]


@dataclass(frozen=True, slots=True)
class AdjustedCell:
    """One signed amount of an adjustment, with the words of its line."""

    address: CellAddress
    amount: Number
    words: tuple[str, ...]  # number, office, reason, basis, who, when


@dataclass(frozen=True, slots=True)
class Workpaper:
    """All that goes into it: ``report`` are the sums as our report, ``offices`` what each states.

    ``tables`` are further sheets by their title, ``said`` the sentences of the cover.
    """

    report: Report
    offices: Sequence[tuple[str, Amounts]]
    adjusted: Sequence[AdjustedCell]
    tables: Mapping[str, Columns]
    said: Sequence[str]


def render_workpaper(paper: Workpaper) -> bytes:
    """The workbook as bytes, with every result beside its formula."""
    workbook, results = build(paper.report, said=paper.said)
    by_office = _ByOffice(workbook.create_sheet(BY_OFFICE), paper)
    results[BY_OFFICE] = by_office.write()
    for section in paper.report.form.sections:
        if section.kind == "table":
            title = sheet_title(section)
            table = table_of(paper.report.form, section)
            for spec in table.cells.values():
                if spec.formula is None:
                    at = table_position(table, spec.address)
                    results[title][at.ref] = _point_at(workbook[title], at, by_office, spec)
    _adjustments(workbook.create_sheet(ADJUSTMENTS), paper)
    for title, columns in paper.tables.items():
        sheet = workbook.create_sheet(title)
        put_text(sheet, Position(1, 1), title, "表名")
        end = put_table(sheet, columns, 2)
        _as_numbers(sheet, columns)
        sheet.auto_filter.ref = f"A2:{column_letter(len(columns.names))}{max(2, end - 1)}"
        sheet.freeze_panes = "A3"
        sheet.print_title_rows = "2:2"
        fit_to_page(sheet)
    return package(workbook, results)


def _point_at(sheet: Worksheet, at: Position, there: _ByOffice, spec: CellSpec) -> Number | str:
    """Have a cell of a statutory table show its sum; answers what it comes to."""
    source = f"'{BY_OFFICE}'!{column_letter(_TOTAL)}{there.rows[spec.address]}"
    cell = cell_at(sheet, at)
    style, number_format = cell.style, cell.number_format
    put_formula(sheet, at, f'IF({source}="","",{source})', style)
    cell.number_format = number_format
    return there.value(spec.address)


class _ByOffice:
    """A row for each number of the form, a column for each office."""

    def __init__(self, sheet: Worksheet, paper: Workpaper) -> None:
        self._sheet, self._paper, self._form = sheet, paper, paper.report.form
        self.rows = {cell.address: _TOP + n for n, cell in enumerate(self._form.cells)}
        self._results: Results = {}
        self._adjusted = {one.address for one in paper.adjusted}

    def value(self, address: CellAddress) -> Number | str:
        """What a sum comes to; "" where it is blank."""
        found = self._paper.report.values[address]
        return found if is_number(found) else ""

    def write(self) -> Results:
        """Fill the sheet; answers what its formulas come to, by cell."""
        sheet = self._sheet
        put_text(sheet, Position(1, 1), "分单位（各单位所报的数，加上调整即本级合计）", "表名")
        names = (*_LABELS, *(name for name, _ in self._paper.offices))
        for column, name in enumerate(names, 1):
            put_text(sheet, Position(_TOP - 1, column), name, "表头")
            width = _WIDTHS[column - 1] if column <= len(_WIDTHS) else 12
            sheet.column_dimensions[column_letter(column)].width = width
        sheet.row_dimensions[_TOP - 1].height = 44
        for spec in self._form.cells:
            self._row(spec, self.rows[spec.address])
        sheet.freeze_panes = Position(_TOP, _FIRST).ref
        sheet.print_title_rows, sheet.print_title_cols = f"{_TOP - 1}:{_TOP - 1}", "A:E"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = "8"  # A3
        sheet.page_setup.scale = 55
        return self._results

    def _row(self, spec: CellSpec, row: int) -> None:
        section = self._form.section(self._form.tables[spec.address.table].section)
        for column, text in enumerate((section.number, spec.row_name, spec.column_name), 1):
            put_text(self._sheet, Position(row, column), text, "行标题")
        last = _FIRST + len(self._paper.offices) - 1
        for column, (_, amounts) in enumerate(self._paper.offices, _FIRST):
            amount = amounts.get(spec.address)
            if spec.formula is None:
                put_number(self._sheet, Position(row, column), amount)
            else:
                self._total(spec, Position(row, column), amount)
        if spec.formula is None:
            self._adjustment(spec, row)
            whole = f"{column_letter(_ADJUSTED)}{row}:{column_letter(last)}{row}"
            total = _rounded(f"SUM({whole})", self._decimals(spec))
            self._put(spec, Position(row, _TOTAL), f'IF(COUNT({whole})=0,"",{total})')
            self._results[Position(row, _TOTAL).ref] = self.value(spec.address)
        else:
            self._total(spec, Position(row, _TOTAL), self._paper.report.values[spec.address])

    def _total(self, spec: CellSpec, at: Position, amount: Value) -> None:
        assert spec.formula is not None
        cells = (Position(self.rows[a], at.column) for a in spec.formula.sources)
        refs = ",".join(rectangles(cells))
        self._put(spec, at, f'IF(COUNT({refs})=0,"",SUM({refs}))')
        self._results[at.ref] = amount if is_number(amount) else ""

    def _adjustment(self, spec: CellSpec, row: int) -> None:
        at = Position(row, _ADJUSTED)
        if spec.address not in self._adjusted:
            style_block(self._sheet, at, 1, 1, total_style(spec.kind))
            return
        last = _ADJUST_TOP + len(self._paper.adjusted) - 1
        keys, amounts = (
            f"'{ADJUSTMENTS}'!${letter}${_ADJUST_TOP}:${letter}${last}"
            for letter in (_KEY, _AMOUNT)
        )
        total = f"SUMIF({keys},{quoted(str(spec.address))},{amounts})"
        self._put(spec, at, _rounded(total, self._decimals(spec)))
        mine = [one.amount for one in self._paper.adjusted if one.address == spec.address]
        self._results[at.ref] = sum(mine[1:], mine[0])

    def _put(self, spec: CellSpec, at: Position, formula: str) -> None:
        put_formula(self._sheet, at, formula, total_style(spec.kind))

    def _decimals(self, spec: CellSpec) -> int:
        """How many decimals the exact sum has; 0 for counts."""
        found = [amounts.get(spec.address) for _, amounts in self._paper.offices]
        found += [one.amount for one in self._paper.adjusted if one.address == spec.address]
        return max((_places(one) for one in found if one is not None), default=0)


def _places(number: Number) -> int:
    if not isinstance(number, Decimal):
        return 0
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(formula: str, places: int) -> str:
    """A sum of amounts as exact as they are: spreadsheets add in binary."""
    return f"ROUND({formula},{places})" if places else formula


def _as_numbers(sheet: Worksheet, columns: Columns) -> None:
    """Have the figures of a list be numbers, so that they can be added up and filtered."""
    for column, name in enumerate(columns.names, 1):
        if name in _FIGURES:
            for row, cells in enumerate(columns.rows, 3):
                if text := cells[column - 1]:
                    number = Decimal(text)
                    whole = "." not in text
                    put_number(sheet, Position(row, column), int(number) if whole else number)


def put_number(sheet: Worksheet, at: Position, amount: Number | None) -> None:
    """A figure as its office states it, with its decimals; a blank stays blank."""
    cell = cell_at(sheet, at)
    cell.style = "表头"
    if amount is not None:
        cell.value = amount
        cell.number_format = amount_format(amount) if isinstance(amount, Decimal) else "0"


def _adjustments(sheet: Worksheet, paper: Workpaper) -> None:
    put_text(sheet, Position(1, 1), "调整（改“加减”一列，合计随着变）", "表名")
    for column, (name, width) in enumerate(zip(_ADJUST_TITLES, _ADJUST_WIDTHS, strict=True), 1):
        put_text(sheet, Position(_ADJUST_TOP - 1, column), name, "表头")
        sheet.column_dimensions[column_letter(column)].width = width
    for row, one in enumerate(paper.adjusted, _ADJUST_TOP):
        put_text(sheet, Position(row, 1), str(one.address), "行标题")
        put_text(sheet, Position(row, 2), paper.report.form.cell(one.address).words, "行标题")
        put_number(sheet, Position(row, 3), one.amount)
        for column, text in enumerate(one.words, 4):
            put_text(sheet, Position(row, column), text, "行标题")
    # What the sums go by; the next column says it in words.
    sheet.column_dimensions[_KEY].hidden = True
    sheet.freeze_panes = Position(_ADJUST_TOP, 1).ref
    fit_to_page(sheet)
