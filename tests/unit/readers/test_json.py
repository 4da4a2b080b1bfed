"""JSON there and back: exact, and forgiving about what is missing."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from govreport_desktop.errors import ReadError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.own.json import read_json
from govreport_desktop.report import Report, TextAddress, Unread
from govreport_desktop.writers.plain.json import render_json, write_json
from tests.unit.report.reports import reports, snapshot

_FEES = CellAddress("proactive", "fees", "amount")
_LICENCES = CellAddress("proactive", "licences", "decisions")


def _match(shape: object) -> Proposal:
    return match(read_json(json.dumps(shape), "a.json"))


@given(report=reports())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_report_comes_back_exactly(report: Report) -> None:
    proposal = match(read_json(render_json(report), "a.json"))
    assert snapshot(proposal.new_report()) == snapshot(report)
    assert (proposal.unplaced, proposal.declared) == ((), ())


def test_the_file_is_readable_and_the_same_each_time(tmp_path: Path) -> None:
    report = Report(load_form("2021"), "云岫市水务局", 2023)
    report.apply(report.edit([(_FEES, Decimal("96171.60"))]))
    write_json(report, tmp_path / "a.json")
    write_json(report, tmp_path / "b.json")
    data = (tmp_path / "a.json").read_bytes()
    assert data == (tmp_path / "b.json").read_bytes()
    assert '  "office": "云岫市水务局",\n  "year": 2023,\n' in data.decode()
    assert '"amount": "96171.60"' in data.decode()
    proposal = match(read_source(tmp_path / "a.json"))
    assert str(proposal.values[_FEES]) == "96171.60"


def test_missing_tables_rows_and_cells_leave_a_report_as_it_is() -> None:
    report = Report(load_form("2021"), "云岫市水务局", 2023)
    received = CellAddress("requests", "received", "business")
    report.apply(report.edit([(_LICENCES, 7), (received, 3), (TextAddress("overview"), "旧")]))
    shape = {"form": "2021", "tables": {"requests": {"received": {"natural_person": 5}}}}
    report.apply(_match(shape).edit(report))
    assert (report.values[_LICENCES], report.values[received]) == (7, 3)
    assert report.values[CellAddress("requests", "received", "total")] == 8
    assert report.texts["overview"] == "旧"
    fresh = _match(shape).new_report()
    assert fresh.values[_LICENCES] is None


def test_null_makes_a_cell_blank() -> None:
    report = Report(load_form("2021"))
    report.apply(report.edit([(_LICENCES, 7)]))
    shape = {"form": "2021", "tables": {"proactive": {"licences": {"decisions": None}}}}
    report.apply(_match(shape).edit(report))
    assert report.values[_LICENCES] is None


def test_numbers_keep_the_digits_they_are_written_with() -> None:
    text = '{"form": "2021", "tables": {"proactive": {"fees": {"amount": 59237.10}}}}'
    assert str(match(read_json(text, "a.json")).values[_FEES]) == "59237.10"
    long = "9" * 5000
    text = f'{{"form": "2021", "tables": {{"proactive": {{"licences": {{"decisions": {long}}}}}}}}}'
    assert match(read_json(text, "a.json")).values[_LICENCES] == Unread(long)


def test_unknown_places_are_named_and_wrong_totals_declared() -> None:
    rows = {"received": {"natural_person": 5, "total": 6}, "invented": {"business": 4}}
    proposal = _match({"form": "2021", "tables": {"requests": rows}, "narratives": {"x": "多余"}})
    said = [item.text for item in proposal.unplaced]
    assert said == ["tables/requests/invented/business = 4", "narratives/x = 多余"]
    assert [(d.printed, d.computed) for d in proposal.declared] == [(6, 5)]


def test_another_form_is_not_mixed_in() -> None:
    from govreport_desktop.errors import EditError

    proposal = _match({"form": "2019", "tables": {}})
    with pytest.raises(EditError, match="不能直接套用"):
        proposal.edit(Report(load_form("2021")))
    with pytest.raises(ReadError, match="不能按2021年版格式读入"):
        match(read_json('{"form": "2019", "office": "某局"}', "a.json"), form_id="2021")


@pytest.mark.parametrize(
    "text",
    ["{", '{"form": "2021", "tables": [1]}', "[]", "{}", '{"form": 5}', "[" * 100_000, '{"a": 1}'],
)
def test_what_is_no_report_is_one_sentence(text: str) -> None:
    with pytest.raises(ReadError, match="JSON") as caught:
        match(read_json(text, "a.json"))
    assert str(caught.value).endswith("。")
