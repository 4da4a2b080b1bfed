"""催报: exactly those who owe something, with the days, and the figures that are published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from govreport_desktop.collect import chase, returns, status
from govreport_desktop.collect.chase import Owes
from govreport_desktop.collect.deciding import pass_proposed, verdict
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.returns import Sender
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs import returning
from govreport_desktop.jobs.chasing import chase_listing, write_chase, write_figures
from govreport_desktop.writers.listing import listing_text
from tests.collect_folder import MISSING, OFFICES, PARENT, Received
from tests.unit.collect.test_returns import RECEIVED, edited, hand_in, row_of

TODAY = date(2026, 1, 25)


def owing(task: CollectTask, today: date = TODAY) -> list[chase.Owing]:
    return chase.owing(overview(task), task.state, task.decisions, today)


def test_exactly_those_who_owe_something_are_on_the_list(task: CollectTask) -> None:
    found = owing(task)
    assert {one.office.name for one in found} == set(MISSING)
    assert {one.what for one in found} == {Owes.NOTHING_YET, Owes.AGAIN}
    # 条例第四十九条 and 30号: departments and townships by 31 January.
    assert {(one.due, one.days, one.when) for one in found} == {(date(2026, 1, 31), 6, "还有 6 天")}
    (unreadable,) = (one for one in found if one.what is Owes.AGAIN)
    assert "重新报送" in unreadable.ask


def test_the_day_is_the_tasks_and_after_it_they_are_late(task: CollectTask) -> None:
    task.decide(Draft(Subject.TASK, "due", {"value": "2026-01-20"}))
    assert {one.when for one in owing(task)} == {"已逾期 5 天"}
    assert {one.when for one in owing(task, date(2026, 1, 20))} == {"今天到期"}


def test_who_was_sent_back_is_chased_for_the_day_of_the_letter(
    made: Received, task: CollectTask, tmp_path: Path
) -> None:
    name = "青川县卫生健康局"
    view = hand_in(made, task, edited(made.reports[name], (RECEIVED, 3)))
    sender = Sender(PARENT, date(2026, 1, 20), date(2026, 1, 23))
    ready = [returning.prepared(task, view, row_of(view), sender)]
    returning.send_back(task, ready, tmp_path)
    (one,) = (one for one in owing(task) if one.what is Owes.NOT_BACK)
    assert (one.office.name, one.due, one.days) == (name, date(2026, 1, 23), -2)
    figures = chase.figures(overview(task), task.state)
    assert (figures.offices_returned, figures.returns) == (1, 1)


def test_who_is_asked_for_a_file_that_can_be_read_has_the_day_of_the_letter(
    task: CollectTask, tmp_path: Path
) -> None:
    view = overview(task)
    sender = Sender(PARENT, date(2026, 1, 20), date(2026, 1, 29))
    rows = returns.to_send(view.rows, proposed=True)
    assert len(rows) == 2  # one is damaged, one on the old form
    returning.send_back(task, [returning.prepared(task, view, r, sender) for r in rows], tmp_path)
    days = {one.office.name: one.due.day for one in owing(task)}
    assert {days[row.office.name] for row in rows} == {29}
    assert set(days.values()) == {29, 31}


def test_it_is_written_down_and_counted(task: CollectTask) -> None:
    view = overview(task)
    found = owing(task)
    text = chase.message(found, view, "0839-1")
    assert "未报（2 个）" in text
    assert "读不出待重交（1 个）" in text
    assert "0839-1" in text
    task.decide(*chase.record(found, text))
    assert {one.chased for one in owing(task)} == {1}
    with pytest.raises(GovReportError, match="没有要催的"):
        chase.record([], "")


def test_the_list_is_written_as_what_its_name_says(task: CollectTask, tmp_path: Path) -> None:
    view, found = overview(task), owing(task)
    for ending in ("xlsx", "docx", "pdf", "txt"):
        write_chase(tmp_path / f"催报.{ending}", found, view, TODAY)
    sheet = openpyxl.load_workbook(tmp_path / "催报.xlsx").worksheets[0]
    said = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert set(MISSING) <= said
    with pytest.raises(GovReportError, match="结尾"):
        write_chase(tmp_path / "催报.rtf", found, view, TODAY)
    assert "各单位都已报送" in listing_text(chase_listing([], view, TODAY))


def test_the_figures_of_the_page_add_up(task: CollectTask) -> None:
    view = overview(task)
    found = chase.figures(view, task.state)
    assert found.due == len(OFFICES) == found.handed_in + len(found.missing)
    assert found.handed_in == found.in_time + found.late
    assert found.passed + found.proposed == view.counters[OfficeState.PASSED]
    assert found.late == 0
    task.decide(Draft(Subject.TASK, "due", {"value": "2026-01-08"}))
    later = chase.figures(overview(task), task.state)
    assert later.late > 0
    assert f"逾期 {later.late} 个" in later.words


def test_what_is_only_proposed_is_published_by_nobody(task: CollectTask) -> None:
    view = overview(task)
    offered = [row for row in view.rows if row.state is OfficeState.PASSED and row.proposed]
    before = chase.figures(view, task.state)
    assert before.passed == 0 and before.proposed == len(offered) > 1
    assert "审核通过 0 个" in before.words
    assert before.doubt.startswith(f"另有 {len(offered)} 个只是程序建议通过")
    task.decide(verdict(offered[0], OfficeState.PASSED))
    after = chase.figures(overview(task), task.state)
    assert (after.passed, after.proposed) == (1, len(offered) - 1)
    counted = status.counter_words(overview(task).rows)
    assert f"通过 {len(offered)}（其中建议 {len(offered) - 1}）" in counted
    task.decide(*pass_proposed(overview(task)))
    whole = chase.figures(overview(task), task.state)
    assert whole.passed == len(offered) and not whole.doubt
    assert "建议" not in status.counter_words([r for r in overview(task).rows if r.decided])


def test_the_figures_that_are_published_make_a_table(task: CollectTask, tmp_path: Path) -> None:
    view = overview(task)
    found = chase.figures(view, task.state)
    target = tmp_path / "公布情况.xlsx"
    write_figures(target, found, view, date(2026, 2, 1))
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    rows = {str(row[0]): str(row[1]) for row in sheet.iter_rows(values_only=True) if row[1]}
    assert rows["应报单位"] == str(found.due) == "45"
    assert int(rows["其中按期"]) + int(rows["其中逾期"]) == int(rows["已报"])
    assert int(rows["已报"]) + int(rows["未报"]) == int(rows["应报单位"])
    assert len(rows["未报的单位"].split("、")) == int(rows["未报"])
