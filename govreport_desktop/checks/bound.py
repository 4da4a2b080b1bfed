"""R22: numbers in the prose that are bound to a cell without a number, or to no cell at all."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity, Span
from govreport_desktop.form import available_forms, load_form
from govreport_desktop.form.model import Section
from govreport_desktop.report.fields import Field, find_fields
from govreport_desktop.report.figure import (
    BLANK_MARK,
    FieldState,
    Figure,
    figure_state,
    figure_value,
)
from govreport_desktop.report.report import Report


def _find(context: Context) -> Iterator[Problem]:
    report = context.report
    for section in report.form.narratives:
        for field in find_fields(report.texts[section.id]):
            problem = _problem(report, section, field)
            if problem is None:
                continue
            if problem.cells and not context.looks_finished:
                # Last year's sentences stand before this year's tables: that is not wrong.
                problem = problem._replace(severity=Severity.INFO)
            yield problem


def _problem(report: Report, section: Section, field: Field) -> Problem | None:
    figure = field.figure
    state, words = figure_state(figure, report), figure.words(report.form)
    match state:
        case FieldState.BLANK:
            message = (
                f"{section.title}引用了“{words}”，这一格还没有填写，印出来是“{BLANK_MARK}”，"
                "请填写这一格。"
            )
        case FieldState.NO_LAST | FieldState.FROM_ZERO:
            why = "没有上年的数" if state is FieldState.NO_LAST else "上年为 0，不能算百分比"
            message = (
                f"{section.title}引用了“{words}”，{why}，印出来是“"
                f"{figure_value(figure, report)}”，请改写这一句。"
            )
        case FieldState.GONE:
            message = (
                f"{section.title}引用了{_elsewhere(figure)}，{report.form.name}里没有这一格，"
                "请改为普通数字或删除。"
            )
        case _:
            # Something unreadable is R5's, in the cell itself.
            return None
    blank = tuple(
        address for _, address in figure.cells(report.form) if report.values[address] is None
    )
    return Problem(
        key=f"{RULE.id}:{section.id}/{figure}",
        rule=RULE.number,
        severity=RULE.severity,
        section=section.id,
        message=message,
        cells=blank if state is FieldState.BLANK else (),
        spans=(Span(section.id, field.start, field.end),),
        basis=RULE.basis,
    )


def _elsewhere(figure: Figure) -> str:
    """What the form that has such cells calls them: an id says nothing to anybody."""
    for form in map(load_form, available_forms()):
        if figure_state(figure, Report(form)) is not FieldState.GONE:
            return f"“{figure.words(form)}”（{form.name}）"
    return "一个表内数字"


RULE = Rule(
    id="R22",
    name="正文引用的表内数字",
    what="正文里引用的表内数字，所在的格都已填写，现在的格式里也有这一格。",
    basis="正文与表格应当一致；没有填写的格不能印成数字",
    example=f"全年新收政府信息公开申请{BLANK_MARK}件",
    severity=Severity.ERROR,
    find=_find,
)
