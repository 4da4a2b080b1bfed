"""How well prose is read: the goals that `make quality` prints the figures of."""

from __future__ import annotations

import re
from pathlib import Path

from govreport_desktop.checks import RULES, CheckSettings, Severity, check, statement
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report
from govreport_desktop.report.explanations import is_outdated
from tests.unit.checks.corpus import every_problem, passages, rule_of, score


def _stored_before(message: str) -> str:
    """What files of version 1 hold behind the separator: every digit of the sentence."""
    found = re.findall(r"\d[\d,.]*%?", message)
    return " ".join(match.rstrip(".,") for match in found)


def test_precision_and_recall_of_the_corpus_meet_their_goals() -> None:
    found = score(passages())
    assert found.count >= 900
    assert found.clean >= 450
    assert found.total.precision >= 0.99, found.alarms
    assert found.total.recall >= 0.95, found.missed


def test_every_check_of_prose_is_tried_on_passages_that_raise_it() -> None:
    tried = {rule for passage in passages() for rule in passage.must}
    figures_only = {"R1", "R5", "R6", "R8", "R17.aspects", "R18", "R24", "R25"}
    by_sheet = {"R50", "R51"}  # of a check sheet, which no passage carries
    assert tried == {rule.id for rule in RULES} - figures_only - by_sheet


def test_a_clean_whole_report_raises_nothing() -> None:
    clean = [p for p in passages() if p.file == "whole" and p.full and p.cells]
    assert clean
    for passage in clean:
        assert passage.problems() == []


def test_every_problem_of_prose_points_to_the_words_it_is_about() -> None:
    for passage, problems in score(passages()).raised:
        if not passage.must:
            continue
        texts = passage.report().texts
        for problem in problems:
            if rule_of(problem).startswith(("R20", "R14", "R15", "R9", "R10")):
                assert problem.spans, passage.name
            for section, start, end in problem.spans:
                assert 0 <= start < end <= len(texts[section]), passage.name


def test_no_warning_of_any_rule_is_stated_as_a_request_or_as_nothing() -> None:
    """All that looks at the whole corpus stands in this file: it is checked once."""
    for passage in passages():
        form = load_form(passage.form)
        for problem in every_problem(passage):
            said = re.sub("“[^“”]*”", "“”", statement(problem.message, form))
            assert len(said) > 4
            assert not re.search(r"(?<!申)请(?![求示])|[^\x00-\x7f] \d|\d [^\x00-\x7f]", said), said


def test_every_sentence_of_the_corpus_says_the_figures_it_carries() -> None:
    """So that what an old file stored of any of them is still compared rightly."""
    seen = 0
    for _, problems in score(passages()).raised:
        for problem in problems:
            content = f"属实\u2063{_stored_before(problem.message)}"
            assert not is_outdated(content, problem.figures), problem.message
            seen += bool(problem.figures)
    assert seen > 50


def test_the_published_report_is_read_as_a_patient_reader_would(shared_samples: Path) -> None:
    report = Report(load_form("2021"), "某区政务服务中心", 2023)
    values = {c.address: 0 for c in report.form.cells if not c.formula}
    values[CellAddress("proactive", "licences", "decisions")] = 24380
    text = (shared_samples / "published-2023.txt").read_text(encoding="utf-8")
    texts = {
        "overview": _between(text, "一、总体情况", "二、主动公开"),
        "problems": _between(text, "五、存在的", "六、其他"),
        "other": _between(text, "六、其他", "\\Z"),
    }
    report.load(values, texts, dict(report.fields), {})
    problems = check(report, CheckSettings(off=frozenset({"R17.aspects"})))
    raised = [p.key.partition(":")[0] for p in problems if p.severity is not Severity.INFO]
    # Its part one has more than the thousand characters that 30号 asks for in principle.
    # 我局未收到件政府信息公开申请: there the number is missing.
    assert raised == ["R17.length", "R20.sums", "R15.placeholders"]
    (sums,) = (p for p in problems if p.rule == "R20")
    assert "9159＋4763＋84＋765＝14771，分项之和多 60" in sums.message
    section, start, end = sums.spans[0]
    assert texts[section][start:end] == "14711次"


def _between(text: str, first: str, last: str) -> str:
    match = re.search(f"^{first}[^\n]*\n(.*?)(?=^{last}|\\Z)", text, re.DOTALL | re.MULTILINE)
    assert match
    return match[1].strip()
