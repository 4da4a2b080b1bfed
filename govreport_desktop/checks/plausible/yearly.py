"""R30: figures that are far from last year's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.plausible.figures import Counted, counted, last_counted
from govreport_desktop.checks.plausible.magnitude import is_digit_more, is_in_yuan
from govreport_desktop.checks.plausible.reasons import has_reason
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.form import FactName
from govreport_desktop.report.numbers import Number, format_value

# What is of a size from year to year: of single rows of part 三 and cases nobody can say so.
_STEADY: tuple[tuple[FactName, ...], ...] = (
    ("documents.normative", "documents.in_force"),
    ("decisions.licences",),
    ("decisions.penalties",),
    ("decisions.compulsion",),
    ("fees.amount",),
    ("requests.received", "applicants.total"),
)
# What is seldom as much: asked about where it has grown, and no longer being there says nothing.
_RARE: tuple[tuple[FactName, ...], ...] = (
    ("requests.carried_forward", "applicants.total"),
    ("disputes.review", "disputes.total"),
    ("disputes.litigation", "disputes.total"),
)
_PARTS: tuple[tuple[FactName, str], ...] = (
    ("requests.partial", "部分公开"),
    ("requests.denied", "不予公开"),
)
_BASIS = "国办公开办函〔2021〕30号：数据要统得出、报得准、可核查；与上年度报告比较"


def _both(context: Context, *facts: FactName) -> tuple[Counted, Number] | None:
    """This year's figure and last year's; forms that count otherwise are not compared."""
    last = context.report.last_year
    if last is None or last.form.id != context.report.form.id:
        return None
    here, then = counted(context, *facts), last_counted(context.report, *facts)
    return None if here is None or then is None else (here, then)


def _find_change(context: Context) -> Iterator[Problem]:
    times, least = context.settings.change_times, context.settings.change_least
    for facts in (*_STEADY, *_RARE):
        both = _both(context, *facts)
        if both is None or not times or has_reason(context, facts):
            continue
        here, then = both
        if facts in _RARE and here.value < then:
            continue
        if max(here.value, then) < least or not here.value or not then:
            continue
        if is_in_yuan(here.value, then) or is_in_yuan(then, here.value):
            continue  # R32 says it
        if here.value >= times * then:
            yield _changed(context, CHANGE, here, then, f"达到 {times} 倍")
        elif here.value * times <= then:
            yield _changed(context, CHANGE, here, then, f"不到 {times} 分之一")


def _find_gone(context: Context) -> Iterator[Problem]:
    for facts in _STEADY:
        both = _both(context, *facts)
        if both is None or both[0].value or both[1] < context.settings.change_least:
            continue
        if not has_reason(context, facts):
            how = "本年一件也没有" if _is_count(both[1]) else "本年为 0"
            yield _changed(context, GONE, *both, how)


def _is_count(value: Number) -> bool:
    return isinstance(value, int)


def _changed(context: Context, rule: Rule, here: Counted, then: Number, how: str) -> Problem:
    form, cell = context.report.form, here.cells[0]
    words = form.cell(cell).words
    cause = ""
    if is_digit_more(here.value, then):
        cause = "约为上年的 10 倍，可能多写了一位"
    elif here.value and is_digit_more(then, here.value):
        cause = "约为上年的十分之一，可能少写了一位"
    return rule.of(
        form.tables[cell.table].section,
        str(cell),
        f"{words}：本年 {format_value(here.value)}，上年 {format_value(then)}，{how}，请核实。",
        figures=(here.value, then),
        cells=here.cells,
        cause=cause,
    )


def _find_shares(context: Context) -> Iterator[Problem]:
    total = _both(context, "requests.total", "applicants.total")
    least = context.settings.change_least
    if total is None or min(total[0].value, total[1]) < max(least, 1):
        return
    for fact, name in _PARTS:
        both = _both(context, fact, "applicants.total")
        if both is None:
            continue
        here, then = both
        now = Decimal(here.value) / Decimal(total[0].value)
        before = Decimal(then) / Decimal(total[1])
        if abs(now - before) >= context.settings.share_change:
            section = context.report.form.tables[here.cells[0].table].section
            yield SHARES.of(
                section,
                fact,
                f"{name} {format_value(here.value)} 件，占办理结果 {format_value(total[0].value)} "
                f"件的 {now:.0%}；上年 {format_value(then)} 件，占 {format_value(total[1])} 件的 "
                f"{before:.0%}，相差很多，请核实。",
                figures=(here.value, total[0].value, then, total[1]),
                cells=here.cells,
            )


CHANGE = Rule(
    id="R30.change",
    name="与上年相差几倍",
    what="许可、处罚、强制、收费、新收申请和现行有效的规范性文件与上年相比，增到 5 倍以上"
    "或不到五分之一，结转下年、行政复议、行政诉讼增到 5 倍以上（两年都很小的不算，倍数和下限"
    "在设置里改）。没有上年度报告的、文字写明划转、合并、新成立、停征的不查。",
    basis=_BASIS,
    example="行政许可：本年 12，上年 1200",
    severity=Severity.WARNING,
    find=_find_change,
)
GONE = Rule(
    id="R30.gone",
    name="上年有、本年为 0",
    what="上年不小的数本年为 0。没有上年度报告的、文字写明划转、合并、停征的不查。",
    basis=_BASIS,
    example="行政处罚：本年 0，上年 86",
    severity=Severity.WARNING,
    find=_find_gone,
)
SHARES = Rule(
    id="R30.shares",
    name="部分公开、不予公开的比例",
    what="部分公开、不予公开占办理结果的比例与上年相差 30 个百分点以上"
    "（件数很少的不算，在设置里改）。",
    basis=_BASIS,
    example="不予公开 40 件，占办理结果 60 件的 67%；上年 4 件，占 50 件的 8%",
    severity=Severity.WARNING,
    find=_find_shares,
)
