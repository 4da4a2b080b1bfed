"""Problems keep their identity, explanations stay attached, checks can be switched off."""

from __future__ import annotations

import pytest

from govreport_desktop.checks import RULES, CheckSettings, Problem, Severity, check, snapshot
from govreport_desktop.report import ExplanationAddress, Report, TextAddress
from govreport_desktop.report.explanations import explanation_content, explanation_text
from tests.unit.checks.corpus import Passage
from tests.unit.checks.filled import put

WRONG = "全年开展服务共14711次（其中帮办9159件，代办4763件，督办84件，咨询765件）。"


def report(text: str, **more: str) -> Report:
    return Passage(file="here", text=text, texts=more).report()


def sums(report: Report) -> Problem:
    (found,) = (p for p in check(report) if p.key.startswith("R20.sums"))
    return found


def test_a_problem_stays_the_same_while_text_around_it_moves() -> None:
    before = sums(report(WRONG))
    after = sums(report(f"我局认真落实条例。\n今年以来，成效明显。{WRONG}另有培训3次。"))
    assert after.key == before.key
    assert after.spans != before.spans


def test_a_problem_stays_the_same_when_a_figure_in_it_changes() -> None:
    assert sums(report(WRONG)).key == sums(report(WRONG.replace("765", "766"))).key


def test_the_same_mistake_twice_is_two_problems() -> None:
    keys = [p.key for p in check(report(f"{WRONG}\n{WRONG}")) if p.rule == "R20"]
    assert len(keys) == len(set(keys)) == 2


def test_an_explanation_stays_attached_and_is_outdated_when_the_numbers_change() -> None:
    draft = report(WRONG)
    problem = sums(draft)
    assert (problem.explanation, problem.outdated) == ("", False)
    content = explanation_content("另有60次未分类", problem.figures)
    put(draft, {ExplanationAddress(problem.key): content})
    explained = sums(draft)
    assert (explained.explanation, explained.outdated) == ("另有60次未分类", False)

    put(draft, {TextAddress("overview"): f"新的开头。{WRONG}"})
    assert (sums(draft).explanation, sums(draft).outdated) == ("另有60次未分类", False)

    put(draft, {TextAddress("overview"): WRONG.replace("765", "766")})
    assert (sums(draft).explanation, sums(draft).outdated) == ("另有60次未分类", True)


def test_an_explanation_without_figures_is_shown_as_it_stands() -> None:
    draft = report(WRONG)
    put(draft, {ExplanationAddress(sums(draft).key): "已核实"})
    assert (sums(draft).explanation, sums(draft).outdated) == ("已核实", False)


def test_an_explanation_can_be_edited_and_taken_back() -> None:
    first = explanation_content("口径不同", (12,))
    again = explanation_content(first, (13,))
    assert explanation_text(again) == "口径不同"
    assert explanation_content("  ", (12,)) == ""


@pytest.mark.parametrize("switch", ["R20", "R20.sums"])
def test_a_check_is_switched_off_by_its_rule_or_by_its_own_id(switch: str) -> None:
    settings = CheckSettings(off=frozenset({switch}))
    assert not [p for p in check(report(WRONG), settings) if p.key.startswith("R20.sums")]


LONG = "我局认真做好政府信息公开工作。"


_USUAL = CheckSettings()


def length(report: Report, settings: CheckSettings = _USUAL) -> Problem | None:
    found = (p for p in check(report, settings) if p.key == "R17.length:overview")
    return next(found, None)


def test_part_one_is_in_principle_no_longer_than_a_thousand_characters() -> None:
    assert length(report(LONG * 66 + "共十个字的一句话了。")) is None, "1000 exactly"
    found = length(report(LONG * 80))
    assert found is not None
    assert "共 1200 字，超过原则上的 1000 字" in found.message
    assert found.severity is Severity.WARNING


def test_a_long_part_one_can_be_explained() -> None:
    draft = report(LONG * 80)
    problem = length(draft)
    assert problem is not None
    content = explanation_content("本年职能划入", problem.figures)
    put(draft, {ExplanationAddress(problem.key): content})
    explained = length(draft)
    assert explained is not None
    assert (explained.explanation, explained.outdated) == ("本年职能划入", False)


@pytest.mark.parametrize(
    ("limit", "words"), [(1100, "超过设置里的 1100 字"), (1500, ""), (None, "")]
)
def test_the_limit_can_be_raised_and_switched_off(limit: int | None, words: str) -> None:
    found = length(report(LONG * 80), CheckSettings(overview_limit=limit))
    assert words in found.message if found else not words


def test_a_fresh_report_is_quiet() -> None:
    from govreport_desktop.form import load_form

    assert check(Report(load_form("2021"))) == []


def test_a_snapshot_is_not_reached_by_later_edits() -> None:
    draft = report(WRONG)
    copy = snapshot(draft)
    put(draft, {TextAddress("overview"): "已改好。"})
    assert sums(copy).message
    assert not [p for p in check(draft) if p.rule == "R20"]


def test_every_check_says_what_it_is() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert all((rule.name, rule.what, rule.basis, rule.example)), rule.id
        assert rule.id.startswith("R")


def test_messages_are_one_sentence_for_the_clerk() -> None:
    for passage in (WRONG, "2022年，我局认真落实。", "共收到申请XX件。", "认真落实,"):
        for problem in check(report(passage)):
            assert problem.message.endswith("。")
            assert "\n" not in problem.message
            assert problem.basis
