"""Any report, written out any way, comes back exactly as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport_desktop.form import Table
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, Value
from tests.unit.matching import rendered

Writer = Callable[[Report, Table], str]
_WRITERS: dict[str, Writer] = {
    "flat": rendered.flat_table,
    "lines": rendered.lines_table,
    "ended": rendered.ended_table,
    "spaced": rendered.spaced_table,
    "mixed": rendered.mixed_table,
    "collapsed": rendered.collapsed_table,
    "edged": rendered.edged_table,
    "viewer": rendered.viewer_table,
    "browser": rendered.browser_table,
    "sheet": rendered.sheet_table,
    "bars": rendered.bars_table,
}
_few = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))


def _read(report: Report, write: Writer) -> Proposal:
    tables = {table.id: write(report, table) for table in report.form.tables.values()}
    return match(read_text(rendered.document(report, tables), "网页"))


def _wrong(report: Report, values: dict[CellAddress, Value]) -> dict[str, tuple[Value, Value]]:
    return {
        str(address): (value, values.get(address))
        for address, value in report.values.items()
        if not report.form.cell(address).formula and values.get(address) != value
    }


@pytest.mark.parametrize("style", list(_WRITERS))
@given(report=rendered.full_reports())
@_few
def test_every_number_and_every_sentence_comes_back(style: str, report: Report) -> None:
    proposal = _read(report, _WRITERS[style])
    assert proposal.form is report.form
    assert (proposal.office, proposal.year) == (report.office, report.year)
    assert _wrong(report, dict(proposal.values)) == {}
    assert dict(proposal.texts) == dict(report.texts)
    assert proposal.unplaced == ()
    assert proposal.declared == ()


@pytest.mark.parametrize("style", ["sheet", "bars"])
@given(report=rendered.full_reports(blanks=True))
@_few
def test_blanks_in_rows_and_columns_stay_blank(style: str, report: Report) -> None:
    proposal = _read(report, _WRITERS[style])
    assert _wrong(report, dict(proposal.values)) == {}
    assert proposal.unplaced == ()


@pytest.mark.parametrize("style", list(_WRITERS))
@given(report=rendered.full_reports(blanks=True))
@_few
def test_blanks_never_put_a_number_in_the_wrong_cell(style: str, report: Report) -> None:
    proposal = _read(report, _WRITERS[style])
    for address, value in proposal.values.items():
        assert value in (None, report.values[address]), address
    lost = [a for a, (value, _) in _wrong(report, dict(proposal.values)).items() if value]
    assert bool(lost) <= bool(proposal.unplaced)


@given(report=rendered.full_reports(blanks=True))
@_few
def test_a_comma_separated_file_comes_back(report: Report) -> None:
    proposal = match(read_text(rendered.comma_document(report), "a.csv"))
    assert _wrong(report, dict(proposal.values)) == {}
    assert {k: v for k, v in proposal.texts.items() if k != "preamble"} == {
        k: v for k, v in report.texts.items() if k != "preamble"
    }
    assert (proposal.office, proposal.year) == (report.office, report.year)


@given(report=rendered.full_reports(), order=st.randoms(use_true_random=False))
@_few
def test_rows_may_stand_in_any_order(report: Report, order: st.DataObject) -> None:
    def shuffled(report: Report, table: Table) -> str:
        lines = rendered.matrix(report, table)
        top = table.header_rows
        if not top or not table.label_columns:
            return "\n".join("\t".join(line) for line in lines)
        body = lines[top:]
        order.shuffle(body)  # type: ignore[attr-defined]
        return "\n".join("\t".join(line) for line in [*lines[:top], *body])

    proposal = _read(report, shuffled)
    assert _wrong(report, dict(proposal.values)) == {}


@given(report=rendered.full_reports(), order=st.permutations(range(3, 10)))
@_few
def test_columns_may_stand_in_any_order(report: Report, order: list[int]) -> None:
    def shuffled(report: Report, table: Table) -> str:
        lines = rendered.matrix(report, table)
        if table.id == "requests":
            lines = [[*line[:3], *(line[x] for x in order)] for line in lines]
        return "\n".join("\t".join(line) for line in lines)

    proposal = _read(report, shuffled)
    assert _wrong(report, dict(proposal.values)) == {}
