"""Fixes of prose: other words in one place, and everything around them, fields too, as it was."""

from __future__ import annotations

from govreport_desktop.checks.problem import Fix
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.report.edit import TextAddress
from govreport_desktop.report.report import Report


def rewrite(
    report: Report, prose: Prose, start: int, end: int, words: str, label: str
) -> tuple[Fix, ...]:
    """``words`` (as stored) for characters ``start`` to ``end`` of ``prose.plain``.

    Nothing where they hold a field: the number in it is that of its cell.
    """
    span = prose.span(start, end)
    if any(p.start < span.end and span.start < p.end for p in prose.expanded.pieces):
        return ()
    stored = report.texts[prose.section]
    fixed = stored[: span.start] + words + stored[span.end :]
    return (Fix(label, ((TextAddress(prose.section), fixed),)),)
