"""How a report is checked is the report's own: stated in its file, read back, never a crash."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.checks import RULES, CheckSettings, check, notes_of, settings_of
from govreport_desktop.checks.deviations import THRESHOLDS, deviations
from govreport_desktop.checks.settings import settings_text, stated
from govreport_desktop.checks.sheet.marking import GO_BY
from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.shape import from_shape, to_shape
from govreport_desktop.store.document import Document
from tests.unit.checks.filled import put

STATED = FieldAddress("check_settings")
SUM = "全年开展服务共14711次（其中帮办9159件，代办4763件，督办84件，咨询765件）。"
lengths = st.integers(0, 100_000)
settings_ = st.builds(
    CheckSettings,
    off=st.frozensets(st.sampled_from([rule.id for rule in RULES] + ["R20", "R99"]), max_size=4),
    overview_limit=st.none() | st.integers(1, 100_000),
    copied_share=st.integers(0, 100).map(lambda percent: Decimal(percent) / 100),
    copied_length=lengths,
    repeated_length=lengths,
    problems_length=lengths,
    vague_share=st.integers(0, 100).map(lambda percent: Decimal(percent) / 100),
    problems_copied=st.integers(0, 100).map(lambda percent: Decimal(percent) / 100),
    required_figures=st.lists(
        st.text("发布解读回应平台", min_size=1, max_size=20), unique=True, max_size=30
    ).map(tuple),
)


def report(stated_: str = "", text: str = SUM) -> Report:
    found = Report(load_form("2021"), "青禾县交通运输局", 2023)
    return put(found, {TextAddress("overview"): text, STATED: stated_})


@given(settings_)
def test_what_is_stated_is_read_back(settings: CheckSettings) -> None:
    assert stated(settings_text(settings)) == (settings, ())


@given(settings_)
def test_it_travels_with_the_report(settings: CheckSettings) -> None:
    text = settings_text(settings)
    again, unplaced = from_shape(json.loads(json.dumps(to_shape(report(text)))))
    assert unplaced == []
    assert settings_of(again) == settings


def test_a_file_keeps_it(tmp_path: Path) -> None:
    off = settings_text(CheckSettings(off=frozenset({"R20.sums"})))
    path = tmp_path / "a.govreport"
    with Document.create(path, load_form("2021"), "甲局", 2023) as document:
        document.apply(document.report.edit([(STATED, off)]))
    with Document.open(path) as document:
        assert settings_of(document.report).off == {"R20.sums"}


def test_a_report_is_checked_as_it_says() -> None:
    assert [p for p in check(report()) if p.key.startswith("R20.sums")]
    off = report(settings_text(CheckSettings(off=frozenset({"R20.sums"}))))
    assert not [p for p in check(off) if p.key.startswith("R20.sums")]
    limited = report(settings_text(CheckSettings(overview_limit=5)))
    (found,) = (p for p in check(limited) if p.key.startswith("R17.length"))
    assert found.figures[1] == 5


def test_usual_settings_are_not_stated() -> None:
    assert settings_text(CheckSettings()) == ""
    assert settings_of(report()) == CheckSettings()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("不是 JSON", "读不出来"),
        ("[1, 2]", "读不出来"),
        ('{"off": "R20"}', "“off”"),
        ('{"off": [20]}', "“off”"),
        ('{"overview_limit": "1000"}', "“overview_limit”"),
        ('{"overview_limit": true}', "“overview_limit”"),
        ('{"overview_limit": -1}', "“overview_limit”"),
        ('{"copied_share": 0.5}', "“copied_share”"),
        ('{"copied_share": "三成"}', "“copied_share”"),
        ('{"copied_share": "NaN"}', "“copied_share”"),
        ('{"required_figures": "解读"}', "“required_figures”"),
        ('{"required_figures": ["解读", ""]}', "“required_figures”"),
        ('{"required_figures": [1]}', "“required_figures”"),
        ('{"copied_length": 1e99}', "“copied_length”"),
        ('{"strictness": "high"}', "“strictness”本程序不认识"),
    ],
)
def test_what_makes_no_sense_is_left_as_usual_with_a_sentence(text: str, says: str) -> None:
    settings, doubts = stated(text)
    assert settings == CheckSettings()
    assert len(doubts) == 1
    assert says in doubts[0]
    assert says in deviations(text)
    assert check(report(text)) == check(report())


def test_one_senseless_entry_costs_no_other() -> None:
    settings, doubts = stated('{"off": ["R18"], "copied_share": "3"}')
    assert settings == CheckSettings(off=frozenset({"R18"}))
    assert len(doubts) == 1


@given(
    st.text()
    | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(json.dumps)
)
def test_no_text_is_a_crash(text: str) -> None:
    assert isinstance(stated(text).settings, CheckSettings)
    deviations(text)


def test_what_a_newer_program_states_is_kept() -> None:
    before = '{"off": ["R18"], "strictness": "high"}'
    after = settings_text(CheckSettings(overview_limit=900), before)
    assert json.loads(after) == {"overview_limit": 900, "strictness": "high"}


def test_what_is_not_looked_for_is_said_in_one_line() -> None:
    chosen = CheckSettings(off=frozenset({"R20.sums", "R23"}), overview_limit=900)
    words = deviations(settings_text(chosen))
    assert "\n" not in words
    assert "不做 3 项审核：文中合计与分项（R20.sums）" in words
    assert "条例的文号（R23.regulation）" in words
    assert "第一部分字数上限 900" in words
    assert deviations("") == ""


def test_a_switch_for_no_rule_of_ours_is_told() -> None:
    words = deviations(settings_text(CheckSettings(off=frozenset({"R99"}))))
    assert "“R99”本程序没有" in words


def test_every_threshold_has_its_words() -> None:
    names = set(CheckSettings.__dataclass_fields__) - {"off", "sheet"}
    assert names == set(THRESHOLDS)
    # What goes by one names the check sheet that sets it.
    assert names <= set(GO_BY)


def test_a_document_says_what_was_not_looked_for() -> None:
    text = settings_text(CheckSettings(off=frozenset({"R20.sums"})))
    (note,) = notes_of(report(text), check(report(text)))
    assert note == (deviations(text).replace(" ", ""), "", False)
    assert notes_of(report(), check(report())) == ()


def test_next_years_report_is_checked_as_the_last_one() -> None:
    text = settings_text(CheckSettings(off=frozenset({"R18"})))
    this, last = report(), report(text)
    put(this, {FieldAddress("year"): "2024"})
    this.apply(carry_over(this, last))
    assert settings_of(this) == settings_of(last)
    decided = report(settings_text(CheckSettings(overview_limit=900)))
    decided.apply(carry_over(decided, last))
    assert settings_of(decided).off == frozenset()
