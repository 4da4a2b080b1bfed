"""A report whose numbers all agree, to break one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping

from govreport_desktop.checks import Problem, check
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Content, FieldAddress, Report
from govreport_desktop.report.edit import Address
from govreport_desktop.report.shape import to_shape

COLUMNS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_service",
    "other_organisation",
)


def requests(row: str, column: str) -> CellAddress:
    """A cell of part 三."""
    return CellAddress("requests", row, column)


def proactive(row: str, column: str) -> CellAddress:
    """A cell of part 二."""
    return CellAddress("proactive", row, column)


def put(report: Report, contents: Mapping[Address, Content]) -> Report:
    """``report`` with those contents."""
    report.apply(report.edit(contents.items()))
    return report


def sound_report(form_id: str = "2021") -> Report:
    """Each column: 20 received and 3 carried over, 21 answered and 2 carried forward.

    Part 三 is filled in: what is not one of these is 0.
    """
    form = load_form(form_id)
    cells = form.tables["requests"].cells.items()
    contents: dict[Address, Content] = {cell: 0 for cell, spec in cells if not spec.formula}
    for column in COLUMNS:
        figures = {"received": 20, "carried_over": 3, "granted": 21, "carried_forward": 2}
        contents |= {requests(row, column): number for row, number in figures.items()}
    year = 2020 if form_id == "2019" else 2023
    return put(Report(form, "青禾县档案局", year), contents)


def with_last_year(report: Report, contents: Mapping[Address, Content]) -> Report:
    """``report`` carrying last year's with those contents; its own form, a year earlier."""
    last = put(Report(report.form, report.office, (report.year or 2023) - 1), contents)
    text = json.dumps(to_shape(last), ensure_ascii=False)
    return put(report, {FieldAddress("last_year"): text})


def found(report: Report, rule: str) -> dict[str, Problem]:
    """The problems of one rule by their keys."""
    return {problem.key: problem for problem in check(report) if problem.rule == rule}
