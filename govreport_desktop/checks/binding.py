"""Last year's prose made to follow this year's tables: its figures become fields.

The readings of R9 and R10 say which number of the form a figure of the prose is. Where last
year's table holds just that number, the figure is that cell, and in the new report it follows
the new table. A figure that is not certain stays as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from govreport_desktop.checks.context import Context
from govreport_desktop.checks.prose.claims import Claim, claims
from govreport_desktop.checks.prose.numerals import Quantity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.settings import CheckSettings
from govreport_desktop.checks.statements import cells_of, is_meant, total_of
from govreport_desktop.form.model import Form
from govreport_desktop.patterns import regex
from govreport_desktop.report.fields import field_text
from govreport_desktop.report.figure import (
    Aspect,
    FieldState,
    Figure,
    difference_in_words,
    figure_state,
    growth_in_words,
    last_number,
)
from govreport_desktop.report.numbers import Number
from govreport_desktop.report.report import Report

# 48件，同比增长20%: whatever the words, they are printed as 增长, 下降 or 持平.
_COMPARED = regex(
    r"，?(?:同比|[比较](?:上年度?|去年)(?:同期)?)(?:"
    r"(?P<growth>(?P<up>增长|上升|提高)(?:了)?|(?:下降|减少|降低)(?:了)?)(?P<rate>\d+(?:\.\d+)?)%"
    r"|(?P<more>增加|减少)(?:了)?(?P<count>\d+)(?=[件个项宗]))"
)
_WHOLE = Decimal(1)


class Bound(NamedTuple):
    """The prose of a part with fields in it, and how many figures became one."""

    text: str
    figures: int


class _Place(NamedTuple):
    """Characters ``start`` to ``end`` of the stored text that become ``figure``."""

    start: int
    end: int
    figure: Figure


def bind(last: Report, form: Form) -> dict[str, Bound]:
    """Every part of ``last`` that has prose, for a report on ``form``."""
    found: dict[str, Bound] = {}
    for prose in Context(last, CheckSettings()).proses:
        places = _apart(_places(last, form, prose))
        text = last.texts[prose.section]
        for place in reversed(places):
            text = text[: place.start] + field_text(place.figure) + text[place.end :]
        found[prose.section] = Bound(text, len(places))
    return found


def _places(last: Report, form: Form, prose: Prose) -> Iterator[_Place]:
    for claim in claims(prose.reading):
        quantity = claim.quantity
        if quantity is None or quantity.chinese or not is_meant(last, prose, claim):
            continue
        if figure := _figure(last, form, claim, quantity):
            yield _place(prose, quantity.start, quantity.digits, figure)
            yield from _comparison(last, prose, quantity, figure)


def _figure(last: Report, form: Form, claim: Claim, quantity: Quantity) -> Figure | None:
    """What the number is on ``form``, if last year's table holds just that number."""
    for terms in claim.readings:
        then, now = cells_of(last.form, claim, terms), cells_of(form, claim, terms)
        if not then or not now or total_of(last, claim, terms) != quantity.number:
            continue
        unit = last.form.cell(then[0][0]).kind.unit
        # 12.5万元 is a number of that table as it is printed, 125000元 is not.
        as_printed = quantity.unit == unit if unit == "万元" else quantity.step == _WHOLE
        if as_printed:
            return Figure.sum(form, [(sign, cell) for cell, sign in now])
    return None


def _comparison(last: Report, prose: Prose, quantity: Quantity, figure: Figure) -> Iterator[_Place]:
    """The words behind a figure that compare it with the year before, where they are right."""
    match = _COMPARED.match(prose.plain, quantity.end)
    before = _before(last, figure)
    if match is None or before is None:
        return
    if match["count"]:
        words, aspect = difference_in_words(before, int(quantity.number)), Aspect.DIFFERENCE
        said, start, end = f"{match['more']}{match['count']}", match.start("more"), match.end()
    elif before:
        words, aspect = growth_in_words(before, _number(quantity.number)), Aspect.GROWTH
        said = f"{'增长' if match['up'] else '下降'}{match['rate']}%"
        start, end = match.start("growth"), match.end()
    else:
        return
    if said == words:
        yield _place(prose, start, end, Figure(figure.terms, aspect))


def _before(last: Report, figure: Figure) -> Number | None:
    """What the figure was in the year before ``last``, if that report has kept it."""
    known = Figure(figure.terms, Aspect.LAST)
    return last_number(known, last) if figure_state(known, last) is FieldState.LIVE else None


def _number(exact: Decimal) -> Number:
    return int(exact) if exact == exact.to_integral_value() else exact


def _place(prose: Prose, start: int, end: int, figure: Figure) -> _Place:
    span = prose.span(start, end)
    return _Place(span.start, span.end, figure)


def _apart(places: Iterable[_Place]) -> list[_Place]:
    """The places in order, the first of those that overlap."""
    found: list[_Place] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not found or place.start >= found[-1].end:
            found.append(place)
    return found
