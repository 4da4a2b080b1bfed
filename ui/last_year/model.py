"""The comparison with last year as a table that follows the report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import format_value
from govreport_desktop.report.year_on_year import Comparison, compare
from ui.models import ROOT, Display, Index
from ui.plain import tip
from ui.session import Session

HEADINGS = ("项目", "今年", "上年", "增减", "同比")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines are shown: of one table, totals only, changed only, with these words."""

    table: str = ""
    totals: bool = True
    changed: bool = False
    words: str = ""
    details: frozenset[CellAddress] = frozenset()  # added up in a column beside them

    def takes(self, line: Comparison) -> bool:
        """Whether a line is shown."""
        spec = line.spec
        if self.table and spec.address.table != self.table:
            return False
        if self.totals and spec.address in self.details:
            return False
        if self.changed and not line.difference:
            return False
        return all(word in spec.words for word in self.words.split())


class ComparisonModel(QAbstractTableModel):
    """One row a number; 今年, 上年, the difference and the change in per cent."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._filter = Filter()
        self._lines: list[Comparison] = []
        self._take()
        session.changed.connect(self._take)

    @property
    def lines(self) -> list[Comparison]:
        """What is shown, in printed order."""
        return self._lines

    def set_filter(self, wanted: Filter) -> None:
        """Show other lines."""
        details = frozenset(
            source
            for formula in self._session.report.form.computed
            for source in formula.sources
            if source.row == formula.target.row
        )
        self._filter = replace(wanted, details=details)
        self._take()

    def address(self, index: Index) -> CellAddress | None:
        """The number a row is about."""
        return self._lines[index.row()].spec.address if index.isValid() else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a number."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The columns of `HEADINGS`."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Display.DisplayRole
    ) -> Any:
        """The headings."""
        if role == Display.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADINGS[section]
        if role == Display.TextAlignmentRole and section:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Texts, and the whole line for screen readers."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Display.DisplayRole:
                text = texts(line)[index.column()]
                # That all of them are totals is said once, by the tick above.
                return text.removesuffix(" · 总计") if self._filter.totals else text
            case Display.AccessibleTextRole:
                return spoken(line)
            case Display.ToolTipRole:
                return tip(spoken(line))
            case Display.TextAlignmentRole if index.column():
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _take(self, _: object = None) -> None:
        """Follow the report; only what changed is told where the rows stay the same."""
        fresh = [line for line in compare(self._session.report) if self._filter.takes(line)]
        before = self._lines
        if [line.spec for line in fresh] != [line.spec for line in before]:
            self.beginResetModel()
            self._lines = fresh
            self.endResetModel()
            return
        self._lines = fresh
        for row, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 1), self.index(row, len(HEADINGS) - 1))


def texts(line: Comparison) -> tuple[str, ...]:
    """A line as its five cells."""
    return (
        line.spec.words,
        format_value(line.this, blank="空白"),
        format_value(line.last, blank="空白"),
        line.difference_words or "—",
        line.percent_words,
    )


def spoken(line: Comparison) -> str:
    """A line as one sentence."""
    words, this, last, difference, percent = texts(line)
    if line.difference is None:
        return f"{words}：今年 {this}，上年 {last}，不作比较"
    change = f"，同比 {percent}" if line.percent is not None else ""
    return f"{words}：今年 {this}，上年 {last}，增减 {difference}{change}"
