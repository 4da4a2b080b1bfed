"""A report that compares with last year says and raises the same, out of its own files."""

from __future__ import annotations

import json
import random
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_desktop.form import CellAddress
from govreport_desktop.jobs.check import check
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.reading_one import read_one
from govreport_desktop.matching.match import match
from govreport_desktop.readers.own.json import read_json
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.fields import expanded_texts, field_text
from govreport_desktop.report.figure import Aspect, Figure
from govreport_desktop.workbook.layout import MAP_SHEET
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.unit.writers.written import written_report

GROWTH = "收到{requests/received/total}件，{requests/received/total:growth}。"
RECEIVED = CellAddress("requests", "received", "natural_person")
OWN = ("xlsx", "json")


def grown(seed: int) -> Report:
    """A report beside last year's, whose prose compares figures of any kind in any order."""
    dice = random.Random(seed)
    report, last = (written_report("2021", seed + n, dice.choice([3, 50, 2000])) for n in (0, 1))
    last.apply(last.edit([(FieldAddress("year"), str((report.year or 0) - 1))]))
    cells = [cell.address for cell in report.form.cells]

    def field() -> str:
        aspect = dice.choice(list(Aspect))
        return field_text(Figure.of(dice.choice(cells), aspect))

    for one in (last, report):
        said = f"收到{field()}件，{field()}{field()}，上年{field()}件"
        said += r"（{\requests/received/total}）。"
        text = f"{one.texts['overview']}\n{said}\n{GROWTH}"
        one.apply(one.edit([(TextAddress("overview"), text)]))
    report.apply(carry_over(report, last))
    return report


@pytest.mark.parametrize("name", OWN)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_prose_and_problems_are_the_same(
    name: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    report = grown(seed)
    path = tmp_path_factory.mktemp(name) / FORMATS[name].file_name(report)
    FORMATS[name].write(report, path, ExportOptions())
    again = load_report(path)
    assert again.texts == report.texts
    assert again.last_year is not None
    assert expanded_texts(again) == expanded_texts(report)
    assert check(again).problems == check(report).problems


def _growing() -> Report:
    report, last = (written_report("2021", 1) for _ in range(2))
    last.apply(last.edit([(FieldAddress("year"), str((report.year or 0) - 1)), (RECEIVED, 10)]))
    report.apply(report.edit([(RECEIVED, 15), (TextAddress("overview"), GROWTH)]))
    report.apply(carry_over(report, last))
    return report


@pytest.mark.parametrize("name", OWN)
def test_the_office_above_sees_what_the_office_saw(name: str, tmp_path: Path) -> None:
    report = _growing()
    path = tmp_path / f"甲.{name}"
    FORMATS[name].write(report, path, ExportOptions())
    head, body = read_one(path, "甲", year=report.year or 0)
    assert head.error == ""
    assert not [one for one in body.problems if one["rule"] == "R22"]
    assert expanded_texts(body.report()) == expanded_texts(report)
    assert body.report().last_year is not None


def test_a_workbook_without_last_year_keeps_the_words_it_shows(tmp_path: Path) -> None:
    report = _growing()
    shown = expanded_texts(report)["overview"]
    path = tmp_path / "旧.xlsx"
    FORMATS["xlsx"].write(report, path, ExportOptions())
    book = openpyxl.load_workbook(path)
    hidden = book[MAP_SHEET]
    rows = [row[1].value for row in hidden.iter_rows()]
    hidden.delete_rows(rows.index("last_year") + 1)
    book.save(path)
    again = load_report(path)
    assert again.last_year is None
    assert expanded_texts(again)["overview"] == shown
    # Only what compares became words: the rest still follows the table.
    assert again.texts["overview"].startswith("收到{requests/received/total}件，")
    assert "R22" not in {one.rule for one in check(again).problems}


def test_a_comparison_that_never_had_last_year_stays_one(tmp_path: Path) -> None:
    report = written_report("2021", 1)
    report.apply(report.edit([(TextAddress("overview"), GROWTH)]))
    FORMATS["xlsx"].write(report, tmp_path / "甲.xlsx", ExportOptions())
    assert load_report(tmp_path / "甲.xlsx").texts["overview"] == GROWTH


def test_a_report_of_last_year_that_is_none_is_left_out_and_said() -> None:
    shape = {"form": "2021", "year": 2025, "last_year": {"form": "2021", "year": "去年"}}
    proposal = match(read_json(json.dumps(shape), "a.json"))
    assert "last_year" not in proposal.fields
    assert any("上年度报告读不出来" in note for note in proposal.notes)


def test_last_year_keeps_in_words_what_it_compared_with_the_year_before() -> None:
    before = _growing()
    report = Report(before.form, before.office, (before.year or 0) + 1)
    report.apply(carry_over(report, before))
    assert report.last_year is not None
    assert expanded_texts(report.last_year)["overview"] == expanded_texts(before)["overview"]
    assert report.last_year.last_year is None
