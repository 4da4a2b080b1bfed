"""Where a key leads in a statutory table: plain geometry, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise

from govreport_desktop.form.model import CellAddress, CellSpec, Table


class Direction(Enum):
    """An arrow key as (rows, columns)."""

    UP = (-1, 0)
    DOWN = (1, 0)
    LEFT = (0, -1)
    RIGHT = (0, 1)


class Walk:
    """Steps between the numbers of one table; labels and articles are stepped over."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._specs = sorted(table.cells.values(), key=lambda s: (s.grid_row, s.grid_column))
        self.entries = [spec.address for spec in self._specs if spec.formula is None]

    @property
    def first(self) -> CellAddress:
        """The first number of the table."""
        return self._specs[0].address

    @property
    def last(self) -> CellAddress:
        """The last number of the table."""
        return self._specs[-1].address

    def step(self, at: CellAddress, direction: Direction) -> CellAddress:
        """The next number in a direction, computed ones too; ``at`` itself at the edge."""
        line = self._line(at, direction)
        return line[0].address if line else at

    def leap(
        self, at: CellAddress, direction: Direction, filled: Callable[[CellAddress], bool]
    ) -> CellAddress:
        """Where Ctrl+arrow leads: the end of the filled run, or the next filled number."""
        line = [spec.address for spec in self._line(at, direction)]
        if not line:
            return at
        if filled(at) and filled(line[0]):
            for here, beyond in pairwise(line):
                if not filled(beyond):
                    return here
            return line[-1]
        return next((address for address in line if filled(address)), line[-1])

    def row_end(self, at: CellAddress, *, last: bool) -> CellAddress:
        """The first or the last number of the row (Home, End)."""
        here = self._table.cells[at]
        row = [spec.address for spec in self._specs if spec.grid_row == here.grid_row]
        return row[-1 if last else 0]

    def along(
        self, at: CellAddress, *, back: bool, within: Sequence[CellAddress] = ()
    ) -> CellAddress:
        """The next typed cell to the right, then on the next row (Tab); inside a selection."""
        return self._cycle(at, self._ordered(within, by_column=False), back)

    def row_begun(self, begun: CellAddress, at: CellAddress) -> CellAddress:
        """Where the row of ``at`` was begun: at ``begun``, or where Tab came upon another row."""
        cells = self._table.cells
        return begun if cells[begun].grid_row == cells[at].grid_row else at

    def below(
        self, at: CellAddress, *, back: bool, within: Sequence[CellAddress] = ()
    ) -> CellAddress:
        """The next typed cell downwards (Enter); inside a selection on to its next column."""
        if within:
            return self._cycle(at, self._ordered(within, by_column=True), back)
        line = self._line(at, Direction.UP if back else Direction.DOWN)
        return next((spec.address for spec in line if spec.formula is None), at)

    def _line(self, at: CellAddress, direction: Direction) -> list[CellSpec]:
        """The numbers in a direction from ``at``, the nearest first."""
        here = self._table.cells[at]
        rows, columns = direction.value
        if rows:
            line = [s for s in self._specs if (s.grid_row - here.grid_row) * rows > 0]
            line = self._in_column(line, here)
        else:
            line = [
                s
                for s in self._specs
                if s.grid_row == here.grid_row and (s.grid_column - here.grid_column) * columns > 0
            ]
        return line[::-1] if rows + columns < 0 else line

    def _in_column(self, line: list[CellSpec], here: CellSpec) -> list[CellSpec]:
        """One number a row: the one that covers the column, merged cells included."""
        found = []
        for row in sorted({spec.grid_row for spec in line}):
            cell = self._table.value_at(row, here.grid_column)
            if cell is not None:
                found.append(cell)
        return found

    def _ordered(self, within: Sequence[CellAddress], *, by_column: bool) -> list[CellAddress]:
        if not within:
            return self.entries
        inside = set(within)
        chosen = [self._table.cells[address] for address in self.entries if address in inside]
        if by_column:
            chosen.sort(key=lambda s: (s.grid_column, s.grid_row))
        return [spec.address for spec in chosen]

    def _cycle(self, at: CellAddress, order: list[CellAddress], back: bool) -> CellAddress:
        if not order:
            return at
        if at in order:
            return order[(order.index(at) + (-1 if back else 1)) % len(order)]
        here = self._table.cells[at]

        def place(address: CellAddress) -> tuple[int, int]:
            spec = self._table.cells[address]
            return spec.grid_row, spec.grid_column

        ahead = [a for a in order if place(a) > (here.grid_row, here.grid_column)]
        behind = [a for a in order if place(a) < (here.grid_row, here.grid_column)]
        if back:
            return behind[-1] if behind else order[-1]
        return ahead[0] if ahead else order[0]
