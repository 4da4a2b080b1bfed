"""What every check is handed, and what it says about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2s
from typing import TypeVar, cast

from govreport_desktop.checks.problem import Fix, Problem, Severity, Span
from govreport_desktop.checks.prose.text import Prose, Stretch, read
from govreport_desktop.checks.settings import CheckSettings
from govreport_desktop.form import SectionRole
from govreport_desktop.form.model import CellAddress
from govreport_desktop.patterns import regex
from govreport_desktop.report.carry_over import has_body
from govreport_desktop.report.fields import expand
from govreport_desktop.report.numbers import Number, is_number
from govreport_desktop.report.report import Report

T = TypeVar("T")
_NOT_WORDS = regex(r"[\d０-９,.%％\s，、；：。（）()]+")


class Context:
    """One report being checked: its prose is read when the first check asks for it."""

    def __init__(self, report: Report, settings: CheckSettings, *, handed_in: bool = False) -> None:
        self.report = report
        self.settings = settings
        self.handed_in = handed_in
        self._known: dict[object, object] = {}

    def once(self, work: Callable[[Context], T]) -> T:
        """What ``work`` finds here, found when the first check asks and kept for the others."""
        if work not in self._known:
            self._known[work] = work(self)
        return cast(T, self._known[work])

    def know(self, work: Callable[[Context], T], found: T) -> None:
        """Take ``found`` for what ``work`` would find."""
        self._known[work] = found

    @cached_property
    def proses(self) -> tuple[Prose, ...]:
        """Every narrative that has text, in printed order, fields expanded."""
        return tuple(self._prose(section) for section in self.report.texts if self._has(section))

    def prose(self, role: SectionRole) -> Prose | None:
        """The narrative of that role; None where nothing is written or the form has none."""
        return next((prose for prose in self.proses if prose.role == role), None)

    @cached_property
    def looks_finished(self) -> bool:
        """Whether it was handed in, or every table is begun and every part is written."""
        if self.handed_in:
            return True
        report, form = self.report, self.report.form
        for table in form.tables.values():
            if not any(is_number(report.values[cell]) for cell in table.cells):
                return False
        return all(
            has_body(report.texts[section.id])
            for section in form.sections
            if section.kind != "table" and not section.optional
        )

    def _has(self, section: str) -> bool:
        return bool(self.report.texts[section].strip())

    def _prose(self, section_id: str) -> Prose:
        expanded = expand(self.report.texts[section_id], self.report)
        section = self.report.form.section(section_id)
        return Prose(section_id, section.role, section.title, read(expanded.text), expanded)


@dataclass(frozen=True, slots=True)
class Rule:
    """One check as the catalogue lists it (docs/checks.md is made from these).

    ``id`` is the rule's number, with a name of its own where a rule has several checks
    (``R20.sums``); ``example`` is a text or figure that it finds. ``severity`` is the
    weight of what it raises, ``find`` raises it.
    """

    id: str
    name: str
    what: str
    basis: str
    example: str
    severity: Severity
    find: Callable[[Context], Iterator[Problem]] = field(repr=False)

    @property
    def number(self) -> str:
        """The relation of the catalogue that it belongs to: R20."""
        return self.id.partition(".")[0]

    def at(
        self,
        prose: Prose,
        start: int,
        end: int,
        message: str,
        *,
        figures: tuple[Number, ...] = (),
        cells: tuple[CellAddress, ...] = (),
        also: tuple[Stretch, ...] = (),
        anchor: str = "",
        cause: str = "",
        fixes: tuple[Fix, ...] = (),
        severity: Severity | None = None,
    ) -> Problem:
        """A problem at characters ``start`` to ``end`` of ``prose.plain``.

        ``figures`` are the numbers that ``message`` is about, in its order. ``also`` and
        ``cells`` are further places it concerns. Its key is made of the words around it,
        numbers left out, so that it stays the same problem when text before it or a figure in
        it changes; ``anchor`` replaces those words where they are not the identity.
        """
        words = anchor or prose.reading.of(prose.reading.clause_at(start))
        spans = (prose.span(start, end), *(prose.span(s.start, s.end) for s in also))
        return Problem(
            key=f"{self.id}:{prose.section}/{_digest(words)}",
            rule=self.number,
            severity=severity or self.severity,
            section=prose.section,
            message=message,
            cells=cells,
            spans=_distinct(spans),
            cause=cause,
            basis=self.basis,
            fixes=fixes,
            figures=figures,
        )

    def of(
        self,
        section: str,
        part: str,
        message: str,
        *,
        figures: tuple[Number, ...] = (),
        cells: tuple[CellAddress, ...] = (),
        fixes: tuple[Fix, ...] = (),
        cause: str = "",
    ) -> Problem:
        """A problem of a whole part; ``part`` tells it from the others of this check there."""
        return Problem(
            key=f"{self.id}:{section}{'/' if part else ''}{part}",
            rule=self.number,
            severity=self.severity,
            section=section,
            message=message,
            cells=cells,
            cause=cause,
            basis=self.basis,
            fixes=fixes,
            figures=figures,
        )


@lru_cache(maxsize=4096)
def _digest(words: str) -> str:
    plain = _NOT_WORDS.sub("", words)
    return blake2s(plain.encode(), digest_size=4).hexdigest()


def _distinct(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(spans))
