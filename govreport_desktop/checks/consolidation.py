"""R11: a parent office's report against the sum of its offices' reports, cell by cell.

It needs many reports, so it is no part of `check`: whoever consolidates calls it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.form.model import CellAddress, CellSpec
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.numbers import Number, format_value, is_number
from govreport_desktop.report.report import Report

_NAMED = 5
_BASIS = "本级报告的数据应为所属各单位（含本机关）之和（部分地方的做法）"


def check_consolidation(
    parent: Report, offices: Sequence[Report], expected: Iterable[str] = ()
) -> list[Problem]:
    """Every typed cell of ``parent`` that is not the sum of ``offices``.

    ``offices`` are the reports added up, the parent's own figures among them where it has
    some. ``expected`` are the names of the offices that should have handed in; the missing
    ones are named with each difference, because they are its likely cause. Reports on
    another form are left out and named too. A cell blank everywhere is not compared.
    """
    same = [report for report in offices if report.form.id == parent.form.id]
    other = [report.office for report in offices if report.form.id != parent.form.id]
    handed_in = {report.office for report in offices}
    missing = [name for name in expected if name not in handed_in]
    cause = _cause(missing, other)
    return [
        replace(problem, cause=cause)
        for spec in parent.form.cells
        if spec.formula is None
        for problem in _compare(parent, same, spec)
    ]


def _compare(parent: Report, offices: Sequence[Report], spec: CellSpec) -> Iterator[Problem]:
    held = parent.values[spec.address]
    added = _sum(offices, spec.address)
    if added is None or not is_number(held) or held == added:
        return
    yield Problem(
        key=f"R11:{spec.address}",
        rule="R11",
        severity=Severity.WARNING,
        section=parent.form.tables[spec.address.table].section,
        message=(
            f"{spec.words}：本级报告为 {format_value(held)}，{len(offices)} 家单位合计 "
            f"{format_value(added)}，{difference_words(held - added)}，请核对。"
        ),
        cells=(spec.address,),
        basis=_BASIS,
    )


def _sum(offices: Sequence[Report], address: CellAddress) -> Number | None:
    """The sum over the offices; None where not one of them has a number."""
    total: Number | None = None
    for report in offices:
        value = report.values[address]
        if is_number(value):
            total = value if total is None else total + value
    return total


def _cause(missing: Sequence[str], other: Sequence[str]) -> str:
    parts = []
    if missing:
        parts.append(f"还没有报来的单位：{_names(missing)}")
    if other:
        parts.append(f"格式不同、没有计入的单位：{_names(other)}")
    return "；".join(parts)


def _names(offices: Sequence[str]) -> str:
    named = "、".join(offices[:_NAMED])
    return f"{named}等 {len(offices)} 家" if len(offices) > _NAMED else named
