"""Figures that no reading of one report alone shows to be wrong: a unit, a digit, a power."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from govreport_desktop.checks.plausible.documents import POWER_BASIS, lacks_power
from govreport_desktop.checks.plausible.magnitude import is_digit_more, is_in_yuan
from govreport_desktop.collect.asked import kinds
from govreport_desktop.collect.compare import Last
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head, typed_cells
from govreport_desktop.form.model import CellAddress, CellSpec, Form
from govreport_desktop.form.organs import organs
from govreport_desktop.report import format_value, is_number
from govreport_desktop.report.numbers import Number

# Without last year: beyond all others by far, and among them where the point is moved.
_MANY_OTHERS, _OF_MEDIAN, _OF_MOST, _LARGE = 5, 200, 20, 30_000
# Among few it has to be beyond all of them by as much as a unit makes.
_FEW_OTHERS, _OF_MOST_OF_FEW = 2, 1000
# Of small numbers a digit too many says nothing.
_SMALL = {"integer": 20, "decimal": 1}


class Implausible(NamedTuple):
    """A figure of one office, by its id, with what speaks against it.

    ``asked`` is the key of the question that is asked about the same, "" where none is.
    """

    office: str
    rule: str
    address: CellAddress
    value: Number
    words: str
    basis: str
    asked: str = ""


def implausible(
    form: Form,
    offices: Mapping[str, Office],
    heads: Mapping[str, Head],
    last: Mapping[str, Last],
) -> Iterator[Implausible]:
    """Whatever stands out, by cell; each figure is named once."""
    columns = zip(*(head.values for head in heads.values()), strict=True)
    for address, values in zip(typed_cells(form.id), columns, strict=False):
        cell = form.cell(address)
        pairs = zip(heads, values, strict=True)
        stated = {key: value for key, value in pairs if value and is_number(value)}
        ordered = sorted(stated.values())
        for key, value in stated.items():
            then = last[key].then(cell.address) if key in last else None
            if cell.kind.type == "decimal" and (words := _unit(cell, value, then, ordered)):
                basis = f"本表的单位是{cell.kind.unit}" if cell.kind.unit else form.name
                yield Implausible(key, "unit", cell.address, value, words, basis)
            elif then and then >= _SMALL[cell.kind.type] and is_digit_more(value, then):
                said = f"{format_value(value)}，上年 {format_value(then)}"
                words = f"{cell.words}：现填 {said}，是上年的约 10 倍，请核实是否多写了一位"
                basis = f"与{last[key].source}比较（多写一位的常见错误）"
                yield Implausible(key, "digit", cell.address, value, words, basis)
    yield from _rules(form, offices, heads)


def _unit(cell: CellSpec, value: Number, then: Number | None, ordered: Sequence[Number]) -> str:
    """Why an amount is likely in 元 instead of 万元; "" where nothing says so."""
    said = f"{cell.words}：现填 {format_value(value)}"
    if then:
        if is_in_yuan(value, then):
            return f"{said}，是上年 {format_value(then)} 的约 1 万倍，请核实是否以元填写"
        return ""
    # Only the largest can be so much more than all others.
    others = ordered[:-1]
    if len(others) < _FEW_OTHERS or value < _LARGE or value != ordered[-1]:
        return ""
    most, middle = others[-1], others[len(others) // 2]
    beyond = _OF_MOST if len(others) >= _MANY_OTHERS else _OF_MOST_OF_FEW
    if value >= beyond * most and value >= _OF_MEDIAN * middle and value <= 10_000 * most:
        return f"{said}，其余单位最多 {format_value(most)}，请核实是否以元填写"
    return ""


def _rules(
    form: Form, offices: Mapping[str, Office], heads: Mapping[str, Head]
) -> Iterator[Implausible]:
    """规章 of an office that has no power to make any; it is asked about as well."""
    kind = next(kind for kind in kinds() if "documents.rules" in kind.facts)
    for key, head in heads.items():
        office = offices[key]
        if not lacks_power(organs().kinds.get(office.kind), office.name, local=True):
            continue
        for cell in form.where(*kind.facts):
            if value := head.value(cell):
                words = (
                    f"{form.cell(cell).words}填了 {format_value(value)}，本单位没有制定规章的权限"
                )
                asked = f"asked:{kind.id}"
                yield Implausible(key, "power", cell, value, words, POWER_BASIS, asked)
