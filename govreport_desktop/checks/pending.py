"""R8: cases that were pending last year, as a reminder."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.form import FactName
from govreport_desktop.report.numbers import format_value, is_number

_NAMES: dict[FactName, str] = {
    "disputes.review": "行政复议",
    "disputes.litigation.direct": "行政诉讼（未经复议直接起诉）",
    "disputes.litigation.after_review": "行政诉讼（复议后起诉）",
}
_TOTAL: FactName = "disputes.total"


def _find(context: Context) -> Iterator[Problem]:
    report, last = context.report, context.report.last_year
    if last is None:
        return
    for fact, name in _NAMES.items():
        before, here = last.form.where(fact, "disputes.pending"), report.form.where(fact, _TOTAL)
        if len(before) != 1 or len(here) != 1:
            continue
        pending, now = last.values[before[0]], report.values[here[0]]
        if is_number(pending) and is_number(now) and now < pending:
            yield RULE.of(
                report.form.tables[here[0].table].section,
                here[0].row,
                f"{name}：上年度有 {format_value(pending)} 件尚未审结，本年度总计为 "
                f"{format_value(now)} 件，请确认上年未审结的案件是否已计入。",
                figures=(pending, now),
                cells=here,
            )


RULE = Rule(
    id="R8",
    name="上年尚未审结的复议、诉讼",
    what="上年度报告有尚未审结的案件，而本年度第四部分的总计比它少时提醒核对。",
    basis="上下年度衔接（提醒）",
    example="上年行政复议尚未审结 2 件，本年行政复议总计 0 件",
    severity=Severity.INFO,
    find=_find,
)
