"""What the prose states of the tables, as sums of cells that can be solved with the rest (R9, R10).

A number bound to a cell moves with it and states nothing of its own; a rounded or approximate one
does not say which number it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from govreport_desktop.checks.context import Context
from govreport_desktop.checks.problem import Span
from govreport_desktop.checks.prose.claims import Claim, Less, Part, Terms, claims, parts
from govreport_desktop.checks.prose.numerals import Kind
from govreport_desktop.checks.prose.scope import is_own, is_this_year
from govreport_desktop.checks.prose.text import Prose, Reading
from govreport_desktop.form import FactName
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.report.numbers import Number, is_number
from govreport_desktop.report.report import Report

# The rules that compare them.
_FIGURES, _DOCUMENTS = "R9", "R10"

Signed = tuple[tuple[CellAddress, int], ...]


class Statement(NamedTuple):
    """A number that something outside the tables says: each of ``readings`` may be what it means.

    A reading is typed cells with their signs; ``shown`` are the cells it names, computed ones
    among them. ``words`` calls it in a sentence.
    """

    key: Span | CellAddress
    readings: tuple[Mapping[CellAddress, int], ...]
    shown: tuple[tuple[CellAddress, ...], ...]
    value: int
    words: str


def statements(context: Context) -> tuple[Statement, ...]:
    """Every exact count of the office's own and of the year that the prose states."""
    found = []
    known: Meanings = context.report.form.kept.setdefault(_Meaning, {})
    for rule, stated in ((_FIGURES, figure_claims), (_DOCUMENTS, document_counts)):
        if context.settings.runs(rule):
            found += [_of(context.report, *each, known) for each in context.once(stated)]
    return tuple(one for one in found if one is not None)


def figure_claims(context: Context) -> list[tuple[Prose, Claim]]:
    """What the prose states of parts 三, 四 and 二 (R9), documents apart."""
    return _meant(context, _FIGURES)


def document_counts(context: Context) -> list[tuple[Prose, Claim]]:
    """What the prose states of rules and normative documents (R10)."""
    return _meant(context, _DOCUMENTS)


def application_claims(context: Context) -> list[tuple[Prose, Claim]]:
    """Every figure of applications, whosever and of whatever year."""
    return [
        (prose, claim)
        for prose, claim in context.once(_claims)
        if claim.column is not None and claim.column.startswith("applicants.")
    ]


def _claims(context: Context) -> list[tuple[Prose, Claim]]:
    return [(prose, claim) for prose in context.proses for claim in claims(prose.reading)]


def _meant(context: Context, rule: str) -> list[tuple[Prose, Claim]]:
    return [each for each in context.once(_all_meant) if each[1].rule == rule]


def _all_meant(context: Context) -> list[tuple[Prose, Claim]]:
    report = context.report
    meant = (
        answer
        for prose in context.proses
        for _, part in parts(prose.reading)
        for answer in _meant_in(part, report.office, report.year)
    )
    return [each for each, is_one in zip(context.once(_claims), meant, strict=True) if is_one]


@lru_cache(maxsize=1024)
def _meant_in(part: Part, office: str, year: int | None) -> tuple[bool, ...]:
    """Of each claim of a paragraph whether it is meant; what stands around that says nothing."""
    return tuple(_is_meant(part.reading, claim, office, year) for claim in part.claims)


def is_meant(report: Report, prose: Prose, claim: Claim) -> bool:
    """Whether ``claim`` is of this office and of the year reported on."""
    return _is_meant(prose.reading, claim, report.office, report.year)


def _is_meant(reading: Reading, claim: Claim, office: str, year: int | None) -> bool:
    place = claim.quantity.start if claim.quantity else claim.end
    return is_own(reading, place, office) and is_this_year(reading, claim.start, year)


def total_of(report: Report, claim: Claim, terms: Terms) -> Number | None:
    """The sum that a reading stands for; None where a cell of it is blank or missing."""
    total: Number = 0
    found = cells_of(report.form, claim, terms)
    if not found:
        return None
    for cell, sign in found:
        value = report.values[cell]
        if not is_number(value):
            return None
        total = total + sign * value
    return total


def cells_of(form: Form, claim: Claim, terms: Terms) -> Signed:
    """The cells of a reading with their signs; none of those that the form lacks."""
    known: dict[tuple[Terms, FactName | None], Signed] = form.kept.setdefault(cells_of, {})
    what = terms, claim.column
    if what not in known:
        known[what] = _cells_of(form, claim, terms)
    return known[what]


def _cells_of(form: Form, claim: Claim, terms: Terms) -> Signed:
    column = () if claim.column is None else (claim.column,)
    if len(terms) == 1 and not isinstance(terms[0], Less):
        return tuple((cell, 1) for cell in form.where(terms[0], *column))
    found: list[tuple[CellAddress, int]] = []
    for term in terms:
        fact, sign = (term.fact, -1) if isinstance(term, Less) else (term, 1)
        found += ((cell, sign) for cell in form.where(fact, *column))
    return tuple(found)


class _Meaning(NamedTuple):
    """What the readings of a claim stand for on a form: typed cells, and the cells they name."""

    readings: tuple[Mapping[CellAddress, int], ...]
    shown: tuple[tuple[CellAddress, ...], ...]
    is_counted: bool


Meanings = dict[tuple[tuple[Terms, ...], FactName | None], _Meaning]


def _of(report: Report, prose: Prose, claim: Claim, known: Meanings) -> Statement | None:
    span = prose.span(claim.start, claim.end)
    if not _is_exact(claim) or prose.is_bound(span):
        return None
    what = claim.readings, claim.column
    if what not in known:
        known[what] = _meaning(report.form, claim)
    meaning = known[what]
    if not meaning.is_counted:
        return None
    words = f"{report.form.section(prose.section).spoken}的“{claim.text}”"
    return Statement(span, meaning.readings, meaning.shown, int(claim.value), words)


def _meaning(form: Form, claim: Claim) -> _Meaning:
    found = [cells for terms in claim.readings if (cells := cells_of(form, claim, terms))]
    readings = tuple(typed_terms(form, cells) for cells in found)
    shown = tuple(tuple(cell for cell, _ in cells) for cells in found)
    counts = all(form.cell(c).kind.type == "integer" for reading in readings for c in reading)
    return _Meaning(readings, shown, bool(readings) and counts)


def _is_exact(claim: Claim) -> bool:
    quantity = claim.quantity
    if quantity is None:
        return True
    return quantity.kind is Kind.COUNT and not quantity.approximate and quantity.step == 1


def typed_terms(form: Form, cells: Iterable[tuple[CellAddress, int]]) -> dict[CellAddress, int]:
    """The typed cells behind a signed sum, each with what it counts there; none that counts 0."""
    terms: dict[CellAddress, int] = {}
    todo = list(cells)
    while todo:
        cell, sign = todo.pop()
        formula = form.cell(cell).formula
        if formula is not None:
            todo += ((source, sign) for source in formula.sources)
        else:
            terms[cell] = terms.get(cell, 0) + sign
    return {cell: sign for cell, sign in terms.items() if sign}
