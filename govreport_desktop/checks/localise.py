"""The fewest slips that explain every contradiction at once: error localisation.

Fellegi and Holt (1976) ask for the smallest set of values whose change satisfies all edits
together. The edits here are linear: a cross-footing, last year's figure, a printed total, a
sentence of the prose. What is changed is a slip: one number, a count moved to the next column,
two rows exchanged, a row pasted one column aside; or the statement itself is what is wrong.
Branch and bound goes from one slip to three and stops where some explain everything.

Cells that stand in the same equations with the same signs are one class here: which of them it
is, the equations cannot tell, only the look of the numbers (`slips`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from govreport_desktop.checks.attempts import asides, beside, exchanges
from govreport_desktop.checks.equations import Equation, Explanation, Held, Sheet, connected
from govreport_desktop.checks.slips import WEIGHTS, Slip, level_rows, moved, slip_of
from govreport_desktop.form.model import CellAddress

MOST_SLIPS = 3
# Steps after which nobody will find it more telling either: some 20 ms.
_MOST_STEPS = 1_000
_MOST_ANSWERS = 200
# Two rows pasted aside break some thirty relations; what breaks more is no matter of slips.
_MOST_BROKEN = 40


def localise(sheet: Sheet, equations: Sequence[Equation]) -> list[Explanation]:
    """The likeliest of the smallest explanations, all of one weight; [] where all is well.

    Tables are explained apart and answered together: each explanation belongs to one group of
    equations. Where a table has too many faults, its columns are explained apart, as far as a slip
    is telling or mends more than one thing: any number balances a column.
    """
    found: list[Explanation] = []
    for whole in connected(equations, by_table=True):
        answers = _answers(sheet, whole)
        if not answers:
            alone = replace(sheet, grids=[])
            parts = list(connected(whole))
            answers = [one for part in parts for one in _answers(alone, part) if _is_telling(one)]
        found += answers
    return found


def _likely(slips: Sequence[Slip]) -> list[Slip]:
    least = min((slip.weight for slip in slips), default=0)
    return [slip for slip in slips if slip.weight == least]


def _is_telling(one: Explanation) -> bool:
    return len(one.mends) > 1 or all(slip.weight < WEIGHTS["number"] for slip in one.slips)


def _answers(sheet: Sheet, equations: Sequence[Equation]) -> list[Explanation]:
    held = Held(sheet.values)
    broken = (each for each in equations if not held(each))
    # Of a text full of other figures no more is looked at than shows that it is.
    if not 0 < sum(1 for _ in islice(broken, _MOST_BROKEN + 1)) <= _MOST_BROKEN:
        return []
    return _Search(sheet, equations).answers()


class _Step(NamedTuple):
    """What is tried: classes and by how much they change; ``ways`` is its effect on them.

    ``slip`` where it is known which cells these are; ``drops`` is an equation taken for wrong.
    """

    classes: tuple[tuple[int, int], ...]
    ways: tuple[tuple[int, int], ...]
    mask: int
    slip: Slip | None = None
    drops: int = -1


class _State(NamedTuple):
    """What each way lacks, which equations do not hold, which are taken for wrong."""

    lacks: tuple[int, ...]
    bad: int
    dropped: int


class _Search:
    """One group of equations. Ways and classes are numbered, sets of equations are bits."""

    def __init__(self, sheet: Sheet, equations: Sequence[Equation]) -> None:
        self._sheet = sheet
        self._equations = equations
        self._owner: list[int] = []
        self._of: list[range] = []
        lacks: list[int] = []
        columns: dict[CellAddress, list[tuple[int, int]]] = {}
        for number, equation in enumerate(equations):
            first = len(lacks)
            for way in equation.ways:
                held = 0
                for cell, sign in way.terms.items():
                    held += sign * sheet.values[cell]
                    columns.setdefault(cell, []).append((len(lacks), sign))
                self._owner.append(number)
                lacks.append(way.value - held)
            self._of.append(range(first, len(lacks)))
        self._classes(columns)
        bad = sum(1 << n for n in range(len(equations)) if all(lacks[w] for w in self._of[n]))
        self._start = _State(tuple(lacks), bad, 0)
        self._steps = 0
        self._made: dict[tuple[tuple[int, int], ...], _Step] = {}
        self._met: dict[int, tuple[int, ...]] = {}

    def _classes(self, columns: Mapping[CellAddress, list[tuple[int, int]]]) -> None:
        known: dict[tuple[tuple[int, int], ...], int] = {}
        self._class_of: dict[CellAddress, int] = {}
        self._members: list[list[CellAddress]] = []
        self._ways: list[tuple[tuple[int, int], ...]] = []
        for cell, column in columns.items():
            signs = tuple(column)
            number = known.setdefault(signs, len(known))
            if number == len(self._ways):
                self._ways.append(signs)
                self._members.append([])
            self._class_of[cell] = number
            self._members[number].append(cell)
        values = self._sheet.values
        self._most = [max(values[cell] for cell in members) for members in self._members]
        self._masks = [self._mask(signs) for signs in self._ways]
        self._within: list[list[int]] = [[] for _ in self._equations]
        for number, mask in enumerate(self._masks):
            for equation in _bits(mask):
                self._within[equation].append(number)

    def _mask(self, ways: Sequence[tuple[int, int]]) -> int:
        mask = 0
        for way, _ in ways:
            mask |= 1 << self._owner[way]
        return mask

    # ------------------------------------------------------------ answers
    def answers(self) -> list[Explanation]:
        """The explanations of least weight among those of fewest slips."""
        for count in range(1, MOST_SLIPS + 1):
            found = list(self._solutions(self._start, count))
            if found:
                return self._likeliest(found)
        return []

    def _likeliest(self, solutions: list[tuple[_Step, ...]]) -> list[Explanation]:
        told = [[self._slips(step) for step in steps] for steps in solutions]
        if all(len(steps) == 1 for steps in solutions):
            told = [[slips] for slips in level_rows([slips for (slips,) in told])]
        told = [[_likely(slips) for slips in each] for each in told]
        weights = [sum(slips[0].weight for slips in each) if all(each) else None for each in told]
        least = min((weight for weight in weights if weight is not None), default=None)
        place = {cell: n for n, cell in enumerate(self._sheet.values)}
        found: dict[frozenset[tuple[CellAddress, int]], Explanation] = {}
        for steps, each, weight in zip(solutions, told, weights, strict=True):
            if weight is None or weight != least:
                continue
            for slips in product(*each):
                changes = [change for slip in slips for change in slip.changes]
                if len(dict(changes)) == len(changes) and len(found) < _MOST_ANSWERS:
                    found.setdefault(frozenset(changes), self._explained(steps, slips))
        # As one reads the form.
        return sorted(found.values(), key=lambda one: sorted(place[c] for c in one.changes))

    def _explained(self, steps: tuple[_Step, ...], slips: tuple[Slip, ...]) -> Explanation:
        dropped = {step.drops for step in steps}
        bad = {n: self._equations[n].key for n in _bits(self._start.bad)}
        return Explanation(
            slips,
            frozenset(key for n, key in bad.items() if n not in dropped),
            frozenset(key for n, key in bad.items() if n in dropped),
        )

    def _slips(self, step: _Step) -> list[Slip]:
        """The slips that such a step may be."""
        if step.drops >= 0:
            return [Slip(self._equations[step.drops].doubt or 0, "doubt", ())]
        if step.slip is not None:
            return [step.slip]
        return list(self._moves(step) if len(step.classes) == 2 else self._single(step))

    def _single(self, step: _Step) -> Iterator[Slip]:
        ((number, change),) = step.classes
        sheet = self._sheet
        for cell in self._members[number]:
            old, new = sheet.values[cell], sheet.values[cell] + change
            if new >= 0:
                yield slip_of(cell, old, new, sheet.closing.get(cell), sheet.twice.get(cell))

    def _moves(self, step: _Step) -> Iterator[Slip]:
        (one, change), (other, _) = step.classes
        values = self._sheet.values
        for cell in self._members[one]:
            for partner in self._beside.get(cell, ()):
                if self._class_of.get(partner) != other:
                    continue
                giver, taker = (cell, partner) if change < 0 else (partner, cell)
                if values[giver] >= abs(change):
                    yield moved(giver, taker, values[giver], values[taker], abs(change))

    # ------------------------------------------------------------ search
    def _solutions(self, state: _State, left: int) -> Iterator[tuple[_Step, ...]]:
        if not state.bad:
            yield ()
            return
        if not self._can_reach(state.bad, left):
            return
        branch = min(_bits(state.bad), key=lambda n: len(self._within[n]))
        must = state.bad if left == 1 else 0
        for step in self._choices(state, branch, must):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                return
            after = self._after(state, step)
            if left == 1:
                if not after.bad:
                    yield (step,)
            else:
                for rest in self._solutions(after, left - 1):
                    if _apart(step, rest):
                        yield (step, *rest)

    def _can_reach(self, bad: int, left: int) -> bool:
        """Whether so few steps can change all of ``bad``: the bound of the search."""
        count = bad.bit_count()
        if count <= 2 * left:
            return True
        most = 2 * max((mask & bad).bit_count() for mask in self._masks)
        if count <= left * most:
            return True
        known = [step.mask | edge for step, edge in self._aside]
        known += [step.mask for step in self._exchanges]
        return count <= left * max(((mask & bad).bit_count() for mask in known), default=most)

    def _after(self, state: _State, step: _Step) -> _State:
        if step.drops >= 0:
            bit = 1 << step.drops
            return _State(state.lacks, state.bad & ~bit, state.dropped | bit)
        lacks, bad = list(state.lacks), state.bad
        for way, change in step.ways:
            lacks[way] -= change
        for number in _bits(step.mask & ~state.dropped):
            bit = 1 << number
            holds = any(not lacks[way] for way in self._of[number])
            bad = bad & ~bit if holds else bad | bit
        return _State(tuple(lacks), bad, state.dropped)

    def _choices(self, state: _State, branch: int, must: int) -> Iterator[_Step]:
        """Every step that changes the equation ``branch`` and can change all of ``must``."""
        bit = 1 << branch
        for number in self._within[branch]:
            yield from self._of_class(state, number, must)
        for step in self._exchanges:
            if step.mask & bit and not must & ~step.mask:
                yield step
        for step, edge in self._aside:
            mask = step.mask | edge
            if mask & bit and not must & ~mask:
                yield from self._pasted(state, step)
        if self._equations[branch].doubt is not None and not must & ~bit:
            yield _Step((), (), bit, None, branch)

    def _of_class(self, state: _State, number: int, must: int) -> Iterator[_Step]:
        """One cell of a class changed, or a count moved between it and a column that differs."""
        masks, most = self._masks, self._most
        changes = self._changes(state, number)
        for change in changes if not must & ~masks[number] else ():
            if most[number] + change >= 0:
                yield self._step(((number, change),))
        # What is moved within a relation makes no difference to it.
        beyond = state.bad & ~masks[number]
        for partner in self._partners(number) if beyond else ():
            if must & ~(masks[number] | masks[partner]) or not masks[partner] & beyond:
                continue
            for change in changes:
                if most[number if change < 0 else partner] >= abs(change):
                    yield self._step(((number, change), (partner, -change)))

    def _changes(self, state: _State, number: int) -> set[int]:
        """By how much a class may have to change: what one of its broken equations lacks."""
        found = set()
        for way, sign in self._ways[number]:
            if state.bad >> self._owner[way] & 1:
                quotient, rest = divmod(state.lacks[way], sign)
                if not rest and quotient:
                    found.add(quotient)
        return found

    def _step(self, classes: tuple[tuple[int, int], ...], slip: Slip | None = None) -> _Step:
        if slip is None and classes in self._made:
            return self._made[classes]
        step = self._new(classes, slip)
        if slip is None:
            self._made[classes] = step
        return step

    def _new(self, classes: tuple[tuple[int, int], ...], slip: Slip | None) -> _Step:
        if len(classes) == 1:
            ((number, change),) = classes
            ways = tuple((way, sign * change) for way, sign in self._ways[number])
            return _Step(classes, ways, self._masks[number], slip)
        effect: dict[int, int] = {}
        for number, change in classes:
            for way, sign in self._ways[number]:
                effect[way] = effect.get(way, 0) + sign * change
        ways = tuple((way, change) for way, change in effect.items() if change)
        return _Step(classes, ways, self._mask(ways), slip)

    def _pasted(self, state: _State, step: _Step) -> Iterator[_Step]:
        """A row moved back; what fell over its edge is what an equation there still lacks."""
        row = step.slip
        assert row is not None
        if sum(1 for _, new in row.changes if new) > 1:
            yield step
        after = self._after(state, step)
        edge = row.changes[-1][0]
        # A row that is moved for the sake of the number lost at its edge alone is no such row.
        if edge not in self._class_of or not step.mask & state.bad:
            return
        for change in self._changes(after, self._class_of[edge]):
            if change > 0:
                changes = (*row.changes[:-1], (edge, change))
                yield self._of_slip(row._replace(changes=changes, weight=row.weight + 1))

    def _of_slip(self, slip: Slip) -> _Step:
        values = self._sheet.values
        known = [(c, new - values[c]) for c, new in slip.changes if c in self._class_of]
        return self._step(tuple((self._class_of[c], by) for c, by in known), slip)

    # ------------------------------------------------------------ what can be tried
    @cached_property
    def _rows(self) -> list[Sequence[CellAddress]]:
        known = self._class_of
        return [row for grid in self._sheet.grids for row in grid if any(c in known for c in row)]

    @cached_property
    def _beside(self) -> Mapping[CellAddress, Sequence[CellAddress]]:
        return beside(self._sheet)

    def _partners(self, number: int) -> tuple[int, ...]:
        """The classes that stand beside a member of that class."""
        if number not in self._met:
            known = self._class_of
            near = (c for cell in self._members[number] for c in self._beside.get(cell, ()))
            found = dict.fromkeys(known[cell] for cell in near if cell in known)
            self._met[number] = tuple(other for other in found if other != number)
        return self._met[number]

    @cached_property
    def _exchanges(self) -> list[_Step]:
        """What is exchanged; within one class it makes no difference."""
        found = (self._of_slip(slip) for slip in exchanges(self._sheet))
        return [step for step in found if step.mask]

    @cached_property
    def _aside(self) -> list[tuple[_Step, int]]:
        """A row pasted one column aside moved back, and the equations of the cell at its edge."""
        found = []
        for slip in asides(self._sheet, self._rows):
            edge = self._class_of.get(slip.changes[-1][0])
            found.append((self._of_slip(slip), 0 if edge is None else self._masks[edge]))
        return found


def _apart(step: _Step, rest: tuple[_Step, ...]) -> bool:
    """Whether no later step changes the same class again: one change would do as well.

    Of rows exchanged or moved aside it is known which cells they are.
    """
    mine = _touched(step)
    return all(mine.isdisjoint(_touched(other)) for other in rest)


def _touched(step: _Step) -> set[int]:
    return set() if step.slip is not None else {number for number, _ in step.classes}


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
