"""What `localise` solves: numbers, the equations they must satisfy, and what an answer is."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from govreport_desktop.checks.slips import Slip
from govreport_desktop.form.model import CellAddress


class Way(NamedTuple):
    """One reading of an equation: the cells times their signs add up to ``value``."""

    terms: Mapping[CellAddress, int]
    value: int


@dataclass(frozen=True, slots=True)
class Equation:
    """Something that must hold in one of its ``ways``.

    ``doubt`` is the weight (`Slip.weight`) of its being wrong itself, as a sentence or last
    year's report may be; None for what the form prescribes.
    """

    key: Hashable
    ways: tuple[Way, ...]
    doubt: int | None = None


class Explanation(NamedTuple):
    """Slips that together set right the equations ``mends`` (their keys).

    ``doubts`` are the statements that it takes for wrong instead.
    """

    slips: tuple[Slip, ...]
    mends: frozenset[Hashable]
    doubts: frozenset[Hashable] = frozenset()

    @property
    def weight(self) -> int:
        """How unlikely they are together."""
        return sum(slip.weight for slip in self.slips)

    @property
    def changes(self) -> dict[CellAddress, int]:
        """The new value of each cell."""
        return {cell: new for slip in self.slips for cell, new in slip.changes}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The numbers: ``grids`` are the typed cells of each table by row and column.

    A blank counts as 0. ``closing`` is what last year handed on to a cell, where that is known;
    ``twice`` is how many cases in it may belong elsewhere and be counted there already. ``alike``
    are the cells whose row counts the same in every column, so that a case may stand in any;
    nothing can belong in those that are ``barred``.
    """

    values: Mapping[CellAddress, int]
    grids: Sequence[Sequence[Sequence[CellAddress]]]
    closing: Mapping[CellAddress, int]
    twice: Mapping[CellAddress, int]
    alike: frozenset[CellAddress] = frozenset()
    barred: frozenset[CellAddress] = frozenset()


def holds(values: Mapping[CellAddress, int], equation: Equation) -> bool:
    """Whether ``values`` satisfy it in one of its ways."""
    return any(
        sum(sign * values[cell] for cell, sign in way.terms.items()) == way.value
        for way in equation.ways
    )


class Held:
    """`holds` for many equations: sentences that say the same of other figures share their terms.

    What those add up to is worked out once; the equations outlive this.
    """

    def __init__(self, values: Mapping[CellAddress, int]) -> None:
        self._values = values
        self._sums: dict[int, int] = {}

    def __call__(self, equation: Equation) -> bool:
        """Whether that equation holds."""
        return any(self._sum(way.terms) == way.value for way in equation.ways)

    def _sum(self, terms: Mapping[CellAddress, int]) -> int:
        if id(terms) not in self._sums:
            held = map(self._values.__getitem__, terms)
            self._sums[id(terms)] = sum(map(mul, held, terms.values()))
        return self._sums[id(terms)]


def connected(equations: Sequence[Equation], *, by_table: bool = False) -> Iterator[list[Equation]]:
    """Groups of equations that share cells, or tables."""
    groups: list[tuple[set[Hashable], list[Equation]]] = []
    # Sentences that say the same of other figures share their terms: looked through once.
    known: dict[int, set[Hashable]] = {}
    for equation in equations:
        cells: set[Hashable] = set()
        for way in equation.ways:
            if (place := id(way.terms)) not in known:
                known[place] = {cell.table for cell in way.terms} if by_table else {*way.terms}
            cells |= known[place]
        met: list[tuple[set[Hashable], list[Equation]]] = []
        apart: list[tuple[set[Hashable], list[Equation]]] = []
        for group in groups:
            (apart if group[0].isdisjoint(cells) else met).append(group)
        whole = met[0] if met else (cells, [])
        whole[0].update(cells, *(others for others, _ in met[1:]))
        # What was apart so far stands in front.
        whole[1][:0] = [each for _, members in reversed(met[1:]) for each in members]
        whole[1].append(equation)
        groups = [*apart, whole]
    yield from (group for _, group in groups)
