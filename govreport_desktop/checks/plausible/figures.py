"""Sums of facts, this year and last, as far as they can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govreport_desktop.checks.context import Context
from govreport_desktop.form import FactName
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.numbers import Number, is_number
from govreport_desktop.report.report import Report


class Counted(NamedTuple):
    """A figure with the cells that it is the sum of."""

    value: Number
    cells: tuple[CellAddress, ...]


def counted(context: Context, *facts: FactName) -> Counted | None:
    """The sum of the cells that are all of ``facts``; None where one is not filled in yet.

    A total is filled in when all it adds up is, or the report looks finished.
    """
    report = context.report
    cells = report.form.where(*facts)
    if not cells or not all(_is_settled(context, cell) for cell in cells):
        return None
    value = _sum(report, cells)
    return None if value is None else Counted(value, cells)


def last_counted(report: Report, *facts: FactName) -> Number | None:
    """The same in last year's report; None where it is not there or says nothing of it."""
    last = report.last_year
    return None if last is None else _sum(last, last.form.where(*facts))


def _sum(report: Report, cells: Iterable[CellAddress]) -> Number | None:
    total: Number | None = None
    for cell in cells:
        value = report.values[cell]
        if not is_number(value):
            return None
        total = value if total is None else total + value
    return total


def _is_settled(context: Context, cell: CellAddress) -> bool:
    report = context.report
    formula = report.form.cell(cell).formula
    if formula is None or context.looks_finished:
        return is_number(report.values[cell])
    return all(_is_settled(context, source) for source in formula.sources)
