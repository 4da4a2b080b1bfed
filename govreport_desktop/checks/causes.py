"""What probably went wrong, in words, with what sets it right: the answers of `localise` said.

Said of every problem that the same slips explain: a broken column, a sentence, last year's figure.
Up to three sets of cells that explain it equally are offered to choose from; of rows between which
a case may have been moved every one is named, or the one meant would be hidden. Of more than that
nothing is said, but what they have in common.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from govreport_desktop.checks.context import Context
from govreport_desktop.checks.equations import Equation, Explanation, holds
from govreport_desktop.checks.evidence import Evidence, evidence
from govreport_desktop.checks.localise import localise
from govreport_desktop.checks.problem import Cause
from govreport_desktop.checks.slips import Slip
from govreport_desktop.checks.wording import choice_of, is_move, said_of
from govreport_desktop.form.model import CellAddress

MOST_SETS = 3
_MOST_ROWS = 8  # of one move: of more than these nobody chooses from a menu

Slips = tuple[Slip, ...]
Causes = Mapping[Hashable, Cause]
NONE: Causes = {}


def cause_of(context: Context, key: Hashable) -> Cause:
    """What explains the relation of that key (`evidence`); empty words where nothing does."""
    return context.once(causes).get(key, Cause())


def causes(context: Context) -> Causes:
    """What explains each relation that does not hold, by its key."""
    known = context.once(evidence)
    answers = localise(known.sheet, known.equations)
    alone = [each for each in known.equations if isinstance(each.key, str)]
    if not answers and len(alone) < len(known.relations):
        # Too much is said of the tables that is not so: then the tables by themselves.
        answers = localise(known.sheet, alone)
    keys = dict.fromkeys(key for answer in answers for key in answer.mends)
    effects = _Effects(known) if keys else None
    return {key: _cause(context, effects, key, answers) for key in keys if effects}


class _Effects:
    """Which equations a slip makes a difference to: asked for each of many answers."""

    def __init__(self, known: Evidence) -> None:
        self.known = known
        self._of: dict[CellAddress, dict[Hashable, Equation]] = {}
        self._place: dict[Hashable, int] = {}
        for equation in known.equations:
            self._place[equation.key] = len(self._place)
            for cell in (cell for way in equation.ways for cell in way.terms):
                self._of.setdefault(cell, {})[equation.key] = equation
        self._moved: dict[Slip, frozenset[Hashable]] = {}

    def of(self, slip: Slip) -> frozenset[Hashable]:
        """Their keys."""
        if slip not in self._moved:
            near = {key: one for cell, _ in slip.changes for key, one in self._near(cell)}
            found = (key for key, one in near.items() if self._differs(one, slip.changes))
            self._moved[slip] = frozenset(found)
        return self._moved[slip]

    def in_order(self, keys: Iterable[Hashable]) -> tuple[Hashable, ...]:
        """Keys of equations as those were found."""
        return tuple(sorted(keys, key=self._place.__getitem__))

    def _near(self, cell: CellAddress) -> Iterable[tuple[Hashable, Equation]]:
        return self._of.get(cell, {}).items()

    def _differs(self, equation: Equation, changes: Sequence[tuple[CellAddress, int]]) -> bool:
        values = self.known.sheet.values
        return any(
            sum(way.terms.get(cell, 0) * (new - values[cell]) for cell, new in changes)
            for way in equation.ways
        )


def _cause(
    context: Context, effects: _Effects, key: Hashable, answers: Sequence[Explanation]
) -> Cause:
    known = effects.known
    parts: dict[frozenset[tuple[CellAddress, int]], tuple[Slips, tuple[Hashable, ...]]] = {}
    for answer in answers:
        if key in answer.doubts:
            return Cause()
        if key in answer.mends:
            slips = _part(effects, key, answer)
            moved = frozenset[Hashable]().union(*map(effects.of, slips))
            mends = effects.in_order(answer.mends & moved)
            parts.setdefault(frozenset(c for s in slips for c in s.changes), (slips, mends))
    sets = list(parts.values())
    # Nobody chooses between whole lists of changes.
    if any(len(slips) > 1 for slips, _ in sets[1:]) or len(sets) > (
        _MOST_ROWS if _one_move(sets) else MOST_SETS
    ):
        sets = _common(known, sets)
    report = context.report
    if len(sets) == 1:
        slips, mends = sets[0]
        return said_of(report, slips, [known.relations[each].words for each in mends])
    return choice_of(report, [slips for slips, _ in sets]) if sets else Cause()


def _part(effects: _Effects, key: Hashable, answer: Explanation) -> Slips:
    """The slips that have to do with ``key``; another column's are said there."""
    found: list[Slip] = []
    reached = {key}
    rest = list(answer.slips)
    while True:
        near = [slip for slip in rest if effects.of(slip) & reached]
        if not near:
            return tuple(slip for slip in answer.slips if slip in found)
        found += near
        rest = [slip for slip in rest if slip not in near]
        reached = reached.union(*(effects.of(slip) for slip in near))


def _one_move(sets: Sequence[tuple[Slips, tuple[Hashable, ...]]]) -> bool:
    """Whether they differ only in the row in which a case was moved."""
    moves = [slips[0] for slips, _ in sets if is_move(slips)]
    columns = {frozenset(cell.column for cell, _ in move.changes) for move in moves}
    return len(moves) == len(sets) and len(columns) == 1


def _common(
    known: Evidence, sets: Sequence[tuple[Slips, tuple[Hashable, ...]]]
) -> list[tuple[Slips, tuple[Hashable, ...]]]:
    """What all of the sets agree on, where that alone sets something right."""
    first, mends = sets[0]
    shared = tuple(slip for slip in first if all(slip in slips for slips, _ in sets))
    after = {**known.sheet.values, **{c: new for slip in shared for c, new in slip.changes}}
    right = tuple(key for key in mends if holds(after, known.relations[key].equation))
    return [(shared, right)] if right else []
