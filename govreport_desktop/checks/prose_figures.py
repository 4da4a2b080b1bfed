"""R9: figures of the prose against the tables of parts 三, 四 and 二."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Fix, Problem, Severity
from govreport_desktop.checks.prose.cases import case_claims
from govreport_desktop.checks.prose.decisions import decision_claims
from govreport_desktop.checks.prose.meanings import Claim, Less, Terms, request_claims
from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.scope import is_own, is_this_year
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.rewriting import rewrite
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.fields import field_text
from govreport_desktop.report.figure import Figure
from govreport_desktop.report.numbers import Number, format_value, is_number, size
from govreport_desktop.report.report import Report

Signed = tuple[tuple[CellAddress, int], ...]


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        for claims in (request_claims, case_claims, decision_claims):
            for claim in claims(prose.reading):
                yield from compare(RULE, context.report, prose, claim)


def compare(rule: Rule, report: Report, prose: Prose, claim: Claim) -> Iterator[Problem]:
    """A problem where ``claim`` is the office's own, of this year, and fits no reading of it."""
    if not is_meant(report, prose, claim):
        return
    totals = [total_of(report, claim, terms) for terms in claim.readings]
    first = totals[0]
    if first is None or any(_agrees(report, claim, t) for t in totals if t is not None):
        return
    if not claim.value and claim.quantity is None and not first:
        return
    yield _problem(rule, report, prose, claim, first)


def is_meant(report: Report, prose: Prose, claim: Claim) -> bool:
    """Whether ``claim`` is of this office and of the year reported on."""
    place = claim.quantity.start if claim.quantity else claim.end
    reading = prose.reading
    return is_own(reading, place, report.office) and is_this_year(reading, claim.start, report.year)


def _problem(rule: Rule, report: Report, prose: Prose, claim: Claim, table: Number) -> Problem:
    difference = _as_printed(report, claim) - table
    cells = tuple(cell for cell, _ in cells_of(report.form, claim, claim.readings[0]))
    section = report.form.section(report.form.tables[cells[0].table].section)
    message = (
        f"{prose.title}写的是“{claim.text}”，{section.spoken}表格的“{_name(report, claim)}”为 "
        f"{format_value(table)}，文字{difference_words(difference)}，请核对。"
    )
    return rule.at(
        prose,
        claim.start,
        claim.end,
        message,
        figures=(claim.quantity.number if claim.quantity else claim.value, table, size(difference)),
        cells=cells,
        fixes=_fixes(report, prose, claim, table),
        anchor=f"{claim.name}{claim.text}",
    )


def _fixes(report: Report, prose: Prose, claim: Claim, table: Number) -> tuple[Fix, ...]:
    """The table's figure in place of the prose's, once as a number, once bound to its cell."""
    quantity = claim.quantity
    if quantity is None or quantity.approximate:
        return ()
    number = _in_its_unit(report, claim, quantity, table)
    if number is None:
        return ()
    place = quantity.start, quantity.digits
    plain = f"{number:,}" if "," in quantity.text else format_value(number)
    fixes = rewrite(report, prose, *place, plain, f"改成 {plain}")
    # A field prints the number as the table has it: in no other unit.
    if number == table:
        cells = cells_of(report.form, claim, claim.readings[0])
        figure = Figure.sum(report.form, ((sign, cell) for cell, sign in cells))
        fixes += rewrite(report, prose, *place, field_text(figure), "改为随表更新")
    return fixes


def _in_its_unit(report: Report, claim: Claim, quantity: Quantity, table: Number) -> Number | None:
    """``table`` in the unit the prose uses there; None where it would have to be rounded."""
    if table < 0 or (not quantity.number and quantity.step != 1):
        return None
    factor = quantity.value / quantity.number if quantity.number else Decimal(1)
    number = Decimal(table) * _scale(report, claim) / factor
    if number == table:
        return table
    if factor != 1 and quantity.kind is not Kind.MONEY:
        return None
    exact = number.normalize()
    return int(exact) if exact == int(exact) else exact


def _name(report: Report, claim: Claim) -> str:
    """What the clerk finds on the form: the row, and the column where it is not the total."""
    cells = [report.form.cell(cell) for cell, _ in cells_of(report.form, claim, claim.readings[0])]
    of_applicants = claim.column is not None and claim.column.startswith("applicants.")
    if not of_applicants or len({cell.address.row for cell in cells}) > 1:
        return claim.name
    if len(cells) > 1:
        return f"{cells[0].row_name}·法人或其他组织各列合计"
    if claim.column == "applicants.total":
        return cells[0].row_name
    return f"{cells[0].row_name}·{cells[0].column_name}"


def _agrees(report: Report, claim: Claim, table: Number) -> bool:
    exact = Decimal(table) * _scale(report, claim)
    return claim.quantity.agrees(exact) if claim.quantity else claim.value == exact


def _as_printed(report: Report, claim: Claim) -> Number:
    scale = _scale(report, claim)
    return claim.value / scale if scale > 1 else int(claim.value)


def _scale(report: Report, claim: Claim) -> int:
    """How many of the prose make one of the table: the prose is read in 元."""
    cell, _ = cells_of(report.form, claim, claim.readings[0])[0]
    return 10**4 if report.form.cell(cell).kind.unit == "万元" else 1


def total_of(report: Report, claim: Claim, terms: Terms) -> Number | None:
    """The sum that a reading stands for; None where a cell of it is blank or missing."""
    total: Number = 0
    found = cells_of(report.form, claim, terms)
    if not found:
        return None
    for cell, sign in found:
        value = report.values[cell]
        if not is_number(value):
            return None
        total = total + sign * value
    return total


def cells_of(form: Form, claim: Claim, terms: Terms) -> Signed:
    """The cells of a reading with their signs; none of those that the form lacks."""
    column = () if claim.column is None else (claim.column,)
    found: list[tuple[CellAddress, int]] = []
    for term in terms:
        fact, sign = (term.fact, -1) if isinstance(term, Less) else (term, 1)
        found += ((cell, sign) for cell in form.where(fact, *column))
    return tuple(found)


RULE = Rule(
    id="R9",
    name="文字与表格数字一致",
    what="文字里收到、结转、办结、各类处理结果、复议诉讼、许可处罚、收费的数字与表格相同。",
    basis="报告各部分数据应当一致（国办公开办函〔2021〕30号要求数据准确）",
    example="共收到政府信息公开申请12件（第三部分表格为 13）",
    severity=Severity.WARNING,
    find=_find,
)
