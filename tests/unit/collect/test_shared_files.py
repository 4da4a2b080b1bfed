"""Files that are more, or other, than one office's report: two reports in one, our own papers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govreport_desktop.collect import deciding, roster
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.overview import Overview, overview
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from tests.collect_folder import a_report, write

HOME = "望江市临湖区"
FULL = [f"{HOME}{name}" for name in ("小岗镇人民政府", "大岗镇人民政府", "民政局", "司法局")]
SMALL, BIG, CIVIL, _LAW = FULL


@pytest.fixture
def task(tmp_path: Path) -> CollectTask:
    path = tmp_path / "汇总.govtask"
    offices = roster.from_text("\n".join(FULL), f"{HOME}人民政府")
    new_task(NewTask(path, f"{HOME}人民政府", 2025, offices=offices))
    return CollectTask.open(path)


def put(task: CollectTask, name: str, office: str) -> None:
    """A report that states ``office``, under ``name`` in the folder."""
    write(a_report(office, 2025, random.Random(name)), task.folder / name)


def seen(task: CollectTask) -> Overview:
    scan(task)
    return overview(task)


def id_of(view: Overview, name: str) -> str:
    return next(row.office.id for row in view.rows if row.office.name == name)


def test_an_answer_about_one_file_takes_no_other_with_it(task: CollectTask) -> None:
    with task:
        put(task, "小岗镇.docx", BIG)
        put(task, "大岗.docx", BIG)
        view = seen(task)
        assert view.file("小岗镇.docx").role is Role.PENDING
        task.decide(deciding.name_means(view, "小岗镇.docx", id_of(view, SMALL)))
        after = overview(task)
        assert after.file("小岗镇.docx").office == id_of(view, SMALL)
        assert after.file("大岗.docx").office == id_of(view, BIG)
        assert {after.file(p).role for p in ("小岗镇.docx", "大岗.docx")} == {Role.COUNTS}
        assert not task.state.of(Subject.NAME)


def test_the_name_of_an_office_is_never_learnt_for_another(task: CollectTask) -> None:
    with task:
        put(task, "甲.docx", BIG)
        view = seen(task)
        made = deciding.name_means(view, "甲.docx", id_of(view, SMALL))
        assert (made.kind, made.subject) == (Subject.FILE, "甲.docx")
        task.decide(made)
        assert overview(task).file("甲.docx").office == id_of(view, SMALL)


def test_words_that_are_nobodys_are_learnt(task: CollectTask) -> None:
    with task:
        put(task, "乙.docx", f"{HOME}社会事务局")
        view = seen(task)
        made = deciding.name_means(view, "乙.docx", id_of(view, CIVIL))
        assert made == Draft(Subject.NAME, "社会事务局", {"office": id_of(view, CIVIL)}, "")


def test_two_reports_in_a_workbook_are_asked_for_apart(task: CollectTask) -> None:
    with task:
        two_in_one(task, "两镇.xlsx")
        view = seen(task)
        one = view.file("两镇.xlsx")
        assert one.role is Role.UNREADABLE
        for name in ("小岗镇", "大岗镇", "一个文件只能放一份"):
            assert name in one.why
        rows = {row.office.name: row for row in view.rows}
        assert {rows[n].state for n in (SMALL, BIG)} == {OfficeState.UNREADABLE}
        assert "各自报送" in one.ask
        with pytest.raises(GovReportError, match=r"两镇\.xlsx"):
            deciding.name_means(view, "两镇.xlsx", id_of(view, BIG))


def two_in_one(task: CollectTask, name: str) -> None:
    """A workbook with the sheets of two offices' reports, each with its title."""
    parts = []
    for number, office in enumerate((SMALL, BIG)):
        put(task, f"{number}.foreign.xlsx", office)
        parts.append(task.folder / f"{number}.foreign.xlsx")
    whole = load_workbook(parts[0])
    for sheet in load_workbook(parts[1]).worksheets:
        copy = whole.create_sheet(f"{sheet.title[:20]}（二）")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    copy[cell.coordinate].value = cell.value
        for merged in sheet.merged_cells.ranges:
            copy.merge_cells(str(merged))
    whole.save(task.folder / name)
    for part in parts:
        part.unlink()
