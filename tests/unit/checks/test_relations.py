"""R1, R6 and R7: the relations the form states, each said in a sentence with its numbers."""

from __future__ import annotations

import pytest

from govreport_desktop.checks import Severity, check, tally
from govreport_desktop.form import load_form
from govreport_desktop.report import Content, ExplanationAddress, Report, Unread
from govreport_desktop.report.edit import Address
from tests.unit.checks.filled import (
    COLUMNS,
    found,
    proactive,
    put,
    requests,
    sound_report,
    with_last_year,
)

NAMES = dict(
    zip(
        COLUMNS,
        ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他组织"),
        strict=True,
    )
)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_numbers_that_agree_raise_nothing(form_id: str) -> None:
    report = sound_report(form_id)
    assert not tally(check(report)).errors
    assert found(report, "R1") == {}


def test_a_blank_report_breaks_no_relation() -> None:
    report = Report(load_form("2021"), "青禾县档案局", 2023)
    assert not any(found(report, rule) for rule in ("R1", "R5", "R6", "R7"))


@pytest.mark.parametrize("column", COLUMNS)
def test_r1_in_each_column(column: str) -> None:
    report = put(sound_report(), {requests("received", column): 25})
    problems = found(report, "R1")
    assert list(problems) == [f"R1:requests/{column}", "R1:requests/total"]
    problem = problems[f"R1:requests/{column}"]
    assert problem.message == f"{NAMES[column]}：一、二两项共 28，三、四两项共 23，前者多 5。"
    assert problem.severity is Severity.ERROR
    assert problem.section == "requests"
    rows = ("received", "carried_over", "total", "carried_forward")
    assert problem.cells == tuple(requests(row, column) for row in rows)
    assert "第一项加第二项之和" in problem.basis
    total = problems["R1:requests/total"]
    assert total.message == "总计：一、二两项共 143，三、四两项共 138，前者多 5。"
    assert total.cause == f"总计是各列之和，改正{NAMES[column]}后会一并相符"
    assert tally(check(report)).errors


@pytest.mark.parametrize(("row", "text"), [("received", "-3"), ("granted", "3.5")])
def test_r1_does_not_add_up_what_cannot_be_read(row: str, text: str) -> None:
    report = put(
        sound_report(),
        {requests(row, "business"): Unread(text), requests("received", "research"): 25},
    )
    assert set(found(report, "R5")) == {f"R5:requests/{row}/business"}
    assert set(found(report, "R1")) == {"R1:requests/research"}


def test_r1_says_which_side_is_short() -> None:
    report = put(sound_report(), {requests("received", "business"): 18})
    message = found(report, "R1")["R1:requests/business"].message
    assert message == "商业企业：一、二两项共 21，三、四两项共 23，前者少 2。"


def test_r1_takes_a_blank_for_nothing_once_the_last_row_is_reached() -> None:
    report = Report(load_form("2021"), "青禾县档案局", 2023)
    begun = {"received": 4, "granted": 3, "carried_forward": 0}
    put(report, {requests(row, "research"): number for row, number in begun.items()})
    assert list(found(report, "R1")) == ["R1:requests/research", "R1:requests/total"]


def test_r1_where_columns_cancel_out_the_total_is_fine() -> None:
    report = put(
        sound_report(),
        {requests("received", "business"): 22, requests("received", "research"): 18},
    )
    assert list(found(report, "R1")) == ["R1:requests/business", "R1:requests/research"]


def test_r6_each_column_and_the_total() -> None:
    forward: dict[Address, Content] = {requests("carried_forward", column): 3 for column in COLUMNS}
    report = with_last_year(sound_report(), forward)
    assert found(report, "R6") == {}
    put(report, {requests("carried_over", "business"): 5})
    problems = found(report, "R6")
    assert list(problems) == ["R6:requests/business", "R6:requests/total"]
    problem = problems["R6:requests/business"]
    assert problem.message == (
        "商业企业：上年结转 5，上年度报告“结转下年度继续办理”为 3，本年多 2。"
    )
    assert problem.severity is Severity.WARNING
    assert problem.cells == (requests("carried_over", "business"),)
    assert "通行做法" in problem.basis


def test_r6_does_not_compare_blanks() -> None:
    report = with_last_year(sound_report(), {})
    assert found(report, "R6") == {}
    report = with_last_year(
        Report(load_form("2021"), "青禾县档案局", 2023),
        {requests("carried_forward", "business"): 3},
    )
    assert found(report, "R6") == {}


def test_r6_and_r7_need_last_year() -> None:
    report = put(sound_report(), {proactive("rules", "in_force"): 7})
    assert found(report, "R6") == {}
    assert found(report, "R7") == {}


@pytest.mark.parametrize(
    ("row", "name"), [("rules", "规章"), ("normative_documents", "行政规范性文件")]
)
def test_r7_each_row(row: str, name: str) -> None:
    this_year = {"issued": 4, "repealed": 1, "in_force": 13}
    report = put(sound_report(), {proactive(row, c): n for c, n in this_year.items()})
    with_last_year(report, {proactive(row, "in_force"): 10})
    assert found(report, "R7") == {}
    put(report, {proactive(row, "in_force"): 12})
    problem = found(report, "R7")[f"R7:proactive/{row}"]
    assert problem.message == (
        f"{name}：上年现行有效 10，加本年制发 4、减本年废止 1，应为 13，现填 12，现填的少 1。"
    )
    assert problem.severity is Severity.WARNING
    assert problem.cells == tuple(proactive(row, c) for c in ("in_force", "issued", "repealed"))


def test_r7_waits_until_the_row_is_complete() -> None:
    report = put(sound_report(), {proactive("rules", "in_force"): 12})
    with_last_year(report, {proactive("rules", "in_force"): 10})
    assert found(report, "R7") == {}


def test_an_explanation_goes_with_its_warning_and_survives_a_re_check() -> None:
    forward: dict[Address, Content] = {requests("carried_forward", column): 3 for column in COLUMNS}
    report = with_last_year(sound_report(), forward)
    key = ExplanationAddress("R6:requests/business")
    put(report, {requests("carried_over", "business"): 5, key: "机构划转 2 件"})
    problems = found(report, "R6")
    assert problems["R6:requests/business"].explanation == "机构划转 2 件"
    assert problems["R6:requests/total"].explanation == ""
    put(report, {requests("carried_over", "business"): 3})
    assert found(report, "R6") == {}
    put(report, {requests("carried_over", "business"): 6})
    assert found(report, "R6")["R6:requests/business"].explanation == "机构划转 2 件"


def test_an_error_can_not_be_explained_away() -> None:
    report = put(sound_report(), {requests("received", "business"): 25})
    put(report, {ExplanationAddress("R1:requests/business"): "就这样"})
    assert found(report, "R1")["R1:requests/business"].explanation == ""


def test_errors_come_first_then_the_order_of_the_parts() -> None:
    report = put(
        sound_report(),
        {
            requests("received", "business"): 25,
            proactive("licences", "decisions"): Unread("若干"),
            proactive("rules", "issued"): 1,
            proactive("rules", "repealed"): 0,
            proactive("rules", "in_force"): 1,
        },
    )
    with_last_year(report, {proactive("rules", "in_force"): 1})
    ours = [p.rule for p in check(report) if p.rule in ("R1", "R5", "R7")]
    assert ours == ["R5", "R1", "R1", "R7"]
