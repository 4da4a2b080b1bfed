"""R11: a parent's report against the sum of its offices'."""

from __future__ import annotations

from govreport_desktop.checks.consolidation import check_consolidation
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report
from tests.unit.checks.filled import put, requests

RECEIVED = requests("received", "natural_person")


def office(name: str, received: int | None, form: str = "2021") -> Report:
    report = Report(load_form(form), name, 2023)
    return put(report, {RECEIVED: received})


def test_a_parent_that_is_the_sum_raises_nothing() -> None:
    parent = office("青禾县人民政府", 7)
    assert check_consolidation(parent, [office("甲局", 3), office("乙局", 4)]) == []


def test_a_difference_names_the_cell_and_the_offices_that_are_missing() -> None:
    parent = office("青禾县人民政府", 9)
    offices = [office("甲局", 3), office("乙局", 4)]
    (problem,) = check_consolidation(parent, offices, ["甲局", "乙局", "丙局"])
    assert problem.cells == (RECEIVED,)
    assert "本级报告为 9，2 家单位合计 7，多 2" in problem.message
    assert problem.cause == "还没有报来的单位：丙局"


def test_a_report_on_another_form_is_left_out_and_named() -> None:
    parent = office("青禾县人民政府", 7)
    offices = [office("甲局", 7), office("乙局", 4, "2019")]
    assert check_consolidation(parent, offices) == []
    put(parent, {RECEIVED: 11})
    (problem,) = check_consolidation(parent, offices)
    assert problem.cause == "格式不同、没有计入的单位：乙局"


def test_what_nobody_has_filled_in_is_not_compared() -> None:
    parent = put(office("青禾县人民政府", 0), {CellAddress("proactive", "rules", "issued"): 1})
    assert check_consolidation(parent, [office("甲局", 0), office("乙局", None)]) == []


def test_many_missing_offices_are_counted() -> None:
    names = [f"第{i}局" for i in range(8)]
    (problem,) = check_consolidation(office("青禾县人民政府", 1), [office("甲局", 0)], names)
    assert problem.cause.endswith("等 8 家")
