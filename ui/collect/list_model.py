"""The lists of a task: rows told by their words, found by a key, handed out whole."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt

from ui.models import Display, Index, Row, RowsModel
from ui.plain import tip

ROW = Qt.ItemDataRole.UserRole + 1  # the role that hands out what a row stands for
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ListModel(RowsModel[Row]):
    """Each list says what its rows are told by; what Qt asks is answered here, once."""

    right: ClassVar[frozenset[int]] = frozenset()  # columns of numbers

    # The row that was told last: its fields are painted one after the other, and every one of
    # them would ask for all of its words.
    _told: tuple[Row, Sequence[str]] | None = None

    @abstractmethod
    def key(self, row: Row) -> Hashable:
        """What tells a row from every other, whatever becomes of it."""

    @abstractmethod
    def texts(self, row: Row) -> Sequence[str]:
        """What stands in the columns."""

    def hint(self, row: Row, column: int) -> str:
        """What is said of a field where there is more room; plain text."""
        return self.texts(row)[column]

    def spoken(self, row: Row) -> str:
        """The whole row, for a screen reader and for copying."""
        return "，".join(filter(None, self.texts(row)))

    def row_of(self, key: Hashable) -> int:
        """Where a row stands; -1 where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if self.key(row) == key), -1)

    def put(self, rows: list[Row], key: Callable[[Row], object] | None = None) -> None:
        """Show other rows, told anew."""
        self._told = None
        super().put(rows, key)

    def _said(self, row: Row) -> Sequence[str]:
        if self._told is None or self._told[0] is not row:
            self._told = row, self.texts(row)
        return self._told[1]

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Words, tooltip, how it is spoken, and the row itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Display.DisplayRole:
                return self._said(row)[index.column()]
            case Display.ToolTipRole:
                return tip(self.hint(row, index.column()))
            case Display.AccessibleTextRole:
                return self.spoken(row)
            case Display.TextAlignmentRole if index.column() in self.right:
                return _RIGHT
            case _ if role == ROW:
                return row
        return None
