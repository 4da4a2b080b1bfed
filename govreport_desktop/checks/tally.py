"""How many problems there are: one way of counting for every face."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govreport_desktop.checks.problem import Problem, Severity


class Tally(NamedTuple):
    """Problems that are open, by severity, and the warnings that the office has explained."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    explained: int = 0

    def open(self, severity: Severity) -> int:
        """How many of ``severity`` still ask for something."""
        return self[_RANKS[severity]]

    @property
    def words(self) -> str:
        """错误 1 个，警告 2 个（另有 1 个已说明），提示 0 个."""
        return "，".join(self.words_of(severity) for severity in Severity)

    def words_of(self, severity: Severity) -> str:
        """警告 2 个（另有 1 个已说明）."""
        words = f"{severity.label} {self.open(severity)} 个"
        if severity is Severity.WARNING and self.explained:
            words += f"（另有 {self.explained} 个已说明）"
        return words


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def tally(problems: Iterable[Problem]) -> Tally:
    """Count ``problems``. What was explained for figures that have changed since is open."""
    counts = [0] * len(Tally._fields)
    for problem in problems:
        counts[_RANKS[problem.severity] if problem.is_open else -1] += 1
    return Tally(*counts)
