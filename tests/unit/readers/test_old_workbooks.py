"""What a cell of an old workbook (.xls) shows: raised, struck, small and unseen digits in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.readers.xlsx.book import Cell, Sheet
from govreport_desktop.readers.xlsx.xls import read_old_book

# Written by LibreOffice from rich text: in the first column what was done, then 4213 with it.
_PATH = Path(__file__).parents[2] / "data" / "old_workbooks" / "marked.xls"


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return read_old_book(_PATH).sheets[0]


def _cell(sheet: Sheet, name: str) -> Cell:
    row = next(row for (row, _), cell in sheet.cells.items() if cell.text == name)
    return sheet.cells.get((row, 2), Cell(""))


@pytest.mark.parametrize(
    ("name", "text", "remark"),
    [
        ("raised", "4213¹", ""),
        ("struck", "4213", "“88”（划了删除线的文字）"),
        ("mixed", "4213", "“213”的字比旁边的小得多"),
        ("tiny", "4213", "“1”（小得看不清的数字）"),
        ("white", "4213", "“1”（隐藏的文字）"),
        ("circled", "4213①", ""),
        ("plain", "4213", ""),
        ("whole", "", ""),
        ("dark", "4213", ""),
    ],
)
def test_a_cell_is_read_as_it_is_seen(sheet: Sheet, name: str, text: str, remark: str) -> None:
    cell = _cell(sheet, name)
    assert cell.text == text
    assert remark in cell.remark
    assert bool(cell.remark) == bool(remark)


def test_what_was_not_taken_is_said_once_a_reason(sheet: Sheet) -> None:
    assert [note.partition("：")[0] for note in sheet.left.notes()[:3]] == [
        "划了删除线的文字没有读入",
        "小得看不清的数字没有读入",
        "隐藏的文字没有读入",
    ]
