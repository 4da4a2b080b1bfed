"""R33 and R34: reviews and lawsuits without what leads to them, and much 其他处理."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.plausible.figures import Counted, counted, last_counted
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.form import FactName
from govreport_desktop.report.numbers import format_value

# 行政复议法 as amended is in force since 1 January 2024.
_REVIEW_FIRST_FROM = 2024
_RECEIVED: tuple[FactName, ...] = ("requests.received", "applicants.total")
_CARRIED: tuple[FactName, ...] = ("requests.carried_over", "applicants.total")
_CASES: tuple[tuple[FactName, str], ...] = (
    ("disputes.review", "行政复议"),
    ("disputes.litigation", "行政诉讼"),
)
_REFUSED: tuple[FactName, ...] = ("requests.denied", "requests.partial")
# A high share of a handful says nothing.
_FEWEST_CLOSED = 10


def _section(context: Context, found: Counted) -> str:
    return context.report.form.tables[found.cells[0].table].section


def _find_requests(context: Context) -> Iterator[Problem]:
    """Nobody asked this year or last, and yet there was a case over it."""
    known = [counted(context, *facts) for facts in (_RECEIVED, _CARRIED)]
    before = [last_counted(context.report, *facts) for facts in (_RECEIVED, _CARRIED)]
    if any(each is None or each.value for each in known) or any(n is None or n for n in before):
        return
    for fact, name in _CASES:
        cases = counted(context, fact, "disputes.total")
        if cases and cases.value and not _go_on(context, fact, cases):
            yield REQUESTS.of(
                _section(context, cases),
                fact,
                f"{name} {format_value(cases.value)} 件，本年和上年都没有政府信息公开申请，"
                "请核实是不是因政府信息公开引起的。",
                figures=(cases.value,),
                cells=cases.cells,
            )


def _go_on(context: Context, fact: FactName, cases: Counted) -> bool:
    """Whether they may all be those that last year left undecided."""
    pending = last_counted(context.report, fact, "disputes.pending")
    return pending is not None and pending >= cases.value


def _find_after_review(context: Context) -> Iterator[Problem]:
    after = counted(context, "disputes.litigation.after_review", "disputes.total")
    review = counted(context, "disputes.review", "disputes.total")
    before = last_counted(context.report, "disputes.review", "disputes.total")
    if not after or _go_on(context, "disputes.litigation.after_review", after):
        return
    if after.value and review and not review.value and before == 0:
        yield AFTER_REVIEW.of(
            _section(context, after),
            "",
            f"复议后起诉 {format_value(after.value)} 件，本年和上年都没有行政复议，"
            "请核实是不是未经复议直接起诉。",
            figures=(after.value,),
            cells=(*after.cells, *review.cells),
        )


def _find_direct(context: Context) -> Iterator[Problem]:
    fact: FactName = "disputes.litigation.direct"
    direct = counted(context, fact, "disputes.total")
    if direct is None or _go_on(context, fact, direct) or not _are_refusals(context):
        return
    if direct.value and (context.report.year or 0) >= _REVIEW_FIRST_FROM:
        yield DIRECT.of(
            _section(context, direct),
            "",
            f"未经复议直接起诉 {format_value(direct.value)} 件：2024 年起，对不予公开不服的先申请"
            "行政复议，请核实是不是复议后起诉。",
            figures=(direct.value,),
            cells=direct.cells,
        )


def _are_refusals(context: Context) -> bool:
    """Whether something was refused, in whole or in part, this year or last; so if nobody knows."""
    here = [counted(context, fact, "applicants.total") for fact in _REFUSED]
    before = [last_counted(context.report, fact, "applicants.total") for fact in _REFUSED]
    return any(each is None or each.value for each in here) or any(n is None or n for n in before)


def _find_closed(context: Context) -> Iterator[Problem]:
    closed = counted(context, "requests.closed", "applicants.total")
    total = counted(context, "requests.total", "applicants.total")
    if not closed or not total or closed.value < _FEWEST_CLOSED:
        return
    share = Decimal(closed.value) / Decimal(total.value)
    if share >= context.settings.closed_share:
        yield CLOSED.of(
            _section(context, closed),
            "",
            f"其他处理 {format_value(closed.value)} 件，占办理结果 {format_value(total.value)} 件"
            f"的 {share:.0%}，主管部门要核查，请逐件核对能否归入其他各项。",
            figures=(closed.value, total.value),
            cells=closed.cells,
        )


REQUESTS = Rule(
    id="R33.requests",
    name="没有申请却有复议、诉讼",
    what="本年和上年都没有申请，第四部分却有案件，又不是上年尚未审结的。没有上年度报告的不查。",
    basis="第四部分只统计因政府信息公开引起的案件（国办公开办函〔2021〕30号）",
    example="行政复议 2 件，两年都没有政府信息公开申请",
    severity=Severity.WARNING,
    find=_find_requests,
)
AFTER_REVIEW = Rule(
    id="R33.after_review",
    name="没有复议却有复议后起诉",
    what="有复议后起诉的案件，本年和上年却都没有行政复议，又不是上年尚未审结的。没有上年度报告的不查。",
    basis="复议后起诉以先有行政复议为前提（《行政诉讼法》第四十四条、第四十五条）",
    example="复议后起诉 1 件，两年行政复议都是 0",
    severity=Severity.WARNING,
    find=_find_after_review,
)
DIRECT = Rule(
    id="R33.direct",
    name="2024 年起的直接起诉",
    what="2024 年起对不予公开不服要先申请行政复议，未经复议直接起诉是例外，有的时候提醒核对；"
    "两年都没有不予公开、部分公开的，上年尚未审结的，不提醒。",
    basis="《行政复议法》第二十三条（2024 年 1 月 1 日起施行）；法释〔2025〕8号第十条",
    example="2024 年未经复议直接起诉 3 件",
    severity=Severity.INFO,
    find=_find_direct,
)
CLOSED = Rule(
    id="R34",
    name="其他处理占比高",
    what="其他处理占办理结果三成以上（10 件以下不算，比例在设置里改）。",
    basis="国办公开办函〔2019〕60号：主管部门对其他处理数量较多的单位要进行核查",
    example="其他处理 46 件，占办理结果 80 件的 58%",
    severity=Severity.WARNING,
    find=_find_closed,
)
