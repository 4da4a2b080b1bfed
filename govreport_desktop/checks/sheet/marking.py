"""What a sheet makes of the problems other rules found: another level, and its name in words."""

from __future__ import annotations

from collections.abc import Iterable

from govreport_desktop.checks.problem import Problem, Severity
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
    "peers_z": "R54",
    "peers_least": "R54",
}


def marked(problems: Iterable[Problem], sheet: Sheet | None) -> list[Problem]:
    """``problems`` with the levels of the sheet, each that it changed naming it."""
    if sheet is None:
        return list(problems)
    return [_marked(problem, sheet) for problem in problems]


def _marked(problem: Problem, sheet: Sheet) -> Problem:
    rule = problem.key.partition(":")[0]
    note = note_of(rule, problem.severity, sheet)
    if not note:
        return problem
    level = sheet.level(rule) or problem.severity
    return problem._replace(message=f"{problem.message.rstrip('。')}{note}。", severity=level)


def note_of(rule: str, severity: Severity, sheet: Sheet) -> str:
    """What ``sheet`` has changed about a finding of that rule, in brackets; "" for nothing."""
    said = []
    if any(GO_BY.get(name, name) == rule for name in sheet.thresholds):
        said.append(f"限度按{sheet.named}")
    level = sheet.level(rule)
    if level is not None and level is not severity:
        said.append(f"{sheet.named}定为{level.label}")
    return f"（{'，'.join(said)}）" if said else ""
