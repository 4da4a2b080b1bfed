"""Cells run together are read only where the form's relations leave one reading."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.joined import readings
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text

_FORM = load_form("2021")
_RECEIVED = [
    c.address for c in _FORM.tables["requests"].cells.values() if c.address.row == "received"
]
_TITLE = "二、主动公开政府信息情况\n"


def _read(text: str) -> Proposal:
    return match(read_text(_TITLE + text, "x"))


def test_a_label_with_one_number_stuck_to_it_is_read() -> None:
    proposal = _read("行政许可12\n行政处罚2648538\n行政强制0")
    assert proposal.values[CellAddress("proactive", "penalties", "decisions")] == 2648538
    assert proposal.values[CellAddress("proactive", "licences", "decisions")] == 12
    assert proposal.unplaced == ()


def test_several_labels_on_one_line_are_taken_apart() -> None:
    proposal = _read("行政处罚26485行政强制38")
    assert proposal.values[CellAddress("proactive", "penalties", "decisions")] == 26485
    assert proposal.values[CellAddress("proactive", "compulsion", "decisions")] == 38


def test_a_row_whose_total_leaves_one_reading_is_filled_and_said() -> None:
    proposal = _read("一、本年新收政府信息公开申请数量1000001\n行政许可1")
    assert {a.column: v for a, v in proposal.values.items() if a.row == "received"} == {
        "natural_person": 1,
        "business": 0,
        "research": 0,
        "public_interest": 0,
        "legal_service": 0,
        "other_organisation": 0,
    }
    assert "按表内关系只有一种读法：1、0、0、0、0、0、1" in proposal.notes[0]


def test_several_readings_are_listed_and_nothing_is_filled() -> None:
    proposal = _read("规章1123\n行政许可1\n行政处罚1")
    assert CellAddress("proactive", "rules", "issued") not in proposal.values
    assert proposal.unplaced[0].text == "1123"
    assert "可读作 1、1、23；1、12、3；11、2、3" in proposal.unplaced[0].where(proposal.source)


def test_a_single_reading_without_a_total_to_check_it_is_only_listed() -> None:
    proposal = _read("规章123\n行政许可1\n行政处罚1")
    assert CellAddress("proactive", "rules", "issued") not in proposal.values
    assert "可读作 1、2、3，请核对后填写" in proposal.unplaced[0].where(proposal.source)


@given(st.lists(st.integers(0, 999), min_size=6, max_size=6))
@settings(max_examples=20, deadline=None)
def test_the_true_reading_is_always_among_them(numbers: list[int]) -> None:
    figures = tuple(map(str, [*numbers, sum(numbers)]))
    found = readings(_FORM, _RECEIVED, "".join(figures))
    assert figures in found or len(found) == 4
    assert all(sum(map(int, way[:6])) == int(way[6]) for way in found)


def test_a_long_run_of_digits_does_not_hang() -> None:
    start = time.process_time()
    readings(_FORM, _RECEIVED, "123456789" * 4)
    assert time.process_time() - start < 2  # measured: 0.1 s


def test_the_clerk_can_choose_among_the_readings() -> None:
    proposal = _read("规章1123\n行政许可1\n行政处罚1")
    (choice,) = proposal.choices
    assert choice.words == ("1、1、23", "1、12、3", "11、2、3")
    chosen = proposal.choosing({0: 1})
    rules = {a.column: v for a, v in chosen.values.items() if a.row == "rules"}
    assert list(rules.values()) == [1, 12, 3]
    assert proposal.choosing({}) == proposal
