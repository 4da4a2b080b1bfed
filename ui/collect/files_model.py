"""Every file of a task as a row: its role, whose it is, and why."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt

from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.roles import Filed, Role
from ui.collect.words import office_names
from ui.models import Display, Index, RowsModel
from ui.plain import tip

FILE = Qt.ItemDataRole.UserRole + 1  # Filed
_HEADINGS = ("文件", "归类", "单位", "年度", "为什么")


class Column(IntEnum):
    """What stands in which column."""

    PATH = 0
    ROLE = 1
    OFFICE = 2
    YEAR = 3
    WHY = 4


class FilesModel(RowsModel[Filed]):
    """One row a file, by path; those that wait for a decision first."""

    def __init__(self, view: Overview) -> None:
        super().__init__(_HEADINGS)
        self._view = view
        self._role: Role | None = None
        self._words = ""
        self._names = office_names(view)
        self._rows = self._chosen()

    def show_view(self, view: Overview) -> None:
        """Go by another overview."""
        self._view = view
        self._names = office_names(view)
        self._refresh()

    def show_role(self, role: Role | None) -> None:
        """Show only files of one role; None for all of them."""
        self._role = role
        self._refresh()

    def search(self, words: str) -> None:
        """Show only files with all of ``words`` in path, office or reason."""
        self._words = words
        self._refresh()

    def row_of(self, path: str) -> int:
        """Where a file stands; -1 where it is not shown."""
        return next((n for n, one in enumerate(self._rows) if one.path == path), -1)

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Text, tooltip, and the file itself."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        match role:
            case Display.DisplayRole:
                return self._texts(one)[index.column()]
            case Display.ToolTipRole:
                return tip(self._texts(one)[index.column()])
            case Display.AccessibleTextRole:
                return "，".join(filter(None, self._texts(one)))
            case _ if role == FILE:
                return one
        return None

    def _texts(self, one: Filed) -> tuple[str, str, str, str, str]:
        year = str(one.head.year or "") if one.head is not None else ""
        return one.path, str(one.role), self._names.get(one.office, ""), year, one.why

    def _chosen(self) -> list[Filed]:
        wanted = self._words.split()
        found = [
            one
            for one in self._view.files
            if (self._role is None or one.role is self._role)
            and all(word in "\n".join(self._texts(one)) for word in wanted)
        ]
        return sorted(found, key=lambda one: one.role is not Role.PENDING)

    def _refresh(self) -> None:
        self.put(self._chosen())
