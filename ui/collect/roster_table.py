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
from ui.look.items import dress
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
        dress(self)
        self.setHorizontalHeaderLabels(_HEADINGS)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        em = self.fontMetrics().horizontalAdvance("宽")
        for column, wide in enumerate((0, 11, 7, 11, 4)):
            self.setColumnWidth(column, em * wide)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._on_changed)

    @property
    def offices(self) -> tuple[Office, ...]:
        """The offices as they stand here."""
        return tuple(self._offices)

    def show_offices(self, offices: Sequence[Office]) -> None:
        """Show another roster."""
        self._offices = list(offices)
        names = {office.id: office.name for office in offices}
        self.blockSignals(True)
        self.setRowCount(len(offices))
        for row, office in enumerate(offices):
            kind = organs().name_of(office.kind) if office.kind else "请确认"
            texts = (office.name, office.short, "、".join(office.other_names), kind, "")
            if office.merged_into in names:
                texts = (*texts[:3], f"并入{names[office.merged_into]}", "")
            state = Qt.CheckState.Checked if office.due else Qt.CheckState.Unchecked
            for column, text in enumerate(texts):
                item = QTableWidgetItem(shown(text))
                item.setToolTip(tip(text))
                said = f"{office.name}，{_HEADINGS[column]}{shown(text) and f' {shown(text)}'}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                if column == _DUE:
                    item.setCheckState(state)
                self.setItem(row, column, item)
        self.blockSignals(False)
        self.changed.emit()

    @property
    def chosen(self) -> Office | None:
        """The office of the chosen row."""
        row = self.currentRow()
        return self._offices[row] if 0 <= row < len(self._offices) else None

    def take(self, offices: Sequence[Office]) -> None:
        """Add ``offices``; one that is there under its name is changed and keeps its id."""
        new = {office.name: office for office in offices}
        merged = [
            replace(new.pop(old.name), id=old.id) if old.name in new else old
            for old in self._offices
        ]
        self.show_offices([*merged, *new.values()])

    def change(self, changed: Office) -> None:
        """Put ``changed`` in the place of the office with its id."""
        at = self.currentRow()
        self.show_offices([changed if o.id == changed.id else o for o in self._offices])
        self.selectRow(at)

    def remove(self, office: Office) -> None:
        """Take an office off the list."""
        at = self.currentRow()
        self.show_offices([o for o in self._offices if o.id != office.id])
        self.selectRow(min(at, self.rowCount() - 1))

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
