"""One order and one way of counting for every list of problems."""

from __future__ import annotations

from govreport_desktop.checks import FIGURES, PROSE, Severity, Tally, arranged, check, tally
from govreport_desktop.checks.consolidation import compare_with_offices
from govreport_desktop.report import ExplanationAddress, TextAddress
from govreport_desktop.report.explanations import explanation_content
from tests.unit.checks.corpus import Passage
from tests.unit.checks.filled import put, requests, sound_report, with_last_year

# R15 is run after R14 and R9: the words stand the other way round.
TEXT = "收到申请XX件。\n共收到政府信息公开申请12件。\n2022年，我局认真落实条例。"


def test_in_one_part_problems_come_as_one_reads_it() -> None:
    found = [p for p in check(Passage(file="here", text=TEXT).report()) if p.section == "overview"]
    warnings = [p for p in found if p.severity is Severity.WARNING and p.spans]
    assert [p.rule for p in warnings] == ["R15", "R9", "R14"]
    starts = [p.spans[0].start for p in warnings]
    assert starts == sorted(starts)


def test_what_is_wrong_at_one_place_comes_before_what_is_alike_in_sum() -> None:
    old = "今年公布了县道改建的全部合同。客运站的电子屏每天播出票价和班次。"
    five = "养护工程的公开停留在中标环节。农村客运线路的站牌没有更换完毕。"
    passage = Passage(
        file="here",
        text=five,
        section="problems",
        texts={"overview": old, "other": "共收到政府信息公开申请12件。"},
        last={"overview": old, "problems": five},
    )
    rules = [p.rule for p in check(passage.report()) if p.severity is Severity.WARNING]
    assert [rule for rule in rules if rule in {"R9", "R16", "R46"}] == ["R9", "R16", "R46"]


def test_in_a_table_problems_come_by_row_and_column() -> None:
    report = with_last_year(
        sound_report(),
        {requests("carried_forward", column): 5 for column in ("research", "business")},
    )
    put(report, {requests("received", "research"): 25, requests("received", "business"): 25})
    keys = [p.key for p in check(report) if p.rule in {"R1", "R6"}]
    assert keys == [
        "R1:requests/business",
        "R1:requests/research",
        "R1:requests/total",
        "R6:requests/business",
        "R6:requests/research",
        "R6:requests/total",
    ]


def test_every_problem_carries_where_it_stands() -> None:
    problems = check(Passage(file="here", text=TEXT, full=True).report())
    ranks = {severity: rank for rank, severity in enumerate(Severity)}
    order = [(ranks[p.severity], p.order) for p in problems]
    assert order == sorted(order)
    assert len({p.order for p in problems}) > 3


def test_what_several_runs_found_comes_in_the_order_of_one() -> None:
    report = Passage(file="here", text=TEXT).report()
    parts = [*check(report, rules=PROSE), *check(report, rules=FIGURES)]
    assert arranged(report, parts) == check(report)


def test_what_a_parent_explained_about_its_offices_is_attached() -> None:
    parent, one = sound_report(), sound_report()
    put(parent, {requests("received", "business"): 25})
    (cell,) = compare_with_offices(parent, [one])
    put(parent, {ExplanationAddress(cell.key): explanation_content("另有本级 5 件", cell.figures)})
    (now,) = arranged(parent, compare_with_offices(parent, [one]))
    assert (now.explanation, now.outdated, now.is_open) == ("另有本级 5 件", False, False)


def test_an_explained_warning_is_counted_apart_until_its_figures_change() -> None:
    report = Passage(file="here", text=TEXT).report()
    open_ = tally(check(report))
    assert (open_.warnings >= 3, open_.explained) == (True, 0)
    (claim,) = (p for p in check(report) if p.rule == "R9")
    put(report, {ExplanationAddress(claim.key): explanation_content("口径不同", claim.figures)})
    assert tally(check(report)) == open_._replace(warnings=open_.warnings - 1, explained=1)
    put(report, {TextAddress("overview"): TEXT.replace("12件", "13件")})
    assert tally(check(report)) == open_


def test_a_tally_says_itself_in_one_way() -> None:
    assert Tally(1, 2, 3).words == "错误 1 个，警告 2 个，提示 3 个"
    assert Tally(0, 2, 0, 4).words == "错误 0 个，警告 2 个（另有 4 个已说明），提示 0 个"
    assert [Tally(1, 2, 3).open(severity) for severity in Severity] == [1, 2, 3]
