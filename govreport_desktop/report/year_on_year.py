"""This year's figures beside last year's: difference and change in per cent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress, CellSpec
from govreport_desktop.report.numbers import Number, format_value, is_number
from govreport_desktop.report.report import Report

_TENTH = Decimal("0.1")


class Comparison(NamedTuple):
    """One number of the form in two years. A blank is None, and is not compared: it is not 0."""

    spec: CellSpec
    this: Number | None
    last: Number | None

    @property
    def difference(self) -> Number | None:
        """How much more than last year; None where either year is blank."""
        if self.this is None or self.last is None:
            return None
        return self.this - self.last

    @property
    def percent(self) -> Decimal | None:
        """The difference in per cent of last year, to one decimal; None where that was 0."""
        difference = self.difference
        if difference is None or not self.last:
            return None
        share = Decimal(difference) * 100 / Decimal(self.last)
        return share.quantize(_TENTH, ROUND_HALF_UP) + 0  # never a minus before a zero

    @property
    def difference_words(self) -> str:
        """The difference with its sign: +12, -3, 0; "" where there is none."""
        return "" if self.difference is None else signed(self.difference)

    @property
    def percent_words(self) -> str:
        """The change as printed: +12.5%; — where last year was 0 or either year is blank."""
        return "—" if self.percent is None else f"{signed(self.percent)}%"


def compare(report: Report) -> list[Comparison]:
    """Every number of ``report`` in printed order; empty where it carries no last year.

    Between the forms only numbers of one name and one place are set side by side.
    """
    last = report.last_year
    if last is None:
        return []
    return [
        Comparison(spec, _number(report, spec.address), last_figure(report, spec.address))
        for spec in report.form.cells
    ]


def last_figure(report: Report, address: CellAddress) -> Number | None:
    """Last year's number at a place of ``report``; None where there is none to compare."""
    last = report.last_year
    if last is None or not last.form.has(address):
        return None
    if last.form.cell(address).words != report.form.cell(address).words:
        return None
    return _number(last, address)


def signed(number: Number) -> str:
    """A difference with its sign; 0 has none."""
    return f"+{format_value(number)}" if number > 0 else format_value(number)


def _number(report: Report, address: CellAddress) -> Number | None:
    value = report.values[address]
    return value if is_number(value) else None
