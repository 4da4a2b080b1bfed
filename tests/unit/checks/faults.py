"""Random reports with planted faults: what a reader who knew every relation could find out."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from govreport_desktop.checks.context import Context
from govreport_desktop.checks.equations import Equation, Sheet
from govreport_desktop.checks.evidence import evidence
from govreport_desktop.checks.settings import CheckSettings
from govreport_desktop.checks.slips import digits_of
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Content, FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Address
from govreport_desktop.report.open_points import ADDRESS, OpenPoint, written
from govreport_desktop.report.shape import to_shape
from tests.unit.checks.filled import COLUMNS, proactive, requests
from tests.unit.checks.true_prose import true_prose

Changes = dict[CellAddress, int]
_DOCUMENTS = ("issued", "repealed", "in_force")
_RESULTS = (
    "granted",
    "partial",
    "denied.internal",
    "denied.process",
    "denied.third_party",
    "unavailable.not_held",
    "unavailable.needs_creation",
    "declined.petition",
    "declined.repeat",
    "closed.other",
)


@dataclass(frozen=True)
class Planted:
    """A report with faults; ``repairs`` are what each of them has put wrong."""

    report: Report
    repairs: tuple[Changes, ...]
    kinds: tuple[str, ...]


def sound(dice: random.Random) -> Report:
    """A report that agrees with itself, with last year's and with its prose, where it has them."""
    report = Report(load_form("2021"), "青屿市海洋渔业局", 2024)
    cells: dict[Address, Content] = {
        spec.address: 0
        for spec in report.form.cells
        if not spec.formula and spec.kind.id == "count"
    }
    size = dice.choice((12, 60, 400))
    for column in dice.sample(COLUMNS, dice.randrange(1, 6)):
        rows = dice.sample(_RESULTS, dice.randrange(1, 6))
        figures = {row: dice.randrange(1, size) for row in rows}
        done, left = sum(figures.values()), dice.randrange(size // 6 + 2)
        carried = dice.randrange(min(done + left, size // 6 + 2) + 1)
        figures |= {"carried_over": carried, "carried_forward": left}
        figures["received"] = done + left - carried
        cells |= {requests(row, column): number for row, number in figures.items()}
    last: dict[Address, Content] = {
        requests("carried_forward", column): cells[requests("carried_over", column)]
        for column in COLUMNS
    }
    for row in ("rules", "normative_documents"):
        opening = 0 if row == "rules" else dice.randrange(5, 90)
        issued, repealed = (0, 0) if row == "rules" else (dice.randrange(30), dice.randrange(5))
        cells |= {proactive(row, "issued"): issued, proactive(row, "repealed"): repealed}
        cells[proactive(row, "in_force")] = opening + issued - repealed
        last[proactive(row, "in_force")] = opening
    for place in ("upheld", "corrected", "pending"):
        cells[CellAddress("disputes", "review", place)] = dice.randrange(9)
    report.apply(report.edit(cells.items()))
    if dice.random() < 0.7:
        before = Report(report.form, report.office, 2023)
        before.apply(before.edit(last.items()))
        text = json.dumps(to_shape(before), ensure_ascii=False)
        report.apply(report.edit([(FieldAddress("last_year"), text)]))
    if dice.random() < 0.8:
        text = true_prose(report, dice.sample(range(9), dice.randrange(2, 7)))
        report.apply(report.edit([(TextAddress("overview"), text)]))
    return report


# ------------------------------------------------------------ faults
def plant(dice: random.Random, count: int) -> Planted:
    """A sound report with ``count`` faults in different rows."""
    report = sound(dice)
    printed = dice.random() < 0.2
    totals = {f.target: report.values[f.target] for f in report.form.computed}
    repairs: list[Changes] = []
    kinds = []
    rows: set[str] = set()
    while len(repairs) < count:
        kind = dice.choice(list(_FAULTS))
        wrong = _FAULTS[kind](dice, report)
        if not wrong or rows & {cell.row for cell in wrong}:
            continue
        rows |= {cell.row for cell in wrong}
        repairs.append({cell: _at(report, cell) for cell in wrong})
        kinds.append(kind)
        report.apply(report.edit(wrong.items()))
    if printed:
        points = [
            OpenPoint("total", str(right), "", (cell,))
            for cell, right in totals.items()
            if right != report.values[cell]
        ]
        report.apply(report.edit([(ADDRESS, written(points))]))
    return Planted(report, tuple(repairs), tuple(kinds))


def _at(report: Report, cell: CellAddress) -> int:
    value = report.values[cell]
    assert isinstance(value, int)
    return value


def _some(dice: random.Random, report: Report, least: int = 1) -> CellAddress | None:
    found = [
        spec.address
        for spec in report.form.cells
        if spec.formula is None
        and spec.address.table != "disputes"
        and isinstance(value := report.values[spec.address], int)
        and value >= least
    ]
    return dice.choice(found) if found else None


def _digit(dice: random.Random, report: Report) -> Changes:
    """One digit changed, one too many or one too few."""
    cell = _some(dice, report)
    if cell is None:
        return {}
    text = str(_at(report, cell))
    place = dice.randrange(len(text))
    after = dice.choice(
        (
            text[:place] + dice.choice("0123456789") + text[place + 1 :],
            text[:place] + dice.choice("0123456789") + text[place:],
            text[:place] + text[place + 1 :],
        )
    )
    new = int(after or 0)
    return {cell: new} if new != int(text) and str(new) == after else {}


def _transposed(dice: random.Random, report: Report) -> Changes:
    cell = _some(dice, report, 10)
    if cell is None:
        return {}
    text = str(_at(report, cell))
    place = dice.randrange(len(text) - 1)
    after = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return {cell: int(after)} if after != text and after[0] != "0" else {}


def _exchanged(dice: random.Random, report: Report) -> Changes:
    """Two neighbouring rows of one column exchanged."""
    column = dice.choice(COLUMNS)
    rows = [c.row for c in _typed(report) if c.column == column]
    one, other = (requests(row, column) for row in dice.choice(list(pairwise(rows))))
    here, there = _at(report, one), _at(report, other)
    return {one: there, other: here} if here != there else {}


def _crossed(dice: random.Random, report: Report) -> Changes:
    """Two of 制发, 废止 and 现行有效 exchanged."""
    row = [proactive("normative_documents", column) for column in _DOCUMENTS]
    one, other = dice.sample(row, 2)
    here, there = _at(report, one), _at(report, other)
    return {one: there, other: here} if here != there else {}


def _shifted(dice: random.Random, report: Report) -> Changes:
    """A row pasted one column aside; what falls on the total is lost."""
    row = dice.choice(sorted({c.row for c in _typed(report)}))
    cells = [requests(row, column) for column in COLUMNS]
    held = [_at(report, cell) for cell in cells]
    if sum(1 for number in held if number) < 2:
        return {}
    aside = [0, *held[:-1]] if dice.random() < 0.7 else [*held[1:], 0]
    return dict(zip(cells, aside, strict=True)) if aside != held else {}


def _miscolumn(dice: random.Random, report: Report) -> Changes:
    cell = _some(dice, report)
    if cell is None or cell.table != "requests":
        return {}
    other = requests(cell.row, dice.choice([c for c in COLUMNS if c != cell.column]))
    held = _at(report, cell)
    count = held if dice.random() < 0.5 else dice.randrange(1, held + 1)
    return {cell: held - count, other: _at(report, other) + count}


def _lost(dice: random.Random, report: Report) -> Changes:
    cells = [requests("carried_over", column) for column in COLUMNS]
    held = [cell for cell in cells if _at(report, cell)]
    return {dice.choice(held): 0} if held else {}


_FAULTS: dict[str, Callable[[random.Random, Report], Changes]] = {
    "digit": _digit,
    "digits swapped": _transposed,
    "rows swapped": _exchanged,
    "columns swapped": _crossed,
    "row shifted": _shifted,
    "wrong column": _miscolumn,
    "carry-over lost": _lost,
}


def _typed(report: Report) -> list[CellAddress]:
    cells = report.form.tables["requests"].cells.items()
    return [cell for cell, spec in cells if spec.formula is None]


# ------------------------------------------------------------ what can be known
def candidates(report: Report, *, free: bool) -> list[Changes]:
    """Every single fault of the kinds above, and every statement, that explains all of it.

    By trying them all: of any cell, row and pair of columns. A statement is an empty change.
    With ``free`` a cell may have held any number at all; without, only one that a slip of the
    fingers makes of the right one, the last digit apart, which any number differs in.
    """
    known = evidence(Context(report, CheckSettings()))
    sheet, equations = known.sheet, known.equations
    tables = _Tables(sheet, equations)
    broken = [equations[number] for number in tables.broken]
    found: list[Changes] = []
    for changes in _tried(sheet, broken, free=free):
        if tables.agree(changes) and changes not in found:
            found.append(changes)
    if len(broken) == 1 and broken[0].doubt is not None:
        found.append({})
    return found


class _Tables:
    """What each reading of each equation lacks, and which of them a cell stands in."""

    def __init__(self, sheet: Sheet, equations: list[Equation]) -> None:
        self._values = sheet.values
        self._lacks: list[list[int]] = []
        self._stands: dict[CellAddress, list[tuple[int, int, int]]] = {}
        for number, equation in enumerate(equations):
            lacks = []
            for place, way in enumerate(equation.ways):
                held = sum(sign * sheet.values[cell] for cell, sign in way.terms.items())
                lacks.append(way.value - held)
                for cell, sign in way.terms.items():
                    self._stands.setdefault(cell, []).append((number, place, sign))
            self._lacks.append(lacks)
        self.broken = {number for number, lacks in enumerate(self._lacks) if all(lacks)}

    def agree(self, changes: Changes) -> bool:
        """Whether everything holds with them."""
        moved: dict[int, dict[int, int]] = {}
        for cell, new in changes.items():
            for number, place, sign in self._stands.get(cell, ()):
                ways = moved.setdefault(number, {})
                ways[place] = ways.get(place, 0) + sign * (new - self._values[cell])
        if not self.broken <= moved.keys():
            return False
        return all(
            any(lack == ways.get(place, 0) for place, lack in enumerate(self._lacks[number]))
            for number, ways in moved.items()
        )


def _tried(sheet: Sheet, broken: list[Equation], *, free: bool) -> Iterator[Changes]:
    values = sheet.values
    steps = set()
    for equation in broken:
        for way in equation.ways:
            held = sum(sign * values[c] for c, sign in way.terms.items())
            steps |= {way.value - held, held - way.value}
    cells = {c for e in broken for way in e.ways for c in way.terms}
    for cell in cells:
        for step in steps:
            if (new := values[cell] + step) >= 0 and (free or _is_slip(sheet, cell, new)):
                yield {cell: new}
    for grid in sheet.grids:
        for row in grid:
            if not cells.isdisjoint(row):
                yield from _of_row(row, sheet, steps)
        for upper, lower in pairwise(grid):
            for one, other in zip(upper, lower, strict=False):
                if values[one] != values[other] and (one in cells or other in cells):
                    yield {one: values[other], other: values[one]}


def _is_slip(sheet: Sheet, cell: CellAddress, new: int) -> bool:
    old = sheet.values[cell]
    if not old and sheet.closing.get(cell) == new:
        return True
    kind = digits_of(old, new)
    return kind != "number" and (kind != "digit" or abs(old - new) >= 10)


def _of_row(row: Sequence[CellAddress], sheet: Sheet, steps: set[int]) -> Iterator[Changes]:
    values = sheet.values
    if row[0] not in sheet.alike:
        yield from ({a: values[b], b: values[a]} for a, b in combinations(row, 2))
        return
    for giver in row:
        for taker in row:
            for count in steps:
                if giver != taker and 0 < count <= values[giver]:
                    yield {giver: values[giver] - count, taker: values[taker] + count}
    if sum(1 for cell in row if values[cell]) < 2:
        return
    for order in (row, row[::-1]):
        if values[order[0]] == 0:
            moved = dict(zip(order, (values[c] for c in order[1:]), strict=False))
            for lost in {0, *(values[order[-1]] + s for s in steps), *steps}:
                if lost >= 0:
                    yield {**moved, order[-1]: lost}
