"""Fixes of prose: other words in one place, and everything around them, fields too, as it was."""

from __future__ import annotations

from collections.abc import Sequence

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
    return rewrite_all(report, prose, ((start, end),), words, label)


def rewrite_all(
    report: Report, prose: Prose, places: Sequence[tuple[int, int]], words: str, label: str
) -> tuple[Fix, ...]:
    """The same ``words`` in each of ``places``, which follow one another; nothing as above."""
    spans = [prose.span(*place) for place in places]
    pieces = prose.expanded.pieces
    if any(p.start < span.end and span.start < p.end for p in pieces for span in spans):
        return ()
    stored, last = report.texts[prose.section], 0
    kept: list[str] = []
    for span in spans:
        kept += (stored[last : span.start], words)
        last = span.end
    return (Fix(label, ((TextAddress(prose.section), "".join((*kept, stored[last:]))),)),)
