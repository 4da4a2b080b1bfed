"""Single figures that no sum may rest on unsaid: not read at all, or likely in another unit.

What an office wrote and nobody could read stays open even when somebody has looked at the file:
its number is missing from the sum until it is handed in anew or adjusted for that office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from govreport_desktop.collect.across import Finding
from govreport_desktop.collect.adjust import Adjustment
from govreport_desktop.collect.kept import Kept
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head, typed_cells
from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.report import Unread, format_value

_NAMED = 3  # cells of an office in a sentence
_MAGNITUDE = ("unit", "digit")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A typed cell of an office that makes every sum it belongs to provisional.

    ``text`` is what stands in the file, ``counted`` whether a number of it is in the sum.
    """

    office: Office
    address: CellAddress
    text: str
    words: str
    counted: bool = False


def doubts(
    form: Form,
    rows: Sequence[OfficeRow],
    findings: Sequence[Finding],
    adjustments: Sequence[Adjustment],
    kept: Kept | None = None,
) -> tuple[Doubt, ...]:
    """Every one that is open, by office; an adjustment made for an office's cell settles it."""
    kept = kept or Kept()
    adjusted = {(one.office, cell) for one in adjustments for cell in one.cells}
    before: _Doubted | None = kept.last("doubts")
    known: dict[str, tuple[OfficeRow, tuple[Doubt, ...]]] = {}
    if before is not None and before.findings == findings and before.form is form:
        known = before.of_row
    of_office: dict[str, list[Finding]] = {}
    for found in findings:
        of_office.setdefault(found.office.id, []).append(found)
    of_row = {}
    for row in rows:
        key = row.office.id
        one = known.get(key)
        if one is None or one[0] is not row:
            one = row, tuple(_of_row(form, row, of_office.get(key, ())))
        of_row[key] = one
    kept.keep("doubts", _Doubted(form, tuple(findings), of_row))
    doubted = (one for _, mine in of_row.values() for one in mine)
    return tuple(one for one in doubted if (one.office.id, one.address) not in adjusted)


class _Doubted(NamedTuple):
    """The doubts of a moment by office, and the rows they are of."""

    form: Form
    findings: tuple[Finding, ...]
    of_row: dict[str, tuple[OfficeRow, tuple[Doubt, ...]]]


def in_short(found: Sequence[Doubt], form: Form) -> list[str]:
    """A sentence an office on what was not read, and one on each figure that is doubted."""
    said = []
    for office in dict.fromkeys(one.office for one in found if not one.counted):
        mine = [one for one in found if one.office == office and not one.counted]
        named = "、".join(_stands(one, form) for one in mine[:_NAMED])
        more = f"等 {len(mine)} 格" if len(mine) > _NAMED else ""
        said.append(f"{office.called}的{named}{more}读不出数，没有计入")
    return said + [one.words for one in found if one.counted]


def _of_row(form: Form, row: OfficeRow, findings: Sequence[Finding]) -> Iterator[Doubt]:
    if row.counted is None or row.counted.head is None:
        return
    for address, text in not_read(row.counted.head):
        one = Doubt(row.office, address, text, "")
        yield replace(one, words=f"{row.office.called}的{_stands(one, form)}读不出数，没有计入")
    if row.decided and row.state is OfficeState.PASSED:
        return
    for found in findings:
        if found.address is None or not found.is_alarm_for(row.office):
            continue
        amount = form.cell(found.address).kind.type == "decimal"
        if found.rule in _MAGNITUDE or (found.rule == "far" and amount):
            text = format_value(row.counted.head.value(found.address))
            words = f"{row.office.called}的数还没有核实：{found.words}"
            yield Doubt(row.office, found.address, text, words, counted=True)


def not_read(head: Head) -> Iterator[tuple[CellAddress, str]]:
    """The typed cells whose file holds something that is no number, with what stands there."""
    missed = dict(head.missed)
    for index, (address, value) in enumerate(zip(typed_cells(head.form), head.values, strict=True)):
        if isinstance(value, Unread):
            yield address, value.text
        elif value is None and index in missed:
            yield address, missed[index]


def _stands(one: Doubt, form: Form) -> str:
    text = f"写的是“{one.text}”" if one.text else ""
    return f"“{form.cell(one.address).words}”{text}"
