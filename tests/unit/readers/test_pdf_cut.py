"""Tables that a page's end cut through a row or a header, as LibreOffice prints them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govreport_desktop.jobs.bring_in import read
from govreport_desktop.readers.pdf.lattice import LatticeCell
from govreport_desktop.readers.pdf.table import PrintedTable, whole_tables
from govreport_desktop.report import format_value

FOLDER = Path(__file__).parents[2] / "data" / "pdf_cut"
CUT = json.loads((FOLDER / "cut.json").read_text(encoding="utf-8"))
XS = (0.0, 100.0, 130.0, 160.0)


@pytest.mark.parametrize("name", sorted(CUT))
def test_a_cut_row_and_a_cut_header_are_read_whole(name: str) -> None:
    proposal = read(FOLDER / f"{name}.pdf").proposal
    report = proposal.new_report()
    found = {str(c.address): format_value(report.values[c.address]) for c in report.form.cells}
    assert found == CUT[name]
    assert (proposal.unplaced, proposal.declared, proposal.doubts) == ((), (), ())


def part(page: int, *rows: tuple[str, str, str]) -> PrintedTable:
    grid = tuple(
        (LatticeCell(y, x, 1, 1), text) for y, row in enumerate(rows) for x, text in enumerate(row)
    )
    return PrintedTable(page, 700.0, XS, grid, len(rows))


def joined(above: PrintedTable, below: PrintedTable) -> list[list[str]]:
    (table,) = whole_tables([above, below])
    assert isinstance(table, PrintedTable)
    return [[cell.text for cell in row] for row in table.rows]


def test_the_rest_of_a_label_belongs_to_the_row_above() -> None:
    above = part(1, ("6.属于四类过", "3", "4"))
    assert joined(above, part(2, ("程性信息", "", ""), ("7.其他", "1", "2"))) == [
        ["6.属于四类过\n程性信息", "3", "4"],
        ["7.其他", "1", "2"],
    ]


def test_numbers_may_stand_in_the_lower_part() -> None:
    above = part(1, ("6.属于四类过", "", ""))
    assert joined(above, part(2, ("程性信息", "3", "4"))) == [["6.属于四类过\n程性信息", "3", "4"]]


def test_second_halves_of_numbers_belong_to_the_row_above() -> None:
    above = part(1, ("6.属于四类过", "3", "41"))
    assert joined(above, part(2, ("", "", "6"))) == [["6.属于四类过", "3", "41\n6"]]
    assert joined(above, part(2, ("程性信息", "", "6")))[0][2] == "41\n6"


@pytest.mark.parametrize(
    "below",
    [
        ("7.属于行政执法案卷", "", ""),  # an item of its own, left blank
        ("（七）总计", "", ""),
        ("行政规范性文件", "", ""),  # the row above had room for it
        ("程性信息", "5", "6"),  # numbers in both
    ],
)
def test_a_row_of_its_own_stays_one(below: tuple[str, str, str]) -> None:
    upper = ("规章", "0", "0") if below[0] == "行政规范性文件" else ("6.属于四类过", "3", "4")
    assert joined(part(1, upper), part(2, below)) == [list(upper), list(below)]


def headed(page: int, label: str, *rows: tuple[str, str, str]) -> PrintedTable:
    """A part with a header of two rows, its label down both of them."""
    head = [(LatticeCell(0, 0, 2, 1), label), (LatticeCell(0, 1, 1, 2), "申请人情况")]
    head += [(LatticeCell(1, 1, 1, 1), "自然人"), (LatticeCell(1, 2, 1, 1), "总计")]
    rest = [
        (LatticeCell(y, x, 1, 1), text)
        for y, row in enumerate(rows, 2)
        for x, text in enumerate(row)
    ]
    return PrintedTable(page, 700.0, XS, tuple(head + rest), 2 + len(rows))


def test_a_repeated_header_may_have_lost_the_end_of_its_label() -> None:
    """LibreOffice prints of a label down several rows what the rows have room for."""
    above = headed(1, "（本列数据的勾稽关系\n为：第一项加第二项之和）", ("7.属于行政", "3", "4"))
    below = headed(2, "（本列数据的勾稽关系", ("执法案卷", "", ""), ("8.其他", "1", "2"))
    whole = joined(above, below)
    assert [row[-3:] for row in whole[2:]] == [
        ["7.属于行政\n执法案卷", "3", "4"],
        ["8.其他", "1", "2"],
    ]
    (table,) = whole_tables([above, below])
    assert isinstance(table, PrintedTable)
    assert "申请人情况" in table.again  # read, and not missing
    other = headed(2, "另一张表", ("行政执法案卷", "", ""))
    assert len(joined(above, other)) == 3 + 3
