"""A sum that lacks a number, or rests on one in another unit, says so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from govreport_desktop.collect import adjust, deciding, roster
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.overview import Overview, overview
from govreport_desktop.collect.seal import open_items
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import EditError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from govreport_desktop.jobs.folder import consolidate
from govreport_desktop.jobs.reading_one import read_one
from govreport_desktop.workbook.layout import sheet_title, table_position
from tests.collect_folder import COUNTY, FEES, FORM, PARENT, YEAR, Received, write

LICENCES = CellAddress("proactive", "licences", "decisions")
NAMES = [f"{COUNTY}{name}" for name in ("教育局", "司法局", "财政局", "商务局")]


@pytest.fixture
def four(read_once: Received, tmp_path: Path) -> Path:
    """Four offices' own workbooks."""
    for name in NAMES:
        write(read_once.reports[name], tmp_path / f"{name}.xlsx")
    return tmp_path


def put(folder: Path, name: str, address: CellAddress, content: str | Decimal) -> None:
    path = folder / f"{name}.xlsx"
    book = openpyxl.load_workbook(path)
    table = FORM.tables[address.table]
    section = next(one for one in FORM.sections if one.id == table.section)
    at = table_position(table, address)
    book[sheet_title(section)].cell(at.row, at.column).value = content
    book.save(path)


def seen(folder: Path) -> Overview:
    offices = roster.from_text("\n".join(NAMES), PARENT)
    new_task(NewTask(folder / "汇总.govtask", PARENT, YEAR, offices=offices))
    with CollectTask.open(folder / "汇总.govtask") as task:
        scan(task)
        for one in task.files.values():
            task.decide(Draft(Subject.CHECKED, one.hash, {"path": one.path}))
        return overview(task)


@pytest.mark.parametrize("content", ["约300", "=D40*2", "三百来件"])
def test_a_cell_that_no_number_was_read_of_keeps_its_sums_open(four: Path, content: str) -> None:
    put(four, NAMES[1], LICENCES, content)
    view = seen(four)
    (words,) = [w for w in view.sums.provisional if "司法局" in w]
    assert "行政许可" in words
    assert content in words
    one = view.sums.cell(LICENCES)
    assert (one.counted, one.due) == (3, 4)
    assert [each.text for each in one.unread] == [content]
    assert words in one.provisional
    assert NAMES[1] not in {office.name for office in one.blank}
    assert view.sums.cell(LICENCES._replace(row="penalties")).provisional == ()
    assert any(content in item.words for item in open_items(view))


def test_a_number_put_in_for_the_office_settles_it(four: Path) -> None:
    put(four, NAMES[1], LICENCES, "约300")
    seen(four)
    with CollectTask.open(four / "汇总.govtask") as task:
        office = next(one.id for one in task.roster if one.name == NAMES[1])
        what = {"cells": [[*LICENCES, "312"]], "office": office, "reason": "电话问过"}
        task.decide(Draft(Subject.ADJUST, "1", what, "电话问过"))
        assert overview(task).sums.cell(LICENCES).provisional == ()


def test_a_fee_in_yuan_among_few_keeps_the_sum_open_until_decided(four: Path) -> None:
    for name, amount in zip(NAMES, ("23.5", "95.7", "653111", "13.2615"), strict=True):
        put(four, name, FEES, Decimal(amount))
    view = seen(four)
    (words,) = view.sums.cell(FEES).provisional
    assert "财政局" in words
    assert "653111" in words
    assert words in view.sums.provisional
    with CollectTask.open(four / "汇总.govtask") as task:
        row = next(row for row in overview(task).rows if row.office.name == NAMES[2])
        assert row.state is OfficeState.TO_VERIFY
        task.decide(deciding.verdict(row, OfficeState.PASSED, "核实过"))
        assert overview(task).sums.cell(FEES).provisional == ()


def test_consolidating_says_that_a_fee_is_likely_in_yuan(four: Path, tmp_path: Path) -> None:
    for name, amount in zip(NAMES, ("23.5", "95.7", "653111", "13.2615"), strict=True):
        put(four, name, FEES, Decimal(amount))
    found = consolidate(four, tmp_path / "别处.xlsx")
    said = {one.name: [n for n in one.notes if "以元填写" in n] for one in found.files}
    assert [name for name, notes in said.items() if notes] == [f"{NAMES[2]}.xlsx"]


def test_no_adjustment_makes_a_sum_negative() -> None:
    with pytest.raises(EditError, match="不能小于 0"):
        adjust.draft(FORM, "1", {LICENCES: -9}, "重复", sums={LICENCES: 8})


def test_a_file_is_asked_for_again_as_what_it_is(tmp_path: Path) -> None:
    asked = {
        "年报.rar": (b"Rar!\x1a\x07\x01\x00", "请把压缩包里的报告直接报送"),
        "年报.png": (
            b"\x89PNG\r\n",
            "请报送可编辑的原稿（Word、Excel 或本程序的文件），不要拍照或扫描",
        ),
    }
    for name, (data, ask) in asked.items():
        (tmp_path / name).write_bytes(data)
        assert read_one(tmp_path / name, "1")[0].ask == ask
    locked = tmp_path / "年报.pdf"
    Canvas(str(locked), encrypt=StandardEncryption("1234")).save()
    assert read_one(locked, "2")[0].ask == "请去掉密码后重新报送"
