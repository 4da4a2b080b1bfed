"""The wrong cell of parts two and four, and the two ways in which table and prose can agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from govreport_desktop.checks import Problem
from govreport_desktop.form import CellAddress
from govreport_desktop.report import Content, Report, TextAddress
from govreport_desktop.report.edit import Address
from tests.unit.checks.filled import COLUMNS, found, proactive, put, requests, sound_report
from tests.unit.checks.filled import with_last_year as with_last

_DOCUMENTS = ("issued", "repealed", "in_force")
_RESULTS = ("upheld", "corrected", "other", "pending")
_CASES = ("review", "litigation_direct", "litigation_after_review")
LICENCES, PENALTIES, COMPULSION = (
    proactive(row, "decisions") for row in ("licences", "penalties", "compulsion")
)


def documents(*figures: int, last: int, row: str = "normative_documents") -> Report:
    cells = (proactive(row, column) for column in _DOCUMENTS)
    report = put(sound_report(), dict(zip(cells, figures, strict=True)))
    return with_last(report, {proactive(row, "in_force"): last})


def stock(report: Report) -> Problem:
    (problem,) = found(report, "R7").values()
    return problem


@pytest.mark.parametrize(
    ("figures", "last", "label"),
    [
        # 制发 5, 废止 2, 现行有效 13 of 10.
        ((2, 5, 13), 10, "对调“本年制发件数”和“本年废止件数”"),
        ((13, 2, 5), 10, "对调“本年制发件数”和“现行有效件数”"),
        # A digit lost would explain it as well: 13 in force.
        ((5, 0, 3), 8, "对调“本年制发件数”和“本年废止件数”"),
        ((0, 5, 13), 8, "对调“本年制发件数”和“本年废止件数”"),
        # The row begins with a blank and ends in what it lost: a digit more or less all the same.
        ((0, 2, 430), 45, "行政规范性文件·现行有效件数改为 43"),
        ((0, 2, 4), 45, "行政规范性文件·现行有效件数改为 43"),
        ((5, 2, 130), 10, "行政规范性文件·现行有效件数改为 13"),
        ((5, 2, 31), 10, "行政规范性文件·现行有效件数改为 13"),
        # More repealed than there ever were: one column aside.
        ((2, 13, 0), 10, "“行政规范性文件”一行右移一列"),
    ],
)
def test_documents_put_wrong_are_told_by_last_years_stock(
    figures: Sequence[int], last: int, label: str
) -> None:
    report = documents(*figures, last=last)
    problem = stock(report)
    assert [fix.label for fix in problem.fixes] == [label]
    put(report, dict(problem.fixes[0].contents))
    assert not found(report, "R7")


@pytest.mark.parametrize(
    ("figures", "last"), [((0, 3, 1), 7), ((0, 3, 5), 10), ((0, 2, 48), 45), ((0, 0, 20), 86)]
)
def test_a_row_is_not_said_to_be_aside_for_a_difference_that_any_number_makes_up(
    figures: Sequence[int], last: int
) -> None:
    problem = stock(documents(*figures, last=last))
    assert (problem.cause, problem.fixes) == ("", ())


def test_no_rules_are_put_where_none_can_be_made() -> None:
    assert stock(documents(12, 0, 5, last=5)).fixes == ()


def test_two_figures_of_decisions_exchanged_are_told_by_the_prose() -> None:
    report = put(sound_report(), {LICENCES: 9, PENALTIES: 4, COMPULSION: 31})
    text = "作出行政许可决定31件、行政处罚决定4件、行政强制决定9件。"
    put(report, {TextAddress("overview"): text})
    problems = list(found(report, "R9").values())
    assert len(problems) == 2
    for problem in problems:
        assert problem.fixes[0].label == "对调“行政许可”和“行政强制”"
    put(report, dict(problems[0].fixes[0].contents))
    assert not found(report, "R9")


# ------------------------------------------------------------ part four
def disputes(**rows: Sequence[int]) -> dict[Address, Content]:
    cells: dict[Address, Content] = {
        CellAddress("disputes", row, column): 0 for row in _CASES for column in _RESULTS
    }
    for row, figures in rows.items():
        places = (CellAddress("disputes", row, column) for column in _RESULTS)
        cells |= dict(zip(places, figures, strict=True))
    return cells


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        ({"review": (2, 3, 0, 0)}, "移动 1 件：结果纠正 → 结果维持"),
        ({"review": (0, 3, 2, 0)}, "“行政复议”一行左移一列"),
        (
            {"review": (3, 2, 0, 0), "litigation_after_review": (0, 0, 0, 1)},
            "移动 1 件：复议后起诉 → 未经复议直接起诉",
        ),
        ({"review": (32, 2, 0, 0), "litigation_direct": (0, 0, 0, 1)}, "行政复议·结果维持改为 3"),
    ],
)
def test_cases_put_wrong_are_told_by_the_prose(rows: dict[str, Sequence[int]], label: str) -> None:
    report = put(sound_report(), disputes(**rows))
    text = (
        "因政府信息公开被申请行政复议5件，其中结果维持3件、结果纠正2件。"
        "行政诉讼1件，其中未经复议直接起诉1件、复议后起诉0件。"
    )
    if "litigation_direct" not in rows and "litigation_after_review" not in rows:
        text = text[: text.index("行政诉讼")]
    put(report, {TextAddress("overview"): text})
    problems = list(found(report, "R9").values())
    assert problems
    assert {problem.fixes[0].label for problem in problems} == {label}
    put(report, dict(problems[0].fixes[0].contents))
    assert not found(report, "R9")


# ------------------------------------------------------------ part three
def test_a_row_aside_is_known_by_one_number_where_the_other_fell_over_the_edge() -> None:
    cells: dict[Address, Content] = {
        requests(row, column): 0
        for row in ("received", "carried_over", "granted", "carried_forward")
        for column in COLUMNS
    }
    cells |= {requests("granted", c): n for c, n in zip(COLUMNS, (8, 0, 0, 22, 0, 0), strict=True)}
    report = put(sound_report(), cells)
    aside = dict(zip(COLUMNS, (0, 0, 22, 0, 0, 0), strict=True))
    put(report, {requests("received", column): number for column, number in aside.items()})
    fixes = {problem.fixes[0] for problem in found(report, "R1").values() if problem.fixes}
    assert {fix.label for fix in fixes} == {"“本年新收”一行右移一列"}
    put(report, dict(fixes.pop().contents))
    assert not found(report, "R1")


def test_whole_columns_exchanged_are_told_by_last_year_and_the_prose() -> None:
    columns = ("natural_person", "business")
    cells: dict[Address, Content] = {}
    for column, figures in zip(columns, ((40, 3, 41, 2), (12, 0, 12, 0)), strict=True):
        rows = ("received", "carried_over", "granted", "carried_forward")
        cells |= {requests(r, column): n for r, n in zip(rows, figures, strict=True)}
    report = put(sound_report(), cells)
    closing: dict[Address, Content] = {requests("carried_forward", c): 3 for c in COLUMNS}
    with_last(report, closing | {requests("carried_forward", "natural_person"): 0})
    text = "本年新收政府信息公开申请132件，其中自然人12件、商业企业40件。"
    put(report, {TextAddress("overview"): text})
    for problem in (*found(report, "R6").values(), *found(report, "R9").values()):
        assert problem.cause.startswith("“自然人”和“商业企业”两列可能整列填颠倒了，改后")
        assert "对调“自然人”和“商业企业”两列" in [fix.label for fix in problem.fixes]
    (problem, _) = found(report, "R9").values()
    put(report, dict(problem.fixes[0].contents))
    assert not found(report, "R6")
    assert not found(report, "R9")


def test_nothing_moves_over_a_cell_that_cannot_be_read() -> None:
    from govreport_desktop.report import Unread

    report = put(sound_report(), disputes(review=(0, 3, 2, 0)))
    put(report, {CellAddress("disputes", "review", "pending"): Unread("二")})
    text = "因政府信息公开被申请行政复议案件中，结果维持3件、结果纠正2件。"
    put(report, {TextAddress("overview"): text})
    assert all("移" not in p.cause for p in found(report, "R9").values())


# ------------------------------------------------------------ table or prose
def test_where_either_may_be_wrong_both_ways_are_offered() -> None:
    report = put(sound_report(), {LICENCES: 120, **disputes(review=(4, 1, 0, 0))})
    put(report, {TextAddress("overview"): "作出行政许可决定12件。行政复议中结果维持5件。"})
    labels = [[fix.label for fix in p.fixes] for p in found(report, "R9").values()]
    assert labels == [
        ["改成 120", "改为随表更新", "表格改为 12"],
        ["改成 4", "改为随表更新", "表格改为 5"],
    ]
    for problem in found(report, "R9").values():
        assert problem.choice == "改文字或改表格"
        assert problem.fix is None, "one key must not choose"
        put(report, dict(problem.fixes[2].contents))
    assert not found(report, "R9")
    assert report.values[LICENCES] == 12


def test_the_only_case_of_a_row_is_what_its_total_says() -> None:
    report = put(sound_report(), disputes(review=(0, 0, 0, 7)))
    put(report, {TextAddress("overview"): "全年因政府信息公开被申请行政复议1件。"})
    (problem,) = found(report, "R9").values()
    assert [fix.label for fix in problem.fixes][2:] == ["表格的“行政复议·尚未审结”改为 1"]


def test_the_table_is_left_alone_where_something_else_agrees_with_it() -> None:
    report = documents(5, 2, 13, last=10)
    put(report, {TextAddress("overview"): "现行有效行政规范性文件130件。"})
    (problem,) = found(report, "R10").values()
    assert [fix.label for fix in problem.fixes] == ["改成 13", "改为随表更新"]


def test_last_years_figure_tells_table_and_prose_apart() -> None:
    report = put(sound_report(), {LICENCES: 1204, PENALTIES: 90})
    text = "作出行政许可决定120件、行政处罚决定9件。"
    put(report, {TextAddress("overview"): text})
    with_last(report, {LICENCES: 131, PENALTIES: 84})
    licences, penalties = found(report, "R9").values()
    assert licences.cause == "上年是 131，与文字相近，可能是表格填错了"
    assert [fix.label for fix in licences.fixes] == ["表格改为 120", "改成 1204", "改为随表更新"]
    assert penalties.cause == ""
    assert penalties.fixes[0].label == "改成 90"


def test_a_rounded_number_is_not_put_into_the_table() -> None:
    report = put(sound_report(), {LICENCES: 90000, proactive("fees", "amount"): Decimal(3)})
    put(report, {TextAddress("overview"): "作出行政许可决定12.9万件，行政处罚近3000件。"})
    for problem in found(report, "R9").values():
        assert not any(fix.label.startswith("表格") for fix in problem.fixes)
