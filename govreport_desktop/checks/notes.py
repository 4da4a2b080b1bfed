"""审核说明 for a document: what the office says about each warning, as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from govreport_desktop.checks.problem import Problem
from govreport_desktop.report.explanations import Note


def notes_of(problems: Iterable[Problem]) -> tuple[Note, ...]:
    """A note for each of ``problems`` that the office has explained, in their order."""
    return tuple(
        Note(problem.message, problem.explanation, problem.outdated)
        for problem in problems
        if problem.explanation.strip()
    )
