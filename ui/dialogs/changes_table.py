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
from ui.look.items import dress
from ui.plain import tip

_PLACE = ("部分", "行", "列")  # the contents of both stand behind it


class ChangesTable(QTableWidget):
    """A row a place, its contents whole, under the names of the two states."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_PLACE) + 2, parent)
        self.setAccessibleName("两个版本的差别")
        dress(self)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        for column in range(self.columnCount()):
            mode = QHeaderView.ResizeMode.Stretch
            if column < len(_PLACE):
                mode = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        header.setMaximumSectionSize(260)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_changes(self, found: Sequence[Changed], old: str, new: str) -> None:
        """Show ``found`` and nothing else, from the state called ``old`` to ``new``."""
        self.setHorizontalHeaderLabels([*_PLACE, shown(old), shown(new)])
        for column, name in enumerate((old, new), len(_PLACE)):
            if (heading := self.horizontalHeaderItem(column)) is not None:
                heading.setToolTip(tip(name))
        self.setRowCount(len(found))
        for row, change in enumerate(found):
            words = change.part, change.row, change.column, change.old, change.new
            for column, text in enumerate(words):
                item = QTableWidgetItem(shown(text))
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(tip(text))
                self.setItem(row, column, item)
        self.resizeRowsToContents()
