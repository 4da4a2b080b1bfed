"""One label and the numbers after it: which number belongs to which column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.labels import is_blank, key
from govreport_desktop.report.numbers import is_number, parse_number
from govreport_desktop.source import Place

# The addresses of one line of numbers in the order they are printed; None for a column
# of the source that the form does not have.
Order = Sequence[CellAddress | None]


class Item(NamedTuple):
    """A number, or a blank, of a line; ``glued`` if it was stuck to its label.

    ``apart`` if it stood alone below the row, whose numbers may go on in it; ``ahead`` if the
    next label is stuck to it; ``halves`` are the two pieces that it was broken into.
    """

    text: str
    place: Place
    glued: bool = False
    apart: bool = False
    ahead: bool = False
    halves: tuple[Item, ...] = ()


Reading = list[tuple[CellAddress | None, Item]]


def assign(form: Form, items: Sequence[Item], orders: Sequence[Order]) -> Reading | None:
    """``items`` with their addresses; None where more than one reading is left, or none.

    Blanks between the numbers may be empty cells or the remains of merged ones, so a line
    can be read in several ways; of those only one that its printed total confirms is taken.
    ``orders`` come with the likeliest first, and another only wins where the first does not
    add up and it does. Where a column more or less makes as good a line, none wins, and none
    with a total where a column nobody knows may be one that is missing.
    """
    read = (_read(form, items, order) for order in orders)
    found = [reading for reading in read if reading and not _may_stand_elsewhere(form, reading)]
    sound = [reading for reading in found if adds_up(form, reading) is not False]
    best = next(iter(sound or found), None)
    if best is None:
        return None
    rivals = (reading for reading in sound if len(reading) != len(best))
    return None if any(_content(rival) != _content(best) for rival in rivals) else best


def in_one_order(
    form: Form, rows: Sequence[tuple[Sequence[Item], Sequence[Order]]]
) -> Sequence[Reading | None]:
    """``rows`` of items, each with its orders, read in the one order that fits them all.

    It is the one that fewer printed totals contradict; where that is none of them, or not
    clearly one, every row is left open.
    """
    ways = [
        [assign(form, items, [orders[n]]) for items, orders in rows] for n in range(len(rows[0][1]))
    ]
    read = [[pairs for pairs in way if pairs is not None] for way in ways]
    wrong = [sum(adds_up(form, pairs) is False for pairs in way) for way in read]
    least = min(wrong, default=0)
    most = max(map(len, read), default=0)
    clear = 2 * least < max(most, 1) and (not least or len(set(wrong)) == 1)
    return ways[wrong.index(least)] if ways and clear else [None] * len(rows)


def says_anything(items: Sequence[Item]) -> bool:
    """Whether any of ``items`` is more than a blank."""
    return any(not is_blank(item.text) for item in items)


def _may_stand_elsewhere(form: Form, reading: Reading) -> bool:
    """Whether a column that nobody knows may be one that a total of ``reading`` needs."""
    known = {address for address, _ in reading if address is not None}
    formulas = (form.cell(address).formula for address in known if len(known) < len(reading))
    return any(
        formula is not None and not known.issuperset(formula.sources) for formula in formulas
    )


def _read(form: Form, items: Sequence[Item], order: Order) -> Reading | None:
    """The one way to read ``items`` in ``order``."""
    ways = [list(zip(order, run, strict=True)) for run in _runs(items, len(order))]
    ways = [reading for reading in ways if not _lacks_total(form, reading)]
    distinct = {_content(reading): reading for reading in ways}
    if len(distinct) > 1:
        distinct = {k: reading for k, reading in distinct.items() if adds_up(form, reading)}
    return next(iter(distinct.values())) if len(distinct) == 1 else None


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
    return tuple(sorted((str(address), text) for address, text in pairs.items() if address))


def _lacks_total(form: Form, reading: Reading) -> bool:
    """Whether a total is blank under numbers: then a number is missing, no one knows which.

    Where most of the numbers are blank too and the first is not, the source leaves cells
    empty that hold nothing, and so it does with the total.
    """
    texts = {address: item.text for address, item in reading if address is not None}
    for address, text in texts.items():
        formula = form.cell(address).formula
        # 无 says itself that the total is none; a cell that is left empty may have moved.
        if formula and is_blank(text) and not key(text):
            sources = [texts.get(source, "") for source in formula.sources]
            filled = sum(not is_blank(source) for source in sources)
            sparse = not is_blank(sources[0]) and 3 * filled <= len(sources)
            if filled and not sparse:
                return True
    return False


def adds_up(form: Form, reading: Reading) -> bool | None:
    """Whether every printed total is the sum of its numbers; None without a total."""
    numbers: dict[CellAddress, object] = {}
    for address, item in reading:
        if address is not None:
            numbers[address] = parse_number(item.text, form.cell(address).kind)
    totals = [form.cell(address).formula for address in numbers]
    checks = [formula for formula in totals if formula and set(formula.sources) <= numbers.keys()]
    if not checks:
        return None
    return all(
        _sum(numbers, formula.sources) == _sum(numbers, (formula.target,)) for formula in checks
    )


def _sum(numbers: Mapping[CellAddress, object], addresses: Sequence[CellAddress]) -> object:
    values = [numbers.get(address) for address in addresses]
    return sum(value for value in values if is_number(value))
