"""Every way to lay a row of numbers out in the lines of a table so that its sums hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.numbers import Number

# Numbers that are none of the table's: pages, years.
MOST_SPARE = 12
# Lines whose last numbers may stand somewhere else.
_MOST_SHORT = 4
# What a search may cost: lines looked at (a third of a second), and ways kept.
MOST_LOOKS, _MOST_WAYS = 20_000, 400
_MOST_BROKEN = 4

Line = tuple[CellAddress, ...]
# Addresses on one side of an equation, and on the other.
Equation = tuple[tuple[CellAddress, ...], tuple[CellAddress, ...]]
# Places of numbers; and those of a line, with what they are of it: 0 its first, 1 its last.
Run = tuple[int, ...]
Piece = tuple[int, int, Run]


class State(NamedTuple):
    """Where a search stands: the next line, the next number, and what is still open.

    ``short`` lines may lack their last numbers, ``spare`` numbers may belong to nothing.
    ``late`` are lines whose last numbers have not come yet, with the ones that have;
    ``early`` are last numbers whose lines have not come yet.
    """

    line: int
    place: int
    short: int
    spare: int
    late: tuple[tuple[int, Run], ...] = ()
    early: tuple[Run, ...] = ()


class Search:
    """Every way to lay numbers out in lines so that what must hold within each of them does.

    A line's numbers stand together, in order; or its last ones stand aside, before or
    behind, in the order of the lines they belong to. The ways with the fewest such lines
    come first and end the search.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        equations: Sequence[Equation],
        numbers: Sequence[Number],
        broken: Mapping[int, str] | None = None,
    ) -> None:
        """Of ``equations`` only those within a line count while laying out.

        ``broken`` are the digits of the numbers that may be one half of a number each.
        """
        self.lines, self.numbers = lines, list(numbers)
        self.broken = dict(broken or {})
        # A number in two pieces has a place of its own behind all others.
        self.pieces: dict[int, tuple[int, int]] = {}
        self.joins: dict[tuple[int, int], int] = {}
        self.count = len(numbers)
        self.spare = len(numbers) - sum(map(len, lines))
        self.known: dict[State, list[tuple[Piece, ...]]] = {}
        # What was laid out, by how many lines are short and how many ends may come early.
        self.laid: dict[tuple[int, int], list[Run] | None] = {}
        self.early = 0
        self.looks = 0
        self.ends: dict[tuple[str, tuple[Number, ...]], bool] = {}
        # What must hold within each line, as places in it.
        self.within = [
            [
                (tuple(map(line.index, left)), tuple(map(line.index, right)))
                for left, right in equations
                if set(line).issuperset((*left, *right))
            ]
            for line in lines
        ]

    def ways(self, equations: Sequence[Equation]) -> list[Run]:
        """Places of numbers, as many as there are cells, in printed order; ``equations`` hold.

        What takes too many looks is given up: nothing counts that might not be all.
        """
        for short in range(_MOST_SHORT + 1 if 0 <= self.spare <= MOST_SPARE else 0):
            found = self._agreeing(short, 0, equations)
            if short and found is not None:
                # Last numbers may come before their line, too.
                found += self._agreeing(short, short, equations) or []
            if found or found is None:
                return found or []
        return []

    def _agreeing(self, short: int, early: int, equations: Sequence[Equation]) -> list[Run] | None:
        if (short, early) not in self.laid:
            self.laid[short, early] = self._all(short, early)
        ways = self.laid[short, early]
        return None if ways is None else [way for way in ways if self._agrees(way, equations)]

    def _all(self, short: int, early: int) -> list[Run] | None:
        self.known.clear()
        self.early, self.looks = early, 0
        pieces = self._lay(State(0, 0, short, self.spare))
        if self.looks > MOST_LOOKS:
            return None
        return [tuple(chain(*(run for *_, run in sorted(found)))) for found in pieces]

    def _lay(self, state: State) -> list[tuple[Piece, ...]]:
        """The pieces of lines from a state on, in every way."""
        if state in self.known:
            return self.known[state]
        found: list[tuple[Piece, ...]] = []
        self.known[state] = found
        self.looks += 1
        if state.line == len(self.lines) and state.place == self.count:
            found += [] if state.short or state.late or state.early else [()]
        for piece, after in self._steps(state):
            found += [(*piece, *rest) for rest in self._lay(after)]
            if self.looks > MOST_LOOKS or len(found) > _MOST_WAYS:
                break
        return found

    def _steps(self, state: State) -> Iterator[tuple[tuple[Piece, ...], State]]:
        """What the next numbers may be: a line, its first numbers, its last ones, nothing."""
        line, place, short, spare, late, early = state
        if spare and place < self.count:
            yield (), state._replace(place=place + 1, spare=spare - 1)
        if late:
            owner, first = late[0]
            last = self._run(place, len(self.lines[owner]) - len(first))
            if last and self._fits(owner, (*first, *last)):
                yield ((owner, 1, last),), state._replace(place=last[-1] + 1, late=late[1:])
        elif len(early) < min(short, self.early):
            for length in range(1, max(map(len, self.lines))):
                if run := self._run(place, length):
                    yield (), state._replace(place=place + length, early=(*early, run))
        if line == len(self.lines):
            return
        for whole, joined in self._wholes(state):
            if self._fits(line, whole):
                end = place + len(whole) + joined
                after = state._replace(line=line + 1, place=end, spare=spare - joined)
                yield ((line, 0, whole),), after
        if short:
            yield from self._short_line(state)

    def _wholes(self, state: State) -> Iterator[tuple[Run, int]]:
        """A line from here on: as it stands, or with one of its numbers in two pieces.

        A narrow cell breaks a number; a page laid out by lines puts the halves of the last one
        before and behind the others.
        """
        width = len(self.lines[state.line])
        if whole := self._run(state.place, width):
            yield whole, 0
        longer = self._run(state.place, width + 1) if state.spare else ()
        for at in range(len(longer) - 1):
            if joined := self._joined(longer[at], longer[at + 1]):
                yield (*longer[:at], joined, *longer[at + 2 :]), 1
        if longer and (joined := self._joined(longer[0], longer[-1])):
            yield (*longer[1:-1], joined), 1
        if self.broken and len(self.lines) == 1:
            yield from self._broken_line(state.place, width, state.spare)

    def _broken_line(self, place: int, width: int, spare: int) -> Iterator[tuple[Run, int]]:
        """The only line of a table with several numbers in two pieces.

        The second halves stand behind the first ones, or all together below the line.
        """
        for count in range(1, min(spare, _MOST_BROKEN) + 1):
            run = self._run(place, width + count)
            for at in combinations(range(width), count) if run else ():
                for ends in ([n + k + 1 for k, n in enumerate(at)], range(width, width + count)):
                    rest = [n for n in range(width + count) if n not in ends]
                    second = dict(zip(at, ends, strict=True))
                    whole = tuple(
                        self._joined(run[rest[n]], run[second[n]]) if n in second else run[rest[n]]
                        for n in range(width)
                    )
                    if all(n or rest[k] == 0 for k, n in enumerate(whole)):
                        yield whole, count

    def _joined(self, first: int, second: int) -> int:
        """The place of the number that two make whose digits follow each other; 0 for none."""
        if first not in self.broken or second not in self.broken:
            return 0
        if self.broken[first].startswith("0"):
            return 0
        if (first, second) not in self.joins:
            self.joins[first, second] = len(self.numbers)
            self.pieces[len(self.numbers)] = first, second
            self.numbers.append(int(self.broken[first] + self.broken[second]))
        return self.joins[first, second]

    def _short_line(self, state: State) -> Iterator[tuple[tuple[Piece, ...], State]]:
        line, width = state.line, len(self.lines[state.line])
        for length in range(1, width):
            first = self._run(state.place, length)
            if not first:
                return
            after = state._replace(line=line + 1, place=first[-1] + 1)
            if state.early:
                last = state.early[0]
                if len(last) == width - length and self._fits(line, (*first, *last)):
                    pieces = ((line, 0, first), (line, 1, last))
                    yield pieces, after._replace(short=state.short - 1, early=state.early[1:])
            elif self._has_end(line, first):
                yield (
                    ((line, 0, first),),
                    after._replace(short=state.short - 1, late=(*state.late, (line, first))),
                )

    def _has_end(self, line: int, first: Run) -> bool:
        """Whether the last numbers of a line that begins so stand anywhere."""
        known = str(self.within[line]), tuple(self.numbers[place] for place in first)
        if known not in self.ends and self.looks <= MOST_LOOKS:
            missing = len(self.lines[line]) - len(first)
            self.ends[known] = any(
                self._fits(line, (*first, *last))
                for start in range(self.count)
                if (last := self._run(start, missing))
            )
        return self.ends.get(known, False)

    def _run(self, start: int, length: int) -> Run:
        """``length`` indices from ``start`` on; () where there are not as many."""
        return tuple(range(start, start + length)) if start + length <= self.count else ()

    def _agrees(self, way: Run, equations: Sequence[Equation]) -> bool:
        values = dict(zip(chain(*self.lines), (self.numbers[i] for i in way), strict=True))
        return all(
            sum([values[a] for a in left]) == sum([values[a] for a in right])
            for left, right in equations
        )

    def _fits(self, line: int, run: Run) -> bool:
        # Most of a search is spent here.
        self.looks += 1
        numbers = self.numbers
        for left, right in self.within[line]:
            if sum([numbers[run[i]] for i in left]) != sum([numbers[run[i]] for i in right]):
                return False
        return True
