"""Shares listed side by side: each with its count, they must be shares of one total."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from govreport_desktop.checks.context import Rule
from govreport_desktop.checks.problem import Problem
from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.text import Prose, Reading, Stretch
from govreport_desktop.patterns import regex

# 9件，占13.2%: nothing names the whole, so a list of such shares has one.
_SHARE = regex(r"^(?:申请)?[，（]?占比?(?:为|约)?$")
_SEVERAL = 2
# Between two of them stands only the name of the next: no sentence and no other total.
_NEXT = regex(r"^）?[，；、][^\d。%\n（）]{1,24}$")


class _Share(NamedTuple):
    part: Quantity
    percent: Quantity

    def whole(self) -> tuple[Decimal, Decimal]:
        """Between what totals it is this share, with the last digit one off either way."""
        low, high = (self.percent.value + sign * self.percent.step for sign in (1, -1))
        top = self.part.value * 100 / high if high > 0 else Decimal("Infinity")
        return self.part.value * 100 / low, top


def unlike_shares(rule: Rule, prose: Prose, judged: Collection[int]) -> Iterator[Problem]:
    """The share in a list that no total fits which the others share.

    Not where a percentage at one of the places ``judged`` was held against its own total.
    """
    reading = prose.reading
    for run in _runs(reading):
        if len(run) >= 2 and not _common(run) and not _totals(reading, run):
            odd = _odd_one(run)
            where = run[odd if odd is not None else -1]
            if where.percent.start in judged:
                continue
            shown = "，".join(f"{s.part.text}占{s.percent.text}" for s in run)
            yield rule.at(
                prose,
                where.percent.start,
                where.percent.end,
                f"{prose.title}：并列的占比（{shown}）算出的总数不一样，请核对“{where.percent.text}”"
                "和件数。",
                figures=(
                    *(q.number for share in run for q in share),
                    where.percent.number,
                ),
                also=tuple(Stretch(s.part.start, s.percent.end) for s in run),
            )


def _runs(reading: Reading) -> Iterator[list[_Share]]:
    run: list[_Share] = []
    for part, percent in pairwise(reading.quantities):
        between = reading.plain[part.end : percent.start]
        if part.kind is not Kind.COUNT or percent.kind is not Kind.PERCENT:
            continue
        if not _SHARE.match(between) or part.approximate or percent.approximate or not part.value:
            continue
        if run and not _follows(reading, run[-1], part):
            yield run
            run = []
        run.append(_Share(part, percent))
    yield run


def _follows(reading: Reading, last: _Share, part: Quantity) -> bool:
    between = reading.plain[last.percent.end : part.start]
    return part.unit == last.part.unit and _NEXT.match(between) is not None


def _common(run: Sequence[_Share]) -> bool:
    wholes = [share.whole() for share in run]
    return max(low for low, _ in wholes) <= min(high for _, high in wholes)


def _odd_one(run: Sequence[_Share]) -> int | None:
    """The one share without which the others agree; None where more than one may be it."""
    fits = [i for i in range(len(run)) if _common([*run[:i], *run[i + 1 :]])]
    return fits[0] if len(fits) == 1 else None


def _totals(reading: Reading, run: Sequence[_Share]) -> bool:
    """Whether counts before the list may each be the whole of a share, as of two lists.

    Not where one of them is the whole of two and more, and a single share fits none.
    """
    start = reading.paragraph_at(run[0].part.start).start
    near = [
        q.value
        for q in reading.quantities_in(start, run[0].part.start)
        if q.kind is Kind.COUNT and q.value > min(s.part.value for s in run)
    ]
    fits = [sum(_within(share, whole) for share in run) for whole in near]
    lost = sum(not any(_within(share, whole) for whole in near) for share in run)
    return any(fits) and not (max(fits) >= _SEVERAL and lost == 1)


def _within(share: _Share, whole: Decimal) -> bool:
    low, high = share.whole()
    return low <= whole <= high
