"""The command line checks a report as its file says, and says so."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from govreport_desktop.checks import CheckSettings, check, settings_text
from govreport_desktop.form import load_form
from govreport_desktop.report import ExplanationAddress, FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.report.explanations import explanation_content
from govreport_desktop.store.document import Document
from tests.unit.cli.conftest import Run

SUM = "全年开展服务共14711次（其中帮办9159件，代办4763件，督办84件，咨询765件）。"
CHOSEN = CheckSettings(off=frozenset({"R20.sums"}), overview_limit=10)


@pytest.fixture
def stated(tmp_path: Path) -> Path:
    """A report that is not checked for R20.sums and whose part one may have 10 characters."""
    path = tmp_path / "年报.govreport"
    form = load_form("2021")
    facts: dict[Address, Content] = {
        TextAddress("overview"): SUM,
        FieldAddress("check_settings"): settings_text(CHOSEN),
    }
    edit = Report(form, "甲局", 2023).edit(facts.items())
    Document.create(path, form, "甲局", 2023, first=edit).close()
    return path


def test_what_is_switched_off_is_named_in_one_line(run: Run, stated: Path) -> None:
    _, out, _ = run("check", stated)
    (line,) = (line for line in out.splitlines() if "R20.sums" in line)
    assert line.startswith("本报告的审核设置与通常不同：不做 1 项审核：文中合计与分项（R20.sums）")
    assert "第一部分字数上限 10" in line
    assert "超过设置里的 10 字" in out


def test_a_program_reads_the_same(run: Run, stated: Path) -> None:
    shape = json.loads(run("check", stated, "--json")[1])
    assert shape["off"] == ["R20.sums"]
    assert "不做 1 项审核" in shape["settings"]
    with Document.open(stated, read_only=True) as document:
        problems = check(document.report)
    assert [p["key"] for p in shape["problems"]] == [p.key for p in problems]
    figures = {p["key"]: p["figures"] for p in shape["problems"]}
    assert figures["R17.length:overview"] == [33, 10]


def test_amounts_among_figures_are_exact_texts(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "年报.json"
    rows = {"fees": {"amount": "3.60"}}
    shape = {"form": "2021", "year": 2023, "office": "甲局", "tables": {"proactive": rows}}
    shape["narratives"] = {"overview": "本年行政事业性收费3.5万元。"}
    path.write_text(json.dumps(shape), encoding="utf-8")
    problems = json.loads(run("check", path, "--json")[1])["problems"]
    (fees,) = (p for p in problems if p["key"].startswith("R9"))
    assert [Decimal(number) for number in fees["figures"]] == [
        Decimal("3.5"),
        Decimal("3.60"),
        Decimal("0.1"),
    ]
    assert all(isinstance(number, str) for number in fees["figures"])


def test_a_report_that_says_nothing_is_checked_as_usual(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "年报.govreport"
    run("new", path, "--office", "甲局", "--year", "2025")
    assert "审核设置" not in run("check", path)[1]
    shape = json.loads(run("check", path, "--json")[1])
    assert (shape["off"], shape["settings"]) == ([], "")


def test_settings_that_make_no_sense_are_told_and_stop_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "年报.json"
    shape = {"form": "2021", "year": 2023, "office": "甲局", "profile": {"check_settings": "{{"}}
    path.write_text(json.dumps(shape), encoding="utf-8")
    code, out, _ = run("check", path)
    assert code == 0
    assert "审核设置读不出来，按通常的设置审核。" in out


def test_an_export_appends_what_was_explained_of_its_own_settings(
    run: Run, stated: Path, tmp_path: Path
) -> None:
    """Part one is too long only by the report's own limit; its explanation is printed."""
    with Document.open(stated) as document:
        (found,) = (p for p in check(document.report) if p.key == "R17.length:overview")
        content = explanation_content("经同意从详。", found.figures)
        document.apply(document.report.edit([(ExplanationAddress(found.key), content)]))
    page = tmp_path / "年报.html"
    assert run("export", stated, "--html", page, "--notes")[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "经同意从详。" in text
    assert "不做1项审核" in text
    run("export", stated, "--html", page)
    assert "经同意从详。" not in page.read_text(encoding="utf-8")


def test_an_annex_that_nobody_wrote_is_said_to_be_missing(
    run: Run, stated: Path, tmp_path: Path
) -> None:
    with Document.open(stated) as document:
        document.apply(document.report.edit([(FieldAddress("check_settings"), "")]))
    page = tmp_path / "年报.html"
    code, _, said = run("export", stated, "--html", page, "--notes")
    assert (code, "没有附审核说明" in said) == (0, True)
    assert "没有附审核说明" not in run("export", stated, "--html", page)[2]
