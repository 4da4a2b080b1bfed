"""The slips that published reports are full of, and how much each looks like one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from govreport_desktop.form.model import CellAddress

Kind = Literal[
    "carry_over", "transposed", "longer", "shorter", "digit", "number", "moved", "exchanged",
    "aside", "twice", "doubt",
]  # fmt: skip

# From the most telling on. What is right by chance now and then (a part of a count) stands behind
# what hardly ever is; that the last digit is wrong fits nearly every difference and says nothing.
WEIGHTS: Mapping[Kind, int] = {
    "carry_over": 10,
    "transposed": 11,
    "longer": 11,
    "shorter": 12,
    "aside": 12,
    "exchanged": 12,
    "twice": 13,
    "moved": 14,
    "digit": 17,
    "number": 17,
}
_MOVED_WHOLE = 12
# Of whole rows or columns so much is changed that two other slips are as likely.
_WHOLE_EXCHANGED = 17
# Of two columns that count unlike things, and stand side by side to be mixed up.
_CROSSED = 10
# Where the last number may be any, moving a row of unlike columns fits nearly every difference.
_ASIDE_UNLIKE = 15
_LARGE_DIGIT = 15  # of the tens or hundreds: one difference in ten is such a one
_TEN = 10
_FEWEST_IN_ROW = 2


class Slip(NamedTuple):
    """One thing that went wrong: ``changes`` are the cells with what they should hold.

    ``kind`` "doubt" changes no cell: the statement is what is wrong.
    """

    weight: int
    kind: Kind
    changes: tuple[tuple[CellAddress, int], ...]


def slip_of(cell: CellAddress, old: int, new: int, closing: int | None, twice: int | None) -> Slip:
    """``new`` for ``old`` in one cell.

    ``closing`` is what last year handed on to it, ``twice`` what may have been counted here
    though it belongs elsewhere.
    """
    kind = digits_of(old, new)
    if not old and new == closing:
        kind = "carry_over"
    elif twice and old - new == twice and WEIGHTS["twice"] < WEIGHTS[kind]:
        kind = "twice"
    weight = _LARGE_DIGIT if kind == "digit" and abs(old - new) >= _TEN else WEIGHTS[kind]
    return Slip(weight, kind, ((cell, new),))


def digits_of(old: int, new: int) -> Kind:
    """What happened to the digits of ``new`` for ``old`` to stand there."""
    was, is_now = str(new), str(old)
    if max(old, new) < _TEN or not old:
        return "number"
    if len(is_now) == len(was) + 1 and _one_more(was, is_now):
        return "longer"
    if len(was) == len(is_now) + 1 and new and _one_more(is_now, was):
        return "shorter"
    if len(was) == len(is_now):
        differ = [i for i in range(len(was)) if was[i] != is_now[i]]
        if len(differ) == 1:
            return "digit"
        pair = len(differ) == 2 and differ[1] == differ[0] + 1
        if pair and was[differ[0]] == is_now[differ[1]] and was[differ[1]] == is_now[differ[0]]:
            return "transposed"
    return "number"


def _one_more(shorter: str, longer: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def moved(giver: CellAddress, taker: CellAddress, held: int, there: int, count: int) -> Slip:
    """``count`` cases of one row out of one column into another.

    All that is there, or both columns exchanged, looks more like it than a part.
    """
    whole = held == count and not there
    weight = _MOVED_WHOLE if whole or held - there == count else WEIGHTS["moved"]
    return Slip(weight, "moved", ((giver, held - count), (taker, there + count)))


def level_rows(sets: Sequence[Sequence[Slip]]) -> list[list[Slip]]:
    """The same, a move between two columns as likely in each row as in the likeliest of them.

    One or two cases are all there is in half of the rows: that must not hide the row meant.
    """
    lightest: dict[frozenset[str], int] = {}
    for slip in chain.from_iterable(sets):
        if columns := _between(slip):
            lightest[columns] = min(slip.weight, lightest.get(columns, slip.weight))
    return [
        [slip._replace(weight=lightest.get(_between(slip), slip.weight)) for slip in slips]
        for slips in sets
    ]


def _between(slip: Slip) -> frozenset[str]:
    """The columns of a row between which cases were moved; empty for every other slip."""
    if slip.kind != "moved":
        return frozenset()
    (giver, _), (taker, _) = slip.changes
    return frozenset((giver.column, taker.column)) if giver.row == taker.row else frozenset()


def exchanged(one: CellAddress, other: CellAddress, values: Mapping[CellAddress, int]) -> Slip:
    """Two rows of one column exchanged, or two columns of one row."""
    weight = _CROSSED if one.row == other.row else WEIGHTS["exchanged"]
    return Slip(weight, "exchanged", ((one, values[other]), (other, values[one])))


def exchanged_all(
    pairs: Iterable[tuple[CellAddress, CellAddress]], values: Mapping[CellAddress, int]
) -> Iterator[Slip]:
    """Whole rows or columns exchanged; of one pair that differs `exchanged` says it."""
    differ = [(one, other) for one, other in pairs if values[one] != values[other]]
    if len(differ) > 1:
        both = (((one, values[other]), (other, values[one])) for one, other in differ)
        yield Slip(_WHOLE_EXCHANGED, "exchanged", tuple(chain.from_iterable(both)))


def pasted_aside(
    row: Sequence[CellAddress], values: Mapping[CellAddress, int], *, alike: bool
) -> Iterator[Slip]:
    """A row pasted one column aside, moved back; its last change is the cell at the far edge.

    The number pushed over that edge is lost (it fell on the computed total): 0 stands for it.
    Columns are ``alike`` where a number may stand in any of them.
    """
    held = [values[cell] for cell in row]
    count = sum(1 for number in held if number)
    if len(row) < _FEWEST_IN_ROW or not count:
        return
    weight = WEIGHTS["aside"] if alike else _ASIDE_UNLIKE if count > 1 else WEIGHTS["number"]
    for order in (1, -1):
        cells, numbers = row[::order], held[::order]
        if not numbers[0]:
            right = (*numbers[1:], 0)
            changes = tuple(zip(cells, right, strict=True))
            yield Slip(weight, "aside", changes)
