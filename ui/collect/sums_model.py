"""The parent's sums as the statutory tables show them, with what has changed since last year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from PySide6.QtCore import QObject

from govreport_desktop.checks import Severity
from govreport_desktop.collect.overview import Overview
from govreport_desktop.form.model import CellAddress, CellSpec, Table
from govreport_desktop.report import format_value
from govreport_desktop.report.balance import difference_words
from govreport_desktop.report.numbers import Number, size
from govreport_desktop.store.looking import looked_at
from ui.collect.session import CollectSession
from ui.grid.model import GridModel
from ui.session import Session

# A change is marked where it is both: half of last year's figure, and more than chance.
LARGE_PART, LARGE_COUNT = 2, 10
LEGEND = "Σ 由程序计算　! 与上年相差大　✕ 有错误　Enter 打开单位的报告"


class LastYears:
    """Last year's figures of the offices, added up, beside this year's of the same offices."""

    def __init__(self, view: Overview) -> None:
        self._view = view
        self._new = [
            row.counted.head
            for row in view.rows
            if row.counted is not None and row.counted.head and row.office.id not in view.last
        ]

    @cached_property
    def before(self) -> Mapping[CellAddress, Number]:
        """The sums of last year; an office that was merged is in that of the other."""
        found: dict[CellAddress, Number] = {}
        for row in self._view.rows:
            last = self._view.last.get(row.office.id)
            if last is None or row.office.merged_into:
                continue
            for address, number in last.figures.items():
                found[address] = found[address] + number if address in found else number
        return found

    def is_large(self, address: CellAddress) -> bool:
        """Whether a sum has changed so much that somebody should know why.

        Offices of which no last year is known are in neither side.
        """
        before, now = self.before.get(address), self._view.sums.values[address]
        if before is None or now is None:
            return False
        for head in self._new:
            now -= head.value(address) or 0
        change = size(now - before)
        return change >= LARGE_COUNT and change * LARGE_PART >= size(before)


class SumsSession(QObject):
    """The sums as a report that can only be looked at: what the tables of a report are shown of."""

    def __init__(self, collect: CollectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.collect = collect
        view = collect.view
        report = view.sums.report(view.year, view.parent)
        self.session = Session(looked_at(report, collect.task.path), self)
        self.last = LastYears(view)
        collect.changed.connect(self._follow)

    def close(self) -> None:
        """Give back what the report was held in."""
        self.session.document.close()

    def _follow(self) -> None:
        """Other sums: into the same report, so that nothing on screen is made anew."""
        view = self.collect.view
        self.last = LastYears(view)
        fresh = view.sums.report(view.year, view.parent)
        report = self.session.report
        typed = [cell.address for cell in report.form.cells if cell.formula is None]
        report.load({at: fresh.values[at] for at in typed}, {}, {}, {})
        self.session.changed.emit(frozenset(cell.address for cell in report.form.cells))
        self.session.recheck()


class SumsModel(GridModel):
    """A table of the sums: marked is what is wrong, and what has changed much."""

    def __init__(self, sums: SumsSession, table: Table) -> None:
        self._sums = sums
        super().__init__(sums.session, table)

    def last_year_text(self, spec: CellSpec) -> str:
        """Last year's sum as shown in a cell; "" where it is not to be shown."""
        return format_value(self._sums.last.before.get(spec.address)) if self.shows_last else ""

    def _mark(self, address: CellAddress) -> Severity | None:
        found = super()._mark(address)
        if found is None and self._sums.last.is_large(address):
            return Severity.WARNING
        return found

    def _remarks(self, spec: CellSpec) -> list[str]:
        lines = super()._remarks(spec)
        before = self._sums.last.before.get(spec.address)
        now = self._sums.collect.view.sums.values[spec.address]
        if before is not None:
            words = difference_words((now or 0) - before)
            lines.append(f"上年各单位相加 {format_value(before)}，今年{words}")
        return lines

    def setData(self, *_: Any) -> bool:
        """Sums are not typed: they follow from the offices and the adjustments."""
        return False
