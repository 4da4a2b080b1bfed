"""R11: a parent office's report is the sum of its offices' reports, cell by cell.

Local custom [L], so a warning that can be explained: a parent may add what it handled
itself, unless its own figures are among the offices'. It needs many reports, and so stands
beside `check` instead of in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from govreport_desktop.checks.causes import cause_of
from govreport_desktop.checks.context import Context
from govreport_desktop.checks.problem import Cause, Problem, Severity
from govreport_desktop.checks.settings import settings_of
from govreport_desktop.checks.statements import Statement, statements
from govreport_desktop.form.model import CellSpec
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.numbers import Number, format_value, is_number, size
from govreport_desktop.report.report import Report

BASIS = "本级报告各项数据为所属各单位（含本级）之和（地方汇总要求）"
# How many names a sentence can carry.
_MOST_NAMES = 8


def compare_with_offices(
    report: Report, offices: Sequence[Report], expected: Sequence[str] = ()
) -> list[Problem]:
    """A warning for each typed cell that is not the sum over ``offices``.

    Reports of another form or year are left out and named in a warning of their own, as
    are the names of ``expected`` that have no report. A cell that is blank here is not
    compared: blank is not 0.
    """
    fitting = [one for one in offices if one.form.id == report.form.id and one.year == report.year]
    problems = list(_left_out(report, [one for one in offices if one not in fitting]))
    absent = [name for name in expected if name not in {one.office for one in fitting}]
    problems += _absent(absent)
    context = Context(report, settings_of(report), handed_in=True)
    context.know(statements, (*context.once(statements), *sums_of(report, offices, expected)))
    for cell in report.form.cells:
        value = report.values[cell.address]
        if cell.formula is None and is_number(value) and fitting:
            for problem in _compare(report, cell, value, fitting, absent):
                cause = cause_of(context, cell.address) if not problem.cause else Cause()
                problems.append(problem.due_to(cause))
    return problems


def sums_of(
    report: Report, offices: Sequence[Report], expected: Sequence[str] = ()
) -> tuple[Statement, ...]:
    """What the offices together say of each typed count; () where a report or a number is missing.

    Of them ``report`` is the sum, so they tell which of its cells is wrong.
    """
    whole = all(one.form.id == report.form.id and one.year == report.year for one in offices)
    if not offices or not whole or set(expected) - {one.office for one in offices}:
        return ()
    found = []
    for spec in report.form.cells:
        parts = [one.values[spec.address] for one in offices]
        if spec.formula is None and all(isinstance(part, int) for part in parts):
            cell = spec.address
            total = sum(part for part in parts if isinstance(part, int))
            found.append(Statement(cell, ({cell: 1},), ((cell,),), total, "各单位的合计"))
    return tuple(found)


def _compare(
    report: Report, cell: CellSpec, value: Number, offices: Sequence[Report], absent: list[str]
) -> list[Problem]:
    total: Number = 0
    blank = []
    for one in offices:
        part = one.values[cell.address]
        if is_number(part):
            total = total + part
        else:
            blank.append(one.office)
    if total == value:
        return []
    causes = [f"没有填这一格的单位：{_names(blank)}"] if blank else []
    causes += [f"没有收到报告的单位：{_names(absent)}"] if absent else []
    message = (
        f"{cell.words}：本报告 {format_value(value)}，{len(offices)} 个单位合计 "
        f"{format_value(total)}，本报告{difference_words(value - total)}。"
    )
    found = _problem(
        f"R11:{cell.address}", message, (value, len(offices), total, size(value - total))
    )
    section = report.form.tables[cell.address.table].section
    return [found._replace(section=section, cause="；".join(causes), cells=(cell.address,))]


def _left_out(report: Report, others: Sequence[Report]) -> list[Problem]:
    if not others:
        return []
    names = _names([f"{one.office}（{one.form.name}，{one.year or '年度未填'}）" for one in others])
    year = report.year or "年度未填"
    message = f"有 {len(others)} 份报告的格式或年度与本报告（{year}）不同，没有计入：{names}。"
    return [_problem("R11:left-out", message, (len(others),))]


def _absent(names: list[str]) -> list[Problem]:
    if not names:
        return []
    message = f"有 {len(names)} 个单位没有报告：{_names(names)}。"
    return [_problem("R11:absent", message, (len(names),))]


def _problem(key: str, message: str, figures: tuple[Number, ...]) -> Problem:
    return Problem(
        key=key,
        rule="R11",
        severity=Severity.WARNING,
        section="",
        message=message,
        basis=BASIS,
        figures=figures,
    )


def _names(names: Sequence[str]) -> str:
    shown = "、".join(name or "（未填机关名称）" for name in names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown}等 {len(names)} 个"
