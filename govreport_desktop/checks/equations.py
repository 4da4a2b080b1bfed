"""What `localise` solves: numbers, the equations they must satisfy, and what an answer is."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Explanation:
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
    ``twice`` is how many cases in it may belong elsewhere and be counted there already.
    """

    values: Mapping[CellAddress, int]
    grids: Sequence[Sequence[Sequence[CellAddress]]]
    closing: Mapping[CellAddress, int]
    twice: Mapping[CellAddress, int]


def holds(values: Mapping[CellAddress, int], equation: Equation) -> bool:
    """Whether ``values`` satisfy it in one of its ways."""
    return any(
        sum(sign * values[cell] for cell, sign in way.terms.items()) == way.value
        for way in equation.ways
    )


def connected(equations: Sequence[Equation], *, by_table: bool = False) -> Iterator[list[Equation]]:
    """Groups of equations that share cells, or tables."""
    groups: list[tuple[set[Hashable], list[Equation]]] = []
    for equation in equations:
        terms = (cell for way in equation.ways for cell in way.terms)
        cells: set[Hashable] = {cell.table if by_table else cell for cell in terms}
        members = [equation]
        apart = []
        for others, group in groups:
            if others.isdisjoint(cells):
                apart.append((others, group))
            else:
                cells |= others
                members = group + members
        groups = [*apart, (cells, members)]
    yield from (group for _, group in groups)
