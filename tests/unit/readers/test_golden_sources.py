"""Golden sources as other programs write them: every number right, nothing invented or lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.matching.evidence import evidence
from govreport_desktop.matching.labels import is_figure
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import Report, format_value
from scripts.make_sources import FOLDER, FORMS, PAGES, SAVED, golden_report, page

NAMES = sorted(path.name for path in FOLDER.iterdir())


def truth(name: str) -> Report:
    return golden_report(Path(name).stem.rpartition("-")[2])


def test_there_is_one_of_every_kind_on_both_forms() -> None:
    kinds = {(Path(name).stem.rpartition("-")[0], Path(name).suffix) for name in NAMES}
    workbooks = {(kind, ".xlsx") for kind in ("xlsxwriter", "xlsxwriter-text", "xlsxwriter-turned")}
    saved = {("libreoffice", f".{ending}") for ending in SAVED}
    assert kinds == {*((name, ".html") for name in PAGES), *workbooks, *saved}
    assert len(NAMES) == len(kinds) * len(FORMS)


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("html")])
def test_the_pages_are_what_the_script_writes(name: str) -> None:
    style = name.partition("-")[0]
    assert (FOLDER / name).read_bytes() == page(truth(name), style)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_right_and_none_is_invented(name: str) -> None:
    report = truth(name)
    proposal = match(read_source(FOLDER / name))
    wrong = [
        (cell.words, format_value(proposal.values.get(cell.address)), format_value(value))
        for cell in report.form.cells
        if cell.formula is None
        for value in [report.values[cell.address]]
        if format_value(proposal.values.get(cell.address)) != format_value(value)
    ]
    assert proposal.form.id == report.form.id
    assert wrong == []
    assert proposal.declared == ()
    assert proposal.confidence == {}
    assert [item for item in proposal.unplaced if is_figure(item.text)] == []


@pytest.mark.parametrize("name", [name for name in NAMES if "turned" not in name])
def test_office_year_and_prose_come_with_the_numbers(name: str) -> None:
    report = truth(name)
    proposal = match(read_source(FOLDER / name))
    assert (proposal.office, proposal.year) == (report.office, report.year)
    for section in ("overview", "problems", "other"):
        assert proposal.texts[section] == report.texts[section]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_shown_where_it_stood(name: str) -> None:
    source = read_source(FOLDER / name)
    proposal, found = match(source), evidence(source)
    for address, value in proposal.values.items():
        if value is None:
            continue
        said = format_value(value)
        spot = found.find(proposal.places[address])
        assert spot is not None, proposal.places[address]
        cell = found.sheets[spot.sheet].grid.rows[spot.row][spot.column]
        assert cell is not None
        assert said in cell.text.replace(",", ""), address
