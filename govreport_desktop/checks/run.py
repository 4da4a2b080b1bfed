"""Run every check over a report and attach what the office has explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from govreport_desktop.checks.figures import unreadable_cells
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.relations import broken_relations
from govreport_desktop.report.report import Report

Check = Callable[[Report], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (unreadable_cells, broken_relations)

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def check(report: Report, checks: Iterable[Check] = CHECKS) -> list[Problem]:
    """Every problem of ``report``: errors first, then in the order of the report's parts."""
    parts = {section.id: rank for rank, section in enumerate(report.form.sections)}
    found = [problem for run in checks for problem in run(report)]
    found.sort(key=lambda p: (_ORDER[p.severity], parts.get(p.section, len(parts))))
    return [
        replace(p, explanation=report.explanations[p.key])
        if p.severity is Severity.WARNING and p.key in report.explanations
        else p
        for p in found
    ]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything among ``problems`` forbids the report to be handed in."""
    return any(problem.severity is Severity.ERROR for problem in problems)
