"""The offices of a task as rows, filtered by state and by words."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt

from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.report import format_value, is_number
from ui.collect.words import day_words, file_words, state_words, version_words
from ui.models import Display, Index, RowsModel
from ui.plain import tip

ROW = Qt.ItemDataRole.UserRole + 1  # OfficeRow
_HEADINGS = ("单位", "状态", "收到", "稿次", "错误", "警告", "退回", "文件")


class Column(IntEnum):
    """What stands in which column."""

    OFFICE = 0
    STATE = 1
    RECEIVED = 2
    VERSIONS = 3
    ERRORS = 4
    WARNINGS = 5
    RETURNS = 6
    FILE = 7


# The counters above the list: what each is called, and the states it counts. 应报 has them all.
COUNTERS: tuple[tuple[str, frozenset[OfficeState]], ...] = (
    ("应报", frozenset(OfficeState) - {OfficeState.NOT_DUE}),
    ("通过", frozenset({OfficeState.PASSED})),
    ("请核实", frozenset({OfficeState.TO_VERIFY})),
    ("退回", frozenset({OfficeState.RETURNED, OfficeState.NOT_BACK})),
    ("读不出", frozenset({OfficeState.UNREADABLE})),
    ("待定", frozenset({OfficeState.PENDING})),
    ("未报", frozenset({OfficeState.MISSING})),
    ("不报", frozenset({OfficeState.NOT_DUE})),
)


class OfficesModel(RowsModel[OfficeRow]):
    """One row an office, in the order of the roster."""

    def __init__(self, view: Overview) -> None:
        super().__init__(_HEADINGS)
        self._view = view
        self._states = COUNTERS[0][1]
        self._words = ""
        self._haystacks: dict[str, str] = {}
        self._rows = self._chosen()

    def show_view(self, view: Overview) -> None:
        """Go by another overview; nothing moves where the same offices are left."""
        self._view = view
        self._haystacks.clear()
        self._refresh()

    def show_states(self, states: frozenset[OfficeState]) -> None:
        """Show only offices in these states."""
        self._states = states
        self._refresh()

    def search(self, words: str) -> None:
        """Show only offices with all of ``words`` in names, files or figures."""
        self._words = words
        self._refresh()

    def row_of(self, office_id: str) -> int:
        """Where an office stands; -1 where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.office.id == office_id), -1)

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Text, tooltip, and the row itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Display.DisplayRole:
                return text_of(row, Column(index.column()))
            case Display.ToolTipRole:
                return tip(_tip(row, Column(index.column())))
            case Display.AccessibleTextRole:
                return spoken(row)
            case _ if role == ROW:
                return row
        return None

    # ------------------------------------------------------------ what is shown
    def _chosen(self) -> list[OfficeRow]:
        rows = [row for row in self._view.rows if row.state in self._states]
        wanted = self._words.split()
        return [row for row in rows if all(word in self._haystack(row) for word in wanted)]

    def _haystack(self, row: OfficeRow) -> str:
        """All that an office is found by: its names, its files, its figures."""
        if row.office.id not in self._haystacks:
            parts = [*row.office.names, *(one.path for one in row.files)]
            if row.counted is not None and row.counted.head is not None:
                parts += [format_value(v) for v in row.counted.head.values if is_number(v) and v]
            self._haystacks[row.office.id] = "\n".join(parts)
        return self._haystacks[row.office.id]

    def _refresh(self) -> None:
        self.put(self._chosen(), lambda row: row.office.id)


def text_of(row: OfficeRow, column: Column) -> str:
    """What stands in one field; 0 is left out, so that what is there is seen."""
    match column:
        case Column.OFFICE:
            return row.office.called
        case Column.STATE:
            return state_words(row)
        case Column.RECEIVED:
            return day_words(row.received)
        case Column.VERSIONS:
            return version_words(row)
        case Column.ERRORS:
            return str(row.errors or "")
        case Column.WARNINGS:
            return str(row.warnings or "")
        case Column.RETURNS:
            return str(row.returns or "")
        case Column.FILE:
            return file_words(row)


def spoken(row: OfficeRow) -> str:
    """The whole row, for a screen reader."""
    counts = ((row.errors, "个错误"), (row.warnings, "个警告"), (row.returns, "次退回"))
    said = [row.office.name, state_words(row), row.remark]
    said += [f"{count} {words}" for count, words in counts if count]
    return "，".join(filter(None, [*said, file_words(row)]))


def _tip(row: OfficeRow, column: Column) -> str:
    match column:
        case Column.OFFICE:
            return "、".join(row.office.names)
        case Column.STATE:
            how = "" if row.decided or row.counted is None else "（程序建议）"
            return f"{row.state}{how}\n{row.remark}".strip()
        case Column.FILE:
            return "\n".join(f"{one.path}　{one.role}" for one in row.files) or row.remark
    return ""
