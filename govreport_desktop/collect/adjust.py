"""What the parent adds to or takes from a sum: on a line of its own, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from govreport_desktop.collect.decision import Decision, Draft, State, Subject
from govreport_desktop.errors import EditError
from govreport_desktop.form.model import Balance, CellAddress, Form
from govreport_desktop.report.numbers import Number, format_value

_NO_SUMS: Mapping[CellAddress, Number | None] = {}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Signed amounts for typed cells, decided together; ``office`` is the one concerned, or ""."""

    id: str
    cells: Mapping[CellAddress, Number]
    office: str
    reason: str
    basis: str
    who: str
    when: datetime
    decision: int


def adjustments(state: State, form: Form) -> tuple[Adjustment, ...]:
    """The adjustments that hold, in the order they were made."""
    found = state.of(Subject.ADJUST).values()
    return tuple(sorted((_read(one, form) for one in found), key=lambda one: one.decision))


def draft(
    form: Form,
    key: str,
    cells: Mapping[CellAddress, Number],
    reason: str,
    *,
    office: str = "",
    basis: str = "",
    sums: Mapping[CellAddress, Number | None] = _NO_SUMS,
) -> Draft:
    """The decision to adjust ``cells`` under ``key``; ``sums`` is what stands there now.

    Raises EditError for a total, for an amount that is none of the cell's kind, without a
    reason, and where the rows of a balance (R1) would not hold for it: what is received or
    carried over has to be dealt with or carried forward, in the same adjustment. No sum may
    fall below 0 by it.
    """
    if not reason.strip():
        raise EditError("调整要写明理由。")
    if not any(cells.values()):
        raise EditError("调整的数是 0，没有可以调整的。")
    for address, amount in cells.items():
        _check(form, address, amount)
        then = (sums.get(address) or 0) + amount
        if address in sums and amount < 0 and then < 0:
            raise EditError(
                f"{form.cell(address).words}调整 {format_value(amount)} 后合计是"
                f" {format_value(then)}，不能小于 0，请核对调整数。"
            )
    _check_balance(form, cells, sums)
    plain = [[*address, str(amount)] for address, amount in cells.items()]
    what = {"cells": plain, "office": office, "reason": reason.strip(), "basis": basis.strip()}
    return Draft(Subject.ADJUST, key, what, reason.strip())


def _check(form: Form, address: CellAddress, amount: Number) -> None:
    if not form.has(address):
        raise EditError(f"{form.name}里没有这个位置：{'/'.join(address)}。")
    spec = form.cell(address)
    if spec.formula is not None:
        raise EditError(f"{spec.words}由程序计算，请调整它的各项：{spec.formula.explain}。")
    if spec.kind.type == "integer" and not isinstance(amount, int):
        raise EditError(f"{spec.words}应为{spec.kind.name}，调整数现在是 {format_value(amount)}。")


def _check_balance(
    form: Form, cells: Mapping[CellAddress, Number], sums: Mapping[CellAddress, Number | None]
) -> None:
    reach: dict[CellAddress, Number] = dict(cells)
    for formula in form.computed:
        parts = [reach[source] for source in formula.sources if source in reach]
        if parts:
            reach[formula.target] = sum(parts[1:], parts[0])
    for relation in form.relations:
        if not isinstance(relation, Balance):
            continue
        for column, name in form.tables[relation.table].column_names.items():
            sides = [
                [CellAddress(relation.table, row, column) for row in rows]
                for rows in (relation.left, relation.right)
            ]
            left, right = (_sum(reach.get(cell) for cell in side) for side in sides)
            now, then = (_sum(sums.get(cell) for cell in side) for side in sides)
            # One that mends a sum which does not balance is what is wanted.
            if left != right and now + left != then + right:
                raise EditError(
                    f"{name}一列调整后勾稽不平：{relation.left_name}变动 {format_value(left)}，"
                    f"{relation.right_name}变动 {format_value(right)}，请把相应的行一并调整。"
                )


def _sum(numbers: Iterable[Number | None]) -> Number:
    total: Number = 0
    for number in numbers:
        total = total + (number or 0)
    return total


def _read(one: Decision, form: Form) -> Adjustment:
    what = one.what or {}
    cells: dict[CellAddress, Number] = {}
    for table, row, column, amount in what.get("cells", ()):
        address = CellAddress(table, row, column)
        if form.has(address):
            cells[address] = _amount(amount, form.cell(address).kind.type == "integer")
    return Adjustment(
        one.subject,
        cells,
        str(what.get("office", "")),
        str(what.get("reason", "")),
        str(what.get("basis", "")),
        one.who,
        one.time,
        one.number,
    )


def _amount(text: str, integer: bool) -> Number:
    try:
        return int(text) if integer else Decimal(text)
    except (ValueError, InvalidOperation) as error:
        raise EditError(f"任务里的调整数“{text}”读不出来。") from error
