"""Edits that stand for one gesture on many cells: clear, fill down, fill right, blank to 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.edit import Edit
from govreport_desktop.report.numbers import Value, check_number, is_number
from govreport_desktop.report.report import Report


def clear(report: Report, cells: Iterable[CellAddress]) -> Edit:
    """Blank in every typed cell of ``cells``."""
    typed = [cell for cell in _typed(report, cells) if report.values[cell] is not None]
    return report.edit([(cell, None) for cell in typed], f"清除 {len(typed)} 个单元格", "clear")


def blanks_to_zero(report: Report, cells: Iterable[CellAddress]) -> Edit:
    """0 in every typed cell of ``cells`` that is blank: no such business (domain R18)."""
    blank = [cell for cell in _typed(report, cells) if report.values[cell] is None]
    zeros = [(cell, _zero(report, cell)) for cell in blank]
    return report.edit(zeros, f"空白填 0（{len(blank)} 格）", "fill")


def fill_down(report: Report, cells: Sequence[CellAddress]) -> Edit:
    """In each column, the topmost of ``cells`` into those below it.

    One cell alone takes what stands above it.
    """
    return _fill(report, cells, down=True)


def fill_right(report: Report, cells: Sequence[CellAddress]) -> Edit:
    """In each row, the leftmost of ``cells`` into those to its right.

    One cell alone takes what stands to its left.
    """
    return _fill(report, cells, down=False)


def _fill(report: Report, cells: Sequence[CellAddress], *, down: bool) -> Edit:
    if len(cells) == 1:
        cells = [*_before(report, cells[0], down=down), *cells]
    lines: dict[int, list[CellAddress]] = {}
    for cell in cells:
        spec = report.form.cell(cell)
        lines.setdefault(spec.grid_column if down else spec.grid_row, []).append(cell)
    contents = [
        (cell, _as_kind(report, cell, report.values[line[0]]))
        for line in (_in_order(report, line) for line in lines.values())
        for cell in line[1:]
        if report.form.cell(cell).formula is None
    ]
    name = f"向{'下' if down else '右'}填充 {len(contents)} 个单元格"
    return report.edit(contents, name, "fill")


def _before(report: Report, cell: CellAddress, *, down: bool) -> list[CellAddress]:
    here = report.form.cell(cell)
    specs = report.form.tables[cell.table].cells.values()
    if down:
        above = [s for s in specs if s.grid_column == here.grid_column]
        above = [s for s in above if s.grid_row < here.grid_row]
        return [max(above, key=lambda s: s.grid_row).address] if above else []
    left = [s for s in specs if s.grid_row == here.grid_row]
    left = [s for s in left if s.grid_column < here.grid_column]
    return [max(left, key=lambda s: s.grid_column).address] if left else []


def _in_order(report: Report, line: Iterable[CellAddress]) -> list[CellAddress]:
    def position(cell: CellAddress) -> tuple[int, int]:
        spec = report.form.cell(cell)
        return spec.grid_row, spec.grid_column

    return sorted(line, key=position)


def _typed(report: Report, cells: Iterable[CellAddress]) -> list[CellAddress]:
    return [cell for cell in cells if report.form.cell(cell).formula is None]


def _as_kind(report: Report, cell: CellAddress, value: Value) -> Value:
    """A value as the target's kind holds it: a count filled into an amount is an amount."""
    return check_number(value, report.form.cell(cell).kind) if is_number(value) else value


def _zero(report: Report, cell: CellAddress) -> Value:
    return 0 if report.form.cell(cell).kind.type == "integer" else Decimal(0)
