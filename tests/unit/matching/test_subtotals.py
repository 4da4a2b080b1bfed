"""A column more than the form has, 小计: named once where it adds up, by row where it does not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govreport_desktop.matching.into import match_new
from govreport_desktop.matching.proposal import Proposal, open_points
from govreport_desktop.readers.detect import read_source
from scripts.make_sources import write_sheet
from tests.collect_folder import YEAR, a_report

_FIRST, _LAST, _TOTAL = 29, 53, 10  # rows of numbers of part three, its last column
REPORT = a_report("青川县公安局", YEAR, random.Random(3))


def _with_column(path: Path, name: str, wrong: int = 0) -> Proposal:
    """The report as a sheet with another column before 总计; ``wrong`` rows do not add up."""
    write_sheet(REPORT, path)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for merged in [m for m in sheet.merged_cells.ranges if m.min_row in (26, 27) and m.min_col > 3]:
        sheet.unmerge_cells(str(merged))
    for row in range(27, _LAST + 1):
        sheet.cell(row, _TOTAL + 1).value = sheet.cell(row, _TOTAL).value
        numbers = [sheet.cell(row, column).value for column in range(5, _TOTAL)]
        given = sum(n for n in numbers if isinstance(n, int)) + (_FIRST <= row < _FIRST + wrong)
        sheet.cell(row, _TOTAL).value = given if row >= _FIRST else None
    sheet.cell(28, _TOTAL).value = name
    for cells in ("D26:K26", "E27:J27", "K27:K28", "D27:D28"):
        sheet.merge_cells(cells)
    book.save(path)
    return match_new(read_source(path))


@pytest.mark.parametrize("name", ["小计", "小 计"])
def test_a_column_that_adds_up_its_neighbours_is_named_once(tmp_path: Path, name: str) -> None:
    found = _with_column(tmp_path / "年报.xlsx", name)
    assert {a: v for a, v in found.values.items() if v != REPORT.values[a]} == {}
    assert found.account.balances
    assert [item.text for item in found.unplaced] == [name]
    assert "旁边各列之和" in found.unplaced[0].where(found.source)
    assert open_points(found) == ()


def test_the_rows_in_which_it_does_not_add_up_are_said(tmp_path: Path) -> None:
    found = _with_column(tmp_path / "年报.xlsx", "小计", wrong=2)
    assert {a: v for a, v in found.values.items() if v != REPORT.values[a]} == {}
    assert len(open_points(found)) == 2
    assert len(found.unplaced) == 3


def test_another_column_is_left_over(tmp_path: Path) -> None:
    assert len(_with_column(tmp_path / "年报.xlsx", "备用").unplaced) == _LAST - _FIRST + 1
    assert len(_with_column(tmp_path / "年报.xlsx", "小计", wrong=20).unplaced) > 20
