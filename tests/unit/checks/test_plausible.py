"""Figures that are possible and hardly likely: quiet while typing, and without last year's."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from govreport_desktop.checks import CheckSettings, Severity, check
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Content, FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Address
from govreport_desktop.report.shape import to_shape
from tests.unit.checks.filled import found, proactive, put, requests, sound_report, with_last_year

LICENCES = proactive("licences", "decisions")
FEES = proactive("fees", "amount")


def plausible(report: Report, settings: CheckSettings | None = None) -> list[str]:
    problems = check(report, settings)
    return [p.key.partition(":")[0] for p in problems if p.rule.startswith("R3")]


def test_a_number_far_from_last_years_says_both() -> None:
    report = put(sound_report(), {LICENCES: 24380})
    with_last_year(report, {LICENCES: 2438})
    (problem,) = found(report, "R30").values()
    assert problem.message == (
        "二 · 行政许可 · 本年处理决定数量：本年 24380，上年 2438，达到 5 倍，请核实。"
    )
    assert problem.cause == "约为上年的 10 倍，可能多写了一位"
    assert problem.severity is Severity.WARNING
    assert problem.cells == (LICENCES,)
    assert problem.figures == (24380, 2438)


def test_how_far_is_a_setting_of_the_report() -> None:
    report = put(sound_report(), {LICENCES: 300})
    with_last_year(report, {LICENCES: 40})
    assert plausible(report) == ["R30.change"]
    assert plausible(report, CheckSettings(change_times=8)) == []
    assert plausible(report, CheckSettings(change_times=0)) == []
    assert plausible(report, CheckSettings(change_least=500)) == []


def test_another_form_counts_otherwise() -> None:
    report = put(sound_report(), {LICENCES: 24380})
    last = put(Report(load_form("2019"), report.office, 2022), {LICENCES: 2438})
    put(report, {FieldAddress("last_year"): json.dumps(to_shape(last), ensure_ascii=False)})
    assert plausible(report) == []


def test_a_row_that_is_being_typed_is_not_far_from_last_years() -> None:
    report = Report(load_form("2021"), "青禾县档案局", 2023)
    with_last_year(report, {requests("received", "natural_person"): 400})
    put(report, {requests("received", "natural_person"): 4})
    assert plausible(report) == []
    whole: dict[Address, Content] = {
        cell: 0
        for cell in report.form.tables["requests"].cells
        if cell.row == "received" and cell.column not in ("total", "natural_person")
    }
    assert plausible(put(report, whole)) == ["R30.change"]


def test_yuan_beside_last_years_ten_thousands_can_be_put_right() -> None:
    report = put(sound_report(), {FEES: Decimal("125300")})
    with_last_year(report, {FEES: Decimal("13.2")})
    (problem,) = found(report, "R32").values()
    assert problem.fix is not None
    assert problem.fix.label == "改为 12.53 万元"
    put(report, dict(problem.fix.contents))
    assert plausible(report) == []


@pytest.mark.parametrize(
    ("office", "kind", "raises"),
    [
        ("青禾县民政局", "", True),
        ("民政局", "", False),
        ("民政局", "county", True),
        ("青岛市人民政府", "", False),
        ("青岛市市南区人民政府", "", True),
        ("国家税务总局", "", False),
        ("", "", False),
    ],
)
def test_rules_of_an_organ_without_the_power(office: str, kind: str, raises: bool) -> None:
    report = Report(load_form("2021"), office, 2023)
    put(report, {FieldAddress("office_kind"): kind, proactive("rules", "in_force"): 3})
    assert (plausible(report) == ["R31.power"]) is raises


def test_a_hint_names_the_law_and_since_when() -> None:
    report = put(sound_report(), {CellAddress("disputes", "litigation_direct", "upheld"): 2})
    assert plausible(report) == []
    put(report, {FieldAddress("year"): "2025"})
    every: dict[Address, Content] = {
        cell: 0
        for cell, spec in report.form.tables["disputes"].cells.items()
        if spec.formula is None and report.values[cell] is None
    }
    (problem,) = found(put(report, every), "R33").values()
    assert problem.severity is Severity.INFO
    assert "第二十三条" in problem.basis


def test_each_can_be_switched_off() -> None:
    report = put(sound_report(), {LICENCES: 24380, proactive("rules", "in_force"): 3})
    with_last_year(report, {LICENCES: 2438})
    assert plausible(report) == ["R31.power", "R30.change"]
    assert plausible(report, CheckSettings(off=frozenset({"R30", "R31.power"}))) == []


def test_a_table_in_yuan_beside_the_sentence_in_ten_thousands() -> None:
    report = put(sound_report(), {FEES: Decimal("125300")})
    put(report, {TextAddress("overview"): "全年行政事业性收费共计12.53万元。"})
    (problem,) = found(report, "R9").values()
    assert problem.cause == "表格的单位是万元，填的可能是元"
    assert problem.fixes[0].label == "改为 12.53 万元"
    put(report, dict(problem.fixes[0].contents))
    assert not found(report, "R9")


def test_fees_that_a_tax_office_collects_need_no_word_in_part_six() -> None:
    contents: dict[Address, Content] = {FEES: Decimal(1250), TextAddress("other"): "无。"}
    report = put(Report(load_form("2021"), "国家税务总局青禾县税务局", 2023), contents)
    assert not found(report, "R32")
    assert found(put(sound_report(), contents), "R32")
