"""Computed cells, brought up to date incrementally. They are never stored and never typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from decimal import Decimal

from govreport_desktop.form.model import CellAddress, Form, Formula
from govreport_desktop.report.numbers import Number, Value, is_number


def compute(formula: Formula, values: Mapping[CellAddress, Value]) -> Number | None:
    """The sum of what is there: blank only where every source is blank."""
    total: Number | None = None
    for source in formula.sources:
        value = values.get(source)
        if is_number(value):
            total = value if total is None else _add(total, value)
    return total


def compute_all(form: Form, values: MutableMapping[CellAddress, Value]) -> None:
    """Fill in every computed cell of ``values``."""
    for formula in form.computed:
        values[formula.target] = compute(formula, values)


def recompute(
    form: Form, values: MutableMapping[CellAddress, Value], changed: Iterable[CellAddress]
) -> set[CellAddress]:
    """Bring the computed cells that depend on ``changed`` up to date; returns those that moved."""
    todo = {formula.target for cell in changed for formula in form.dependents.get(cell, ())}
    moved: set[CellAddress] = set()
    for formula in form.computed:
        if formula.target in todo:
            new = compute(formula, values)
            # 1.0 and 1.00 are equal and print differently.
            if repr(new) != repr(values.get(formula.target)):
                values[formula.target] = new
                moved.add(formula.target)
    return moved


def _add(left: Number, right: Number) -> Number:
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    return Decimal(left) + Decimal(right)
