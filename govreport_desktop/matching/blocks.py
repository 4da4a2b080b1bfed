"""Every way to lay numbers out in a table that a page gave away in blocks.

A program that takes text off a page joins what stands close together. Of a table it gives
rows; or bands of a few rows, column by column, where labels of several lines keep the rows
apart; or a strip of the first columns, and the others behind it, where the labels draw the
first numbers to themselves. Within each block numbers run from left to right and from top
to bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from operator import itemgetter

from govreport_desktop.matching.laying import Equation, Line, Run
from govreport_desktop.report.numbers import Number

# What a search may cost: rows looked at (a third of a second), and ways kept.
_MOST_LOOKS, _MOST_WAYS = 250_000, 200
# Columns of a band whose numbers stand so close that they are taken together.
_MOST_CLOSE = 2
# With fewer rows and columns of numbers above 0 the sums might hold by chance.
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 2

# Places of numbers, a run for each row.
Rows = tuple[Run, ...]
# What takes the numbers of a row out of all; and the rows of a band, each with that.
Taker = Callable[[Sequence[Number]], Sequence[Number]]
Shape = tuple[tuple[Run, Taker], ...]


class _TooManyError(Exception):
    """The search is given up: nothing counts that might not be all."""


class Blocks:
    """Every way to lay ``numbers`` out in ``lines``, the last number of each its total."""

    def __init__(self, lines: Sequence[Line], numbers: Sequence[Number]) -> None:
        self.lines, self.numbers = lines, numbers
        self.count, self.width = len(lines), len(lines[0])
        # How many numbers before each are above 0.
        self.filled = [0, *accumulate(map(bool, numbers))]
        self.looks = 0
        self.known: dict[tuple[int, bool], list[Rows]] = {}
        self.blocks: dict[int, list[Rows]] = {}

    def ways(self, equations: Sequence[Equation]) -> list[Run]:
        """Places of numbers, as many as there are cells, in printed order; ``equations`` hold.

        A strip that comes behind rows below it is looked for where there is no other way. None
        where lines are not of one width with a total each, where there are more numbers or
        fewer, where the search takes too long, or where too few numbers are above 0.
        """
        if len(self.numbers) != self.count * self.width or not self._has_totals(equations):
            return []
        try:
            for late in (False, True):
                found = [tuple(chain(*rows)) for rows in self._rest(0, late)]
                found = [way for way in found if self._agrees(way, equations)]
                if found:
                    return found if all(map(self._says_enough, found)) else []
        except _TooManyError:
            pass
        return []

    def _has_totals(self, equations: Sequence[Equation]) -> bool:
        sums = {(left, frozenset(right)) for left, right in equations}
        return all(
            len(line) == self.width and ((line[-1],), frozenset(line[:-1])) in sums
            for line in self.lines
        )

    # ------------------------------------------------------------ the table
    def _rest(self, row: int, late: bool) -> list[Rows]:
        """The ways to lay out the lines from ``row`` on, with a ``late`` strip in them or not."""
        if row == self.count:
            return [] if late else [()]
        if (row, late) not in self.known:
            found = [
                (*rows, *rest)
                for rows in self._next(row)
                for rest in self._rest(row + len(rows), late)
            ]
            if late:
                found += self._late(row)
            self.known[row, late] = self._distinct(found)
        return self.known[row, late]

    def _next(self, row: int) -> list[Rows]:
        """The lines that the next block may hold, or a strip and what stands beside it."""
        if row not in self.blocks:
            bands = self._bands(row * self.width, 0, self._none(row))
            self.blocks[row] = self._distinct([*bands, *self._strips(row)])
        return self.blocks[row]

    def _none(self, row: int) -> list[Number]:
        return [0] * (self.count - row)

    def _strips(self, row: int) -> Iterator[Rows]:
        """The first columns of some lines, then the others of these."""
        start = row * self.width
        for columns in range(1, self.width):
            for height in range(2, self.count - row + 1):
                behind = start + columns * height
                if self._is_empty(start, height * self.width):
                    continue
                for left in _strip(start, columns, height):
                    for right in self._filled(behind, columns, self._sums(left)):
                        yield _beside(left, right)

    def _late(self, row: int) -> Iterator[Rows]:
        """Lines without their first columns, whole lines, and then those first columns."""
        start = row * self.width
        for end in range(row + 3, self.count + 1):
            for rest in self._filled(end * self.width, 0, self._none(end)):
                for columns in range(1, self.width):
                    for height in range(2, end - row):
                        strip = end * self.width - columns * height
                        middle = start + (self.width - columns) * height
                        for left in _strip(strip, columns, height):
                            for right in self._filled(start, columns, self._sums(left)):
                                whole = [0] * (end - row - height)
                                for between in self._filled(middle, 0, whole):
                                    yield (*_beside(left, right), *between, *rest)

    # ------------------------------------------------------------ some lines, some columns
    def _filled(self, start: int, first: int, sums: Sequence[Number]) -> list[Rows]:
        """The ways to fill so many lines from column ``first`` on, band after band."""
        known: dict[int, list[Rows]] = {len(sums): [()]}

        def fill(row: int) -> list[Rows]:
            if row not in known:
                at = start + row * (self.width - first)
                known[row] = self._distinct(
                    [
                        (*rows, *rest)
                        for rows in self._bands(at, first, sums[row:])
                        for rest in fill(row + len(rows))
                    ]
                )
            return known[row]

        return fill(0)

    def _bands(self, start: int, first: int, sums: Sequence[Number]) -> Iterator[Rows]:
        """A line from column ``first`` on, or a band of several, whose totals are right.

        ``sums`` are those of what stands left of ``first``, for each line that may follow.
        """
        numbers = self.numbers[start : start + len(sums) * (self.width - first)]
        for height in range(1, len(sums) + 1):
            if height > 1 and self._is_empty(start, height * (self.width - first)):
                # So many lines of 0 are found one by one.
                continue
            for band in _shapes(self.width - first, height):
                if self._fits(band, numbers, sums):
                    yield tuple(tuple([start + at for at in row]) for row, _ in band)

    def _fits(self, band: Shape, numbers: Sequence[Number], sums: Sequence[Number]) -> bool:
        # Most of a search is spent here. A line with its total comes to twice the total.
        for (row, taken), before in zip(band, sums, strict=False):
            self.looks += 1
            if before + sum(taken(numbers)) != 2 * numbers[row[-1]]:
                return False
        if self.looks > _MOST_LOOKS:
            raise _TooManyError
        return True

    # ------------------------------------------------------------ numbers
    def _is_empty(self, start: int, count: int) -> bool:
        return self.filled[start] == self.filled[start + count]

    def _sums(self, rows: Rows) -> list[Number]:
        return [sum([self.numbers[at] for at in row]) for row in rows]

    def _distinct(self, ways: Sequence[Rows]) -> list[Rows]:
        """Of ways that put the same numbers into the same cells, one."""
        self.looks += sum(map(len, ways))
        found = {tuple([self.numbers[at] for at in chain(*rows)]): rows for rows in ways}
        if len(found) > _MOST_WAYS or self.looks > _MOST_LOOKS:
            raise _TooManyError
        return list(found.values())

    def _agrees(self, way: Run, equations: Sequence[Equation]) -> bool:
        values = dict(zip(chain(*self.lines), (self.numbers[at] for at in way), strict=True))
        return all(
            sum([values[a] for a in left]) == sum([values[a] for a in right])
            for left, right in equations
        )

    def _says_enough(self, way: Run) -> bool:
        values = [self.numbers[at] for at in way]
        rows = [values[at : at + self.width] for at in range(0, len(values), self.width)]
        columns = {column for column in zip(*rows, strict=True) if any(column)}
        return (
            sum(map(any, rows)) >= _FEWEST_ROWS
            # The last column is that of the totals.
            and len(columns) > _FEWEST_COLUMNS
        )


def _beside(left: Rows, right: Rows) -> Rows:
    return tuple((*first, *second) for first, second in zip(left, right, strict=True))


@cache
def _shapes(width: int, height: int) -> tuple[Shape, ...]:
    """The bands of a size, as places counted from the first of them.

    They are taken column by column, columns that stand close together as one.
    """
    if height == 1 or width == 1:
        return (_shape((width,), height),)
    return tuple(_shape(groups, height) for groups in _groups(width) if len(groups) > 1)


def _shape(groups: Sequence[int], height: int) -> Shape:
    return tuple((row, _taker(row)) for row in _laid(groups, height))


def _taker(row: Run) -> Taker:
    if len(row) == 1:
        return lambda numbers: (numbers[row[0]],)
    return itemgetter(*row)


def _laid(groups: Sequence[int], height: int) -> Rows:
    rows: list[Run] = [()] * height
    start = 0
    for width in groups:
        for n in range(height):
            at = start + n * width
            rows[n] += tuple(range(at, at + width))
        start += height * width
    return tuple(rows)


def _groups(width: int) -> Iterator[tuple[int, ...]]:
    """How many columns are taken together, from left to right."""
    if not width:
        yield ()
    for first in range(1, min(_MOST_CLOSE, width) + 1):
        for others in _groups(width - first):
            yield (first, *others)


def _strip(start: int, width: int, height: int) -> Iterator[Rows]:
    """The first columns of some lines: line by line, or column by column."""
    for groups in dict.fromkeys(((width,), (1,) * width)):
        yield tuple(tuple(start + at for at in row) for row in _laid(groups, height))
