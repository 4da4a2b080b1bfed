"""What the other files of a released version hold can be read for ever, and what a newer program
wrote is told as that. Nothing of `version-1.*` in tests/data is made anew."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from govreport_desktop.checks.problem import Severity
from govreport_desktop.checks.settings import settings_of, stated
from govreport_desktop.checks.sheet.reading import read_sheet
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.file import TASK
from govreport_desktop.collect.letter import read_letter
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import FileError, FormError, ReadError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.report import Report
from tests.unit.store.samples import another_program

DATA = Path(__file__).parents[1] / "data"
RECEIVED = CellAddress("requests", "received", "natural_person")
LICENCES = CellAddress("proactive", "licences", "decisions")
NEWER_SHEET = 'schema = 2\ntitle = "甲县检查单"\nbanners = ["新的要求"]\n'


@pytest.fixture
def task(tmp_path: Path) -> Path:
    """A copy, without the reports that were read for it."""
    return Path(shutil.copy(DATA / "version-1.govtask", tmp_path))


def test_there_is_a_task_of_every_version() -> None:
    kept = {path.name for path in DATA.glob("version-*.govtask")}
    assert kept == {f"version-{number}.govtask" for number in range(1, TASK.latest + 1)}


@pytest.mark.parametrize("read_only", [True, False], ids=["read", "write"])
def test_a_task_of_version_1(task: Path, read_only: bool) -> None:
    with CollectTask.open(task, read_only) as opened:
        assert (opened.year, opened.parent, opened.form.id) == (2025, "某县人民政府", "2021")
        assert [office.name for office in opened.roster] == [
            "某县教育局",
            "某县水利局",
            "某县林业局",
        ]
        assert opened.decisions[9].why == "已电话核实"
        assert {one.who for one in opened.decisions} == {"王五"}
        assert "青禾县2025年度检查单" in opened.rules
        seen = overview(opened)
        assert [row.state for row in seen.rows] == [
            OfficeState.PASSED,
            OfficeState.NOT_BACK,
            OfficeState.MISSING,
        ]
        assert seen.sums.values[LICENCES] == 312 + 312 - 12
        assert len(opened.state.of(Subject.SEAL)) == 1


def test_a_task_of_version_1_goes_on(task: Path) -> None:
    with CollectTask.open(task) as opened:
        before = len(opened.decisions)
        opened.decide(Draft(Subject.NAME, "水务局", {"office": "002"}))
    with CollectTask.open(task) as opened:
        assert len(opened.decisions) == before + 1
        assert opened.state.what(Subject.NAME, "水务局") == {"office": "002"}


def test_a_task_that_asks_for_a_newer_check_sheet_says_so(task: Path) -> None:
    """The task itself is of a version that this program reads."""
    with CollectTask.open(task) as opened:
        opened.decide(Draft(Subject.TASK, "sheet", {"value": NEWER_SHEET, "name": "甲县检查单"}))
        with pytest.raises(FormError, match="先更新本程序"):
            overview(opened)


def test_a_task_of_a_newer_program_is_left_alone(task: Path) -> None:
    with another_program(task) as connection:
        connection.execute("PRAGMA user_version = 2")
        connection.execute("UPDATE about SET value = '9.9.0' WHERE key = 'needs'")
    before = task.read_bytes()
    with pytest.raises(FileError, match=r"升级到 9\.9\.0 或以上版本"):
        CollectTask.open(task)
    assert task.read_bytes() == before


def test_a_letter_of_version_1() -> None:
    letter = read_letter(DATA / "version-1.govreturn")
    assert (letter.sender, letter.office, letter.year) == ("某县人民政府", "某县水利局", 2025)
    assert (letter.sent_on, letter.due, letter.phone) == (
        "2026-01-20",
        "2026-01-25",
        "0000-7654321",
    )
    first, last = letter.remarks[0], letter.remarks[-1]
    assert first.words == "自然人：一、二两项共 39，三、四两项共 41，前者少 2。"
    assert first.key == "R1:requests/natural_person"
    assert RECEIVED in {stood.address for stood in first.cells}
    assert last.words == "请核实收到申请的件数"


def test_a_letter_of_a_newer_program_says_so(tmp_path: Path) -> None:
    shape = json.loads((DATA / "version-1.govreturn").read_text(encoding="utf-8"))
    newer = tmp_path / "新.govreturn"
    newer.write_text(json.dumps(shape | {"format_version": 2}), encoding="utf-8")
    with pytest.raises(ReadError, match="先更新本程序"):
        read_letter(newer)


def test_a_check_sheet_of_version_1() -> None:
    sheet = read_sheet(DATA / "version-1.govrules")
    assert sheet.signed == "《青禾县2025年度检查单》（青禾县人民政府办公室）"
    assert sheet.levels == {"R10": Severity.ERROR, "R17.length": None}
    assert sheet.thresholds == {"problems_length": 120, "copied_share": 0.3}
    assert [one.id for one in sheet.required] == ["interpretation", "licences"]
    assert [one.id for one in sheet.relations] == ["answered"]
    assert sheet.blank == "0"
    assert sheet.deadline is not None
    assert sheet.deadline.stored == "01-15"


def test_a_check_sheet_of_a_newer_program_is_no_slip_of_its_author(tmp_path: Path) -> None:
    path = tmp_path / "甲县.govrules"
    path.write_text(NEWER_SHEET, encoding="utf-8")
    with pytest.raises(FormError, match=r"“甲县\.govrules”第 1 行：schema.*先更新本程序"):
        read_sheet(path)


def test_a_report_that_carries_a_newer_check_sheet_is_checked_as_usual() -> None:
    report = Report(load_form("2021"), "示例局", 2025)
    carried = json.dumps({"sheet": NEWER_SHEET, "problems_length": 100})
    report.load({}, {}, {"check_settings": carried}, {})
    assert settings_of(report).problems_length == 100
    assert settings_of(report).sheet is None
    (doubt,) = stated(carried).doubts
    assert "先更新本程序" in doubt


def test_a_workbook_of_version_1() -> None:
    report = Report(load_form("2021"))
    proposal = match(read_xlsx(DATA / "version-1.xlsx"))
    assert proposal.form.id == report.form.id
    assert (proposal.office, proposal.year) == ("某县水利局", 2025)
    assert proposal.values[RECEIVED] == 37
    assert proposal.values[LICENCES] == 312
    fees = CellAddress("proactive", "fees", "amount")
    assert isinstance(proposal.values[fees], int | Decimal)
    assert proposal.texts["other"] == "本年度没有收取信息处理费。"
