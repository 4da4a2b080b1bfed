"""R20: percentages in the prose against the counts that they are shares of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.numerals import LOOSE_UNITS, Kind, Quantity
from govreport_desktop.checks.prose.text import Prose, Reading, Stretch
from govreport_desktop.checks.share_lists import unlike_shares
from govreport_desktop.report.numbers import format_value

# 占比55.47%，占总数的87.7%，占87.7%
_SHARE = re.compile(r"占(?P<whole>[^，。；：%\d]{0,12}?)(?:比例|比重|比)?(?:的|为|达到|达|约)?$")
# The words that may stand for the whole: what is named before, and not all of the county.
_WHOLE = re.compile(r"^(?:比|其|总|全部|申请|受理|收到|办结|事项|新收|全年|上述|所有|件)")
_DONE_RATE = re.compile(r"(?:办结|答复|回复|办理)率(?:均)?(?:为|达到|达|约为)?$")
_NAMED_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{1,4})率(?:为|达到|达)?$")
_PUNCTUAL = re.compile(r"按时|按期|及时|限时|准时|满意|规范|时限|合格|知晓|覆盖|同比|增长|完成率")
_IN = re.compile(
    r"办理[^，。；\d]{0,6}(?:热线|工单|诉求|来信|留言)|收到|受理|接到|承办|交办|接收|接办|转办|新收|应办"
)
_OUT = re.compile(r"办结|答复|回复|办理完毕|办复")


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        reading = prose.reading
        for percent in reading.quantities:
            if percent.kind is Kind.PERCENT and not percent.approximate:
                pair = _pair(reading, percent)
                if pair and not _explained(reading, percent):
                    yield _problem(prose, percent, *pair)
        yield from unlike_shares(RULE, prose)


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


def _pair(reading: Reading, percent: Quantity) -> tuple[Quantity, Quantity] | None:
    """Part and whole of ``percent`` where the words leave no doubt; None otherwise."""
    sentence = reading.sentence_at(percent.start)
    clause = reading.clause_at(percent.start)
    lead = reading.plain[clause.start : percent.start]
    before = reading.plain[sentence.start : percent.start]
    if _PUNCTUAL.search(lead) or "分别" in before or reading.quoted[percent.start]:
        return None
    counts = _counts(reading, sentence.start, percent.start)
    if share := _SHARE.search(lead):
        named = share["whole"]
        certain = not named or _WHOLE.match(named)
        # 其中，予以公开966件，占66%；部分公开…: the total stands before a list of sentences.
        start = _list_start(reading, sentence.start, percent.start)
        counts = _counts(reading, start, percent.start)
        return _of_total(reading, counts, clause) if certain else None
    if _DONE_RATE.search(lead):
        return _done_after(reading, percent) or _done_of_received(reading, counts)
    if rate := _NAMED_RATE.search(lead):
        pair = _of_total(reading, counts, clause)
        return pair if pair and _alike(reading, rate["stem"], pair, percent) else None
    return None


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


def _of_total(
    reading: Reading, counts: Sequence[Quantity], clause: Stretch
) -> tuple[Quantity, Quantity] | None:
    """The count right before the percentage, and the total that 其中 takes it from."""
    if len(counts) < 2:
        return None
    part = counts[-1]
    if reading.clause_at(part.start).end + 1 < clause.start:
        return None
    opener = max(
        reading.plain.rfind(word, counts[0].end, part.start) for word in ("其中", "（", "包括")
    )
    wholes = [q for q in counts[:-1] if q.end <= opener and _same(part, q) and q.value > part.value]
    return (part, wholes[-1]) if wholes else None


def _done_of_received(
    reading: Reading, counts: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """收到12件，办结11件，办结率…: one count of each, and no third one between."""
    if len(counts) < 2 or not _same(*counts[-2:]):
        return None
    whole, part = counts[-2:]
    came = reading.plain[reading.clause_at(whole.start).start : whole.start]
    done = reading.plain[reading.clause_at(part.start).start : part.start]
    if whole.value and _IN.search(came) and _OUT.search(done) and not _PUNCTUAL.search(done):
        return part, whole
    return None


def _done_after(reading: Reading, percent: Quantity) -> tuple[Quantity, Quantity] | None:
    """办结率98%（收到68件，办结68件）: the bracket says what it was made of."""
    if reading.plain[percent.end : percent.end + 1] != "（":
        return None
    end = reading.plain.find("）", percent.end)
    counts = _counts(reading, percent.end, max(end, percent.end))
    if len(counts) != 2 or not _same(*counts):
        return None
    whole, part = counts
    came = reading.plain[percent.end : whole.start]
    done = reading.plain[whole.end : part.start]
    return (part, whole) if whole.value and _IN.search(came) and _OUT.search(done) else None


def _alike(reading: Reading, stem: str, pair: tuple[Quantity, Quantity], percent: Quantity) -> bool:
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
        for q in reading.quantities_in(start, end)
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
