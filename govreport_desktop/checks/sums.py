"""R20: a total in the prose against the parts that are listed after or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.families import apart, complete, exclusive, whole_family
from govreport_desktop.checks.prose.lists import Item, list_items, segment_items
from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.text import Prose, Reading, Stretch
from govreport_desktop.checks.totals import (
    CARRIED,
    REST,
    added,
    end_of_list,
    like_total,
    lists,
    numbered,
    usable,
)
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import Number, format_value

_FEW = 4
# From here on two numbers hardly ever differ in one digit by chance.
_LARGE = 1000
# A list that leaves out so little was meant to leave out nothing.
_TINY = Decimal("0.01")
# Within so many characters the first way to arrive is named.
_AHEAD = 12
# So many ways to arrive are told apart.
_CHANNELS = 5
# What became of applications need not be of those that came in: some came in last year.
_BECAME = regex("予以公开|部分公开|不予|无法提供|办结|答复|结转|维持|纠正")
# 部分信息同步发布: the parts overlap, and say so.
_OVERLAP = regex("部分[^。；]{0,12}(?:多|同步|同时|重复|交叉|兼)|有重复|重复计算|有交叉|可多选")
# A meeting is held once: two kinds of them have none in common.
_EVENTS = frozenset(["场", "场次", "期"])
_PEOPLE = frozenset(["人", "名", "人次", "家", "户", "位"])


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        seen: set[int] = set()
        for total, items, exhaustive in lists(prose.reading):
            if total.start in seen or not _contradicts(total, items, exhaustive):
                continue
            if not _overlap(prose.reading, total, items):
                seen.update(q.start for q in (total, *(item.quantity for item in items)))
                yield _problem(prose, total, items)
        for total, items in _unannounced(prose.reading):
            if total.start not in seen:
                seen.add(total.start)
                yield _problem(prose, total, items)


def _overlap(reading: Reading, total: Quantity, items: Sequence[Item]) -> bool:
    if added(items) < total.value:
        return False
    return _OVERLAP.search(reading.of(reading.sentence_at(items[-1].stretch.end - 1))) is not None


def _problem(prose: Prose, total: Quantity, items: Sequence[Item]) -> Problem:
    parts = [item.quantity for item in items]
    values = [part.value for part in parts]
    sum_of = added(items)
    shown = "＋".join(_amount(value, total) for value in values)
    difference = sum_of - total.value
    return RULE.at(
        prose,
        total.start,
        total.end,
        f"{prose.title}：“{total.text}”与分项不符，{shown}＝{_amount(sum_of, total)}，"
        f"分项之和{'多' if difference > 0 else '少'} {_amount(abs(difference), total)}，"
        "请核对合计和各分项。",
        figures=(
            total.number,
            *(_scaled(value, total) for value in (*values, sum_of, abs(difference))),
        ),
        also=tuple(Stretch(q.start, q.end) for q in parts),
    )


def _unannounced(reading: Reading) -> Iterator[tuple[Quantity, list[Item]]]:
    """Lists without 其中 behind a total: only what can hardly be meant otherwise."""
    for total in reading.quantities:
        sign = reading.plain[total.end : total.end + 1]
        if not sign or sign not in "，。：；" or not usable(reading, total):
            continue
        listed = sign == "，" and reading.depth[total.start] == 0
        items = _exclusive(reading, total) if listed else _near_misses(reading, total)
        items = items or (_listed(reading, total) if listed else [])
        if items:
            yield total, items


def _exclusive(reading: Reading, total: Quantity) -> list[Item]:
    """收到23件，网络申请20件，信函申请4件: they exclude each other, and are too many."""
    if not exclusive(reading.plain[total.end : total.end + _AHEAD]):
        return []
    lead = reading.plain[reading.clause_at(total.start).start : total.start]
    if CARRIED.search(lead) or "其中" in lead or exclusive(lead):
        return []
    items = list_items(reading, total.end + 1, end_of_list(reading, total.end + 1))
    items = like_total(total, items[:_CHANNELS], loose=False)
    known = len(items) > 1 and whole_family([item.name for item in items])
    return items if known and added(items) > total.value else []


def _listed(reading: Reading, total: Quantity) -> list[Item]:
    """共1000条，网站600条、微信250条、微博160条。: three figures and more that nearly make it."""
    start = total.end + 1
    end = end_of_list(reading, start)
    figures = reading.quantities_in(start, end)
    if len(figures) < 3 or any(q.unit != total.unit for q in figures):
        return []
    items = like_total(total, list_items(reading, start, end), loose=True)
    whole = len(figures) == len(items) and items[-1].stretch.end == end
    if any(_BECAME.search(item.name) for item in items):
        return []
    if not whole or any(item.quantity.value >= total.value for item in items):
        return []
    return items if 0 < abs(added(items) - total.value) / total.value <= _TINY else []


def _near_misses(reading: Reading, total: Quantity) -> list[Item]:
    """The figures of the clauses that follow, to the full stop: they make the total but for a slip.

    Only where they are all the figures there: 办结11件。其中予以公开9件、…。结转1件。 is no list.
    """
    if reading.depth[total.start]:
        return []
    start = total.end + 1
    end = end_of_list(reading, start)
    items = segment_items(reading, start, end, total.unit)
    alike = [q for q in reading.quantities_in(start, end) if q.unit == total.unit]
    if len(alike) != len(items):
        return []
    if len(items) < 3 or any(item.quantity.value >= total.value for item in items):
        return []
    off = abs(added(items) - total.value)
    near = off / total.value <= _TINY or bool(_slip(total.value, added(items)))
    return items if off and near else []


def _contradicts(total: Quantity, items: Sequence[Item], exhaustive: bool) -> bool:
    """Whether the parts can be no reading of the total; in doubt they can."""
    values = [item.quantity.value for item in items]
    sum_of = added(items)
    names = [item.name for item in items]
    if _equal(total, sum_of, items):
        return False
    if max(values) > total.value and not apart(names):
        # A part larger than the whole is a part of something else, but for a digit mistyped.
        return total.value >= _LARGE and bool(_slip(total.value, sum_of))
    if numbered(items) or (exhaustive and len(items) > 3 and REST.match(names[-1])):
        # 工作动态34条、预算决算4条、其他6条: what is left over was counted by itself. 1.…；2.… too.
        return True
    if (exhaustive or complete(names)) and not _some_add_up(
        total, items, smallest=len(items) - 1 if len(items) > 3 else 99
    ):
        return True
    over = sum_of > total.value
    if apart(names) or (len(items) == 2 and total.unit in _EVENTS):
        return over
    if over and total.unit in _EVENTS:
        return not _some_add_up(total, items, smallest=2)
    if total.unit in _PEOPLE or _some_add_up(total, items, smallest=2):
        return False
    ratio = abs(sum_of - total.value) / total.value if total.value else Decimal(1)
    slip = _slip(total.value, sum_of) if len(items) >= 3 else ""
    if over:
        return bool(slip) or ratio <= (Decimal("0.12") if len(items) >= 3 else Decimal("0.03"))
    # Too little is mostly a list that names only some: only a clear slip is one.
    if ratio <= _TINY or (len(items) >= 3 and total.value >= 10 and total.value - sum_of == 1):
        return True
    near = {"digit": Decimal("0.1"), "swap": Decimal("0.2")}.get(slip, Decimal())
    return total.value >= 100 and ratio <= near


def _equal(total: Quantity, added: Decimal, items: Sequence[Item]) -> bool:
    """Equal, or as equal as rounded figures can be."""
    rounding = sum((i.quantity.step for i in items if i.quantity.step != 1), Decimal())
    rounding += total.step if total.step != 1 else 0
    return abs(total.value - added) <= rounding / 2 if rounding else total.value == added


def _some_add_up(total: Quantity, items: Sequence[Item], *, smallest: int) -> bool:
    """Whether some of the parts make the total: the others are parts of parts.

    Of many items almost any number can be made: there the parts of a part have to stand behind it.
    """
    if len(items) > _FEW:
        return any(_equal(total, added(rest), rest) for rest in _without_inner(items))
    return any(
        _equal(total, added(some), some)
        for size in range(smallest, len(items))
        for some in combinations(items, size)
    )


def _without_inner(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items without a run of neighbours that the one before them may consist of."""
    for start in range(1, len(items)):
        room = items[start - 1].quantity.value
        for end in range(start + 1, len(items) + 1):
            room -= items[end - 1].quantity.value
            if room < 0:
                break
            yield [*items[:start], *items[end:]]


def _slip(printed: Decimal, computed: Decimal) -> str:
    """How one number becomes the other: one "digit" mistyped, a "swap" of neighbours, or ""."""
    left, right = str(printed.normalize()), str(computed.normalize())
    if len(left) != len(right):
        return ""
    differing = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(differing) == 1:
        return "digit"
    swapped = (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and left[differing[0]] == right[differing[1]]
        and left[differing[1]] == right[differing[0]]
    )
    return "swap" if swapped else ""


def _amount(value: Decimal, like: Quantity) -> str:
    number = format_value(_scaled(value, like))
    return f"{number} {like.unit}" if _scale(like) != 1 else number


def _scale(like: Quantity) -> int:
    """What one of the money unit that ``like`` is printed in is worth in 元."""
    if like.kind is not Kind.MONEY or like.unit == "元":
        return 1
    return 10**4 if like.unit == "万元" else 10**8


def _scaled(value: Decimal, like: Quantity) -> Number:
    value /= _scale(like)
    whole = value.to_integral_value()
    return int(whole) if whole == value else value.normalize()


RULE = Rule(
    id="R20.sums",
    name="文中合计与分项",
    what="文字里的合计数等于随后括号内或“其中”列出的各分项之和。",
    basis="文字内的数字前后一致（算术）",
    example="共14711次（其中：帮办9159件，代办4763件，督办84件，咨询765件）",
    severity=Severity.WARNING,
    find=_find,
)
