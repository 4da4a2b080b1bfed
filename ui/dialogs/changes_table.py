"""What differs between two states of the report: part, row, column, and both contents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from govreport_desktop.jobs.changes import Changed
from govreport_desktop.shown import shown
from ui.dialogs.excerpts import excerpts
from ui.plain import tip

_HEADINGS = ("部分", "行", "列", "所选版本", "与之比较")
_CONTENTS = 3  # the first column of contents


class ChangesTable(QTableWidget):
    """A row a place; the whole of a long passage is in its tooltip, and on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADINGS), parent)
        self.setAccessibleName("两个版本的差别")
        self.setHorizontalHeaderLabels(_HEADINGS)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        for column in range(len(_HEADINGS)):
            mode = QHeaderView.ResizeMode.Stretch
            if column < _CONTENTS:
                mode = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        header.setMaximumSectionSize(260)

    def show_changes(self, found: Sequence[Changed]) -> None:
        """Show ``found`` and nothing else."""
        self.setRowCount(len(found))
        for row, change in enumerate(found):
            contents = excerpts(change.old, change.new) if change.is_prose else change[4:6]
            words = (change.part, change.row, change.column, *contents)
            whole = ("", "", "", change.old, change.new)
            for column, text in enumerate(words):
                item = QTableWidgetItem(shown(text))
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(tip(whole[column] or text))
                self.setItem(row, column, item)
        self.resizeRowsToContents()
