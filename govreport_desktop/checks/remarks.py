"""R25: what the office above sent back, until the number is changed or somebody has answered."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Fix, Problem, Severity
from govreport_desktop.report.remarks import ADDRESS, LIKELY, Remark, read_remarks, written


def _find(context: Context) -> Iterator[Problem]:
    report = context.report
    remarks = read_remarks(report.fields[ADDRESS.name])
    for one in remarks:
        if one.settled(report):
            continue
        cells = tuple(c.address for c in one.cells if report.form.has(c.address))
        section = one.section if one.section in {s.id for s in report.form.sections} else ""
        if cells:
            section = report.form.tables[cells[0].table].section
        rest = written(other for other in remarks if other != one)
        yield Problem(
            key=one.explained_by,
            rule=RULE.id,
            severity=RULE.severity,
            section=section,
            message=_message(one),
            cells=cells,
            cause=one.why.removeprefix(LIKELY).rstrip("。"),
            basis=one.basis or RULE.basis,
            fixes=(Fix("已核对", ((ADDRESS, rest),)),),
        )


def _message(one: Remark) -> str:
    """Who sent it, what is wrong, what should stand there, until when."""
    when = f" {one.sent_on} " if one.sent_on else ""
    lead = f"{one.sender or '上级'}{when}退回意见第 {one.number} 点"
    words = one.words.rstrip("。；")
    should = f"；应为：{one.should}" if one.should else ""
    until = [f"{one.due}前改好再报"] if one.due else []
    until += [f"电话 {one.phone}"] if one.phone else []
    due = f"（{'，'.join(until)}）" if until else ""
    return f"{lead}：{words}{should}{due}。"


RULE = Rule(
    id="R25",
    name="上级的退回意见",
    what="打开上级发来的退回意见（.govreturn）后，每一点一直列出，"
    "直到数字改过、所指的文字改过，或点“已核对”、写明说明。",
    basis="国办公开办函〔2021〕30号：主管部门审核把关",
    example="退回意见第 1 点：本年新收、自然人现填 12，与办理结果不等",
    severity=Severity.WARNING,
    find=_find,
)
