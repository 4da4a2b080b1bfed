"""R5: counts are whole numbers from 0 on, amounts exact decimals from 0 on."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.report.numbers import Unread
from govreport_desktop.report.typed import why_unread


def _find(context: Context) -> Iterator[Problem]:
    """R5: one error for each cell that holds something other than the number asked for."""
    report = context.report
    for address, value in report.values.items():
        if not isinstance(value, Unread):
            continue
        spec = report.form.cell(address)
        why = why_unread(value, spec.kind)
        yield Problem(
            key=f"R5:{address}",
            rule="R5",
            severity=Severity.ERROR,
            section=report.form.tables[address.table].section,
            message=f"{spec.words}：“{value.text}”{why}，请改为{spec.kind.name}。",
            cells=(address,),
            basis=RULE.basis,
        )


RULE = Rule(
    id="R5",
    name="数字的写法",
    what="件数是不小于 0 的整数，金额是不小于 0 的准确小数。",
    basis="件数为不小于 0 的整数，金额为不小于 0 的准确小数",
    example="自然人·予以公开填了“3.5”",
    severity=Severity.ERROR,
    find=_find,
)
