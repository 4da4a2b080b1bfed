"""Clear, fill and blank-to-0 as edits; what a selection adds up to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report, Unread, Value
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.figures import figures_of
from govreport_desktop.report.gestures import blanks_to_zero, clear, fill_down, fill_right


def at(row: str, column: str = "natural_person", table: str = "requests") -> CellAddress:
    return CellAddress(table, row, column)


@pytest.fixture
def report() -> Report:
    return Report(load_form("2021"), "示例局", 2024)


def put(report: Report, **values: Value) -> None:
    report.apply(report.edit([(at(row), value) for row, value in values.items()]))


def test_clear_blanks_typed_cells_only_and_counts_them(report: Report) -> None:
    put(report, received=4, granted=4)
    edit = clear(report, [at("received"), at("received", "total"), at("carried_over")])
    assert edit.name == "清除 1 个单元格"
    report.apply(edit)
    assert report.values[at("received")] is None
    assert report.values[at("granted")] == 4


def test_blank_to_zero_keeps_what_is_there(report: Report) -> None:
    put(report, received=4, granted=Unread("x"))
    report.apply(blanks_to_zero(report, [spec.address for spec in report.form.cells]))
    assert report.values[at("received")] == 4
    assert report.values[at("granted")] == Unread("x")
    assert report.values[at("fees", "amount", "proactive")] == Decimal(0)
    assert None not in report.values.values()
    assert not blanks_to_zero(report, [spec.address for spec in report.form.cells])


def test_fill_down_copies_the_top_cell(report: Report) -> None:
    put(report, received=4)
    report.apply(fill_down(report, [at("carried_over"), at("received"), at("granted")]))
    assert report.values[at("granted")] == 4


def test_fill_with_one_cell_takes_its_neighbour(report: Report) -> None:
    put(report, received=4)
    report.apply(fill_down(report, [at("carried_over")]))
    report.apply(fill_right(report, [at("received", "business")]))
    assert report.values[at("carried_over")] == report.values[at("received", "business")] == 4


def test_fill_spares_totals_and_suits_the_kind(report: Report) -> None:
    report.apply(fill_right(report, [at("received"), at("received", "total")]))
    licences = at("licences", "decisions", "proactive")
    report.apply(report.edit([(licences, 7)]))
    fees = at("fees", "amount", "proactive")
    report.apply(fill_down(report, [licences, fees]))
    assert report.values[fees] == Decimal(7)
    assert isinstance(report.values[fees], Decimal)


def test_figures_of_a_selection() -> None:
    found = figures_of([3, None, Decimal("1.5"), Unread("x"), 0])
    assert str(found) == "计数 3　求和 4.5　最小 0　最大 3"
    assert figures_of([None, Unread("x")]) is None


def test_carry_over_fills_blanks_from_last_year_and_keeps_it(report: Report) -> None:
    last = Report(load_form("2019"), "示例局", 2020)
    last.apply(last.edit([(at("carried_forward"), 3), (at("carried_forward", "business"), 5)]))
    report.apply(report.edit([(at("carried_over", "business"), 4)]))
    report.apply(carry_over(report, last))
    assert report.values[at("carried_over")] == 3
    assert report.values[at("carried_over", "business")] == 4
    assert report.last_year is not None
    assert report.last_year.values[at("carried_forward", "total")] == 8
