"""R22: numbers in the prose that are bound to a cell without a number, or to no cell at all."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity, Span
from govreport_desktop.form.model import CellAddress, Section
from govreport_desktop.report.fields import (
    BLANK_MARK,
    Field,
    FieldState,
    field_state,
    field_text,
    find_fields,
)
from govreport_desktop.report.report import Report


def _find(context: Context) -> Iterator[Problem]:
    report = context.report
    for section in report.form.narratives:
        for field in find_fields(report.texts[section.id]):
            problem = _problem(report, section, field)
            if problem is not None:
                yield problem


def _problem(report: Report, section: Section, field: Field) -> Problem | None:
    match field_state(field.address, report):
        case FieldState.BLANK:
            words = report.words(field.address)
            message = (
                f"{section.title}引用了“{words}”，这一格还没有填写，印出来是“{BLANK_MARK}”，"
                "请填写这一格。"
            )
            cells: tuple[CellAddress, ...] = (field.address,)
        case FieldState.GONE:
            message = (
                f"{section.title}引用的“{field_text(field.address)}”在{report.form.name}里没有，"
                "请改为普通数字或删除。"
            )
            cells = ()
        case _:
            # Something unreadable is R5's, in the cell itself.
            return None
    return Problem(
        key=f"{RULE.id}:{section.id}/{field.address}",
        rule=RULE.number,
        severity=RULE.severity,
        section=section.id,
        message=message,
        cells=cells,
        spans=(Span(section.id, field.start, field.end),),
        basis=RULE.basis,
    )


RULE = Rule(
    id="R22",
    name="正文引用的表内数字",
    what="正文里引用的表内数字，所在的格都已填写，现在的格式里也有这一格。",
    basis="正文与表格应当一致；没有填写的格不能印成数字",
    example=f"全年新收政府信息公开申请{BLANK_MARK}件",
    severity=Severity.ERROR,
    find=_find,
)
