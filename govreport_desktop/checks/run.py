"""Run every check over a report and attach what the office has explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from govreport_desktop.checks.catalogue import RULES
from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.settings import CheckSettings
from govreport_desktop.report.explanations import explanation_text, is_outdated
from govreport_desktop.report.report import Report

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}
_RANKS = {rule.id: rank for rank, rule in enumerate(RULES)}
_DEFAULT = CheckSettings()


def check(
    report: Report, settings: CheckSettings = _DEFAULT, rules: Iterable[Rule] = RULES
) -> list[Problem]:
    """Every problem of ``report``: errors first, then in the order of the report's parts.

    It reads the report and touches nothing else, so it may run in the background on a
    `snapshot` while the clerk goes on typing.
    """
    context = Context(report, settings)
    found = [p for rule in rules if settings.runs(rule.id) for p in rule.find(context)]
    return arranged(report, _distinct(found))


def arranged(report: Report, problems: Iterable[Problem]) -> list[Problem]:
    """What several runs over ``report`` found, as one run would answer it.

    The explanations are those that stand in ``report`` now.
    """
    parts = {section.id: rank for rank, section in enumerate(report.form.sections)}

    def rank(problem: Problem) -> tuple[int, int, int]:
        rule = problem.key.partition(":")[0]
        part = parts.get(problem.section, len(parts))
        return _ORDER[problem.severity], part, _RANKS.get(rule, len(_RANKS))

    return explained(report, sorted(problems, key=rank))


def explained(report: Report, problems: Iterable[Problem]) -> list[Problem]:
    """``problems`` with what the office has said about each (审核说明)."""
    return [_explained(report, problem) for problem in problems]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything among ``problems`` forbids the report to be handed in."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _explained(report: Report, problem: Problem) -> Problem:
    content = report.explanations.get(problem.key, "")
    explains = problem.severity is Severity.WARNING and bool(content)
    if not explains and not problem.explanation:
        return problem
    if not explains:
        return replace(problem, explanation="", outdated=False)
    return replace(
        problem,
        explanation=explanation_text(content),
        outdated=is_outdated(content, problem.message),
    )


def _distinct(problems: list[Problem]) -> list[Problem]:
    """Give equal keys numbers: the same words can stand twice in one part."""
    seen: dict[str, int] = {}
    distinct = []
    for problem in problems:
        count = seen[problem.key] = seen.get(problem.key, 0) + 1
        distinct.append(problem if count == 1 else replace(problem, key=f"{problem.key}~{count}"))
    return distinct
