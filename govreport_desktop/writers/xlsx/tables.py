"""The sheet of a statutory table: the printed grid, live totals, and relations that show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.form.model import Balance, CellAddress, CellSpec, GridCell, Kind, Role, Table
from govreport_desktop.report.balance import ColumnBalance, balance_columns, difference_words
from govreport_desktop.report.numbers import MAX_DIGITS, Number, format_value, is_number
from govreport_desktop.report.report import Report
from govreport_desktop.workbook.layout import (
    Position,
    check_row,
    column_letter,
    grid_position,
    table_position,
)
from govreport_desktop.writers.xlsx.cells import (
    display_width,
    entry_style,
    put_formula,
    put_text,
    put_value,
    quoted,
    rectangles,
    style_block,
    total_style,
)
from govreport_desktop.writers.xlsx.styles import BROKEN, UNREAD

SHEET_WIDTH = 92  # characters: an A4 page between its margins
_LINE, _PADDING = 13.5, 6.0  # points
_LABELS = {"left": "行标题", "center": "表头"}


@dataclass(slots=True)
class TableSheet:
    """Writes one table. ``results`` are what its formulas come to, by cell."""

    sheet: Worksheet
    report: Report
    table: Table
    blank: str = ""
    results: dict[str, Number | str] = field(default_factory=dict)

    def write(self) -> None:
        """Fill the sheet from `TABLE_TOP` down."""
        for cell in self.table.grid:
            self._grid_cell(cell)
        self._sizes()
        entries = [cell for cell in self.table.cells.values() if not cell.formula]
        for kind in self.report.form.kinds.values():
            cells = [cell for cell in entries if cell.kind == kind]
            if cells:
                self._validate(kind, cells)
        relations = self.report.form.relations
        balances = [r for r in relations if isinstance(r, Balance) and r.table == self.table.id]
        for index, relation in enumerate(balances):
            self._balance(relation, check_row(self.table, index))

    @property
    def last_row(self) -> int:
        """The last sheet row of the printed grid."""
        return grid_position(self.table.row_count - 1, 0).row

    # ------------------------------------------------------------ cells
    def _grid_cell(self, cell: GridCell) -> None:
        at = grid_position(cell.row, cell.column)
        if cell.address is None:
            style = "条款" if cell.role is Role.ARTICLE else _LABELS[cell.align]
            style_block(self.sheet, at, cell.row_span, cell.column_span, style)
            put_text(self.sheet, at, cell.text)
            return
        spec = self.table.cells[cell.address]
        value = self.report.values[cell.address]
        if spec.formula is None:
            if cell.column_span > 1:
                style = entry_style(spec.kind)
                style_block(self.sheet, at, cell.row_span, cell.column_span, style)
            put_value(self.sheet, at, value, spec.kind, self.blank)
            return
        style = total_style(spec.kind)
        style_block(self.sheet, at, cell.row_span, cell.column_span, style)
        sources = self._refs(spec.formula.sources)
        blank = quoted(self.blank)
        put_formula(self.sheet, at, f"IF(COUNT({sources})=0,{blank},SUM({sources}))", style)
        self.results[at.ref] = value if is_number(value) else self.blank

    def _refs(self, addresses: Iterable[CellAddress]) -> str:
        return ",".join(rectangles(table_position(self.table, address) for address in addresses))

    # ------------------------------------------------------------ entry
    def _validate(self, kind: Kind, cells: list[CellSpec]) -> None:
        whole = kind.type == "integer"
        largest = 10**MAX_DIGITS - 1
        smallest = kind.minimum if kind.minimum is not None else -largest
        name = "整数" if whole else "数"
        least = f"不小于 {smallest} 的" if kind.minimum is not None else ""
        unit = f"，单位：{kind.unit}" if kind.unit else ""
        ranges = rectangles(table_position(self.table, cell.address) for cell in cells)
        rule = DataValidation(
            type="whole" if whole else "decimal",
            operator="between",
            formula1=str(smallest),
            formula2=str(largest),
            allow_blank=True,
            sqref=" ".join(ranges),
            errorTitle="这里填不进去",
            error=f"请填写{least}{name}{unit}。没有发生的填 0，不清楚的留空。",
            promptTitle=kind.name,
            prompt=f"填写{least}{name}{unit}。没有发生的填 0。",
            showErrorMessage=True,
            showInputMessage=True,
        )
        self.sheet.add_data_validation(rule)
        for area in ranges:
            # Text pasted over the validation: no total counts it, so it must be seen.
            first = area.split(":")[0]
            self._mark(area, f"AND(ISTEXT({first}),TRIM({first})<>{quoted(self.blank)})", UNREAD)

    def _mark(self, area: str, condition: str, style: object) -> None:
        rule = Rule(type="expression", dxf=style, formula=[condition])  # type: ignore[arg-type]
        self.sheet.conditional_formatting.add(area, rule)

    # ------------------------------------------------------------ relations
    def _balance(self, relation: Balance, row: int) -> None:
        """R1 under the table: each column says 相符, 多 or 少, and turns red where it is broken."""
        width = max(1, self.table.label_columns)
        label = f"勾稽检查：{relation.left_name} 与 {relation.right_name}"
        style_block(self.sheet, Position(row, 1), 1, width, "勾稽名")
        put_text(self.sheet, Position(row, 1), label)
        self.sheet.row_dimensions[row].height = 20
        shown: list[Position] = []
        for column in balance_columns(self.report, relation):
            shown += self._balance_column(relation, column, row)
        for area in rectangles(shown):
            check = f"{re.match('[A-Z]+', area)[0]}${row}"  # type: ignore[index]
            self._mark(area, f'AND({check}<>"",{check}<>"相符")', BROKEN)

    def _balance_column(self, relation: Balance, column: ColumnBalance, row: int) -> list[Position]:
        """The check of one column; returns the cells that turn red with it, itself included."""
        sides = [
            [CellAddress(relation.table, name, column.column) for name in side]
            for side in (relation.left, relation.right)
        ]
        left, right = map(self._refs, sides)
        cells = [table_position(self.table, address) for side in sides for address in side]
        at = Position(row, cells[0].column)
        put_formula(
            self.sheet,
            at,
            f'IF(COUNT({left},{right})=0,"",IF(SUM({left})=SUM({right}),"相符",'
            f'IF(SUM({left})>SUM({right}),"多 ","少 ")&TEXT(ABS(SUM({left})-SUM({right})),"0")))',
            "勾稽",
        )
        given = any(is_number(self.report.values[a]) for side in sides for a in side)
        self.results[at.ref] = difference_words(column.difference) if given else ""
        return [*cells, at]

    # ------------------------------------------------------------ sizes
    def _widths(self) -> list[float]:
        """The template's proportions; a column with longer numbers is as wide as they need."""
        whole = sum(self.table.widths)
        widths = [SHEET_WIDTH * width / whole for width in self.table.widths]
        for cell in self.table.grid:
            if cell.address and cell.column_span == 1:
                digits = len(format_value(self.report.values[cell.address]))
                needed = min(digits, MAX_DIGITS + 1) * 1.25 + 1
                widths[cell.column] = max(widths[cell.column], needed)
        return widths

    def _sizes(self) -> None:
        widths = self._widths()
        for index, width in enumerate(widths):
            self.sheet.column_dimensions[column_letter(index + 1)].width = round(width, 2)
        heights = dict.fromkeys(range(self.table.row_count), 22.0)
        for cell in self.table.grid:
            if cell.row_span == 1:
                width = sum(widths[cell.column : cell.column + cell.column_span])
                lines = -(-display_width(cell.text) // max(1, int(width - 1) // 2 * 2))
                heights[cell.row] = max(heights[cell.row], lines * _LINE + _PADDING)
        for row, height in heights.items():
            self.sheet.row_dimensions[grid_position(row, 0).row].height = height
