"""When a report is due: by what the clerk chose, by the office's name, by the earliest day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.form.organs import MonthDay
from govreport_desktop.report import FieldAddress, Report
from govreport_desktop.report.deadline import deadline_words, due_date, judge, organ_of

FORM = load_form("2021")


def report(office: str, kind: str = "", year: int = 2026) -> Report:
    made = Report(FORM, office, year)
    made.apply(made.edit([(FieldAddress("office_kind"), kind)]))
    return made


@pytest.mark.parametrize(
    ("office", "kind", "due"),
    [
        # what the name says
        ("示例局", "", date(2027, 1, 31)),
        ("义乌市佛堂镇人民政府", "", date(2027, 1, 31)),
        ("义乌市人民政府", "", date(2027, 2, 20)),
        ("金华市人民政府", "", date(2027, 3, 10)),
        ("浙江省人民政府", "", date(2027, 3, 31)),
        ("国家税务总局义乌市税务局", "", date(2027, 3, 31)),
        # what the clerk chose, against the name too
        ("示例局", "county", date(2027, 2, 20)),
        ("云岭市人民政府", "city", date(2027, 3, 10)),
        ("金华市气象局", "department", date(2027, 1, 31)),
        # nobody knows: the earliest
        ("云岭市人民政府", "", date(2027, 1, 31)),
        ("四川天府新区管理委员会", "", date(2027, 1, 31)),
        ("", "", date(2027, 1, 31)),
        ("义乌市人民政府", "县政府", date(2027, 2, 20)),
        # a university does not report on this form
        ("浙江大学", "", date(2027, 1, 31)),
    ],
)
def test_the_day_follows_from_kind_or_name(office: str, kind: str, due: date) -> None:
    assert due_date(report(office, kind)) == due


@pytest.mark.parametrize(
    ("office", "due"),
    [
        ("义乌市人民政府", date(2027, 2, 20)),
        ("金华市人民政府", date(2027, 3, 10)),
        ("浙江省人民政府", date(2027, 3, 31)),
        ("义乌市佛堂镇人民政府", date(2027, 1, 31)),
        ("云岭市人民政府", date(2027, 1, 31)),
        ("示例局", date(2027, 1, 31)),
    ],
)
def test_an_old_government_is_the_one_its_name_says_else_the_earliest(
    office: str, due: date
) -> None:
    assert due_date(report(office, "government")) == due


def test_an_old_government_whose_name_says_nothing_is_asked_for() -> None:
    judged = organ_of(report("云岭市人民政府", "government"))
    assert judged.kind is None
    assert [kind.id for kind in judged.means] == ["township", "county", "city", "province"]
    assert "请选择" in judged.words


def test_without_a_year_there_is_no_day() -> None:
    blank = Report(FORM, "示例局")
    assert due_date(blank) is None
    assert deadline_words(blank, date(2027, 1, 1)) == ""


@pytest.mark.parametrize(
    ("stored", "office", "words"),
    [
        ("", "青禾县人民政府", "按名称判断：县级政府，2 月 20 日前报送"),
        ("county", "青禾县人民政府", "县级政府，2 月 20 日前报送"),
        (
            "department",
            "青禾县人民政府",
            "政府部门，1 月 31 日前报送（按名称像是县级政府，请核对）",
        ),
        ("", "", "还没有填机关名称，请选择；选定前按最早的 1 月 31 日提醒"),
        ("", "云岭市人民政府", "按名称判断不出，请选择；选定前按最早的 1 月 31 日提醒"),
        (
            "",
            "天府新区管委会",
            "按名称判断不出（管委会按当地规定，有的同政府，有的同部门），请选择；",
        ),
        ("", "杭州海关", "按名称判断：垂直管理单位，全系统报告期限 3 月 31 日"),
    ],
)
def test_it_says_how_the_kind_is_known(stored: str, office: str, words: str) -> None:
    assert judge(stored, office, FORM).words.startswith(words)


def test_a_form_for_one_kind_of_organ_needs_no_name() -> None:
    judged = judge("", "某校", replace(FORM, organs=("university",)))
    assert judged.words == "高等学校，10 月 31 日前报送"
    assert judged.due(2026) == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 2, 8), "距报送期限 2027 年 2 月 20 日还有 12 天"),
        (date(2027, 2, 20), "今天是报送期限 2027 年 2 月 20 日"),
        (date(2027, 2, 21), "报送期限 2027 年 2 月 20 日已过"),
    ],
)
def test_the_deadline_in_words(today: date, words: str) -> None:
    assert deadline_words(report("义乌市人民政府"), today) == words


def test_the_words_say_whose_day_it_is() -> None:
    day = date(2027, 1, 1)
    assert deadline_words(report("云岭市人民政府"), day).startswith("距最早的报送期限 2027 年 1 月")
    assert deadline_words(report("杭州海关"), day).startswith("距全系统报告期限 2027 年 3 月 31 日")


@pytest.mark.parametrize(
    ("local", "today", "end"),
    [
        (MonthDay(1, 15), date(2027, 1, 15), "；本地要求 1 月 15 日前"),
        (MonthDay(1, 15), date(2027, 1, 16), "；本地要求 1 月 15 日前，已过"),
        (MonthDay(2, 20), date(2027, 1, 1), "还有 50 天"),
        (MonthDay(12, 1), date(2027, 1, 1), "还有 50 天"),
        (None, date(2027, 1, 1), "还有 50 天"),
    ],
)
def test_an_earlier_local_day_stands_beside_the_laws(
    local: MonthDay | None, today: date, end: str
) -> None:
    words = deadline_words(report("义乌市人民政府"), today, local)
    assert "2027 年 2 月 20 日" in words
    assert words.endswith(end)
