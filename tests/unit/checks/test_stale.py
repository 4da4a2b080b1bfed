"""R49: figures that came over with last year's sentences, and how they are put right."""

from __future__ import annotations

from dataclasses import replace

from govreport_desktop.checks.problem import Problem
from govreport_desktop.report import TextAddress
from tests.unit.checks.corpus import Passage

TOTAL = "requests/received/total"
RECEIVED = "requests/received/natural_person"
SAID = "共收到申请20件。"
STALE = Passage(
    "",
    SAID,
    cells={RECEIVED: 15, "requests/granted/natural_person": 15},
    last={"overview": SAID},
    last_cells={RECEIVED: 20, "requests/granted/natural_person": 20},
)


def raised(passage: Passage, rule: str) -> list[Problem]:
    return [problem for problem in passage.problems() if problem.rule == rule]


def test_it_says_both_years_and_follows_the_table_with_one_key() -> None:
    (problem,) = raised(STALE, "R49")
    assert "申请20件”与上年度报告的这句话相同" in problem.message
    assert "上年“三 · 本年新收 · 总计”正是 20件，本年为 15" in problem.message
    number, bound = problem.fixes
    assert number.contents == ((TextAddress("overview"), "共收到申请15件。"),)
    field = "{" + TOTAL + "}"
    assert bound.contents == ((TextAddress("overview"), f"共收到申请{field}件。"),)


def test_what_follows_the_table_is_not_stale() -> None:
    assert not raised(replace(STALE, text="共收到申请{" + TOTAL + "}件。"), "R49")


def test_without_last_year_nothing_is_said() -> None:
    assert not raised(replace(STALE, last={}, last_cells={}), "R49")


def test_last_year_must_have_held_the_figure() -> None:
    assert not raised(replace(STALE, last_cells={RECEIVED: 21}), "R49")


def test_a_rate_of_last_year_beside_a_figure_that_follows_the_table() -> None:
    text = "共收到政府信息公开申请{" + TOTAL + "}件，同比增长5%。"
    last = {"overview": "共收到政府信息公开申请20件，同比增长5%。"}
    (problem,) = raised(replace(STALE, text=text, last=last), "R49")
    assert "由 20 到 15 是下降25%" in problem.message
    right = text.replace("增长5%", "下降25%")
    assert not raised(replace(STALE, text=right, last={"overview": right}), "R49")


def test_documents_that_were_published_are_held_against_both_columns() -> None:
    cells = {
        "proactive/normative_documents/issued": 3,
        "proactive/normative_documents/in_force": 12,
    }
    text = "公开政府信息326条，其中行政规范性文件2件。"
    (problem,) = raised(Passage("", text, cells=cells), "R10")
    assert "“行政规范性文件·本年制发件数”为 3、“现行有效件数”为 12，都不相同" in problem.message
    # Which of them is meant only a person can say.
    assert not problem.fixes
    for right in (3, 12):
        assert not raised(Passage("", text.replace("2件", f"{right}件"), cells=cells), "R10")
