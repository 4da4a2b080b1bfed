"""R8: cases that were pending last year, as a reminder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.numbers import format_value, is_number


def _find(context: Context) -> Iterator[Problem]:
    report, last = context.report, context.report.last_year
    if last is None:
        return
    names = {
        "review": "行政复议",
        "litigation_direct": "行政诉讼（未经复议直接起诉）",
        "litigation_after_review": "行政诉讼（复议后起诉）",
    }
    for row, name in names.items():
        total = CellAddress("disputes", row, "total")
        pending, now = last.values.get(total._replace(column="pending")), report.values.get(total)
        if is_number(pending) and is_number(now) and now < pending:
            problem = RULE.of(
                report.form.tables["disputes"].section,
                row,
                f"{name}：上年度有 {format_value(pending)} 件尚未审结，本年度总计为 "
                f"{format_value(now)} 件，请确认上年未审结的案件是否已计入。",
            )
            yield replace(problem, cells=(total,))


RULE = Rule(
    id="R8",
    name="上年尚未审结的复议、诉讼",
    what="上年度报告有尚未审结的案件，而本年度第四部分的总计比它少时提醒核对。",
    basis="上下年度衔接（提醒）",
    example="上年行政复议尚未审结 2 件，本年行政复议总计 0 件",
    severity=Severity.INFO,
    find=_find,
)
