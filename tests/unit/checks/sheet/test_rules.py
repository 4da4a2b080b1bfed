"""A report under a check sheet: what it adds, what it weighs otherwise, and that it is named."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from govreport_desktop.checks import CheckSettings, Severity, check, settings_of, settings_text
from govreport_desktop.checks.deviations import deviations
from govreport_desktop.checks.problem import Problem
from govreport_desktop.checks.settings import in_force, stated
from govreport_desktop.checks.sheet.reading import LARGEST, sheet_of
from govreport_desktop.matching.into import match_new
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import Content, FieldAddress, Report, TextAddress
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.edit import Address
from govreport_desktop.writers.xlsx.workbook import write_xlsx
from tests.unit.checks.filled import proactive, put, requests, sound_report, with_last_year

STATED = FieldAddress("check_settings")
HEAD = 'schema = 1\ntitle = "青禾县检查单"\noffice = "青禾县政府办公室"\n'


def under(report: Report, text: str, **own: Any) -> Report:
    """``report`` that states a sheet with ``text`` below its head."""
    settings = CheckSettings(sheet=sheet_of(HEAD + text), **own)
    return put(report, {STATED: settings_text(settings)})


def relation(formula: str, more: str = "") -> str:
    return (
        f'[[relations]]\nid = "own"\nsays = "答复的要合县里的口径"\nformula = "{formula}"\n{more}\n'
    )


def found(report: Report, rule: str) -> list[Problem]:
    return [p for p in check(report, handed_in=True) if p.rule == rule]


# ------------------------------------------------------------ relations
def test_a_relation_that_holds_says_nothing() -> None:
    text = relation("requests/total/* >= requests/granted/* + requests/denied.*/*")
    assert found(under(sound_report(), text), "R50") == []


def test_a_relation_that_does_not_hold_names_the_sheet_and_the_column() -> None:
    report = under(sound_report(), relation("requests/total/* <= requests/received/*"))
    put(report, {requests("granted", "business"): 12, requests("carried_forward", "business"): 11})
    problems = {p.key: p for p in found(report, "R50")}
    assert "R50:own/business" not in problems
    one = problems["R50:own/natural_person"]
    assert one.message == (
        "按《青禾县检查单》：答复的要合县里的口径（自然人）：公式左边 21，右边 20，左边多 1。"
    )
    assert one.severity is Severity.WARNING
    assert one.figures == (21, 20, 1)
    assert one.cells == (
        requests("total", "natural_person"),
        requests("received", "natural_person"),
    )
    assert one.basis == "《青禾县检查单》（青禾县政府办公室）"


def test_level_and_basis_are_its_own() -> None:
    more = 'level = "错误"\nbasis = "县办〔2025〕3号"'
    (one,) = found(under(sound_report(), relation("requests/received/total = 1", more)), "R50")
    assert (one.severity, one.basis) == (Severity.ERROR, "县办〔2025〕3号")


def test_a_group_is_its_rows_and_a_blank_is_not_0() -> None:
    text = relation("requests/denied.*/business = 3")
    report = under(sound_report(), text)
    (one,) = found(report, "R50")
    assert one.figures == (0, 3, 3)
    rows = [cell for cell in report.form.tables["requests"].cells if cell.row.startswith("denied.")]
    put(report, {cell: None for cell in rows if cell.column == "business"})
    assert found(report, "R50") == []
    put(report, {requests("denied.process", "business"): 3})
    assert found(report, "R50") == []


def test_last_year_is_asked_where_it_is_there() -> None:
    text = relation("requests/carried_over/total = last.requests/carried_forward/total")
    report = under(sound_report(), text)
    assert found(report, "R50") == []
    last: dict[Address, Content] = {requests("carried_forward", "natural_person"): 4}
    (one,) = found(with_last_year(report, last), "R50")
    assert one.figures == (18, 4, 14)


def test_amounts_are_exact() -> None:
    report = under(sound_report(), relation("proactive/fees/amount = 0.3"))
    assert found(put(report, {proactive("fees", "amount"): Decimal("0.30")}), "R50") == []
    (one,) = found(put(report, {proactive("fees", "amount"): Decimal("0.31")}), "R50")
    assert one.figures == (Decimal("0.31"), Decimal("0.3"), Decimal("0.01"))


def test_a_relation_of_another_form_is_left_out() -> None:
    text = relation("proactive/rules/made >= 1")
    assert found(under(sound_report(), text), "R50") == []


def test_no_sheet_asks_without_end() -> None:
    side = " + ".join(["requests/denied.*/*"] * 20)
    many = "".join(
        f'[[relations]]\nid = "r{n}"\nsays = "b"\nformula = "{side} = 1"\n' for n in range(60)
    )
    assert len(found(under(sound_report(), many), "R50")) < 60


# ------------------------------------------------------------ figures asked for
@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("全年发布政策解读材料35篇。", True),
        ("全年政策解读稿件共发布三十五篇。", True),
        ("开展政策解读，共35篇。", True),
        ("本年未发布政策解读。", True),
        ("认真做好政策解读工作，形式多样。", False),
        ("全年发布信息35条。", False),
    ],
)
def test_a_figure_asked_for_in_the_prose(text: str, quiet: bool) -> None:
    asked = (
        '[[required]]\nid = "jd"\nname = "政策解读的数量"\nwords = ["政策解读"]\n'
        'section = "overview"\n'
    )
    problems = found(put(under(sound_report(), asked), {TextAddress("overview"): text}), "R51")
    assert bool(problems) != quiet
    if problems:
        assert problems[0].message == (
            "按《青禾县检查单》：要写明政策解读的数量，第一部分里没有找到“政策解读”的数，"
            "没有的请写明没有。"
        )
        assert problems[0].section == "overview"


def test_a_cell_asked_for() -> None:
    asked = (
        '[[required]]\nid = "xk"\nname = "行政许可"\nlevel = "error"\n'
        'cells = ["proactive/licences/decisions"]\n'
    )
    report = under(sound_report(), asked)
    (one,) = found(report, "R51")
    assert one.message.startswith("按《青禾县检查单》：要写明行政许可，“")
    assert one.message.endswith("空着，没有的填 0。")
    assert (one.severity, one.cells) == (Severity.ERROR, (proactive("licences", "decisions"),))
    assert found(put(report, {proactive("licences", "decisions"): 0}), "R51") == []


def test_nothing_is_asked_for_while_the_report_is_being_written() -> None:
    asked = '[[required]]\nid = "jd"\nname = "解读"\nwords = ["政策解读"]\n'
    report = under(sound_report(), asked)
    assert [p for p in check(report) if p.rule == "R51"] == []


# ------------------------------------------------------------ levels and thresholds
def test_a_level_is_changed_and_the_sheet_named() -> None:
    report = under(sound_report(), '[levels]\n"R17.problems" = "error"\nR1 = "提示"\n')
    put(report, {TextAddress("problems"): "无。", requests("received", "business"): 21})
    (weak,) = (p for p in check(report) if p.key.startswith("R17.problems"))
    assert weak.severity is Severity.ERROR
    assert weak.message.endswith("（《青禾县检查单》定为错误）。")
    balance = [p.severity for p in check(report) if p.rule == "R1"]
    assert set(balance) == {Severity.INFO}
    words = deviations(report.fields["check_settings"])
    assert words.startswith(
        "本报告按《青禾县检查单》（青禾县政府办公室）审核，其中R17.problems 定为错误、R1 定为提示。"
    )


def test_what_the_sheet_weighs_runs_whoever_switched_it_off() -> None:
    text = '[levels]\n"R17.problems" = "error"\nR18 = "off"\n'
    report = under(sound_report(), text, off=frozenset({"R17", "R17.problems"}))
    put(report, {TextAddress("problems"): "无。"})
    assert [p.key for p in check(report) if p.rule == "R17"] == ["R17.problems:problems"]
    assert not settings_of(report).runs("R18")


def test_what_the_form_prints_is_looked_at_whatever_a_report_carries() -> None:
    """A sheet taken over before it was refused for this."""
    rules = ("R1", "R5", "R19", "R24", "R25")
    text = "[levels]\n" + "".join(f'{rule} = "off"\n' for rule in (*rules, "R6"))
    report = put(under(sound_report(), text), {requests("received", "business"): 21})
    assert [p.severity for p in check(report) if p.rule == "R1"] == [Severity.ERROR] * 2
    settings = settings_of(report)
    assert all(settings.runs(rule) for rule in rules)
    assert not settings.runs("R6")


def test_a_threshold_of_the_sheet_goes_before_the_offices_own() -> None:
    report = under(sound_report(), "[thresholds]\noverview_limit = 5\n", overview_limit=900)
    put(report, {TextAddress("overview"): "全年开展服务共十余次。"})
    (one,) = (p for p in check(report) if p.key.startswith("R17.length"))
    assert one.figures == (11, 5)
    assert one.message.endswith("（限度按《青禾县检查单》）。")
    own = stated(report.fields["check_settings"]).settings
    assert (own.overview_limit, in_force(own).overview_limit) == (900, 5)


# ------------------------------------------------------------ it travels, and harms nothing
def test_it_travels_in_the_workbook_and_into_next_year(tmp_path: Path) -> None:
    comment = "# 说明\n" * 3000
    report = under(sound_report(), f"{comment}[levels]\nR10 = 'off'\n")
    write_xlsx(report, tmp_path / "年报.xlsx")
    again = match_new(read_source(tmp_path / "年报.xlsx")).new_report()
    assert again.fields["check_settings"] == report.fields["check_settings"]
    new = Report(report.form, report.office, 2024)
    new.apply(carry_over(new, report))
    assert settings_of(new).sheet == settings_of(report).sheet


def test_it_touches_no_data() -> None:
    report = sound_report()
    before = dict(report.values), dict(report.texts)
    check(under(report, relation("requests/received/total = 1")))
    assert (dict(report.values), dict(report.texts)) == before


@pytest.mark.parametrize("text", ["", "schema = 1", "a" * (LARGEST + 1), "[" * 5000, "schema = 9"])
def test_a_damaged_sheet_in_a_report_is_told_and_the_rest_holds(text: str) -> None:
    stated_ = json.dumps({"sheet": text, "off": ["R18"]})
    settings, doubts = stated(stated_)
    assert settings == CheckSettings(off=frozenset({"R18"}))
    (doubt,) = doubts
    assert doubt.startswith("本报告带的检查单读不出来，没有采用（“检查单”")
    assert doubt in deviations(stated_)


def test_a_sheet_that_is_no_text_is_told() -> None:
    (doubt,) = stated('{"sheet": 3}').doubts
    assert doubt == "审核设置里的“sheet”不能是“3”，这一项按通常的设置审核。"


def test_a_threshold_of_a_newer_program_harms_nothing() -> None:
    report = under(sound_report(), "[thresholds]\nstrictness = 3\n[levels]\nR99 = 'error'\n")
    assert in_force(stated(report.fields["check_settings"]).settings).overview_limit == 1000
    assert "“R99”本程序没有" in deviations(report.fields["check_settings"])
