"""Fixes of prose: other words in one place, and everything around them, fields too, as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from govreport_desktop.checks.problem import Contents, Fix, Span
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.report.edit import TextAddress
from govreport_desktop.report.report import Report

Words = str | Callable[[], str]


def rewrite(
    report: Report, prose: Prose, start: int, end: int, words: Words, label: str
) -> tuple[Fix, ...]:
    """``words`` for characters ``start`` to ``end`` of ``prose.plain``.

    They are as stored, or what makes them when they are asked for. Nothing where they hold a
    field: the number in it is that of its cell.
    """
    return rewrite_all(report, prose, ((start, end),), words, label)


def rewrite_all(
    report: Report, prose: Prose, places: Sequence[tuple[int, int]], words: Words, label: str
) -> tuple[Fix, ...]:
    """The same ``words`` in each of ``places``, which follow one another; nothing as above."""
    return rewrites(report, prose, places, [(words, label)])


def rewrites(
    report: Report,
    prose: Prose,
    places: Sequence[tuple[int, int]],
    ways: Sequence[tuple[Words, str]],
) -> tuple[Fix, ...]:
    """The same for several ways to put it, words and label of each."""
    spans = [prose.span(*place) for place in places]
    if any(map(prose.is_bound, spans)):
        return ()
    stored = report.texts[prose.section]
    return tuple(
        Fix(label, partial(_rewritten, prose.section, stored, tuple(spans), words))
        for words, label in ways
    )


def _rewritten(section: str, stored: str, spans: Sequence[Span], words: Words) -> Contents:
    words = words() if callable(words) else words
    kept: list[str] = []
    last = 0
    for span in spans:
        kept += (stored[last : span.start], words)
        last = span.end
    return ((TextAddress(section), "".join((*kept, stored[last:]))),)
