"""R9: figures of the prose against the tables of parts 三, 四 and 二."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from govreport_desktop.checks.by_prose import EITHER, by_prose, likelier
from govreport_desktop.checks.causes import cause_of
from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.plausible.money import in_ten_thousands
from govreport_desktop.checks.problem import Cause, Fix, Problem, Severity
from govreport_desktop.checks.prose.claims import Claim
from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.rewriting import Words, rewrites
from govreport_desktop.checks.statements import Signed, cells_of, figure_claims, total_of
from govreport_desktop.form.model import Form
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.fields import field_text
from govreport_desktop.report.figure import Figure
from govreport_desktop.report.numbers import Number, format_value, size
from govreport_desktop.report.report import Report

_SCALED = 10**4


def _find(context: Context) -> Iterator[Problem]:
    told: set[tuple[str, int]] = set()
    for prose, claim in context.once(figure_claims):
        # 复议4件，均维持: what is wrong already is not told of twice.
        place = prose.section, claim.quantity.start if claim.quantity else claim.start
        if claim.quantity is None or place not in told:
            for problem in compare(RULE, context, prose, claim):
                told.add(place)
                yield problem


def compare(rule: Rule, context: Context, prose: Prose, claim: Claim) -> Iterator[Problem]:
    """A problem where ``claim`` fits no reading of it."""
    report = context.report
    first = total_of(report, claim, claim.readings[0])
    if first is None:
        return
    cells = cells_of(report.form, claim, claim.readings[0])
    scale = _scale(report, cells)
    others = (total_of(report, claim, terms) for terms in claim.readings[1:])
    if any(_agrees(claim, total, scale) for total in (first, *others) if total is not None):
        return
    if not claim.value and claim.quantity is None and not first:
        return
    found = _problem(rule, report, prose, claim, cells, first)
    cause = cause_of(context, found.spans[0])
    if cause.words:
        yield found.due_to(cause)
        return
    if _either(report, claim, cells):
        # Which of them is meant only a person can say.
        yield found._replace(fixes=())
        return
    cause = _unit(report, claim, cells, first)
    turned = by_prose(context, claim, cells, scale)
    found = found.due_to(cause if cause.words else likelier(context, claim, cells, scale, turned))
    known = {fix.made for fix in found.fixes}
    other = [fix for fix in turned if fix.made not in known]
    choice = EITHER if other and not cause.words else ""
    yield found._replace(fixes=(*found.fixes, *other), choice=found.choice or choice)


def _unit(report: Report, claim: Claim, cells: Signed, table: Number) -> Cause:
    """The table holds in 元 what the prose says in any unit, and asks for 万元."""
    if _scale(report, cells) == 1 or claim.value != table or len(cells) != 1:
        return Cause()
    words = "表格的单位是万元，填的可能是元"
    return Cause(words, in_ten_thousands(cells[0][0], Decimal(table)))


def _problem(
    rule: Rule, report: Report, prose: Prose, claim: Claim, cells: Signed, table: Number
) -> Problem:
    scale = _scale(report, cells)
    difference = (claim.value / scale if scale > 1 else int(claim.value)) - table
    section = report.form.section(report.form.tables[cells[0][0].table].section)
    name = _name(report, claim, cells)
    differs = f"，文字{difference_words(difference)}"
    further: tuple[Number, ...] = (size(difference),)
    if either := _either(report, claim, cells):
        named = (f"、“{column}”为 {format_value(value)}" for column, value in either.items())
        differs, further = f"{''.join(named)}，都不相同", tuple(either.values())
    message = (
        f"{prose.title}写的是“{claim.text}”，{section.spoken}表格的“{name}”为 "
        f"{format_value(table)}{differs}，请核对。"
    )
    return rule.at(
        prose,
        claim.start,
        claim.end,
        message,
        figures=(claim.quantity.number if claim.quantity else claim.value, table, *further),
        cells=tuple(cell for cell, _ in cells),
        fixes=figure_fixes(report, prose, claim, cells, table),
        anchor=f"{claim.name}{claim.text}",
    )


def _either(report: Report, claim: Claim, cells: Signed) -> dict[str, Number]:
    """The other columns of the row that the words may be of, by name: 现行有效件数."""
    (first, _), found = cells[0], dict[str, Number]()
    for terms in claim.readings[1:]:
        others, table = cells_of(report.form, claim, terms), total_of(report, claim, terms)
        if table is not None and len(others) == 1 and others[0][0].row == first.row:
            found[report.form.cell(others[0][0]).column_name] = table
    return found


def figure_fixes(
    report: Report, prose: Prose, claim: Claim, cells: Signed, table: Number
) -> tuple[Fix, ...]:
    """The table's figure in place of the prose's, once as a number, once bound to its cell."""
    quantity = claim.quantity
    if quantity is None or quantity.approximate:
        return ()
    number = _in_its_unit(quantity, _scale(report, cells), table)
    if number is None:
        return ()
    place = quantity.start, quantity.digits
    plain = f"{number:,}" if "," in quantity.text else format_value(number)
    # 12.84万件: what stands behind the number goes on standing there.
    behind = quantity.text[quantity.digits - quantity.start :] if _is_scaled(quantity) else ""
    ways: list[tuple[Words, str]] = [(plain, f"改成 {plain}{behind}")]
    # A field prints the number as the table has it: in no other unit.
    if number == table:
        ways.append((partial(_field, report.form, cells), "改为随表更新"))
    return rewrites(report, prose, (place,), ways)


def _field(form: Form, cells: Signed) -> str:
    return field_text(Figure.sum(form, ((sign, cell) for cell, sign in cells)))


def _in_its_unit(quantity: Quantity, scale: int, table: Number) -> Number | None:
    """``table`` in the unit the prose uses there; None where it would have to be rounded."""
    if table < 0 or (not quantity.number and quantity.step != 1):
        return None
    factor = quantity.value / quantity.number if quantity.number else Decimal(1)
    number = Decimal(table) * scale / factor
    if number == table:
        return table
    if factor != 1 and quantity.kind is not Kind.MONEY and factor < _SCALED:
        return None
    exact = number.normalize()
    return int(exact) if exact == int(exact) else exact


def _is_scaled(quantity: Quantity) -> bool:
    """Whether it counts in 万, of which any number is an exact part."""
    scaled = bool(quantity.number) and quantity.value / quantity.number >= _SCALED
    return scaled and quantity.kind is not Kind.MONEY


def _name(report: Report, claim: Claim, signed: Signed) -> str:
    """What the clerk finds on the form: the row, and the column where it is not the total."""
    cells = [report.form.cell(cell) for cell, _ in signed]
    of_applicants = claim.column is not None and claim.column.startswith("applicants.")
    if not of_applicants or len({cell.address.row for cell in cells}) > 1:
        return claim.name
    if len(cells) > 1:
        return f"{cells[0].row_name}·法人或其他组织各列合计"
    if claim.column == "applicants.total":
        return cells[0].row_name
    return f"{cells[0].row_name}·{cells[0].column_name}"


def _agrees(claim: Claim, table: Number, scale: int) -> bool:
    exact = Decimal(table) * scale
    return claim.quantity.agrees(exact) if claim.quantity else claim.value == exact


def _scale(report: Report, cells: Signed) -> int:
    """How many of the prose make one of the table: the prose is read in 元."""
    return 10**4 if report.form.cell(cells[0][0]).kind.unit == "万元" else 1


RULE = Rule(
    id="R9",
    name="文字与表格数字一致",
    what="文字里收到、结转、办结、各类处理结果、复议诉讼、许可处罚、收费的数字与表格相同。",
    basis="报告各部分数据应当一致（国办公开办函〔2021〕30号要求数据准确）",
    example="共收到政府信息公开申请12件（第三部分表格为 13）",
    severity=Severity.WARNING,
    find=_find,
)
