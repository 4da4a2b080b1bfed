"""The parent's figures: what its offices state, its own office among them, and the adjustments.

Nothing is rounded, a blank is not 0, and every sum can be taken apart again: its contributions
and adjustments add up to it. A sum that still depends on something open says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from govreport_desktop.collect.adjust import Adjustment
from govreport_desktop.collect.doubts import Doubt, in_short
from govreport_desktop.collect.kept import Kept
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head, leaves, typed_cells
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.status import OfficeRow, OfficeState, due_rows
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.report import Report, Value, is_number
from govreport_desktop.report.numbers import Number, check_number

_FEW = 50  # reports that may have moved for their figures to be taken off and put on


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one office adds to a cell: ``amount`` stands in ``file`` at ``place``.

    ``file`` is its path below the task's folder, ``place`` where in it the number stands, in
    words ("" where the cell's own name says it, and for totals). ``state`` is where the office
    stands, ``provisional`` why its amount may still change, "" where it is sure.
    """

    office: Office
    amount: Number
    file: str
    state: OfficeState
    provisional: str
    head: Head = field(repr=False)
    address: CellAddress = field(repr=False)

    @property
    def place(self) -> str:
        """Where in its file the number stands, in words."""
        return self.head.place_of(self.address)


@dataclass(frozen=True, slots=True)
class CellSum:
    """One figure of the parent.

    ``value`` is None where every office left the cell blank and nothing adjusts it. The
    contributions, largest first, and the adjustments add up to it; ``blank`` are the offices
    that count and left it blank, ``unread`` what stands there and could not be read.
    ``counted`` of ``due`` offices are in it, ``in_error`` those
    of them whose reports have errors. ``provisional`` says why it may still change; empty where
    it is sure.
    """

    address: CellAddress
    value: Number | None
    contributions: tuple[Contribution, ...]
    adjustments: tuple[tuple[Adjustment, Number], ...]
    blank: tuple[Office, ...]
    counted: int
    due: int
    in_error: tuple[Office, ...]
    provisional: tuple[str, ...]
    unread: tuple[Doubt, ...] = ()


class Sums:
    """All figures of the parent; a cell is taken apart when somebody asks for it."""

    def __init__(
        self,
        form: Form,
        rows: Sequence[OfficeRow],
        adjustments: Sequence[Adjustment],
        open_files: int = 0,
        doubts: Sequence[Doubt] = (),
        kept: Kept | None = None,
        unproven: Sequence[str] = (),
    ) -> None:
        self.form = form
        self.doubts = tuple(doubts)
        self._adjustments = tuple(adjustments)
        due = due_rows(rows)
        self.due = len(due)
        self._counting = [row for row in rows if row.counted is not None]
        self.counted = len(self._counting) + sum(row.zero for row in rows)
        self.in_error = tuple(row.office for row in self._counting if row.in_error)
        self._open = (*unproven, *_open_words(rows, open_files))
        self.provisional = (*self._open, *in_short(self.doubts, form))
        self.values: Mapping[CellAddress, Number | None] = self._add(kept or Kept())

    def _add(self, kept: Kept) -> dict[CellAddress, Number | None]:
        """Typed cells over the offices and the adjustments, then totals of what they consist of."""
        heads = tuple(
            row.counted.head for row in self._counting if row.counted and row.counted.head
        )
        columns = kept.of(
            "columns", (self.form, heads), lambda: _columns(self.form, heads, kept.last("columns"))
        )
        typed = list(columns.totals)
        parts = leaves(self.form.id)
        for one in self._adjustments:
            for address, amount in one.cells.items():
                typed[parts[address][0]] = _plus(typed[parts[address][0]], amount)
        found: dict[CellAddress, Number | None] = {}
        for cell in self.form.cells:
            total: Number | None = None
            for index in parts[cell.address]:
                total = _plus(total, typed[index])
            found[cell.address] = total
        return found

    def cell(self, address: CellAddress) -> CellSum:
        """The figure at ``address``, typed cell or total, taken apart."""
        contributions, blank = [], []
        doubted = self._doubted(address)
        unread = tuple(one for one in doubted if not one.counted)
        without = {one.office.id for one in unread}
        why_of = {one.office.id: one.words for one in doubted}
        for row in self._counting:
            one = row.counted
            assert one is not None and one.head is not None
            amount = one.head.value(address)
            if amount is None:
                if row.office.id not in without:
                    blank.append(row.office)
            else:
                why = _provisional(row) or why_of.get(row.office.id, "")
                contributions.append(
                    Contribution(row.office, amount, one.path, row.state, why, one.head, address)
                )
        contributions.sort(key=lambda each: -each.amount)
        return CellSum(
            address,
            self.values[address],
            tuple(contributions),
            tuple(self._adjusting(address)),
            tuple(blank),
            self.counted - len(without),
            self.due,
            self.in_error,
            (*self._open, *(one.words for one in doubted)),
            unread,
        )

    def _doubted(self, address: CellAddress) -> list[Doubt]:
        """The doubts about what the figure at ``address`` consists of."""
        parts = leaves(self.form.id)
        mine = parts[address]
        return [one for one in self.doubts if parts[one.address][0] in mine]

    def report(self, year: int, parent: str) -> Report:
        """The parent's figures as a report; what no report can hold is kept and marked."""
        report = Report(self.form, parent, year)
        values: dict[CellAddress, Value] = {}
        for cell in self.form.cells:
            value = self.values[cell.address]
            if cell.formula is None and value is not None:
                values[cell.address] = check_number(value, cell.kind)
        report.load(values, {}, {"office": parent, "year": str(year)}, {})
        return report

    def _adjusting(self, address: CellAddress) -> list[tuple[Adjustment, Number]]:
        """What each adjustment comes to for a cell: for a total, all it does to its parts."""
        parts = leaves(self.form.id)
        mine = parts[address]
        found = []
        for one in self._adjustments:
            amounts = [
                amount * mine.count(parts[cell][0])
                for cell, amount in one.cells.items()
                if parts[cell][0] in mine
            ]
            if amounts:
                found.append((one, sum(amounts[1:], amounts[0])))
        return found


def _plus(total: Number | None, amount: Number | None) -> Number | None:
    if amount is None:
        return total
    return amount if total is None else total + amount


def _provisional(row: OfficeRow) -> str:
    """Why the numbers of an office may still change."""
    one = row.counted
    if one is None or one.head is None:
        return ""
    if one.role is Role.PENDING:
        return "几份不同的稿还没有选定"
    if one.head.open_points:
        return f"读取时有 {len(one.head.open_points)} 处没有读准"
    return ""


def _open_words(rows: Sequence[OfficeRow], open_files: int) -> list[str]:
    """What is still open, in words that name the offices."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        if why := _provisional(row):
            key = "有几份不同的稿还没有选定" if "选定" in why else "有读取时没有读准的地方"
            groups.setdefault(key, []).append(row.office.called)
        elif row.state is OfficeState.PENDING:
            groups.setdefault("有待定的文件", []).append(row.office.called)
        elif row.state in (OfficeState.MISSING, OfficeState.UNREADABLE):
            groups.setdefault("没有收到能读的报告", []).append(row.office.called)
    words = [f"{len(names)} 个单位{what}：{_some(names)}" for what, names in groups.items()]
    if open_files:
        words.append(f"{open_files} 个文件还没有定下来")
    return words


def _some(names: Sequence[str]) -> str:
    most = 6
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown}等"


class _Columns(NamedTuple):
    """Of each typed cell the sum over ``heads`` and how many of them state a number."""

    form: Form
    heads: tuple[Head, ...]
    totals: tuple[Number | None, ...]
    stated: tuple[int, ...]


def _columns(form: Form, heads: tuple[Head, ...], before: _Columns | None) -> _Columns:
    """The sums over ``heads``: where few of them have moved, from those there were ``before``.

    Whole numbers alone, which are exact whatever the order; amounts are added up anew.
    """
    cells = typed_cells(form.id)
    if before is None or before.form.id != form.id:
        return _summed(form, heads, range(len(cells)), [None] * len(cells), [0] * len(cells))
    now, then = {id(head) for head in heads}, {id(head) for head in before.heads}
    gone = [head for head in before.heads if id(head) not in now]
    come = [head for head in heads if id(head) not in then]
    if len(gone) + len(come) > _FEW or len(now) != len(heads):
        return _columns(form, heads, None)
    totals, stated = list(before.totals), list(before.stated)
    for sign, moved in ((-1, gone), (1, come)):
        for head in moved:
            for at, value in enumerate(head.values):
                if is_number(value):
                    stated[at] += sign
                    totals[at] = (totals[at] or 0) + sign * value
    totals = [total if count else None for total, count in zip(totals, stated, strict=True)]
    amounts = [at for at, cell in enumerate(cells) if form.cell(cell).kind.type != "integer"]
    return _summed(form, heads, amounts, totals, stated)


def _summed(
    form: Form,
    heads: tuple[Head, ...],
    which: Iterable[int],
    totals: list[Number | None],
    stated: list[int],
) -> _Columns:
    """``totals`` and ``stated`` with the cells of these numbers added up."""
    for at in which:
        numbers = [value for head in heads if is_number(value := head.values[at])]
        totals[at] = sum(numbers[1:], numbers[0]) if numbers else None
        stated[at] = len(numbers)
    return _Columns(form, heads, tuple(totals), tuple(stated))
