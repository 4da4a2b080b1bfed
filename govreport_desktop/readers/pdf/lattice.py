"""Ruled tables of a page: where lines cross there are cells, merged ones included."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govreport_desktop.readers.pdf.page import Char, Page, Rule

# Ends of lines that meet, and lines drawn twice, may be this far apart.
NEAR = 3.0
# More lines and tables than any page has: crossings take the product of the lines, cells
# that of tables and characters.
MAX_RULES = 1500
MAX_TABLES = 20
MAX_GRID = 40_000


@dataclass(frozen=True, slots=True)
class LatticeCell:
    """A cell of the grid; rows count from the top.

    ``remark`` says what in it is not seen.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Lattice:
    """One table: ``xs`` ascending, ``ys`` descending, and its cells row by row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[LatticeCell, ...]

    def holds(self, char: Char) -> bool:
        """Whether the character stands within the table's outer lines."""
        return (
            self.xs[0] - 1 <= char.stands <= self.xs[-1] + 1
            and self.ys[-1] <= char.middle <= self.ys[0]
        )

    def position(self, char: Char) -> tuple[int, int]:
        """Row and column of the grid that the character stands in."""
        row = bisect_left([-y for y in self.ys], -char.middle) - 1
        column = bisect_left(self.xs, char.stands) - 1
        return (
            min(max(row, 0), len(self.ys) - 2),
            min(max(column, 0), len(self.xs) - 2),
        )


def find_lattices(page: Page) -> list[Lattice]:
    """The tables of ``page`` from top to bottom; a frame around prose is none."""
    across, down = _straightened(page.across), _straightened(page.down)
    if len(across) + len(down) > MAX_RULES:
        return []
    found = []
    for rows, columns in _connected(across, down):
        lattice = _lattice(rows, columns)
        if lattice is not None and len(lattice.cells) > 1:
            found.append(lattice)
    largest = sorted(found, key=lambda lattice: -len(lattice.cells))[:MAX_TABLES]
    return sorted(largest, key=lambda lattice: -lattice.ys[0])


def _straightened(rules: Iterable[Rule]) -> list[Rule]:
    """Lines drawn in pieces, or twice, as one."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][-1].at <= 1.0 and rule.at - groups[-1][0].at <= NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    joined = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        pieces: list[list[float]] = []
        for rule in sorted(group, key=lambda rule: rule.start):
            if pieces and rule.start <= pieces[-1][1] + NEAR:
                pieces[-1][1] = max(pieces[-1][1], rule.end)
            else:
                pieces.append([rule.start, rule.end])
        joined += [Rule(at, start, end) for start, end in pieces]
    return joined


def _connected(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, row in enumerate(across):
        for j, column in enumerate(down, len(across)):
            if (
                row.start - NEAR <= column.at <= row.end + NEAR
                and column.start - NEAR <= row.at <= column.end + NEAR
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, row in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(row)
    for j, column in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(column)
    return [(rows, columns) for rows, columns in groups.values() if rows and columns]


def _lattice(across: list[Rule], down: list[Rule]) -> Lattice | None:
    xs = _places(rule.at for rule in down)
    across = [*across, *_closing(across, down)]
    ys = _places(rule.at for rule in across)[::-1]
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_GRID:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(_cells(xs, ys, across, down)))


def _closing(across: list[Rule], down: list[Rule]) -> Iterable[Rule]:
    """The lines that a page's end left out: browsers rule a row that runs over it only once."""
    left, right = min(rule.at for rule in down), max(rule.at for rule in down)
    top, bottom = max(rule.at for rule in across), min(rule.at for rule in across)
    above = sorted((rule.end for rule in down if rule.end > top + 2 * NEAR), reverse=True)
    below = sorted(rule.start for rule in down if rule.start < bottom - 2 * NEAR)
    for ends in (above, below):
        if len(ends) > 1 and abs(ends[1] - ends[0]) <= NEAR:
            yield Rule(ends[0], left, right)


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _cells(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]
) -> Iterable[LatticeCell]:
    """Squares of the grid joined wherever no line stands between them."""
    rows, columns = len(ys) - 1, len(xs) - 1
    walls = [_covered(down, x, [(ys[i + 1], ys[i]) for i in range(rows)]) for x in xs]
    floors = [_covered(across, y, [(xs[j], xs[j + 1]) for j in range(columns)]) for y in ys]
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and not walls[right][row] and (row, right) not in taken:
                right += 1
            bottom = row + 1
            while bottom < rows and not any(floors[bottom][column:right]):
                bottom += 1
            taken |= {(i, j) for i in range(row, bottom) for j in range(column, right)}
            yield LatticeCell(row, column, bottom - row, right - column)


def _covered(rules: Iterable[Rule], at: float, pieces: Iterable[tuple[float, float]]) -> list[bool]:
    """For each piece of the grid line ``at``: whether a line is drawn along most of it."""
    here = [rule for rule in rules if abs(rule.at - at) <= NEAR]
    return [any(_runs_along(rule, start, end) for rule in here) for start, end in pieces]


def _runs_along(rule: Rule, start: float, end: float) -> bool:
    return rule.start <= (start * 3 + end) / 4 and rule.end >= (start + end * 3) / 4
