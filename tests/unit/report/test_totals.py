"""Totals brought up to date bit by bit are the totals computed from nothing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.form import CellAddress, Formula, load_form
from govreport_desktop.report import Report, Unread, Value
from govreport_desktop.report.totals import compute, compute_all
from tests.unit.report.reports import edits, reports

A, B, C = (CellAddress("t", "r", column) for column in "abc")
SUM = Formula("R3", C, (A, B), "丙＝甲＋乙")


@given(data=st.data(), report=reports())
def test_incremental_is_full(data: st.DataObject, report: Report) -> None:
    report.apply(data.draw(edits(report)))
    full = dict(report.values)
    compute_all(report.form, full)
    assert {a: repr(v) for a, v in full.items()} == {a: repr(v) for a, v in report.values.items()}


def test_blank_only_where_every_source_is() -> None:
    cases: list[tuple[Value, Value, Value]] = [
        (None, None, None),
        (0, None, 0),
        (None, 3, 3),
        (2, 3, 5),
        (Unread("x"), 3, 3),
        (Unread("x"), None, None),
        (Decimal("0.10"), Decimal("0.20"), Decimal("0.30")),
        (1, Decimal("0.5"), Decimal("1.5")),
    ]
    for a, b, total in cases:
        assert repr(compute(SUM, {A: a, B: b})) == repr(total)


def test_totals_of_totals() -> None:
    form = load_form("2021")
    report = Report(form)
    outcomes = [
        cell.address
        for cell in form.tables["requests"].cells.values()
        if not cell.formula
        and cell.address.row not in ("received", "carried_over", "carried_forward")
    ]
    assert len(outcomes) == 21 * 6
    report.apply(report.edit((address, 2) for address in outcomes))
    assert report.values[CellAddress("requests", "total", "total")] == 2 * 21 * 6
    assert report.values[CellAddress("requests", "granted", "total")] == 12
    assert report.values[CellAddress("requests", "total", "research")] == 42


def test_large_counts_add_up_exactly() -> None:
    report = Report(load_form("2021"))
    big = 10**15 - 1
    row = [CellAddress("requests", "received", c) for c in ("natural_person", "business")]
    report.apply(report.edit((address, big) for address in row))
    assert report.values[row[0]._replace(column="total")] == 2 * big
