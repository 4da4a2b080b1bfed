"""An explanation holds for the figures of its problem: those of today, and those of old files."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from govreport_desktop.checks import Problem, Severity, check
from govreport_desktop.report import ExplanationAddress, Report, TextAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.report.explanations import explanation_content, is_outdated
from govreport_desktop.store.document import Document
from tests.unit.checks.corpus import Passage
from tests.unit.checks.filled import proactive, put, requests, sound_report, with_last_year

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A report with 22 warnings, each explained when explanations held digits of sentences."""
    return Path(shutil.copy(DATA / "explained.govreport", tmp_path))


def warnings(report: Report) -> dict[str, Problem]:
    return {p.key: p for p in check(report) if p.severity is Severity.WARNING}


def test_the_explanations_of_an_old_file_stay_valid(old_file: Path) -> None:
    with Document.open(old_file) as document:
        found = warnings(document.report)
        assert len(document.report.explanations) == 22
        for key in document.report.explanations:
            assert found[key].explanation == "情况属实。", key
            assert not found[key].outdated, key


@pytest.mark.parametrize(
    ("key", "address", "content"),
    [
        ("R6:requests/natural_person", requests("carried_over", "natural_person"), 2),
        ("R7:proactive/normative_documents", proactive("normative_documents", "in_force"), 14),
        ("R9:overview/cc596ed5", requests("received", "natural_person"), 14),
        ("R12:other", requests("closed.fee_unpaid", "natural_person"), 2),
    ],
)
def test_an_old_explanation_is_outdated_by_another_number(
    old_file: Path, key: str, address: Address, content: Content
) -> None:
    with Document.open(old_file) as document:
        document.apply(document.report.edit([(address, content)]))
        assert warnings(document.report)[key].outdated


@pytest.mark.parametrize(("old", "new"), [("11.8%", "11.9%"), ("143件", "145件"), ("三个", "四个")])
def test_an_old_explanation_is_outdated_by_another_number_in_the_prose(
    old_file: Path, old: str, new: str
) -> None:
    with Document.open(old_file) as document:
        before = {key: p.figures for key, p in warnings(document.report).items()}
        texts = {s: t.replace(old, new) for s, t in document.report.texts.items()}
        document.apply(document.report.edit([(TextAddress(s), t) for s, t in texts.items()]))
        after = warnings(document.report)
        moved = [key for key, p in after.items() if p.figures != before.get(key)]
        assert moved
        # 三个方面 stands in characters, which an old file does not hold: it cannot tell.
        assert [after[key].outdated for key in moved] == [old != "三个"] * len(moved)


def test_figures_are_values_as_printed() -> None:
    (sums,) = _raised(
        "全年开展服务共14,711次（其中帮办9159件，代办4763件，督办84件，咨询765件）。", "R20.sums"
    )
    assert sums.figures == (14711, 9159, 4763, 84, 765, 14771, 60)
    (growth,) = _raised("由上年的100件增加到120件，增长25%。", "R20.growth")
    assert growth.figures == (25, 100, 120, 20)
    (fees,) = _raised("本年行政事业性收费3.5万元。", "R9")
    assert fees.figures == (Decimal("3.5"), 0, Decimal("3.5"))


def test_figures_of_the_relations_of_the_tables() -> None:
    report = with_last_year(sound_report(), {requests("carried_forward", "business"): 5})
    put(report, {requests("received", "research"): 25})
    found = {p.key: p.figures for p in check(report)}
    assert found["R6:requests/business"] == (3, 5, 2)
    assert found["R1:requests/research"] == (28, 23, 5)


def test_a_number_in_a_name_is_no_figure() -> None:
    """国家秘密 is item 1 of its group: an explanation must not hang on that digit."""
    cell = "requests/denied.state_secret/natural_person"
    passage = Passage(
        file="here", text="属于国家秘密不予公开2件，共收到政府信息公开申请5件。", cells={cell: 1}
    )
    for problem in passage.problems():
        if problem.rule == "R9":
            assert 1 not in problem.figures[:1]


@pytest.mark.parametrize(
    ("change", "outdated"),
    [({}, False), ({"message": "换了一种说法，共 99 件。"}, False), ({"figures": (1, 2)}, True)],
)
def test_wording_is_never_what_an_explanation_holds_for(
    change: dict[str, Any], outdated: bool
) -> None:
    (problem,) = _raised("由上年的100件增加到120件，增长25%。", "R20.growth")
    content = explanation_content("口径不同", problem.figures)
    now = problem._replace(**change)
    assert is_outdated(content, now.figures) is outdated


def test_a_part_five_that_shrank_to_nothing_outdates_what_was_said_of_its_length() -> None:
    report = Passage(file="here", text="公开不够及时，今后改进。", section="problems").report()
    (problem,) = (p for p in check(report) if p.key.startswith("R17.problems"))
    content = explanation_content("篇幅从简", problem.figures)
    put(
        report,
        {
            ExplanationAddress(problem.key): content,
            TextAddress("problems"): "",
            TextAddress("overview"): "我局认真落实条例。",
        },
    )
    (now,) = (p for p in check(report) if p.key.startswith("R17.problems"))
    assert now.outdated


def _raised(text: str, rule: str) -> list[Problem]:
    report = Passage(file="here", text=text).report()
    return [p for p in check(report) if p.key.startswith(rule)]
