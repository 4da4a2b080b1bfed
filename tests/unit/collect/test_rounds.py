"""The whole job on a folder full of traps: roles, sums and states in both rounds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from govreport_desktop.collect import adjust, deciding
from govreport_desktop.collect.decision import Subject
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.returns import Sender, by_hand
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs import parents_report
from govreport_desktop.jobs.collecting import scan
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.looking import look
from govreport_desktop.jobs.reading_one import read_one
from govreport_desktop.jobs.returning import prepared, second_version, send_back
from govreport_desktop.report import TextAddress
from govreport_desktop.report.fields import expanded_texts
from scripts.make_sources import fill_sheet
from tests.collect_folder import (
    COUNTY,
    FORM,
    MISSING,
    OFFICES,
    PARENT,
    YEAR,
    Received,
    _put,
    a_report,
    changed,
    of,
    second_round,
    write,
)
from tests.unit.collect.conftest import Touched, contents

RECEIVED = CellAddress("requests", "received", "natural_person")
GRANTED = RECEIVED._replace(row="granted")


def wrong(made: Received, task: CollectTask) -> dict[CellAddress, object]:
    """The cells whose sum is not the one over the reports that should count."""
    view, sums = overview(task), made.sums()
    assert len(sums) == 200
    return {
        a: (view.sums.values[a], value) for a, value in sums.items() if view.sums.values[a] != value
    }


def test_every_file_has_its_role_and_every_sum_is_right(made: Received, task: CollectTask) -> None:
    view = overview(task)
    assert {one.path: str(one.role) for one in view.files} == {
        p: str(r) for p, r in made.roles.items()
    }
    assert sum(view.roles.values()) == len(made.roles)
    assert wrong(made, task) == {}
    assert all(one.why for one in view.files)


def test_the_missing_ones_are_missing_and_the_clean_ones_clean(
    made: Received, task: CollectTask
) -> None:
    view = overview(task)
    assert sum(view.counters.values()) == len(OFFICES)
    bad = {row.office.name for row in view.rows if row.state is not OfficeState.PASSED}
    assert bad == {*MISSING, "国家税务总局青川县税务局"}
    states = {row.office.name: row.state for row in view.rows}
    assert states[f"{COUNTY}林业局"] is OfficeState.UNREADABLE
    assert states[f"{COUNTY}统计局"] is OfficeState.MISSING
    assert len(view.sums.provisional) == 1
    assert "3 个单位没有收到能读的报告" in view.sums.provisional[0]


def test_a_folder_that_has_moved_is_not_read_again(made: Received, task: CollectTask) -> None:
    found = scan(task)
    assert (found.read, found.gone) == (0, 0)
    assert found.files == len(made.roles)


def test_the_second_round(made: Received, task: CollectTask) -> None:
    second_round(made)
    assert scan(task).read == 2
    assert wrong(made, task) == {}
    row = next(r for r in overview(task).rows if r.office.name == f"{COUNTY}卫生健康局")
    assert row.versions == 2
    assert row.counted is not None


def test_two_versions_wait_for_a_person_and_the_newer_counts_provisionally(
    made: Received, task: CollectTask
) -> None:
    name = f"{COUNTY}商务局"
    made.reports[name] = changed(made.reports[name], 2)
    _put(made, "商务局final.docx", made.reports[name], Role.PENDING, 25)
    scan(task)
    view = overview(task)
    both = [one for one in view.files if one.role is Role.PENDING]
    assert [one.path for one in both if one.proposed] == ["商务局final.docx"]
    assert wrong(made, task) == {}
    cell = view.sums.cell(RECEIVED)
    assert [c.office.name for c in cell.contributions if c.provisional] == [name]
    assert any("还没有选定" in words for words in cell.provisional)
    task.decide(*deciding.accept(view))
    roles = {one.path: one.role for one in overview(task).files}
    assert roles["商务局final.docx"] is Role.COUNTS
    assert roles[of(made, "商务局")] is Role.OLDER
    task.decide(deciding.choose(overview(task), of(made, "商务局")))
    assert "商务局final.docx" not in {f.path for f in overview(task).files if f.counts}
    task.undo(task.decisions[-1].number)
    assert wrong(made, task) == {}


def test_a_later_file_asks_anew_after_a_choice(made: Received, task: CollectTask) -> None:
    name = f"{COUNTY}商务局"
    path = of(made, "商务局")
    task.decide(deciding.choose(overview(task), path))
    _put(made, "商务局重报.docx", changed(made.reports[name], 2), Role.PENDING, 26)
    scan(task)
    roles = {one.path: one.role for one in overview(task).files}
    assert roles["商务局重报.docx"] is Role.PENDING
    assert roles[path] is Role.COUNTS
    assert wrong(made, task) == {}


def test_what_comes_after_a_return_takes_its_place(made: Received, task: CollectTask) -> None:
    name = f"{COUNTY}商务局"
    view = overview(task)
    row = next(r for r in view.rows if r.office.name == name)
    task.decide(deciding.verdict(row, OfficeState.RETURNED, "第三部分不平"))
    again = next(r for r in overview(task).rows if r.office.name == name)
    assert (again.state, again.decided) == (OfficeState.RETURNED, True)
    made.reports[name] = changed(made.reports[name], 3)
    _put(made, "商务局第二稿.xlsx", made.reports[name], Role.COUNTS, 20)
    scan(task)
    assert wrong(made, task) == {}
    now = next(r for r in overview(task).rows if r.office.name == name)
    assert now.counted is not None
    assert now.counted.path == "商务局第二稿.xlsx"
    assert now.state is OfficeState.PASSED


def test_a_title_of_another_year_is_checked_as_the_year_it_counts_for(
    made: Received, task: CollectTask
) -> None:
    """Only the title is of last year: the prose is right, and a file that corrects it is new."""
    name, path = f"{COUNTY}商务局", "商务局年报.docx"
    right = made.reports[name]
    wrong_title = changed(right, 0)
    wrong_title.load(
        {c.address: right.values[c.address] for c in FORM.cells if not c.formula},
        dict(right.texts),
        {"office": name, "year": str(YEAR - 1)},
        {},
    )
    (made.folder / of(made, "商务局")).unlink()
    _put(made, path, wrong_title, Role.PENDING, 1)
    scan(task)
    assert overview(task).file(path).role is Role.PENDING
    task.decide(deciding.choose(overview(task), path))
    row = next(r for r in overview(task).rows if r.office.name == name)
    assert row.counted is not None
    found = [p["message"] for p in task.body(row.counted.hash).problems if p["rule"] == "R14"]
    assert found == [f"标题写的是 {YEAR - 1} 年度，应当报 {YEAR} 年度的报告"]
    sender = Sender(task.parent, date(2026, 1, 20))
    send_back(task, [prepared(task, overview(task), row, sender)], made.folder.parent / "退回")
    _put(made, "二次/商务局.docx", right, Role.COUNTS, 20)
    scan(task)
    row = next(r for r in overview(task).rows if r.office.name == name)
    assert (row.counted and row.counted.path) == "二次/商务局.docx"
    assert row.state is OfficeState.PASSED
    second = second_version(task, overview(task), row)
    assert second is not None
    assert not (second.left or second.unchanged)


def test_of_a_workbook_with_two_years_this_years_is_read(tmp_path: Path) -> None:
    dice = Random(3)
    last = a_report(f"{COUNTY}商务局", YEAR - 1, dice)
    now = a_report(f"{COUNTY}商务局", YEAR, dice, last)
    for first, second in ((last, now), (now, last)):
        path = tmp_path / "两年.xlsx"
        with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as book:
            for one in (first, second):
                bare = changed(one, 0)
                bare.apply(bare.edit([(TextAddress(s.id), "") for s in FORM.narratives]))
                fill_sheet(bare, book.add_worksheet(f"{one.year}年"))
        head, _ = read_one(path, "k", year=YEAR)
        assert head.year == YEAR
        assert [head.value(c.address) for c in FORM.cells] == [
            now.values[c.address] for c in FORM.cells
        ]


def test_an_adjustment_stands_on_its_own_line(made: Received, task: CollectTask) -> None:
    view = overview(task)
    cells = {RECEIVED: -2, GRANTED: -2}
    task.decide(adjust.draft(view.sums.form, "1", cells, "转送的申请重复计了", basis="来函"))
    after = overview(task)
    for row in ("received", "granted", "total"):
        for column in ("natural_person", "total"):
            at = CellAddress("requests", row, column)
            assert after.sums.values[at] == made.sums()[at] - 2
            cell = after.sums.cell(at)
            whole = sum(c.amount for c in cell.contributions) + sum(n for _, n in cell.adjustments)
            assert whole == cell.value
    rest = wrong(made, task)
    assert len(rest) == 6
    task.decide(deciding.take_back(Subject.ADJUST, "1"))
    assert wrong(made, task) == {}


def test_the_contributions_of_every_cell_add_up_to_it(task: CollectTask) -> None:
    view = overview(task)
    for cell in view.sums.form.cells:
        one = view.sums.cell(cell.address)
        assert sum(c.amount for c in one.contributions) == one.value
        assert len(one.contributions) + len(one.blank) == one.counted


def test_a_folder_without_a_task_is_read_with_the_same_care(made: Received) -> None:
    (made.folder / "汇总.govtask").unlink()
    before = sorted(made.folder.rglob("*"))
    task, _ = look(made.folder)
    with task:
        assert (task.year, task.parent) == (YEAR, PARENT)
        view = overview(task)
        assert {o.path: str(o.role) for o in view.files} == {
            p: str(r) for p, r in made.roles.items()
        }
        assert wrong(made, task) == {}
    assert sorted(made.folder.rglob("*")) == before


def test_no_file_of_the_folder_is_touched(
    read_first: tuple[Received, Touched], made: Received, task: CollectTask
) -> None:
    first, touched = read_first
    assert touched.after == touched.before != {}
    before = contents(made.folder)
    scan(task, again=True)
    task.decide(deciding.set_role(overview(task), of(made, "商务局"), Role.OLDER))
    assert contents(made.folder) == before
    assert contents(first.folder) == touched.before, "nor by any other test"


@pytest.mark.parametrize("why", ["", "零报告，电话确认"])
def test_nothing_is_nought_only_where_somebody_says_so(task: CollectTask, why: str) -> None:
    row = next(r for r in overview(task).rows if r.office.name == f"{COUNTY}林业局")
    if not why:
        with pytest.raises(Exception, match="理由"):
            deciding.nothing(row, why)
        return
    before = overview(task).sums.counted
    task.decide(deciding.set_role(overview(task), "林业局年报.docx", Role.NO_REPORT))
    task.decide(deciding.nothing(row, why))
    after = overview(task)
    now = after.row(row.office.id)
    assert (now.state, now.zero) == (OfficeState.PASSED, True)
    assert after.sums.counted == before + 1


def test_the_prose_of_the_parents_report_follows_the_sums(
    made: Received, task: CollectTask
) -> None:
    folder = made.folder.parent
    last, received = a_report(PARENT, YEAR - 1, Random(5)), RECEIVED._replace(column="total")
    write(last, folder / "上年.govreport")
    path, view = folder / "本级.govreport", overview(task)
    words = parents_report.make(view, path, last=folder / "上年.govreport")
    assert any("随本年表格更新" in one for one in words)
    report = load_report(path)
    assert {a: report.values[a] for a in made.sums()} == made.sums()
    assert f"{{{received}}}" in report.texts["overview"]
    assert (
        f"{YEAR}年新收政府信息公开申请{made.sums()[received]}件"
        in expanded_texts(report)["overview"]
    )
    assert report.last_year is not None


def test_the_parents_report_is_made_brought_up_and_compared(
    made: Received, task: CollectTask
) -> None:
    path = made.folder.parent / "本级.govreport"
    view = overview(task)
    parents_report.make(view, path)
    report = load_report(path)
    assert (report.office, report.year) == (PARENT, YEAR)
    assert {a: report.values[a] for a in made.sums()} == made.sums()
    assert "没有收到能读的报告" in report.fields["open_points"]
    assert parents_report.compare(view, path) == []
    cells = {RECEIVED: 3, GRANTED: 3}
    task.decide(adjust.draft(view.sums.form, "1", cells, "漏报的三件"))
    after = overview(task)
    found = parents_report.compare(after, path)
    assert len(found) == 6
    assert found == parents_report.bring_up(after, path)
    assert parents_report.compare(after, path) == []


def test_sending_back_keeps_the_file_it_was_about(made: Received, task: CollectTask) -> None:
    """A draft that came in together with the final is no answer to the letter."""
    name, path = f"{COUNTY}商务局", of(made, "商务局")
    for draft in ("商务局（初稿）.docx", "商务局（征求意见稿）.xlsx"):
        _put(made, draft, changed(made.reports[name], 2), Role.OLDER, 1)
    scan(task)
    before = {one.path: one.role for one in overview(task).files}
    row = next(r for r in overview(task).rows if r.office.name == name)
    task.decide(deciding.verdict(row, OfficeState.RETURNED, "不平"))
    assert {one.path: one.role for one in overview(task).files} == before
    row = next(r for r in overview(task).rows if r.office.name == name)
    assert (row.state, row.counted and row.counted.path) == (OfficeState.RETURNED, path)
    sender = Sender(task.parent, date(2026, 1, 20))
    ready = prepared(task, overview(task), row, sender, [by_hand("请改")])
    send_back(task, [ready], made.folder.parent / "退回")
    assert {one.path: one.role for one in overview(task).files} == before
    _put(made, "商务局第二稿.docx", changed(made.reports[name], 3), Role.COUNTS, 20)
    scan(task)
    roles = {one.path: one.role for one in overview(task).files}
    assert roles["商务局第二稿.docx"] is Role.COUNTS
    assert roles[path] is Role.OLDER
    row = next(r for r in overview(task).rows if r.office.name == name)
    task.decide(deciding.verdict(row, OfficeState.RETURNED, "还是不平"))
    assert {one.path: one.role for one in overview(task).files} == roles
