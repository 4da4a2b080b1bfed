"""The consolidated sheet: one row an office, sums that compute."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from govreport_desktop.errors import WriteError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Unread, is_number
from govreport_desktop.writers.xlsx.consolidated import write_consolidated_xlsx
from tests.unit.writers.xlsx_reports import full_report

FIRST_COLUMN, FIRST_ROW = 5, 5


def test_one_row_an_office_with_every_number(tmp_path: Path) -> None:
    reports = [full_report(seed=seed) for seed in range(4)]
    reports[1].load({}, {}, {"office": "=甲局"}, {})
    reports[2].load({CellAddress("requests", "received", "business"): Unread("十")}, {}, {}, {})
    write_consolidated_xlsx(reports, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["2021年版格式"]
    assert sheet["B6"].value == "=甲局"
    assert sheet["B6"].data_type == "s"
    for row, report in enumerate(reports, FIRST_ROW):
        for column, cell in enumerate(report.form.cells, FIRST_COLUMN):
            value = report.values[cell.address]
            shown = value.text if isinstance(value, Unread) else value
            read = sheet.cell(row, column).value
            assert read == (shown if not is_number(shown) else float(shown))
            assert sheet.cell(4, column).value == cell.column_name
        assert sheet.cell(row, 4).value == "不符"
    below = FIRST_ROW + len(reports)
    for column, cell in enumerate(reports[0].form.cells, FIRST_COLUMN):
        numbers = [r.values[cell.address] for r in reports]
        total = sum(float(number) for number in numbers if is_number(number))
        assert sheet.cell(below, column).value == pytest.approx(total, abs=1e-6)


def test_each_form_has_its_own_sheet_and_totals_are_live(tmp_path: Path) -> None:
    write_consolidated_xlsx([full_report("2019"), full_report("2021")], tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["2021年版格式", "2019年版格式"]
    for sheet, form in zip(book.worksheets, ("2021", "2019"), strict=True):
        cells = full_report(form).form.cells
        for column, cell in enumerate(cells, FIRST_COLUMN):
            is_formula = str(sheet.cell(FIRST_ROW, column).value).startswith("=")
            assert is_formula == (cell.formula is not None)
        assert (
            str(sheet.cell(FIRST_ROW + 1, FIRST_COLUMN).value)
            == '=IF(COUNT(E5:E5)=0,"",SUM(E5:E5))'
        )


def test_nothing_to_consolidate_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="没有可以汇总的报告"):
        write_consolidated_xlsx([], tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
