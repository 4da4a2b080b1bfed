"""R9: figures of the prose against the tables of parts 三, 四 and 二."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.cases import case_claims
from govreport_desktop.checks.prose.decisions import decision_claims
from govreport_desktop.checks.prose.meanings import ORGANISATIONS, Claim, request_claims
from govreport_desktop.checks.prose.scope import is_own, is_this_year
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.numbers import Number, format_value, is_number
from govreport_desktop.report.report import Report

_Signed = tuple[tuple[CellAddress, int], ...]
_PARTS = {"proactive": "二", "requests": "三", "disputes": "四"}


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        for claim in request_claims(prose.reading):
            yield from compare(RULE, context.report, prose, claim)
        for claim in case_claims(prose.reading):
            yield from compare(RULE, context.report, prose, claim)
        for claim in decision_claims(prose.reading):
            yield from compare(RULE, context.report, prose, claim)


def compare(rule: Rule, report: Report, prose: Prose, claim: Claim) -> Iterator[Problem]:
    """A problem where ``claim`` is the office's own, of this year, and fits no reading of it."""
    place = claim.quantity.start if claim.quantity else claim.end
    reading = prose.reading
    if not is_own(reading, place, report.office) or not is_this_year(
        reading, claim.start, report.year
    ):
        return
    sums = [total for rows in claim.readings if (total := _total(report, claim, rows)) is not None]
    first = _total(report, claim, claim.readings[0])
    if first is None or any(_agrees(claim, total) for total in sums):
        return
    if not claim.value and claim.quantity is None and not first:
        return
    yield _problem(rule, report, prose, claim, first)


def _problem(rule: Rule, report: Report, prose: Prose, claim: Claim, table: Number) -> Problem:
    difference = _as_printed(claim) - table
    cells = tuple(cell for cell, _ in _cells(report, claim, claim.readings[0]))
    name = _name(report, claim)
    message = (
        f"{prose.title}写的是“{claim.text}”，第{_PARTS[claim.table]}部分表格的“{name}”为 "
        f"{format_value(table)}，文字{difference_words(difference)}，请核对。"
    )
    found = rule.at(prose, claim.start, claim.end, message, anchor=f"{claim.name}{claim.text}")
    return replace(found, cells=cells)


def _name(report: Report, claim: Claim) -> str:
    """What the clerk finds on the form: the row, and the column where it is not the total."""
    table, rows = report.form.tables[claim.table], claim.readings[0]
    if claim.table != "requests" or len(rows) > 1 or rows[0] not in table.row_names:
        return claim.name
    if claim.column == ORGANISATIONS:
        return f"{table.row_names[rows[0]]}·法人或其他组织各列合计"
    row = table.row_names[rows[0]]
    return row if claim.column == "total" else f"{row}·{table.column_names[claim.column]}"


def _agrees(claim: Claim, table: Number) -> bool:
    exact = Decimal(table)
    if claim.table == "proactive" and claim.column == "amount":
        exact *= 10**4  # the table is in 万元, the prose is read in 元
    return claim.quantity.agrees(exact) if claim.quantity else claim.value == exact


def _as_printed(claim: Claim) -> Number:
    if claim.column == "amount":
        return claim.value / 10**4
    return int(claim.value)


def _total(report: Report, claim: Claim, rows: tuple[str, ...]) -> Number | None:
    """The sum that a reading stands for; None where a cell of it is blank or missing."""
    total: Number = 0
    found = _cells(report, claim, rows)
    if not found:
        return None
    for cell, sign in found:
        value = report.values[cell]
        if not is_number(value):
            return None
        total = total + sign * value
    return total


def _cells(report: Report, claim: Claim, rows: tuple[str, ...]) -> _Signed:
    """The cells of a reading with their signs. ``denied.`` stands for every row below it."""
    return _form_cells(report.form.id, claim.table, rows, claim.column)


@lru_cache(maxsize=512)
def _form_cells(form_id: str, table: str, rows: tuple[str, ...], column: str) -> _Signed:
    form, found = load_form(form_id), []
    for row in rows:
        sign, name = (-1, row[1:]) if row.startswith("-") else (1, row)
        below = f"{name.rstrip('.')}."
        for other in form.tables[table].row_names:
            if other != name and not other.startswith(below):
                continue
            cells = (CellAddress(table, other, each) for each in _columns(form_id, table, column))
            found += [(cell, sign) for cell in cells if form.has(cell)]
    return tuple(found)


def _columns(form_id: str, table: str, column: str) -> tuple[str, ...]:
    if column != ORGANISATIONS:
        return (column,)
    names = load_form(form_id).tables[table].column_names
    return tuple(name for name in names if name not in ("natural_person", "total"))


RULE = Rule(
    id="R9",
    name="文字与表格数字一致",
    what="文字里收到、结转、办结、各类处理结果、复议诉讼、许可处罚、收费的数字与表格相同。",
    basis="报告各部分数据应当一致（国办公开办函〔2021〕30号要求数据准确）",
    example="共收到政府信息公开申请12件（第三部分表格为 13）",
    severity=Severity.WARNING,
    find=_find,
)
