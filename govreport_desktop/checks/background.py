"""Checks while the clerk goes on typing: on a copy of the report, on another thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from govreport_desktop.checks.problem import Problem
from govreport_desktop.report.report import Report

if TYPE_CHECKING:
    from govreport_desktop.checks.statements import Statement


def snapshot(report: Report) -> Report:
    """A copy of ``report`` that later edits of it do not reach, for checks in the background."""
    copy = Report(report.form)
    copy.load(report.values, report.texts, report.fields, report.explanations)
    return copy


class Read(NamedTuple):
    """What was found in that revision; ``said`` is what the prose states, for `check`."""

    revision: int
    problems: list[Problem]
    said: tuple[Statement, ...]


class CauseCheck:
    """The checks of the figures of ``report`` as it is now, with what explains them."""

    def __init__(self, revision: int, report: Report, said: tuple[Statement, ...]) -> None:
        """``revision`` comes back with the answer; ``said`` is what its prose states."""
        self._revision = revision
        self._report = snapshot(report)
        self._said = said

    def __call__(self) -> Read:
        """The revision, and every problem of the figures."""
        from govreport_desktop.checks.catalogue import FIGURES
        from govreport_desktop.checks.run import check

        found = check(self._report, rules=FIGURES, said=self._said)
        return Read(self._revision, found, self._said)


class ProseCheck:
    """The checks of the prose of ``report`` as it is now; call it when and where you like."""

    def __init__(self, revision: int, report: Report) -> None:
        """``revision`` comes back with the answer: it says which state that is for."""
        self._revision = revision
        self._report = snapshot(report)

    def __call__(self, _: object = None) -> Read:
        """The revision, every problem of the prose, and what it states of the tables."""
        # Here and not above: the rules compile their patterns (60 ms), where nobody waits.
        from govreport_desktop.checks.catalogue import PROSE
        from govreport_desktop.checks.run import read

        return Read(self._revision, *read(self._report, PROSE))
