"""What every item model says in its signatures, and a table of rows that every list is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Display = Qt.ItemDataRole
ROOT = QModelIndex()  # the parent of every line of a list and a table

Row = TypeVar("Row")


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows that are shown as they are: one a thing, a heading a column."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._rows: list[Row] = []

    @property
    def rows(self) -> list[Row]:
        """What is shown, in order."""
        return self._rows

    def rowCount(self, parent: Index = ROOT) -> int:
        """One a thing."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """One a heading."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Display.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Display.DisplayRole:
            return self._headings[section]
        return None

    def put(self, rows: list[Row], key: Callable[[Row], object] | None = None) -> None:
        """Show other rows; nothing on screen moves where they are the same by ``key``."""
        if key is None or [key(row) for row in rows] != [key(row) for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows:
            self._rows = rows
            last = self.index(len(rows) - 1, len(self._headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
