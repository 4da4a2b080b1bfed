"""R20: growth rates in the prose against the two figures they are computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.text import Prose, Reading, Stretch
from govreport_desktop.report.numbers import format_value

_UP = r"增长|增加|上升|提高|提升|增幅|上涨|多"
_DOWN = r"下降|减少|降低|降幅|下滑|少"
_VERB = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_LAST = r"(?:上年度?|去年|上一年度?|20\d\d年度?)(?:同期)?(?:的)?"
# 由100件增加到120件 / 从100件降至80件
_FROM_TO = re.compile(rf"(?:由|从)(?:{_LAST})?$")
_TO = re.compile(
    rf"^(?P<verb>{_UP}|{_DOWN}|降|升|增|减)?(?:到|至|为)(?:{_LAST}|今年|本年度?)?(?:的)?$"
)
# 120件，较上年的100件增长20%
_AGAINST = re.compile(rf"^[^\d，。；]{{0,8}}，?(?:比|较|相比|与){_LAST}$")
# 12件，同比增加3件，增长33.3%
_MORE = re.compile(
    r"^[^\d，。；]{0,8}，?(?:同比|(?:比|较)(?:上年度?|去年|上一年度?)(?:同期)?)"
    r"(?P<verb>增加|减少|增长|下降|多|少)了?$"
)
# 482条，同比增长14.8%（2022年为420条）
_THEN = re.compile(
    r"^（(?:20\d\d年度?|上年度?|去年|上一年度?)(?:同期)?"
    r"(?:的|为|是|共|收到|受理|公开|发布|办理|主动公开|数据)*$"
)
_COMPARED = re.compile(r"同比|[较比](?:上|去|20)")
# 143件，较上年的126件增加17件
_DIFFERENCE = re.compile(
    r"^(?:[^\d，。；]{0,4})，?(?P<verb>增加|减少|多|少|上升|下降|增长|净增|净减)了?$"
)
_RATE_LEAD = re.compile(
    rf"^[^\d。；]{{0,8}}?(?P<verb>{_UP}|{_DOWN})(?:率|幅度)?(?:了|达到|达|为|约)?$"
)


class _Growth(NamedTuple):
    old: Decimal
    new: Decimal
    rate: Quantity
    figures: tuple[Quantity, ...]


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        for sentence in prose.reading.sentences:
            for growth in _growths(prose.reading, sentence):
                if problem := _compare(prose, growth):
                    yield problem
            yield from _differences(prose, sentence)


def _growths(reading: Reading, sentence: Stretch) -> Iterator[_Growth]:
    """Each growth rate whose two figures stand right before it."""
    found = reading.quantities_in(*sentence)
    figures = [q for q in found if q.kind is not Kind.YEAR and not q.chinese]
    for one, two, rate in zip(figures, figures[1:], figures[2:], strict=False):
        if any(q.approximate for q in (one, two, rate)):
            continue
        if two.kind is Kind.PERCENT and _since(reading, one, two, rate):
            yield _Growth(rate.value, one.value, two, (one, rate))
            continue
        if rate.kind is not Kind.PERCENT:
            continue
        if one.kind is not two.kind or one.kind not in {Kind.COUNT, Kind.MONEY}:
            continue
        if one.unit != two.unit or reading.quoted[rate.start]:
            continue
        lead = _RATE_LEAD.match(reading.plain[two.end : rate.start])
        if lead and (pair := _pair(reading, one, two, lead["verb"])):
            yield _Growth(*pair, rate, (one, two))


def _since(reading: Reading, new: Quantity, rate: Quantity, old: Quantity) -> bool:
    """Whether the earlier figure follows the rate in a bracket."""
    if new.kind is not Kind.COUNT or old.kind is not Kind.COUNT or new.unit != old.unit:
        return False
    lead = reading.plain[new.end : rate.start]
    return bool(
        _COMPARED.search(lead)
        and _RATE_LEAD.match(lead)
        and _THEN.match(reading.plain[rate.end : old.start])
        and not reading.quoted[rate.start]
    )


def _differences(prose: Prose, sentence: Stretch) -> Iterator[Problem]:
    """143件，较上年的126件增加17件: the third figure is the difference of the other two."""
    reading = prose.reading
    figures = [q for q in reading.quantities_in(*sentence) if q.kind is Kind.COUNT]
    for one, two, more in zip(figures, figures[1:], figures[2:], strict=False):
        if len({one.unit, two.unit, more.unit}) > 1 or reading.quoted[one.start]:
            continue
        if any(q.approximate or q.chinese or q.step != 1 for q in (one, two, more)):
            continue
        match = _DIFFERENCE.match(reading.plain[two.end : more.start])
        pair = match and _pair(reading, one, two, "")
        if not pair or abs(pair[1] - pair[0]) == more.value:
            continue
        old, new = (_number(value) for value in pair)
        yield RULE.at(
            prose,
            more.start,
            more.end,
            f"{prose.title}：{new} 与 {old} 相差 {_number(abs(pair[1] - pair[0]))}，"
            f"写的是“{more.text}”，请核对。",
            figures=(pair[1], pair[0], abs(pair[1] - pair[0]), more.number),
            also=(Stretch(one.start, one.end), Stretch(two.start, two.end)),
        )


def _pair(
    reading: Reading, one: Quantity, two: Quantity, verb: str
) -> tuple[Decimal, Decimal] | None:
    """The older and the newer figure, signed by the verbs; None where the words are unclear."""
    before = reading.plain[max(one.start - 14, 0) : one.start]
    between = reading.plain[one.end : two.start]
    if _FROM_TO.search(before) and _TO.match(between):
        return one.value, two.value
    if _AGAINST.match(between):
        return two.value, one.value
    if more := _MORE.match(between):
        up = more["verb"] in _UP.split("|")
        if up != (verb in _UP.split("|")):
            return None
        return (one.value - two.value if up else one.value + two.value), one.value
    return None


def _compare(prose: Prose, growth: _Growth) -> Problem | None:
    if growth.old <= 0:
        return None
    exact = (growth.new - growth.old) * 100 / growth.old
    before = max(q.end for q in growth.figures if q.end <= growth.rate.start)
    words = prose.reading.plain[before : growth.rate.start]
    verb = _VERB.search(words)
    falling = verb is not None and verb["down"] is not None
    signed = -exact if falling else exact
    if growth.rate.agrees(signed):
        return None
    shown = abs(exact).quantize(growth.rate.step, ROUND_HALF_UP)
    direction = "增长" if exact >= 0 else "下降"
    old, new = _number(growth.old), _number(growth.new)
    written = f"{'下降' if falling else '增长'} {growth.rate.text}"
    return RULE.at(
        prose,
        growth.rate.start,
        growth.rate.end,
        f"{prose.title}：写的是{written}，而由 {old} 到 {new} 是{direction} {shown:f}%，"
        f"请核对百分比和两个年度的数字。",
        figures=(growth.rate.number, growth.old, growth.new, shown),
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
