"""R20: growth rates in the prose against the two figures they are computed from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.sayings import Said, said
from govreport_desktop.checks.prose.text import Prose, Stretch
from govreport_desktop.report.numbers import format_value


class _Growth(NamedTuple):
    """From ``old`` to ``new``, and by how much that is said to be."""

    old: Decimal
    new: Decimal
    falling: bool
    rate: Quantity | None
    more: Quantity | None
    figures: tuple[Quantity, ...]


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        seen: set[int] = set()
        for place in said(prose.reading, "growth"):
            growth = _growth(place, context.report.year)
            stated = growth and (growth.rate or growth.more)
            if growth is None or stated is None or stated.start in seen:
                continue
            seen.add(stated.start)
            problem = _compare(prose, growth) if growth.rate else _difference(prose, growth)
            if problem:
                yield problem


def _growth(place: Said, year: int | None) -> _Growth | None:
    """What is said there; None where the words leave open which figure is which."""
    old, new, more, rate = (place.figure(slot) for slot in ("old", "new", "more", "rate"))
    figures = [q for q in (old, new, more) if q is not None]
    first = figures[0]
    if any(q.unit != first.unit or q.kind is not first.kind or q.chinese for q in figures):
        return None
    if new is None or any(place.reading.quoted[q.start] for q in place.figures):
        return None
    falling = place.word("turn") == "fall"
    if old is not None:
        if not _in_order(place, year):
            return None
        named = tuple(sorted((old, new), key=lambda q: q.start))
        return _Growth(old.value, new.value, falling, rate, more, named)
    if more is None or (place.word("first") == "fall") != falling:
        return None
    before = new.value + more.value if falling else new.value - more.value
    return _Growth(before, new.value, falling, rate, None, (new, more))


def _in_order(place: Said, year: int | None) -> bool:
    """Whether the year of the older figure is the earlier one, and a comparison is one."""
    before, now = place.figure("before"), place.figure("now")
    if before and now:
        return before.value < now.value
    years = [q.value for q in place.figures if q.kind is Kind.YEAR and q is not now]
    if year is not None and any(named >= year for named in years):
        return False
    return not place.saying.compared or "than" in place.words


def _difference(prose: Prose, growth: _Growth) -> Problem | None:
    """143件，较上年的126件增加17件: the third figure is the difference of the other two."""
    more, by = growth.more, abs(growth.new - growth.old)
    if more is None or more.value == by or any(q.step != 1 for q in (*growth.figures, more)):
        return None
    old, new = (_number(value) for value in (growth.old, growth.new))
    return RULE.at(
        prose,
        more.start,
        more.end,
        f"{prose.title}：{new} 与 {old} 相差 {_number(by)}，写的是“{more.text}”，请核对。",
        figures=(growth.new, growth.old, by, more.number),
        also=tuple(Stretch(q.start, q.end) for q in growth.figures),
    )


def _compare(prose: Prose, growth: _Growth) -> Problem | None:
    rate = growth.rate
    if rate is None or growth.old <= 0:
        return None
    exact = (growth.new - growth.old) * 100 / growth.old
    falling = growth.falling
    signed = -exact if falling else exact
    if rate.agrees(signed):
        return None
    shown = abs(exact).quantize(rate.step, ROUND_HALF_UP)
    direction = "增长" if exact >= 0 else "下降"
    old, new = _number(growth.old), _number(growth.new)
    written = f"{'下降' if falling else '增长'} {rate.text}"
    return RULE.at(
        prose,
        rate.start,
        rate.end,
        f"{prose.title}：写的是{written}，而由 {old} 到 {new} 是{direction} {shown:f}%，"
        f"请核对百分比和两个年度的数字。",
        figures=(rate.number, growth.old, growth.new, shown),
        also=tuple(Stretch(q.start, q.end) for q in growth.figures),
    )


def _number(value: Decimal) -> str:
    whole = value.to_integral_value()
    return format_value(int(whole) if whole == value else value.normalize())


RULE = Rule(
    id="R20.growth",
    name="文中增长率与两年数字",
    what="文字里的增长率、降幅与同一句的两个数字相符。",
    basis="文字内的数字前后一致（算术）",
    example="由上年的100件增加到120件，增长25%",
    severity=Severity.WARNING,
    find=_find,
)
