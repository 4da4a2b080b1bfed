"""What the home page counts down to: begun, late, handed in, changed since."""

from __future__ import annotations

from datetime import date

from govreport_desktop.form.organs import MonthDay
from tests.gui.window.test_home import TODAY, recent, standing
from ui.window.home.due import next_due

OFFICE = "云岭县档案局"
NOBODY = dict.fromkeys(("office", "office_kind"), "")


def test_a_begun_report_is_due_at_the_earlier_of_both_days() -> None:
    due = next_due([(recent(2026), None), (recent(2025), None)], NOBODY, MonthDay(1, 20), TODAY)
    assert due is not None
    assert due.headline(TODAY) == ("51", "天后报送 2026 年度报告")
    assert due.details == "云岭县档案局 · 政府部门 · 1 月 31 日前（本地要求 1 月 20 日前）"
    assert due.path == recent(2026).path
    assert due.last == recent(2025).path


def test_what_was_handed_in_is_not_due_but_the_next_one_is() -> None:
    sent = standing(handed_in="2026年1月22日报送")
    due = next_due([(recent(2025), sent)], NOBODY, None, date(2026, 1, 25))
    assert due is not None
    assert (due.year, due.path, due.last) == (2026, None, recent(2025).path)
    number, words = due.headline(date(2026, 1, 25))
    assert number == "已报送"
    assert words == "2025 年度报告。下一份是 2026 年度的，2027 年 1 月 31 日前报送"
    assert due.headline(date(2026, 12, 1)) == ("61", "天后报送 2026 年度报告")


def test_what_was_changed_after_it_was_handed_in_is_due_again() -> None:
    sent = standing(handed_in="2026年11月30日报送", changed=True)
    due = next_due([(recent(2026), sent)], NOBODY, None, TODAY)
    assert due is not None
    assert (due.year, due.path) == (2026, recent(2026).path)
    assert due.headline(TODAY) == ("62", "天后到期：2026 年度报告报送后改过，需要再报一次")


def test_what_is_late_says_so_for_a_while() -> None:
    due = next_due([(recent(2025), None)], NOBODY, None, date(2026, 2, 3))
    assert due is not None
    assert due.headline(date(2026, 2, 3)) == ("3", "天前已到期：2025 年度报告")
    later = next_due([(recent(2025), None)], NOBODY, None, TODAY)
    assert later is not None
    assert later.year == 2026


def test_the_last_day_is_called_so() -> None:
    due = next_due([], NOBODY | {"office": OFFICE}, None, date(2026, 1, 31))
    assert due is not None
    assert due.headline(date(2026, 1, 31)) == ("今天", "是报送 2025 年度报告的最后一天")


def test_the_kind_that_was_chosen_decides() -> None:
    due = next_due([], {"office": OFFICE, "office_kind": "county"}, None, TODAY)
    assert due is not None
    assert due.law == date(2027, 2, 20)


def test_of_two_offices_the_earlier_day_counts() -> None:
    both = [(recent(2026, "云岭县人民政府"), None), (recent(2026), None)]
    due = next_due(both, NOBODY, None, TODAY)
    assert due is not None
    assert due.office == OFFICE


def test_nothing_is_due_while_nobody_is_known() -> None:
    assert next_due([], NOBODY, None, TODAY) is None
