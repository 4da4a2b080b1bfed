"""How a report stands, for a list: what is filled in, wrong, due; and the sample to try."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from govreport_desktop.checks import check
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.sample import make_sample
from govreport_desktop.jobs.standing import Standing, restored, stamp_of, standing_of
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.store.document import Document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "报告.govreport"
    cell = CellAddress("requests", "received", "natural_person")
    with Document.create(path, load_form("2021"), "云岭县档案局", 2025) as document:
        document.apply(document.report.edit([(cell, 3)]))
        document.save_version("送审稿")
    return path


def test_it_says_what_a_clerk_asks(path: Path) -> None:
    found = standing_of(path)
    assert (found.office, found.year, found.kind) == ("云岭县档案局", 2025, "政府部门")
    assert found.due == date(2026, 1, 31)
    assert found.filled == 1
    assert found.places > 100
    assert found.errors == 0, "what is not filled in yet is not wrong"
    assert found.version == "送审稿"
    assert found.saved is not None
    assert not (found.gone or found.trouble or found.handed_in)


def test_it_writes_nothing(path: Path) -> None:
    before = path.read_bytes(), stamp_of(path)
    standing_of(path)
    assert (path.read_bytes(), stamp_of(path)) == before
    assert list(path.parent.iterdir()) == [path]


def test_it_can_be_kept(path: Path) -> None:
    found = standing_of(path)
    assert restored(json.loads(json.dumps(found.stored()))) == found


@pytest.mark.parametrize(
    "wrong",
    [None, [], {}, {"stamp": "1"}]
    + [
        Standing("1").stored() | {name: value}
        for name, value in (("due", "never"), ("errors", "two"), ("filled", None), ("saved", 3))
    ],
)
def test_what_was_kept_wrong_counts_as_absent(wrong: object) -> None:
    assert restored(wrong) is None


def test_a_missing_and_a_damaged_file_say_so(path: Path, tmp_path: Path) -> None:
    assert standing_of(tmp_path / "没有.govreport").gone
    bad = tmp_path / "坏.govreport"
    bad.write_bytes(path.read_bytes()[:5000])
    found = standing_of(bad)
    assert not found.gone
    assert found.trouble.endswith("。")


def test_the_sample_is_named_so_and_made_once(tmp_path: Path) -> None:
    path = make_sample(tmp_path / "示例")
    assert path.name.startswith("示例-")
    assert load_report(path).office
    assert make_sample(tmp_path / "示例") == path


@pytest.mark.parametrize("today", [date(2024, 7, 1), date(2026, 11, 30), date(2031, 1, 1)])
def test_the_sample_is_a_finished_report_of_the_last_year(tmp_path: Path, today: date) -> None:
    path = make_sample(tmp_path, today=today)
    with Document.open(path) as document:
        report = document.report
        assert report.year == today.year - 1
        assert document.versions()[-1].submission is not None
        assert check(report) == []
        assert None not in report.values.values()
        received = report.values[CellAddress("requests", "received", "total")]
        assert isinstance(received, int) and received > 20
        for text in expanded_texts(report).values():
            assert text and "〔" not in text and "（无上年数）" not in text


def test_a_sample_that_was_written_into_is_left(tmp_path: Path) -> None:
    first = make_sample(tmp_path)
    with Document.open(first) as document:
        cell = CellAddress("requests", "received", "natural_person")
        document.apply(document.report.edit([(cell, 77)]))
    second = make_sample(tmp_path)
    assert second.name.startswith("示例2-")
    assert load_report(first).values[cell] == 77
    assert load_report(second).values[cell] != 77
