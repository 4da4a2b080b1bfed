"""This year beside last year: differences, per cents, blanks, and two forms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.year_on_year import Comparison, compare, last_figure

RECEIVED = CellAddress("requests", "received", "natural_person")
SPEC = load_form("2021").cell(RECEIVED)


@pytest.mark.parametrize(
    ("this", "last", "difference", "percent"),
    [
        (12, 10, "+2", "+20.0%"),
        (1, 3, "-2", "-66.7%"),
        (7, 7, "0", "0.0%"),
        (5, 0, "+5", "—"),
        (0, 5, "-5", "-100.0%"),
        (None, 5, "", "—"),
        (5, None, "", "—"),
        (Decimal("1.50"), Decimal("1.2"), "+0.30", "+25.0%"),
        (99_999, 100_000, "-1", "0.0%"),
    ],
)
def test_difference_and_per_cent(
    this: int | None, last: int | None, difference: str, percent: str
) -> None:
    line = Comparison(SPEC, this, last)
    assert (line.difference_words, line.percent_words) == (difference, percent)


def test_without_last_year_there_is_nothing_to_compare() -> None:
    report = Report(load_form("2021"), "青屿市档案局", 2025)
    assert compare(report) == []
    assert last_figure(report, RECEIVED) is None


def test_every_number_stands_beside_last_years() -> None:
    last = Report(load_form("2021"), "青屿市档案局", 2024)
    last.apply(last.edit([(RECEIVED, 10)]))
    report = Report(load_form("2021"), "青屿市档案局", 2025)
    report.apply(report.edit([(RECEIVED, 12)]))
    report.apply(carry_over(report, last))
    lines = {line.spec.address: line for line in compare(report)}
    assert len(lines) == len(report.form.cells)
    assert lines[RECEIVED].difference == 2
    total = lines[RECEIVED._replace(column="total")]
    assert (total.this, total.last) == (12, 10)


def test_between_the_forms_only_what_is_the_same_is_compared() -> None:
    last = Report(load_form("2019"), "青屿市档案局", 2020)
    decisions = CellAddress("proactive", "licences", "decisions")
    last.apply(last.edit([(RECEIVED, 10), (decisions, 4)]))
    report = Report(load_form("2021"), "青屿市档案局", 2021)
    report.apply(carry_over(report, last))
    assert last_figure(report, RECEIVED) == 10
    # 处理决定数量 and 本年处理决定数量 are two headings; so are the rows of 其他处理.
    assert last_figure(report, decisions) is None
    assert last_figure(report, RECEIVED._replace(row="closed.other")) is None
