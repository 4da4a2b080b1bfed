"""Last year's report in this year's file: what is carried, what stays, what is only kept."""

from __future__ import annotations

import pytest

from govreport_desktop.errors import EditError
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.carry_over import (
    carried_words,
    carry_over,
    headings,
    last_year_doubts,
)
from govreport_desktop.report.edit import Address, Content

OPENING = CellAddress("requests", "carried_over", "natural_person")
CLOSING = CellAddress("requests", "carried_forward", "natural_person")
PROSE = "（一）主动公开。公开信息12条。\n普通一段。\n（二）依申请公开\n1.收到申请3件；"


def last_year(form: str = "2021", closing: int | None = 7) -> Report:
    report = Report(load_form(form), "青屿市档案局", 2024 if form == "2021" else 2020)
    contents: list[tuple[Address, Content]] = [
        (CLOSING, closing),
        (CLOSING._replace(column="business"), 2),
        (FieldAddress("contact_name"), "林某"),
        (FieldAddress("office_kind"), "department"),
        (FieldAddress("signed_on"), "2025-01-20"),
        (TextAddress("overview"), PROSE),
    ]
    report.apply(report.edit(contents))
    return report


def this_year() -> Report:
    return Report(load_form("2021"), "青屿市档案局", 2025)


def test_each_column_and_the_office_are_carried() -> None:
    report = this_year()
    report.apply(carry_over(report, last_year()))
    assert report.values[OPENING] == 7
    assert report.values[OPENING._replace(column="business")] == 2
    assert report.values[OPENING._replace(column="total")] == 9
    assert report.values[OPENING._replace(column="research")] is None
    assert report.fields["contact_name"] == "林某"
    assert report.fields["office_kind"] == "department"
    assert report.fields["signed_on"] == ""
    assert report.year == 2025
    assert report.last_year is not None
    assert report.last_year.values[CLOSING] == 7


def test_headings_are_carried_and_prose_only_when_asked_for() -> None:
    report, other = this_year(), this_year()
    report.apply(carry_over(report, last_year()))
    assert report.texts["overview"] == "（一）主动公开。\n（二）依申请公开"
    other.apply(carry_over(other, last_year(), texts=last_year().texts))
    assert other.texts["overview"] == PROSE


def test_what_was_typed_stays() -> None:
    report = this_year()
    typed: list[tuple[Address, Content]] = [
        (OPENING, 5),
        (FieldAddress("contact_name"), "王某"),
        (TextAddress("overview"), "本年另写。"),
    ]
    report.apply(report.edit(typed))
    report.apply(carry_over(report, last_year()))
    assert report.values[OPENING] == 5
    assert report.fields["contact_name"] == "王某"
    assert report.texts["overview"] == "本年另写。"


def test_a_correction_of_last_year_moves_only_what_it_had_filled() -> None:
    report = this_year()
    report.apply(carry_over(report, last_year(closing=7)))
    report.apply(report.edit([(OPENING._replace(column="business"), 4)]))
    edit = carry_over(report, last_year(closing=8))
    report.apply(edit)
    assert report.values[OPENING] == 8
    assert report.values[OPENING._replace(column="business")] == 4
    assert report.last_year is not None
    assert report.last_year.values[CLOSING] == 8
    report.apply(edit.inverse())
    assert report.values[OPENING] == 7


def test_a_blank_of_last_year_carries_nothing() -> None:
    report = this_year()
    report.apply(carry_over(report, last_year(closing=None)))
    assert report.values[OPENING] is None


def test_the_older_form_gives_only_what_means_the_same() -> None:
    report = this_year()
    report.apply(carry_over(report, last_year("2019")))
    numbers = {str(address): value for address, value in report.values.items() if value}
    assert numbers == {
        "requests/carried_over/natural_person": 7,
        "requests/carried_over/business": 2,
        "requests/carried_over/total": 9,
    }


def test_files_do_not_nest_year_after_year() -> None:
    first = last_year()
    second = Report(load_form("2021"), "青屿市档案局", 2025)
    second.apply(carry_over(second, first))
    third = Report(load_form("2021"), "青屿市档案局", 2026)
    third.apply(carry_over(third, second))
    assert third.last_year is not None
    assert third.last_year.last_year is None


def test_reading_the_same_again_changes_nothing() -> None:
    report = this_year()
    report.apply(carry_over(report, last_year()))
    assert not carry_over(report, last_year())


def test_the_clerk_is_told_what_came_over() -> None:
    report = this_year()
    words = carried_words(report, carry_over(report, last_year()))
    assert words == [
        "上年结转：自然人 7、商业企业 2。",
        "机关信息：机关类别、联系人。",
        "文字：一、总体情况。",
    ]


def test_headings_are_those_that_stand_or_lead() -> None:
    assert headings(PROSE) == "（一）主动公开。\n（二）依申请公开"
    assert headings("没有编号的文字。") == ""


def test_last_years_report_is_of_the_year_before() -> None:
    assert last_year_doubts(this_year(), last_year()) == []
    for year in (2023, 2025, 2026):
        other = Report(load_form("2021"), "青屿市档案局", year)
        with pytest.raises(EditError, match=f"读出的是 {year} 年度.*上一年度应为 2024 年度"):
            last_year_doubts(this_year(), other)
        assert len(last_year_doubts(this_year(), other, any_year=True)) == 1


def test_another_office_or_no_year_is_a_doubt_and_no_refusal() -> None:
    other = Report(load_form("2021"), "某县水务局", 2024)
    (doubt,) = last_year_doubts(this_year(), other)
    assert "“某县水务局”" in doubt
    (doubt,) = last_year_doubts(this_year(), Report(load_form("2021"), "青屿市档案局"))
    assert "没有读出上年度报告的年度" in doubt
    assert last_year_doubts(Report(load_form("2021")), last_year()) == []
