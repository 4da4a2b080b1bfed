"""Numbers that a narrow cell broke into several lines: one number each where the sums say so.

Two rows whose line between them is missing look alike, and their digits one behind the other
add up as well. So a row counts only where one of its cells holds a printed 0 alone, which two
rows would have printed twice, or where the columns say it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from govreport_desktop.form.model import Balance, CellAddress, Form, Formula
from govreport_desktop.matching.placing import Placing
from govreport_desktop.report.numbers import Unread, Value, is_number

# Numbers of a column that its total may prove together.
_MOST_OPEN = 3
_LINES = re.compile(r"[1-9]\d*(?:\s*\n\s*\d+)+")


def join_broken(placing: Placing) -> None:
    """Make one number of each broken one that the sums of its table prove."""
    found = _Broken(placing.form, placing.found)
    if not found.open:
        return
    for address, number in found.proved().items():
        placing.found[address] = number
    for table in placing.form.tables.values():
        joined = [a for a in found.taken if a.table == table.id]
        if not joined:
            continue
        section = placing.form.section(table.section)
        first = " ".join(placing.read[joined[0]].split())
        placing.note(
            f"“{section.title}”里有 {len(joined)} 个数在窄格里断成了几行，按表内合计关系接成一个数"
            f"（如 {first} 读作 {found.taken[joined[0]]}），请核对。",
            *joined,
        )


@dataclass(slots=True)
class _Broken:
    """The numbers of a table that stand in pieces; ``taken`` are those that are proved."""

    form: Form
    found: Mapping[CellAddress, Value]
    open: dict[CellAddress, int] = field(init=False)
    taken: dict[CellAddress, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.open = {
            address: int("".join(value.text.split()))
            for address, value in self.found.items()
            if isinstance(value, Unread)
            and _LINES.fullmatch(value.text.strip())
            and self.form.cell(address).kind.type == "integer"
        }

    def proved(self) -> dict[CellAddress, int]:
        """The numbers that are proved: rows, then the columns, which may prove more rows."""
        formulas = [cell.formula for cell in self.form.cells if cell.formula is not None]
        rows = [f for f in formulas if all(s.row == f.target.row for s in f.sources)]
        columns = [f for f in formulas if f not in rows]
        before = -1
        while before < len(self.taken):
            before = len(self.taken)
            for formula in rows:
                cells = (*formula.sources, formula.target)
                if self._holds(formula) and (
                    not self._open(formula.sources)
                    or self._has_zero(cells)
                    or self._is_balanced(formula)
                ):
                    self._take(cells)
            sound = {formula.target.row for formula in rows if self._adds_up(formula)}
            for formula in columns:
                open_rows = [s.row for s in formula.sources if self._open((s,))]
                few = len(open_rows) <= _MOST_OPEN and sound.issuperset(open_rows)
                if few and self._holds(formula):
                    self._take((*formula.sources, formula.target))
        return self.taken

    def _number(self, address: CellAddress) -> int | None:
        value = self.found.get(address)
        if address in self.open:
            return self.open[address]
        return value if is_number(value) and isinstance(value, int) else None

    def _open(self, cells: Iterable[CellAddress]) -> bool:
        return any(cell in self.open and cell not in self.taken for cell in cells)

    def _holds(self, formula: Formula) -> bool:
        """Whether a sum holds in which something is still open."""
        return self._open((*formula.sources, formula.target)) and self._adds_up(formula)

    def _adds_up(self, formula: Formula) -> bool:
        numbers = [self._number(cell) for cell in formula.sources]
        total = self._number(formula.target)
        known = [number for number in numbers if number is not None]
        return total is not None and len(known) == len(numbers) and sum(known) == total

    def _has_zero(self, cells: Iterable[CellAddress]) -> bool:
        return any(self._number(cell) == 0 for cell in cells)

    def _is_balanced(self, row: Formula) -> bool:
        """Whether every column of ``row`` balances with numbers that are known by themselves."""
        table, name = row.target.table, row.target.row
        for relation in self.form.relations:
            sides = (relation.left, relation.right) if isinstance(relation, Balance) else ((), ())
            if relation.table != table or name not in (*sides[0], *sides[1]):
                continue
            return all(
                self._balances(table, sides, cell.column, name)
                for cell in (*row.sources, row.target)
            )
        return False

    def _balances(
        self, table: str, sides: tuple[tuple[str, ...], ...], column: str, own: str
    ) -> bool:
        cells = [[CellAddress(table, row, column) for row in side] for side in sides]
        others = [cell for side in cells for cell in side if cell.row != own]
        numbers = [[self._number(cell) for cell in side] for side in cells]
        if self._open(others) or any(n is None for side in numbers for n in side):
            return False
        left, right = (sum(n or 0 for n in side) for side in numbers)
        return left == right

    def _take(self, cells: Iterable[CellAddress]) -> None:
        self.taken |= {cell: self.open[cell] for cell in cells if cell in self.open}
