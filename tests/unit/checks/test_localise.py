"""The one wrong cell: found where the relations give it away, and never where nothing is wrong."""

from __future__ import annotations

import pytest

from govreport_desktop.checks import check
from govreport_desktop.report import Content, TextAddress
from govreport_desktop.report.edit import Address
from govreport_desktop.report.open_points import ADDRESS, OpenPoint, written
from tests.unit.checks.filled import COLUMNS, found, proactive, put, requests, sound_report
from tests.unit.checks.filled import with_last_year as with_last
from tests.unit.checks.localised import localised

SAMPLE = 60
SECONDS = 0.020


def test_planted_faults_are_named_and_sound_reports_left_alone() -> None:
    """A sample; `make faults` runs ten thousand."""
    result = localised(range(SAMPLE))
    assert result.touched == []
    assert result.identifiable.total() >= SAMPLE // 2
    assert result.share >= 0.9, result.missed
    assert result.wrong <= result.named // 10
    assert sorted(result.seconds)[SAMPLE * 95 // 100] < SECONDS


def test_a_sentence_tells_which_cell_of_a_column_is_wrong() -> None:
    contents: dict[Address, Content] = {requests("partial", "business"): 4}
    contents |= {requests("granted", "business"): 17}
    report = put(sound_report(), contents)
    put(report, {TextAddress("overview"): "全年办结政府信息公开申请126件，部分公开4件。"})
    assert not found(report, "R1")
    assert not found(report, "R9")
    put(report, {requests("partial", "business"): 9})
    problem = found(report, "R1")["R1:requests/business"]
    assert problem.cause == (
        "只有“部分公开·商业企业”的 9 改为 4，"
        "改后“商业企业”列、第一部分的“办结政府信息公开申请126件”、第一部分的“部分公开4件”都相符"
    )
    assert problem.fix is not None
    assert problem.fix.label == "部分公开改为 4"
    for other in found(report, "R9").values():
        assert other.cause == problem.cause
        assert other.fixes[0] == problem.fix
    put(report, dict(problem.fix.contents))
    assert not found(report, "R1")
    assert not found(report, "R9")


def test_a_wrong_sentence_is_no_reason_to_touch_the_table() -> None:
    report = put(sound_report(), {TextAddress("overview"): "全年收到政府信息公开申请102件。"})
    (problem,) = found(report, "R9").values()
    assert problem.cause == ""
    assert [fix.label for fix in problem.fixes] == ["改成 120", "改为随表更新"]


def test_rows_exchanged_are_seen_by_two_sentences() -> None:
    contents: dict[Address, Content] = {requests("partial", "business"): 8}
    contents |= {requests("granted", "business"): 13}
    report = put(sound_report(), contents)
    put(report, {TextAddress("overview"): "政府信息公开申请中予以公开118件，部分公开8件。"})
    assert not found(report, "R9")
    right, wrong = (requests(row, "business") for row in ("granted", "partial"))
    put(report, {right: 8, wrong: 13})
    problems = list(found(report, "R9").values())
    assert len(problems) == 2
    for problem in problems:
        assert problem.cause.startswith("“商业企业”列的“予以公开”和“部分公开”可能填颠倒了")
        assert problem.fixes[0].label == "对调“予以公开”和“部分公开”"
    put(report, dict(problems[0].fixes[0].contents))
    assert (report.values[right], report.values[wrong]) == (13, 8)


def test_a_total_that_the_source_printed_points_to_its_row() -> None:
    report = put(sound_report(), {requests("granted", "business"): 24})
    total = requests("granted", "total")
    put(report, {ADDRESS: written([OpenPoint("total", "126", "第 3 页", (total,))])})
    problem = found(report, "R1")["R1:requests/business"]
    assert problem.cause.startswith("“予以公开·商业企业”的 24 可能是 21（打错了一位数字）")
    (printed,) = found(report, "R24").values()
    assert printed.fixes[0] == problem.fix
    assert printed.fixes[-1].label == "已核对"


def test_last_years_stock_points_to_swapped_digits() -> None:
    report = put(
        sound_report(),
        {proactive("rules", c): n for c, n in (("issued", 3), ("repealed", 0), ("in_force", 71))},
    )
    with_last(report, {proactive("rules", "in_force"): 14})
    (problem,) = found(report, "R7").values()
    assert problem.cause == (
        "“规章·现行有效件数”的 71 可能是 17（相邻两位数字颠倒），改后上年的现行有效件数相符"
    )


def test_a_column_that_is_still_being_filled_in_is_not_explained() -> None:
    report = sound_report()
    put(report, {requests(row, "business"): None for row in ("granted", "carried_forward")})
    assert not [p for p in check(report) if p.rule == "R1"]


@pytest.mark.parametrize("column", COLUMNS)
def test_what_cannot_be_read_is_part_of_nothing(column: str) -> None:
    from govreport_desktop.report import Unread

    report = put(sound_report(), {requests("granted", column): Unread("二1")})
    put(report, {TextAddress("overview"): "全年办结政府信息公开申请126件。"})
    assert all(not problem.fixes for problem in found(report, "R1").values())


def test_a_number_bound_to_a_cell_states_nothing_of_its_own() -> None:
    report = put(sound_report(), {requests("granted", "business"): 24})
    put(report, {TextAddress("overview"): "全年办结政府信息公开申请{requests/total/total}件。"})
    problem = found(report, "R1")["R1:requests/business"]
    assert problem.cause == (
        "“本年新收·商业企业”的 20 可能是 23（打错了一位数字），或者“上年结转·商业企业”的 3 改为 6，"
        "或者“予以公开·商业企业”的 24 可能是 21（打错了一位数字），请核对"
    )
    assert problem.choice == "有 3 种改法"
    assert problem.fix is None


def test_the_sums_of_the_offices_tell_the_wrong_cell_of_the_parent() -> None:
    from govreport_desktop.checks.consolidation import compare_with_offices, sums_of

    offices = [sound_report(), sound_report()]
    double: dict[Address, Content] = {
        cell: 2 * value
        for cell, value in offices[0].values.items()
        if isinstance(value, int) and offices[0].form.cell(cell).formula is None
    }
    parent = put(sound_report(), double)
    assert compare_with_offices(parent, offices) == []
    wrong = requests("granted", "business")
    put(parent, {wrong: 24})
    (problem,) = compare_with_offices(parent, offices)
    assert problem.cause == (
        "“予以公开·商业企业”的 24 可能是 42（相邻两位数字颠倒），"
        "改后“商业企业”列、各单位的合计都相符"
    )
    assert dict(problem.fixes[0].contents) == {wrong: 42}
    sums = sums_of(parent, offices)
    keys = {p.key: p for p in check(parent, handed_in=True, sums=sums)}
    assert keys["R1:requests/business"].fixes == problem.fixes
    assert sums_of(parent, offices, ["丙局"]) == ()
