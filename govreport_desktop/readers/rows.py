"""One label and the numbers after it: which number belongs to which column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.readers.labels import is_blank
from govreport_desktop.report.numbers import is_number, parse_number

# The addresses of one line of numbers in the order they are printed; None for a column
# of the source that the form does not have.
Order = Sequence[CellAddress | None]


class Item(NamedTuple):
    """A number, or a blank, of a line; ``glued`` if it was stuck to its label."""

    text: str
    where: str
    glued: bool = False


def assign(
    form: Form, items: Sequence[Item], orders: Sequence[Order]
) -> list[tuple[CellAddress | None, Item]] | None:
    """``items`` with their addresses; None where more than one reading is left, or none.

    Blanks between the numbers may be empty cells or the remains of merged ones. A reading
    takes one run of items as the line's cells; of several different readings only one that
    the printed totals confirm is accepted.
    """
    readings = []
    for order in orders:
        for run in _runs(items, len(order)):
            reading = list(zip(order, run, strict=True))
            if reading not in readings:
                readings.append(reading)
        if readings and not any(is_blank(item.text) for item in items):
            break
    distinct = {_content(reading): reading for reading in readings}
    if len(distinct) <= 1:
        return next(iter(distinct.values()), None)
    confirmed = [reading for reading in distinct.values() if _adds_up(form, reading)]
    return confirmed[0] if len(confirmed) == 1 else None


def _runs(items: Sequence[Item], length: int) -> Iterator[Sequence[Item]]:
    """The ways ``items`` can be a line of ``length`` cells, the likeliest first."""
    filled = [item for item in items if item.text.strip()]
    if len(items) == length:
        yield items
    elif len(filled) == length:
        yield filled
    elif len(items) > length:
        extra = len(items) - length
        for start in (0, extra):
            outside = [*items[:start], *items[start + length :]]
            if not any(item.text.strip() for item in outside):
                yield items[start : start + length]


def _content(reading: Sequence[tuple[CellAddress | None, Item]]) -> tuple[object, ...]:
    pairs = {address: item.text for address, item in reading if not is_blank(item.text)}
    return tuple(sorted(((str(address), text) for address, text in pairs.items())))


def _adds_up(form: Form, reading: Sequence[tuple[CellAddress | None, Item]]) -> bool:
    """Whether every printed total of the line is the sum of the numbers it is made of."""
    numbers: dict[CellAddress, object] = {}
    for address, item in reading:
        if address is not None:
            numbers[address] = parse_number(item.text, form.cell(address).kind)
    totals = [form.cell(address).formula for address in numbers]
    checks = [formula for formula in totals if formula and set(formula.sources) <= numbers.keys()]
    return bool(checks) and all(
        _sum(numbers, formula.sources) == _sum(numbers, (formula.target,)) for formula in checks
    )


def _sum(numbers: Mapping[CellAddress, object], addresses: Sequence[CellAddress]) -> object:
    values = [numbers.get(address) for address in addresses]
    return sum(value for value in values if is_number(value))
