"""A total in the prose, and the list of parts that stands after or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from govreport_desktop.checks.prose.families import apart
from govreport_desktop.checks.prose.lists import Item, list_items, segment_items
from govreport_desktop.checks.prose.numerals import LOOSE_UNITS, Kind, Quantity
from govreport_desktop.checks.prose.text import Reading, Stretch
from govreport_desktop.patterns import regex

_OPENER = regex(
    r"（(?P<inside>其中[：，]?|包括[：，]?|含|分别(?:为|是)?[：，]?)?"
    r"|[，：；。]?(?P<plain>其中|在[^，。；：、\d]{0,8}(?:信息|申请|件)(?:当|之)?中，|(?:具体|主要)?包括|(?:内容)?(?:涵盖|包含)|内容涉及|分别为|分别是|具体为|具体是|分为)[：，]?|(?<=[件条项个份篇次])：(?!其中)"
)
_CLOSER = regex(
    r"[，、；。\n]?(?:以上|上述|全年|[两二三四五]年(?:来|间)?|[两二三四五][者项类])?"
    r"(?:(?:合计|共计|总计|累计)(?:为|：)?(?:[\u4e00-\u9fff]{0,8}?)"
    r"|共(?:有|公开|发布|办理|收到|受理|答复|办结|举办|召开|组织|开展|制发)?)(?=\d)"
)
_CLOSING, _END = regex("）"), regex("[。）]")
_EXHAUSTIVE = ("分别", "具体", "分为")
# 其他处理 is what became of an application.
REST = regex(r"^(?:其他|其它|其余|剩余|另外)(?!处理)")
# 分别公开信息1120条、1305条、1464条，三年累计3889条
_YEARS = regex(
    r"分别[^\d，。；]{0,12}(?P<parts>\d+[^\d，。；、]{1,2}(?:、\d+[^\d，。；、]{1,2})+)，"
    r"[两三四五]年(?:累计|合计|共计|共)[^\d，。；]{0,6}(?=\d)",
    needs=("年累计", "年合计", "年共"),
)
# 1.工作动态12条；2.公告公示5条: what is numbered has no part of a part in it.
_MARK = regex(r"\d{1,2}[.．、]|（\d{1,2}）|[①-⑳]")
# A total stands right before its list.
_BEFORE = 60
# A list of so many items has them all.
_MANY = 8
# The longest list that is read, in characters.
_REACH = 600
# 收到9件，上年结转1件，其中网络5件，信函5件: the list takes both together apart.
CARRIED = regex(r"结转|转结|上年|去年")
_ASIDE = regex(r"同比|较上|比上|较去|比去|占|增长|上升|下降|提高|环比")


class Listed(NamedTuple):
    """A total with its parts; ``exhaustive`` says that they are all there is of it."""

    total: Quantity
    items: list[Item]
    exhaustive: bool


def lists(reading: Reading) -> Iterator[Listed]:
    """Every list that the words tie to a total."""
    yield from _lists(reading)
    yield from _years(reading)


def _lists(reading: Reading) -> Iterator[Listed]:
    for match in _OPENER.finditer(reading.plain):
        lone = match.group().startswith("（")
        total = _total_before(reading, match.start(), bracket=lone)
        if total is None:
            continue
        end = _closing(reading, match.start()) if lone else end_of_list(reading, match.end())
        items = list_items(reading, match.end(), end, lone=lone)
        items = like_total(total, items, loose=lone)
        items = items if lone else _own(_inner(reading, total, items))
        exhaustive = match.group().strip("（，：；。").startswith(_EXHAUSTIVE)
        open_list = match.group() != "：" and len(items) < _MANY
        exhaustive = exhaustive or (not open_list and _to_the_end(reading, items, total))
        clauses = [] if lone else _clauses(reading, match.end(), end, total)
        if len(clauses) > len(items):
            yield Listed(total, clauses, False)
        elif len(items) >= 2:
            # 146项（甲类36项、乙类120项）
            bare = match.group() == "（" and added(items) > total.value
            exhaustive = exhaustive or bare
            yield Listed(total, items, exhaustive or bool(REST.match(items[-1].name)))
    for match in _CLOSER.finditer(reading.plain):
        following = reading.quantities_in(match.end(), match.end() + 16)
        if not following or following[0].start != match.end():
            continue
        if usable(reading, following[0]):
            for start in _list_starts(reading, match.start()):
                items = list_items(reading, start, match.start(), lone=True)
                # The list has to run right up to the total: 其余各栏目合计14条 adds up others.
                if len(items) < 2 or items[-1].stretch.end != match.start():
                    continue
                if len(like_total(following[0], items, loose=False)) == len(items):
                    yield Listed(following[0], items, True)
                    break


def _clauses(reading: Reading, start: int, end: int, total: Quantity) -> list[Item]:
    """A list of clauses between two places: three or more, or two that exclude each other."""
    items = segment_items(reading, start, end, total.unit)
    if any(item.quantity.value > total.value for item in items):
        return []
    enough = len(items) > 2 or (len(items) == 2 and apart([item.name for item in items]))
    return items if enough and items[-1].stretch.end <= end else []


def _years(reading: Reading) -> Iterator[Listed]:
    """Figures of several years, which have no names, and their total."""
    for match in _YEARS.finditer(reading.plain):
        total = reading.quantities_in(match.end(), match.end() + 12)[:1]
        parts = reading.quantities_in(*match.span("parts"))
        if total and all(usable(reading, q) for q in (*total, *parts)):
            items = [Item("", q, Stretch(q.start, q.end)) for q in parts]
            if len(like_total(total[0], items, loose=True)) >= 2:
                yield Listed(total[0], items, True)


def _list_starts(reading: Reading, place: int) -> tuple[int, ...]:
    """Where a list that ends before ``place`` may begin: its sentence, or several joined by ；."""
    near = reading.sentence_at(max(place - 1, 0)).start
    far = near
    while far and reading.plain[far - 1] == "；":
        far = reading.sentence_at(far - 1).start
    return (near,) if near == far else (far, near)


def _to_the_end(reading: Reading, items: Sequence[Item], total: Quantity) -> bool:
    """Whether 874件：东城201件、… lists all there is: to the full stop, and nearly the total."""
    last = items[-1].stretch if items else None
    if last is None or len(items) < 3 or reading.plain[last.end : last.end + 1] not in ("。", ""):
        return False
    if "等" in reading.of(last):
        return False
    return abs(added(items) - total.value) * 10 <= total.value


def _closing(reading: Reading, opening: int) -> int:
    """Where the bracket opened at ``opening`` closes, or its paragraph ends."""
    depth = reading.depth[opening]
    limit = min(reading.paragraph_at(opening).end, opening + _REACH)
    for match in _CLOSING.finditer(reading.plain, opening, limit):
        if reading.depth[match.start()] == depth:
            return match.start()
    return limit


def end_of_list(reading: Reading, start: int) -> int:
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
    figures = reading.quantities_in(clause.start, min(clause.end, place))
    silent = all(q.kind is Kind.PERCENT for q in figures) and not _ASIDE.search(reading.of(clause))
    if silent and not bracket and reading.plain[clause.start - 1 : clause.start] == "，":
        # 公开信息420条，完成了任务。其中……
        clause = reading.clause_at(clause.start - 1)
        place = clause.end
    for _ in range(3):
        stretch = Stretch(clause.start, min(clause.end, place))
        near = reading.quantities_in(max(stretch.start, stretch.end - _BEFORE), stretch.end)
        counts = [q for q in near if usable(reading, q)]
        if counts and CARRIED.search(reading.of(stretch)) and not bracket:
            return None
        if len(counts) > 1 and not bracket and _joined(reading, counts):
            return None
        if counts and not (_ASIDE.search(reading.of(stretch)) and not bracket):
            last = counts[-1]
            return last if stretch.end - last.end <= (6 if bracket else 14) else None
        if not _ASIDE.search(reading.of(stretch)) or reading.plain[clause.start - 1] != "，":
            return None
        clause = reading.clause_at(clause.start - 1)
    return None


def _joined(reading: Reading, counts: Sequence[Quantity]) -> bool:
    """Whether the last two figures stand side by side: 复议6件和诉讼3件，其中…… is of both."""
    between = reading.plain[counts[-2].end : counts[-1].start]
    return counts[-2].unit == counts[-1].unit and between[:1] in "、和及与"


def usable(reading: Reading, quantity: Quantity) -> bool:
    """Whether it is an exact number, printed in digits, of things or of money."""
    return (
        quantity.kind in (Kind.COUNT, Kind.MONEY)
        and not quantity.approximate
        and not quantity.chinese
        and not reading.quoted[quantity.start]
    )


def like_total(total: Quantity, items: list[Item], *, loose: bool) -> list[Item]:
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
    # 诉讼6件，其中复议后起诉5件；一审案件86件: what is more than all of it is of something else.
    beyond = (i for i, item in enumerate(items) if item.stretch.end > stop >= 0)
    cut = next((i for i in beyond if items[i].quantity.value > total.value), len(items))
    items = items[:cut]
    before = [item for item in items if item.stretch.end <= stop]
    if len(before) < 2:
        return items
    near, far = (abs(added(some) - total.value) for some in (before, items))
    return before if near < far else items


def numbered(items: Sequence[Item]) -> bool:
    """Whether each of them has its number in front."""
    return all(_MARK.match(item.name) for item in items)


def added(items: Sequence[Item]) -> Decimal:
    """The parts together."""
    return sum((item.quantity.value for item in items), Decimal())


def _own(items: list[Item]) -> list[Item]:
    """An open list ends where a group of categories does: 自然人8件，法人4件，办结12件."""
    for size in range(len(items), 1, -1):
        names = [item.name for item in items[:size]]
        if apart(names) or (REST.match(names[-1]) and apart(names[:-1])):
            return items[:size]
    return items
