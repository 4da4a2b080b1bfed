"""R20: what came in and what became of it, as one paragraph of the prose states it.

The form prints the relation: 新收 and 上年结转 together are 办理结果总计 and 结转下年度 together.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.claims import Claim, Less, Terms, claims
from govreport_desktop.checks.prose.scope import is_own
from govreport_desktop.checks.prose.text import Prose, Stretch
from govreport_desktop.checks.prose_figures import compare
from govreport_desktop.checks.statements import is_meant, total_of
from govreport_desktop.report.numbers import format_value

_NEW: Terms = ("requests.received",)
_CARRIED: Terms = ("requests.carried_over",)
_DONE: Terms = ("requests.total",)
_FORWARD: Terms = ("requests.carried_forward",)
_SIDES = (_NEW, _CARRIED, _DONE, _FORWARD)
_UNANSWERED = Less("requests.closed")
# 受理 may be what came in, with last year's or without, or what was dealt with.
_OPEN = 3


class _Ledger(NamedTuple):
    """The four figures of one paragraph; ``carried`` is None where nothing is said of it."""

    new: Claim
    carried: Claim | None
    done: Claim
    forward: Claim

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The figures that are there."""
        return tuple(claim for claim in self if claim is not None)


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        for ledger in _ledgers(prose, context.report.office):
            if _is_wrong(ledger) and not _is_told(context, prose, ledger):
                yield _problem(prose, ledger)


def _ledgers(prose: Prose, office: str) -> Iterator[_Ledger]:
    """The paragraphs that state each figure once, all of them of one office."""
    found: dict[int, dict[Terms, list[Claim]]] = {}
    for claim in claims(prose.reading):
        first = claim.readings[0]
        exact = len(claim.readings) != _OPEN and claim.column == "applicants.total"
        if first in _SIDES and exact and claim.quantity is not None:
            start = prose.reading.paragraph_at(claim.start).start
            found.setdefault(start, {}).setdefault(first, []).append(claim)
    for sides in found.values():
        once = {terms: named[0] for terms, named in sides.items() if len(named) == 1}
        if len(once) != len(sides) or not {_NEW, _DONE, _FORWARD} <= once.keys():
            continue
        own = {is_own(prose.reading, claim.start, office) for claim in once.values()}
        if len(own) == 1:
            yield _Ledger(once[_NEW], once.get(_CARRIED), once[_DONE], once[_FORWARD])


def _is_wrong(ledger: _Ledger) -> bool:
    """Whether the two sides fit no reading of the words; in doubt they do."""
    came, left = ledger.new.value, ledger.done.value + ledger.forward.value
    both = came + (ledger.carried.value if ledger.carried else 0)
    # 答复: what was closed or declined had no answer.
    answered = any(_UNANSWERED in reading for reading in ledger.done.readings)
    if ledger.carried is None:
        # What last year left is not said: it may be anything, but not less than nothing.
        return left < came and not answered
    if answered:
        return left > both
    # 收到 may have 上年结转 in it, 新收 never has.
    return left != both and (left != came or len(ledger.new.readings) == 1)


def _is_told(context: Context, prose: Prose, ledger: _Ledger) -> bool:
    """Whether the table says it already: a figure of it differs (R9), or all are its own (R1)."""
    report = context.report
    if not all(is_meant(report, prose, claim) for claim in ledger.claims):
        return False
    if any(True for claim in ledger.claims for _ in compare(RULE, context, prose, claim)):
        return True
    return all(total_of(report, c, c.readings[0]) == c.value for c in ledger.claims)


def _problem(prose: Prose, ledger: _Ledger) -> Problem:
    came = [ledger.new.value] + ([ledger.carried.value] if ledger.carried else [])
    left = [ledger.done.value, ledger.forward.value]
    sides = ["＋".join(format_value(int(value)) for value in side) for side in (came, left)]
    first, *others = sorted(ledger.claims, key=lambda claim: claim.start)
    return RULE.at(
        prose,
        first.start,
        first.end,
        f"{prose.title}：新收与上年结转（{sides[0]}）应当等于办结与结转下年度（{sides[1]}），"
        f"相差 {format_value(int(abs(sum(came, Decimal()) - sum(left, Decimal()))))}，请核对。",
        figures=tuple(int(value) for value in (*came, *left)),
        also=tuple(Stretch(claim.start, claim.end) for claim in others),
        anchor="ledger",
    )


RULE = Rule(
    id="R20.balance",
    name="文中收件与办理平衡",
    what="同一段写到的新收、上年结转之和等于办结、结转下年度之和。",
    basis="表格所列勾稽关系：第一项加第二项之和，等于第三项加第四项之和（国办公开办函〔2021〕30号）",
    example="新收20件，上年结转3件，办结21件，结转下年度1件",
    severity=Severity.WARNING,
    find=_find,
)
