"""The other way round: the prose is right, and the number of the table was mistyped (R9, R10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from govreport_desktop.checks.context import Context
from govreport_desktop.checks.equations import Equation, Held, holds
from govreport_desktop.checks.evidence import evidence
from govreport_desktop.checks.problem import Cause, Fix
from govreport_desktop.checks.prose.claims import Claim
from govreport_desktop.checks.statements import Signed, typed_terms
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.numbers import MAX_DECIMALS, Number, format_value, is_number

# What a person decides where nothing tells table and prose apart.
EITHER = "改文字或改表格"
# What is within twice as much of last year's is nothing out of the ordinary.
_ORDINARY = 2


def by_prose(context: Context, claim: Claim, cells: Signed, scale: int) -> tuple[Fix, ...]:
    """The number of the prose put into the table, where one cell alone can hold it.

    Not where it would break what holds now, nor where the prose is rounded. ``scale`` is how
    many of the prose make one of the table.
    """
    quantity = claim.quantity
    if quantity is not None and (quantity.approximate or (scale == 1 and quantity.step != 1)):
        return ()
    cell = _only(context, cells)
    if cell is None:
        return ()
    new = _held(context, cell, cells, claim.value / scale)
    if new is None or _breaks(context, cell, new):
        return ()
    spec = context.report.form.cell(cell)
    unit = f" {spec.kind.unit}" if scale > 1 else ""
    name = "" if cell == cells[0][0] else f"的“{spec.row_name}·{spec.column_name}”"
    return (Fix(f"表格{name}改为 {format_value(new)}{unit}", ((cell, new),)),)


def likelier(
    context: Context, claim: Claim, cells: Signed, scale: int, fixes: tuple[Fix, ...]
) -> Cause:
    """Why the number of the prose is the right one: last year's was like it and not like ours.

    ``fixes`` are what `by_prose` answers.
    """
    times = context.settings.change_times
    if not fixes or not times or len(cells) != 1:
        return Cause()
    cell, said, last = cells[0][0], claim.value / scale, context.report.last_year
    here = context.report.values[cell]
    then = last.values.get(cell) if last and last.form.id == context.report.form.id else None
    if not is_number(here) or not is_number(then) or then < context.settings.change_least:
        return Cause()
    ordinary = said <= _ORDINARY * then and then <= _ORDINARY * said
    if not ordinary or (here * times > then and here < times * then):
        return Cause()
    return Cause(f"上年是 {format_value(then)}，与文字相近，可能是表格填错了", fixes)


def _only(context: Context, cells: Signed) -> CellAddress | None:
    """The typed cell that the figure is, or the only one of those it adds up that is not 0."""
    report = context.report
    known: dict[Signed, dict[CellAddress, int]] = report.form.kept.setdefault(_only, {})
    if cells not in known:
        known[cells] = typed_terms(report.form, cells)
    terms = known[cells]
    if any(sign != 1 for sign in terms.values()):
        return None
    if len(terms) > 1:
        terms = {cell: 1 for cell in terms if report.values[cell] != 0}
    return next(iter(terms)) if len(terms) == 1 else None


def _held(context: Context, cell: CellAddress, cells: Signed, stated: Decimal) -> Number | None:
    """``stated`` as the cell would hold it; None where it cannot."""
    value, kind = context.report.values[cell], context.report.form.cell(cell).kind
    if value is not None and not is_number(value):
        return None
    if kind.type == "integer":
        return int(stated) if stated == int(stated) and stated >= 0 else None
    exact = stated.normalize()
    exponent = exact.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > MAX_DECIMALS or len(cells) > 1:
        return None
    return exact.quantize(Decimal(1)) if exponent > 0 else exact


def _breaks(context: Context, cell: CellAddress, new: Number) -> bool:
    """Whether something that agrees with the table as it is would no longer do so."""
    known = context.once(evidence)
    if not isinstance(new, int) or cell not in known.sheet.values:
        return False
    held = context.once(_held_by).get(cell, ())
    after = {**known.sheet.values, cell: new} if held else {}
    return not all(holds(after, one) for one in held)


def _held_by(context: Context) -> Mapping[CellAddress, Sequence[Equation]]:
    """What agrees with the table, by its cells: looked through for every figure of the prose."""
    known = context.once(evidence)
    found: dict[CellAddress, list[Equation]] = {}
    holding = Held(known.sheet.values)
    for equation in known.equations:
        if holding(equation):
            for cell in dict.fromkeys(cell for way in equation.ways for cell in way.terms):
                found.setdefault(cell, []).append(equation)
    return found
