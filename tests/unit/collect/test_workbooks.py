"""The workbooks that go out to the offices, and come back under any name."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from govreport_desktop.collect import roster
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.roster_workbooks import write_workbooks
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.shape import to_shape
from govreport_desktop.store.document import Document
from govreport_desktop.writers.xlsx.workbook import write_xlsx
from tests.collect_folder import COUNTY, PARENT, YEAR, Received

CARRIED = CellAddress("requests", "carried_over", "natural_person")
STOCK = CellAddress("proactive", "normative_documents", "in_force")
NAME = f"{COUNTY}林业局"


def go_on_from_last_year(task: CollectTask, made: Received) -> None:
    """Have the task know every office's report of last year."""
    ids = {office.name: office.id for office in task.roster}
    task.decide(*(Draft(Subject.LAST, ids[name], to_shape(one)) for name, one in made.last.items()))


@pytest.fixture(scope="module")
def sent_once(read_once: Received, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the workbooks of every office, written once for all tests."""
    folder = tmp_path_factory.mktemp("空表")
    shutil.copytree(read_once.folder, folder / "各单位")
    with CollectTask.open(folder / "各单位" / "汇总.govtask") as task:
        go_on_from_last_year(task, read_once)
        written = write_workbooks(task, overview(task), folder / "发出", reports=True)
    assert len(written) == 90
    assert len(list((folder / "发出").glob("*.xlsx"))) == 45
    return folder / "发出"


@pytest.fixture
def sent(sent_once: Path, made: Received, task: CollectTask, tmp_path: Path) -> Path:
    """The same to work on, beside the task they belong to."""
    go_on_from_last_year(task, made)
    shutil.copytree(sent_once, tmp_path / "发出")
    return tmp_path / "发出"


def filled(sent: Path, made: Received, target: str, **fields: str) -> Report:
    """The workbook of the office as it fills it in and sends it back."""
    (path,) = sent.glob(f"{NAME}{YEAR}*.xlsx")
    report = load_report(path)
    assert report.values[CARRIED] == made.last[NAME].values[CARRIED._replace(row="carried_forward")]
    assert report.values[STOCK] == made.last[NAME].values[STOCK]
    mine = made.reports[NAME]
    typed = [(c.address, mine.values[c.address]) for c in mine.form.cells if c.formula is None]
    report.apply(report.edit(typed))
    report.apply(report.edit([(FieldAddress(name), text) for name, text in fields.items()]))
    write_xlsx(report, made.folder / target)
    return report


def test_one_that_comes_back_under_any_name_is_known(
    sent: Path, made: Received, task: CollectTask
) -> None:
    filled(sent, made, "新建 Microsoft Excel 工作表.xlsx", office="县林业和草原管理处")
    scan(task)
    one = overview(task).file("新建 Microsoft Excel 工作表.xlsx")
    assert (one.role, one.counts) == (Role.COUNTS, True)
    assert "名单编号" in one.how
    assert overview(task).row(one.office).office.name == NAME


def test_the_workbook_of_another_office_is_asked_about(
    sent: Path, made: Received, task: CollectTask
) -> None:
    filled(sent, made, "x.xlsx", office=f"{COUNTY}统计局")
    scan(task)
    one = overview(task).file("x.xlsx")
    assert (one.role, one.counts, len(one.candidates)) == (Role.PENDING, False, 2)


def test_a_blank_one_that_comes_back_is_blank(
    sent: Path, made: Received, task: CollectTask
) -> None:
    (path,) = sent.glob(f"{NAME}{YEAR}*.xlsx")
    (made.folder / "回.xlsx").write_bytes(path.read_bytes())
    scan(task)
    assert overview(task).file("回.xlsx").role is Role.BLANK


def test_the_number_of_another_task_says_nothing(
    sent: Path, made: Received, tmp_path: Path
) -> None:
    other = tmp_path / "别县"
    other.mkdir()
    offices = roster.from_text("1.广元市公安局\n2.广元市教育局", "广元市人民政府")
    new_task(NewTask(other / "t.govtask", "广元市人民政府", YEAR, offices=offices))
    (path,) = sent.glob(f"{COUNTY}教育局*.xlsx")
    write_xlsx(load_report(path), other / "x.xlsx")
    with CollectTask.open(other / "t.govtask") as task:
        scan(task)
        assert overview(task).file("x.xlsx").office == ""


def test_next_years_task_knows_the_workbooks_of_this_one(
    sent: Path, made: Received, task: CollectTask, tmp_path: Path
) -> None:
    report = filled(sent, made, "回.xlsx")
    key = task.state.setting("key")
    task.close()
    new_task(NewTask(tmp_path / "明年.govtask", PARENT, YEAR + 1, last=task.path))
    with CollectTask.open(tmp_path / "明年.govtask") as new:
        assert new.state.setting("key") == key
        assert report.fields["roster_id"].startswith(f"{key}/")


def test_nothing_is_written_over_nor_where_reports_come_in(
    sent: Path, task: CollectTask, tmp_path: Path
) -> None:
    view = overview(task)
    with pytest.raises(GovReportError, match="已经存在"):
        write_workbooks(task, view, sent)
    with pytest.raises(GovReportError, match="收件文件夹"):
        write_workbooks(task, view, task.folder / "发出")
    assert not (task.folder / "发出").exists()
    one = replace(task.roster[0])
    assert len(write_workbooks(task, view, tmp_path / "一个", [one])) == 1


def test_an_office_with_the_program_gets_its_report_as_well(
    sent: Path, made: Received, task: CollectTask
) -> None:
    ids = {office.name: office.id for office in task.roster}
    (path,) = sent.glob(f"{NAME}{YEAR}*.govreport")
    with Document.open(path) as document:
        report = document.report
        assert (report.office, report.year) == (NAME, YEAR)
        assert report.fields["roster_id"].endswith(f"/{ids[NAME]}")
        assert (
            report.values[CARRIED]
            == made.last[NAME].values[CARRIED._replace(row="carried_forward")]
        )
        mine = made.reports[NAME]
        typed = [(c.address, mine.values[c.address]) for c in mine.form.cells if not c.formula]
        texts = [(TextAddress(section), text) for section, text in mine.texts.items()]
        facts = [(FieldAddress("office"), "县林草处")]
        document.apply(report.edit([*typed, *texts, *facts]))
    path.rename(made.folder / "1.govreport")
    scan(task)
    one = overview(task).file("1.govreport")
    assert (one.role, one.office) == (Role.COUNTS, ids[NAME])
