"""Numbers whose cells were run together: 行政处罚2648538, 规章123.

Where a page or a PDF viewer drops what stood between the cells, only the relations of the
form tell where one number ends. A reading counts if every printed total in it is the sum
of what stands before it; it is taken only if it is the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.rows import Order

# More digits leave too many readings to look through; more readings need not be told.
_MOST_DIGITS = 36
_MOST_STEPS = 60_000
_MOST_READINGS = 4

_GLUED = re.compile(
    r"(?P<label>(?:[(（]?\d{1,2}[)）.、])?[^\d]*[^\d.,，\s+-])(?P<figure>\d[\d.,]*)"
)


def unglue(text: str) -> list[tuple[str, str]]:
    """``text`` as labels each with the digits stuck to it; [] where it is none of that."""
    matches = list(_GLUED.finditer(text))
    if not matches or "".join(match.group() for match in matches) != text:
        return []
    return [(match["label"], match["figure"]) for match in matches]


def readings(form: Form, order: Order, digits: str) -> list[tuple[str, ...]]:
    """The ways ``digits`` can be the numbers of ``order``, four at most.

    Where more than one cell shares the digits and no total is among them to check a
    reading by, every way is a reading. No number begins with a 0 but 0 itself.
    """
    addresses = [address for address in order if address is not None]
    if len(addresses) != len(order):
        return []
    if len(addresses) == 1:
        return [(digits,)]
    if not digits.isdecimal() or not len(addresses) <= len(digits) <= _MOST_DIGITS:
        return []
    return list(islice(_Search(form, addresses).split(digits), _MOST_READINGS))


def is_certain(form: Form, order: Order) -> bool:
    """Whether a single reading of ``order`` is proven: one cell, or a total for each cell."""
    addresses = {address for address in order if address is not None}
    checked: set[CellAddress] = set()
    for address in addresses:
        formula = form.cell(address).formula
        if formula and set(formula.sources) <= addresses:
            checked |= {address, *formula.sources}
    return len(addresses) == 1 or checked == addresses


class _Search:
    def __init__(self, form: Form, addresses: Sequence[CellAddress]) -> None:
        self.addresses = addresses
        self.steps = 0
        # Which earlier cells a cell is the sum of; empty for the ones that are typed.
        self.sources: list[list[int]] = []
        for index, address in enumerate(addresses):
            formula = form.cell(address).formula
            places = (
                [addresses.index(s) for s in formula.sources]
                if formula and set(formula.sources) <= set(addresses)
                else []
            )
            self.sources.append(places if all(place < index for place in places) else [])

    def split(self, digits: str, found: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """Every reading of ``digits`` behind the numbers already ``found``."""
        self.steps += 1
        index = len(found)
        if index == len(self.addresses):
            if not digits:
                yield found
            return
        for figure in self._next(digits, found, index):
            if self.steps > _MOST_STEPS:
                return
            yield from self.split(digits[len(figure) :], (*found, figure))

    def _next(self, digits: str, found: tuple[str, ...], index: int) -> Iterator[str]:
        if self.sources[index]:
            total = str(sum(Decimal(found[place]) for place in self.sources[index]))
            if digits.startswith(total):
                yield total
            return
        longest = len(digits) - (len(self.addresses) - index - 1)
        if digits.startswith("0"):
            longest = min(longest, 1)
        yield from (digits[:length] for length in range(1, longest + 1))
