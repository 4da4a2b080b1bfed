"""R20: a total in the prose against the parts that are listed after or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.families import apart, complete, exclusive, whole_family
from govreport_desktop.checks.prose.lists import Item, list_items, segment_items
from govreport_desktop.checks.prose.numerals import LOOSE_UNITS, Kind, Quantity
from govreport_desktop.checks.prose.text import Prose, Reading, Stretch
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import Number, format_value

_OPENER = regex(
    r"（(?P<inside>其中[：，]?|包括[：，]?|含|分别(?:为|是)?[：，]?)?"
    r"|[，：；。]?(?P<plain>其中|(?:具体|主要)?包括|分别为|分别是|具体为|具体是|分为)[：，]?|(?<=[件条项个份篇次])：(?!其中)"
)
_CLOSER = regex(
    r"[，、；。\n]?(?:以上|上述|[两二三四五]年(?:来|间)?|[两二三四五][者项类])?"
    r"(?:(?:合计|共计|总计|累计)(?:为|：)?(?:[\u4e00-\u9fff]{0,8}?)"
    r"|共(?:有|公开|发布|办理|收到|受理|答复|办结|举办|召开|组织|开展|制发)?)(?=\d)"
)
_CLOSING, _END = regex("）"), regex("[。）]")
_EXHAUSTIVE = ("分别", "具体", "分为")
_REST = regex(r"^(?:其他|其它|其余|剩余|另外)")
# 分别公开信息1120条、1305条、1464条，三年累计3889条
_YEARS = regex(
    r"分别[^\d，。；]{0,12}(?P<parts>\d+[^\d，。；、]{1,2}(?:、\d+[^\d，。；、]{1,2})+)，"
    r"[两三四五]年(?:累计|合计|共计|共)[^\d，。；]{0,6}(?=\d)"
)
# A list that leaves out so little was meant to leave out nothing.
_TINY = Decimal("0.01")
# Within so many characters the first way to arrive is named.
_AHEAD = 12
# A total stands right before its list.
_BEFORE = 60
# The longest list that is read, in characters.
_REACH = 600
# So many ways to arrive are told apart.
_CHANNELS = 5
# What became of applications need not be of those that came in: some came in last year.
_BECAME = regex("予以公开|部分公开|不予|无法提供|办结|答复|结转|维持|纠正")
# A meeting is held once: two kinds of them have none in common.
_EVENTS = frozenset(["场", "场次", "期"])
_PEOPLE = frozenset(["人", "名", "人次", "家", "户", "位"])
# 收到9件，上年结转1件，其中网络5件，信函5件: the list takes both together apart.
_CARRIED = regex(r"结转|转结|上年|去年")
_ASIDE = regex(r"同比|较上|比上|较去|比去|占|增长|上升|下降|提高|环比")


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        seen: set[int] = set()
        for total, items, exhaustive in (*_lists(prose.reading), *_years(prose.reading)):
            if total.start not in seen and _contradicts(total, items, exhaustive):
                seen.update(q.start for q in (total, *(item.quantity for item in items)))
                yield _problem(prose, total, items)
        for total, items in _unannounced(prose.reading):
            if total.start not in seen:
                seen.add(total.start)
                yield _problem(prose, total, items)


def _problem(prose: Prose, total: Quantity, items: Sequence[Item]) -> Problem:
    parts = [item.quantity for item in items]
    values = [part.value for part in parts]
    added = _added(items)
    shown = "＋".join(_amount(value, total) for value in values)
    difference = added - total.value
    return RULE.at(
        prose,
        total.start,
        total.end,
        f"{prose.title}：“{total.text}”与分项不符，{shown}＝{_amount(added, total)}，"
        f"分项之和{'多' if difference > 0 else '少'} {_amount(abs(difference), total)}，"
        "请核对合计和各分项。",
        figures=(
            total.number,
            *(_scaled(value, total) for value in (*values, added, abs(difference))),
        ),
        also=tuple(Stretch(q.start, q.end) for q in parts),
    )


def _lists(reading: Reading) -> Iterator[tuple[Quantity, list[Item], bool]]:
    for match in _OPENER.finditer(reading.plain):
        lone = match.group().startswith("（")
        total = _total_before(reading, match.start(), bracket=lone)
        if total is None:
            continue
        end = _closing(reading, match.start()) if lone else _end_of_list(reading, match.end())
        items = list_items(reading, match.end(), end, lone=lone)
        items = _like(total, items, loose=lone)
        items = items if lone else _own(_inner(reading, total, items))
        exhaustive = match.group().strip("（，：；。").startswith(_EXHAUSTIVE)
        exhaustive = exhaustive or (match.group() == "：" and _to_the_end(reading, items, total))
        clauses = [] if lone else _clauses(reading, match.end(), end, total)
        if len(clauses) > len(items):
            yield total, clauses, False
        elif len(items) >= 2:
            yield total, items, exhaustive or bool(_REST.match(items[-1].name))
    for match in _CLOSER.finditer(reading.plain):
        following = reading.quantities_in(match.end(), match.end() + 16)
        if not following or following[0].start != match.end():
            continue
        if _usable(reading, following[0]):
            for start in _list_starts(reading, match.start()):
                items = list_items(reading, start, match.start(), lone=True)
                # The list has to run right up to the total: 其余各栏目合计14条 adds up others.
                if len(items) < 2 or items[-1].stretch.end != match.start():
                    continue
                if len(_like(following[0], items, loose=False)) == len(items):
                    yield following[0], items, True
                    break


def _clauses(reading: Reading, start: int, end: int, total: Quantity) -> list[Item]:
    """A list of clauses between two places: three or more, or two that exclude each other."""
    items = segment_items(reading, start, end, total.unit)
    enough = len(items) > 2 or (len(items) == 2 and apart([item.name for item in items]))
    return items if enough and items[-1].stretch.end <= end else []


def _unannounced(reading: Reading) -> Iterator[tuple[Quantity, list[Item]]]:
    """Lists without 其中 behind a total: only what can hardly be meant otherwise."""
    for total in reading.quantities:
        sign = reading.plain[total.end : total.end + 1]
        if not sign or sign not in "，。：；" or not _usable(reading, total):
            continue
        listed = sign == "，" and reading.depth[total.start] == 0
        items = _exclusive(reading, total) if listed else _near_misses(reading, total)
        items = items or (_listed(reading, total) if listed else [])
        if items:
            yield total, items


def _exclusive(reading: Reading, total: Quantity) -> list[Item]:
    """收到23件，网络申请20件，信函申请4件: they exclude each other, and are too many."""
    lead = reading.plain[reading.clause_at(total.start).start : total.start]
    ahead = reading.plain[total.end : total.end + _AHEAD]
    if _CARRIED.search(lead) or "其中" in lead or exclusive(lead) or not exclusive(ahead):
        return []
    items = list_items(reading, total.end + 1, _end_of_list(reading, total.end + 1))
    items = _like(total, items[:_CHANNELS], loose=False)
    known = len(items) > 1 and whole_family([item.name for item in items])
    return items if known and _added(items) > total.value else []


def _listed(reading: Reading, total: Quantity) -> list[Item]:
    """共1000条，网站600条、微信250条、微博160条。: three figures and more that nearly make it."""
    start = total.end + 1
    end = _end_of_list(reading, start)
    items = _like(total, list_items(reading, start, end), loose=True)
    figures = reading.quantities_in(start, end)
    whole = len(items) > 2 and len(figures) == len(items) and items[-1].stretch.end == end
    if any(item.quantity.unit != total.unit or _BECAME.search(item.name) for item in items):
        return []
    if not whole or any(item.quantity.value >= total.value for item in items):
        return []
    return items if 0 < abs(_added(items) - total.value) / total.value <= _TINY else []


def _near_misses(reading: Reading, total: Quantity) -> list[Item]:
    """The figures of the clauses that follow, to the full stop: they make the total but for a slip.

    Only where they are all the figures there: 办结11件。其中予以公开9件、…。结转1件。 is no list.
    """
    if reading.depth[total.start]:
        return []
    start = total.end + 1
    end = _end_of_list(reading, start)
    items = segment_items(reading, start, end, total.unit)
    alike = [q for q in reading.quantities_in(start, end) if q.unit == total.unit]
    if len(alike) != len(items):
        return []
    if len(items) < 3 or any(item.quantity.value >= total.value for item in items):
        return []
    off = abs(_added(items) - total.value)
    near = off / total.value <= _TINY or bool(_slip(total.value, _added(items)))
    return items if off and near else []


def _years(reading: Reading) -> Iterator[tuple[Quantity, list[Item], bool]]:
    """Figures of several years, which have no names, and their total."""
    for match in _YEARS.finditer(reading.plain):
        total = reading.quantities_in(match.end(), match.end() + 12)[:1]
        parts = reading.quantities_in(*match.span("parts"))
        if total and all(_usable(reading, q) for q in (*total, *parts)):
            items = [Item("", q, Stretch(q.start, q.end)) for q in parts]
            if len(_like(total[0], items, loose=True)) >= 2:
                yield total[0], items, True


def _list_starts(reading: Reading, place: int) -> tuple[int, ...]:
    """Where a list that ends before ``place`` may begin: its sentence, or several joined by ；."""
    near = reading.sentence_at(max(place - 1, 0)).start
    far = near
    while far and reading.plain[far - 1] == "；":
        far = reading.sentence_at(far - 1).start
    return (near,) if near == far else (far, near)


def _to_the_end(reading: Reading, items: Sequence[Item], total: Quantity) -> bool:
    """Whether 874件：东城201件、… lists all there is: to the full stop, and nearly the total."""
    if len(items) < 3 or reading.plain[items[-1].stretch.end :][:1] not in ("。", ""):
        return False
    return abs(_added(items) - total.value) * 10 <= total.value


def _closing(reading: Reading, opening: int) -> int:
    """Where the bracket opened at ``opening`` closes, or its paragraph ends."""
    depth = reading.depth[opening]
    limit = min(reading.paragraph_at(opening).end, opening + _REACH)
    for match in _CLOSING.finditer(reading.plain, opening, limit):
        if reading.depth[match.start()] == depth:
            return match.start()
    return limit


def _end_of_list(reading: Reading, start: int) -> int:
    """The full stop, or the close of the bracket that the list stands in."""
    limit = min(reading.paragraph_at(start).end, start + _REACH)
    outside = reading.depth[start - 1]
    for match in _END.finditer(reading.plain, start, limit):
        if match.group() == "。" or reading.depth[match.start()] == outside:
            return match.start()
    return limit


def _total_before(reading: Reading, place: int, *, bracket: bool) -> Quantity | None:
    """The figure that the list after ``place`` takes apart: the last one of the clause."""
    clause = reading.clause_at(max(place - 1, 0))
    for _ in range(3):
        stretch = Stretch(clause.start, min(clause.end, place))
        near = reading.quantities_in(max(stretch.start, stretch.end - _BEFORE), stretch.end)
        counts = [q for q in near if _usable(reading, q)]
        if counts and _CARRIED.search(reading.of(stretch)) and not bracket:
            return None
        if counts and not (_ASIDE.search(reading.of(stretch)) and not bracket):
            last = counts[-1]
            return last if stretch.end - last.end <= (6 if bracket else 14) else None
        if not _ASIDE.search(reading.of(stretch)) or reading.plain[clause.start - 1] != "，":
            return None
        clause = reading.clause_at(clause.start - 1)
    return None


def _usable(reading: Reading, quantity: Quantity) -> bool:
    return (
        quantity.kind in (Kind.COUNT, Kind.MONEY)
        and not quantity.approximate
        and not quantity.chinese
        and not reading.quoted[quantity.start]
    )


def _like(total: Quantity, items: list[Item], *, loose: bool) -> list[Item]:
    """The items as far as they count the same thing as the total."""
    kept: list[Item] = []
    bare = [item for item in items if not item.quantity.unit]
    if len(bare) > 1 and len(bare) >= len(items) - 1:
        # 人事12、政务动态1740: no item says what it counts, so it is what the total counts.
        return items
    for item in items:
        same = item.quantity.unit == total.unit or (
            item.quantity.kind is total.kind
            and (total.kind is Kind.MONEY or {item.quantity.unit, total.unit} <= LOOSE_UNITS)
        )
        if not same:
            return [] if loose else kept
        kept.append(item)
    return kept


def _inner(reading: Reading, total: Quantity, items: list[Item]) -> list[Item]:
    """The items before the first semicolon, where they are what the total is of.

    工作类11条，其中动态3条、公告8条；政策类4条: the semicolon ends the inner list.
    """
    stop = reading.plain.find("；", total.end, items[-1].stretch.end) if items else -1
    before = [item for item in items if item.stretch.end <= stop]
    if len(before) < 2:
        return items
    near, far = (abs(_added(some) - total.value) for some in (before, items))
    return before if near < far else items


def _added(items: Sequence[Item]) -> Decimal:
    return sum((item.quantity.value for item in items), Decimal())


def _own(items: list[Item]) -> list[Item]:
    """An open list ends where a group of categories does: 自然人8件，法人4件，办结12件."""
    for size in range(len(items), 1, -1):
        names = [item.name for item in items[:size]]
        if apart(names) or (_REST.match(names[-1]) and apart(names[:-1])):
            return items[:size]
    return items


def _contradicts(total: Quantity, items: Sequence[Item], exhaustive: bool) -> bool:
    """Whether the parts can be no reading of the total; in doubt they can."""
    values = [item.quantity.value for item in items]
    added = _added(items)
    names = [item.name for item in items]
    if _equal(total, added, items) or (max(values) > total.value and not apart(names)):
        # A part larger than the whole is a part of something else.
        return False
    if exhaustive and len(items) > 3 and _REST.match(names[-1]):
        # 工作动态34条、预算决算4条、其他6条: what is left over was counted by itself.
        return True
    if exhaustive or complete(names):
        return not _some_add_up(total, items, smallest=len(items) - 1 if len(items) > 3 else 99)
    over = added > total.value
    if apart(names) or (len(items) == 2 and total.unit in _EVENTS):
        return over
    if total.unit in _PEOPLE or _some_add_up(total, items, smallest=2):
        return False
    ratio = abs(added - total.value) / total.value if total.value else Decimal(1)
    slip = _slip(total.value, added) if len(items) >= 3 else ""
    if over:
        return bool(slip) or ratio <= (Decimal("0.1") if len(items) >= 3 else Decimal("0.03"))
    # Too little is mostly a list that names only some: only a clear slip is one.
    if ratio <= _TINY or (len(items) >= 3 and total.value >= 10 and total.value - added == 1):
        return True
    near = {"digit": Decimal("0.1"), "swap": Decimal("0.2")}.get(slip, Decimal())
    return total.value >= 100 and ratio <= near


def _equal(total: Quantity, added: Decimal, items: Sequence[Item]) -> bool:
    """Equal, or as equal as rounded figures can be."""
    rounding = sum((i.quantity.step for i in items if i.quantity.step != 1), Decimal())
    rounding += total.step if total.step != 1 else 0
    return abs(total.value - added) <= rounding / 2 if rounding else total.value == added


def _some_add_up(total: Quantity, items: Sequence[Item], *, smallest: int) -> bool:
    """Whether some of the parts make the total: the others are parts of parts."""
    if len(items) > 10:
        return False
    return any(
        _equal(total, _added(some), some)
        for size in range(smallest, len(items))
        for some in combinations(items, size)
    )


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
