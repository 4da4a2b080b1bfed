"""R11: a parent's report beside those of its offices."""

from __future__ import annotations

from govreport_desktop.checks.consolidation import compare_with_offices
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report

CELL = CellAddress("requests", "received", "natural_person")
OTHER = CellAddress("proactive", "licences", "decisions")


def office(
    name: str,
    received: int | None,
    licences: int | None = None,
    year: int = 2025,
    form: str = "2021",
) -> Report:
    report = Report(load_form(form), name, year)
    report.apply(report.edit([(CELL, received), (OTHER, licences)]))
    return report


def test_a_sum_that_holds_raises_nothing() -> None:
    parent = office("甲市", 12, 5)
    assert compare_with_offices(parent, [office("一局", 7, 5), office("二局", 5, 0)]) == []


def test_a_sum_that_does_not_hold_names_the_cell_and_both_numbers() -> None:
    (problem,) = compare_with_offices(office("甲市", 12), [office("一局", 7), office("二局", 4)])
    assert problem.rule == "R11"
    assert problem.cells == (CELL,)
    assert problem.message == "三 · 本年新收 · 自然人：本报告 12，2 个单位合计 11，本报告多 1。"
    assert problem.severity.value == "warning"


def test_an_office_that_left_the_cell_blank_is_named() -> None:
    (problem,) = compare_with_offices(office("甲市", 12), [office("一局", 7), office("二局", None)])
    assert problem.cause == "没有填这一格的单位：二局"


def test_an_office_without_a_report_is_named_even_where_sums_hold() -> None:
    problems = compare_with_offices(office("甲市", 7), [office("一局", 7)], ["一局", "三局"])
    assert [p.message for p in problems] == ["有 1 个单位没有报告：三局。"]


def test_other_years_and_forms_are_left_out_and_told() -> None:
    others = [office("一局", 7), office("旧局", 3, year=2024), office("老局", 3, form="2019")]
    (problem,) = compare_with_offices(office("甲市", 7), others)
    assert "旧局（2021年版格式，2024）" in problem.message
    assert "老局（2019年版格式，2025）" in problem.message


def test_a_blank_of_the_parent_is_not_compared() -> None:
    assert compare_with_offices(office("甲市", None), [office("一局", 7)]) == []
