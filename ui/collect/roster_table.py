"""A roster before it is taken over: what each line was understood as, 应报 to be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from govreport_desktop.collect.office import Office
from govreport_desktop.form.organs import organs
from govreport_desktop.shown import shown
from ui.plain import tip

_HEADINGS = ("全称", "简称", "其他名称", "类别", "应报")
_DUE = 4


class RosterTable(QTableWidget):
    """One row an office; Space on a row says whether it owes a report."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADINGS), parent)
        self._offices: list[Office] = []
        self.setAccessibleName("名单")
        self.setObjectName("list")
        self.setHorizontalHeaderLabels(_HEADINGS)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        em = self.fontMetrics().horizontalAdvance("宽")
        for column, wide in enumerate((0, 8, 10, 9, 4)):
            self.setColumnWidth(column, em * wide)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._on_changed)

    @property
    def offices(self) -> tuple[Office, ...]:
        """The offices as they stand here."""
        return tuple(self._offices)

    def show_offices(self, offices: Sequence[Office]) -> None:
        """Show another roster."""
        self._offices = list(offices)
        self.blockSignals(True)
        self.setRowCount(len(offices))
        for row, office in enumerate(offices):
            kind = organs().name_of(office.kind) if office.kind else "请确认"
            texts = (office.name, office.short, "、".join(office.other_names), kind, "")
            state = Qt.CheckState.Checked if office.due else Qt.CheckState.Unchecked
            for column, text in enumerate(texts):
                item = QTableWidgetItem(shown(text))
                item.setToolTip(tip(text))
                if column == _DUE:
                    item.setCheckState(state)
                self.setItem(row, column, item)
        self.blockSignals(False)
        self.changed.emit()

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if item.column() == _DUE:
            due = item.checkState() == Qt.CheckState.Checked
            self._offices[item.row()] = replace(self._offices[item.row()], due=due)
            self.changed.emit()


def counted_words(offices: Sequence[Office]) -> str:
    """46 个单位，应报 45，不报 1."""
    due = sum(office.due for office in offices)
    rest = f"，不报 {len(offices) - due}" if due < len(offices) else ""
    return f"{len(offices)} 个单位，应报 {due}{rest}"
