"""R20: percentages in the prose against the counts that they are shares of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.numerals import LOOSE_UNITS, Kind, Quantity
from govreport_desktop.checks.prose.sayings import said
from govreport_desktop.checks.prose.text import Prose, Reading, Stretch
from govreport_desktop.checks.share_lists import unlike_shares
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import format_value

# A part and its whole.
_Pair = tuple[Quantity, Quantity]
# 网办率98%: a rate named after what it is of.
_NAMED_RATE = regex(r"(?P<stem>[\u4e00-\u9fff]{1,4})率(?:为|达到|达)?$")
_OTHER_RATE = regex(
    r"[按及限准]时|按期|满意|规范|时限|合格|知晓|覆盖|同比|增长|完成率|[办答回]\S率"
)
_SIGN = regex(r"[，。；：\n]")
# 办结率, 答复率 are of what came in and what was done (`resources/genre/shares.toml`).
_DONE = regex(r"[办答]\S?率|回[复应访]?率")
# No list of shares has more figures, and no paragraph needs them.
_MANY = 60


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        reading, seen = prose.reading, set[int]()
        for percent, pair in (*_said(reading), *_named(reading)):
            if percent.start not in seen and not reading.quoted[percent.start]:
                seen.add(percent.start)
                if not _explained(reading, percent):
                    yield _problem(prose, percent, *pair)
        yield from unlike_shares(RULE, prose, seen)


def _problem(prose: Prose, percent: Quantity, part: Quantity, whole: Quantity) -> Problem:
    exact = _share(part.value, whole.value)
    shown = exact.quantize(percent.step, ROUND_HALF_UP)
    return RULE.at(
        prose,
        percent.start,
        percent.end,
        f"{prose.title}：写的是 {percent.text}，而 {_number(part)}÷{_number(whole)}＝{shown:f}%，"
        f"请核对百分比和件数。",
        figures=(percent.number, part.value, whole.value, shown),
        also=(Stretch(part.start, part.end), Stretch(whole.start, whole.end)),
    )


def _said(reading: Reading) -> Iterator[tuple[Quantity, _Pair]]:
    """Each percentage whose part and whole the words leave no doubt of."""
    for place in said(reading, "shares"):
        part, whole, rate = (place.figure(slot) for slot in ("part", "whole", "rate"))
        if part is None or rate is None:
            continue
        sentence = reading.sentence_at(rate.start)
        if "分别" in reading.plain[sentence.start : rate.start]:
            continue
        if whole is None:
            # 其中，予以公开966件，占66%；部分公开…: the total stands before a list of sentences.
            counts = _counts(reading, _list_start(reading, sentence.start, part.end), part.end)
            pair = _of_total(reading, counts)
        else:
            pair = (part, whole) if _same(part, whole) and whole.value else None
        if pair:
            yield rate, pair


def _named(reading: Reading) -> Iterator[tuple[Quantity, _Pair]]:
    """网上办理事项1434个，网办率87.7%: a rate that has its name from what it is of."""
    for percent in reading.quantities:
        if percent.kind is not Kind.PERCENT or percent.approximate:
            continue
        clause, sentence = reading.clause_at(percent.start), reading.sentence_at(percent.start)
        lead = reading.plain[clause.start : percent.start]
        rate = _NAMED_RATE.search(lead)
        if rate is None:
            continue
        if "分别" in reading.plain[sentence.start : percent.start]:
            continue
        counts = _counts(reading, sentence.start, percent.start)
        near = counts and reading.clause_at(counts[-1].start).end + 1 >= clause.start
        if not near:
            continue
        pair = _of_total(reading, counts) if not _OTHER_RATE.search(lead) else None
        pair = pair or (_of_clause_before(reading, counts) if not _DONE.search(lead) else None)
        if pair and _alike(reading, rate["stem"], pair, percent):
            yield percent, pair


def _list_start(reading: Reading, start: int, place: int) -> int:
    """Where the sentence before the list begins, if ``place`` is in a list after 其中."""
    paragraph = reading.paragraph_at(place)
    opener = reading.plain.rfind("其中", paragraph.start, place)
    if opener < 0 or "。" in reading.plain[opener:place]:
        return start
    before = reading.sentence_at(max(opener - 1, paragraph.start)).start
    if before > paragraph.start and not _counts(reading, before, opener):
        before = reading.sentence_at(before - 1).start
    return min(start, max(before, paragraph.start))


def _of_total(reading: Reading, counts: Sequence[Quantity]) -> _Pair | None:
    """The last count, and the total that 其中 takes it from."""
    if len(counts) < 2:
        return None
    part = counts[-1]
    # 98件（占46.7%），部分公开21件: a bracket that is closed before it opens no list.
    words = ("其中", "包括", "（") if reading.depth[part.start] else ("其中", "包括")
    opener = max(reading.plain.rfind(word, counts[0].end, part.start) for word in words)
    wholes = [q for q in counts[:-1] if q.end <= opener and _same(part, q) and q.value > part.value]
    return (part, wholes[-1]) if wholes else None


def _of_clause_before(reading: Reading, counts: Sequence[Quantity]) -> _Pair | None:
    """应公开420项，已公开398项，公开率: the last two counts, in two clauses side by side."""
    if len(counts) < 2:
        return None
    whole, part = counts[-2:]
    between = reading.plain[whole.end : part.start]
    fits = between[:1] in "，；" and not _SIGN.search(between[1:]) and _same(part, whole)
    return (part, whole) if fits and 0 < part.value < whole.value else None


def _alike(reading: Reading, stem: str, pair: _Pair, percent: Quantity) -> bool:
    """Whether 网办率 speaks of 网上办理事项1434个, and is near enough to be a slip of it."""
    part, whole = pair
    named = reading.of(reading.clause_at(part.start))
    letters = [char for char in stem if char in named]
    close = abs(_share(part.value, whole.value) - percent.value) <= 15
    return len(letters) == len(stem) >= 2 and close


def _explained(reading: Reading, percent: Quantity) -> bool:
    """Whether any two counts nearby make the percentage, sums of neighbours included."""
    paragraph = reading.paragraph_at(percent.start)
    sentence = reading.sentence_at(percent.start)
    near = [q.value for q in _counts(reading, sentence.start, sentence.end)]
    wide = [q.value for q in _counts(reading, paragraph.start, sentence.end)]
    parts = near + [a + b for a, b in pairwise(near)] + [abs(a - b) for a, b in pairwise(near)]
    wholes = set(wide + [a + b for a, b in pairwise(wide)])
    if percent.value == 100:
        return len(set(near)) < len(near)
    # Shares are often adjusted by one in the last digit so that a list makes 100%.
    return any(
        0 < part < whole and abs(_share(part, whole) - percent.value) < percent.step
        for whole in wholes
        for part in parts
    )


def _counts(reading: Reading, start: int, end: int) -> list[Quantity]:
    return [
        q
        for q in reading.quantities_in(start, end)[-_MANY:]
        if q.kind is Kind.COUNT and not q.chinese and not reading.quoted[q.start]
    ]


def _same(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or {one.unit, other.unit} <= LOOSE_UNITS


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return part * 100 / whole if whole else Decimal()


def _number(quantity: Quantity) -> str:
    whole = quantity.value.to_integral_value()
    return format_value(int(whole) if whole == quantity.value else quantity.value)


RULE = Rule(
    id="R20.shares",
    name="文中百分比与件数",
    what="文字里的占比、办结率等于相应件数相除，按印出的小数位四舍五入或截去；并列的占比对应同一个总数。",
    basis="文字内的数字前后一致（算术）",
    example="共1635项，其中即办件907个，占比65.47%",
    severity=Severity.WARNING,
    find=_find,
)
