"""Every file of a task as a row: its role, whose it is, and why."""

from __future__ import annotations

from enum import IntEnum

from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.roles import Filed, Role
from ui.collect.list_model import ListModel
from ui.collect.words import office_names

_HEADINGS = ("文件", "归类", "单位", "年度", "为什么")


class Column(IntEnum):
    """What stands in which column."""

    PATH = 0
    ROLE = 1
    OFFICE = 2
    YEAR = 3
    WHY = 4


class FilesModel(ListModel[Filed]):
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

    def key(self, row: Filed) -> str:
        """The path."""
        return row.path

    def texts(self, row: Filed) -> tuple[str, str, str, str, str]:
        """Path, role, whose it is, of which year, why."""
        year = str(row.head.year or "") if row.head is not None else ""
        return row.path, str(row.role), self._names.get(row.office, ""), year, row.why

    def _chosen(self) -> list[Filed]:
        wanted = self._words.split()
        found = [
            one
            for one in self._view.files
            if (self._role is None or one.role is self._role)
            and all(word in "\n".join(self.texts(one)) for word in wanted)
        ]
        return sorted(found, key=lambda one: one.role is not Role.PENDING)

    def _refresh(self) -> None:
        self.put(self._chosen())
