"""Every value that was read is found again in the source, at the very cell it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.evidence import evidence
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import format_value
from govreport_desktop.source import Place, Source, SourceCell, SourceTable, place_words

_DATA = Path(__file__).parents[2] / "data"
_SOURCES = [
    _DATA / "pdf" / "libreoffice-2021.pdf",
    _DATA / "pdf" / "libreoffice-2019.pdf",
    _DATA / "pdf" / "chromium-broken-2021.pdf",
    _DATA / "workbooks" / "one-sheet-libreoffice.xlsx",
    _DATA / "workbooks" / "sheets-gnumeric.xlsx",
]


def _shown(source: Source, address: CellAddress) -> str | None:
    """What stands at the spot that is shown for a value."""
    proposal = match(source)
    found = evidence(source)
    spot = found.find(proposal.places[address])
    if spot is None:
        return None
    cell = found.sheets[spot.sheet].grid.rows[spot.row][spot.column]
    return cell.text if cell else None


@pytest.mark.parametrize("path", _SOURCES, ids=lambda path: path.name)
def test_every_number_is_shown_where_it_stands(path: Path) -> None:
    source = read_source(path)
    proposal, found = match(source), evidence(source)
    compared = 0
    for address, value in proposal.values.items():
        if value is None:
            continue
        spot = found.find(proposal.places[address])
        assert spot is not None, (address, proposal.places[address])
        cell = found.sheets[spot.sheet].grid.rows[spot.row][spot.column]
        assert cell is not None
        assert cell.text.strip().replace(",", "") == format_value(value), address
        compared += 1
    assert compared > 100


def test_a_table_that_lost_its_rows_shows_the_number_below_its_label() -> None:
    lines = ["行政许可 |", "5 |", "行政处罚 |", "3 |", "行政强制 |", "5 |"]
    source = read_text("二、主动公开政府信息情况\n" + "\n".join(lines), "来文")
    found, proposal = evidence(source), match(source)
    rows = {}
    for name in ("licences", "compulsion"):
        spot = found.find(proposal.places[CellAddress("proactive", name, "decisions")])
        assert spot is not None
        rows[name] = spot.row
    assert rows["compulsion"] - rows["licences"] == 4


def test_numbers_run_together_are_shown_in_their_line() -> None:
    source = read_text("行政处罚2648538\n行政许可12", "来文")
    shown = _shown(source, CellAddress("proactive", "penalties", "decisions"))
    assert shown == "行政处罚2648538"


def test_two_equal_numbers_of_one_table_are_told_apart() -> None:
    """Words alone could not: both stood in the same place by name."""
    cells = ["行政许可", "5", "行政处罚", "5", "行政强制", "5"]
    source = Source(
        "来文", (SourceTable((tuple(map(SourceCell, cells)),), True, "第 1 行起的表格"),)
    )
    proposal = match(source)
    places = [proposal.places[address] for address in proposal.values]
    assert places == [Place(0, 1), Place(0, 3), Place(0, 5)]
    assert {place_words(source, place) for place in places} == {"第 1 行起的表格"}


def test_a_place_nobody_named_is_nowhere() -> None:
    source = read_text("行政许可\t12\n行政处罚\t3\n行政强制\t0\n", "来文")
    found = evidence(source)
    assert [found.find(place) for place in (None, Place(9), Place(0, 9, 0), Place(0, 0, 9))] == (
        [None] * 4
    )
    assert found.find(Place(0, 1)) == (0, 1, 0)


def test_stretches_of_text_and_tables_have_a_title() -> None:
    source = read_text("某局2023年政府信息公开工作年度报告\n行政许可\t12\n行政处罚\t3\n", "来文")
    titles = [sheet.title for sheet in evidence(source).sheets]
    assert titles[0] == "文字“某局2023年政府信息公开工…”"
    assert len(titles) == 2
