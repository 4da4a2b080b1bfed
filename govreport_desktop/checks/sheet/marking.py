"""What a sheet makes of the problems other rules found: another level, and its name in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from govreport_desktop.checks.problem import Problem
from govreport_desktop.checks.sheet.model import Sheet

# Which check goes by a threshold, so that what it finds names the sheet that set it.
GO_BY = {
    "overview_limit": "R17.length",
    "copied_share": "R16.copied",
    "copied_length": "R16.copied",
    "repeated_length": "R16.repeated",
    "problems_length": "R17.problems",
    "change_times": "R30.change",
    "change_least": "R30.change",
    "share_change": "R30.shares",
    "closed_share": "R34",
    "vague_share": "R45",
    "problems_copied": "R46",
    "required_figures": "R48",
}


def marked(problems: Iterable[Problem], sheet: Sheet | None) -> list[Problem]:
    """``problems`` with the levels of the sheet, each that it changed naming it."""
    if sheet is None:
        return list(problems)
    measured = {GO_BY.get(name, name) for name in sheet.thresholds}
    return [_marked(problem, sheet, measured) for problem in problems]


def _marked(problem: Problem, sheet: Sheet, measured: set[str]) -> Problem:
    rule = problem.key.partition(":")[0]
    level = sheet.level(rule) if sheet.says_level(rule) else None
    said = []
    if rule in measured:
        said.append(f"限度按{sheet.named}")
    if level is not None and level is not problem.severity:
        said.append(f"{sheet.named}定为{level.label}")
    if not said:
        return problem
    message = f"{problem.message.rstrip('。')}（{'，'.join(said)}）。"
    return replace(problem, message=message, severity=level or problem.severity)
