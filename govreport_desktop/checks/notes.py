"""审核说明 for a document: what the office says about each warning, as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from govreport_desktop.checks.problem import Problem
from govreport_desktop.report.explanations import Note
from govreport_desktop.report.report import Report


def notes_of(report: Report, problems: Iterable[Problem]) -> tuple[Note, ...]:
    """A note for each of ``problems`` that the office has explained, in their order.

    The last one says what ``report`` is not checked for, where that is otherwise than usual.
    """
    notes = [
        Note(problem.message, problem.explanation, problem.outdated)
        for problem in problems
        if problem.explanation.strip()
    ]
    words = deviations_of(report)
    return (*notes, Note(words)) if words else tuple(notes)


def deviations_of(report: Report) -> str:
    """How ``report`` says it is checked otherwise than usual, in a line; "" where as usual."""
    text = report.fields["check_settings"]
    if not text:
        return ""
    # Here and not above: it names the rules, and a window on its way up need not wait for them.
    from govreport_desktop.checks.deviations import deviations

    return deviations(text)
