"""The problems of the open report as rows, filtered by severity."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt

from govreport_desktop.checks import Problem, Severity
from ui.look import colors
from ui.models import Display, Index, RowsModel
from ui.plain import tip
from ui.problems.ends import is_of_the_whole
from ui.session import Session

PROBLEM = Qt.ItemDataRole.UserRole + 1  # Problem
EXPLAINED = "已说明"
_HEADINGS = ("级别", "部分", "问题")


class Column(IntEnum):
    """What stands in which column."""

    SEVERITY = 0
    PART = 1
    MESSAGE = 2


class ProblemsModel(RowsModel[Problem]):
    """One row a problem, in the order of the checks: errors first, then as one reads."""

    def __init__(self, session: Session) -> None:
        super().__init__(_HEADINGS)
        self._session = session
        self._shown = set(Severity)
        self._rows = list(session.problems)
        session.problems_changed.connect(self._refresh)

    def show_kinds(self, kinds: set[Severity]) -> None:
        """Show only problems of these severities."""
        self._shown = set(kinds)
        self._refresh(None)

    def problem(self, row: int) -> Problem | None:
        """The problem in a row; None outside of the list."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def open_rows(self) -> list[int]:
        """The rows that still ask for something: no warning that was explained."""
        return [row for row, problem in enumerate(self._rows) if problem.is_open]

    def row_of(self, key: str) -> int:
        """The row of the problem with that key; -1 where it is gone."""
        return next((row for row, p in enumerate(self._rows) if p.key == key), -1)

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Text, tooltip, and the problem itself."""
        problem = self.problem(index.row()) if index.isValid() else None
        if problem is None:
            return None
        match role:
            case Display.DisplayRole:
                return self._text(problem, Column(index.column()))
            case Display.ToolTipRole:
                return tip(problem.message)
            case Display.AccessibleTextRole:
                return "，".join(self._text(problem, column) for column in Column)
            case _ if role == PROBLEM:
                return problem
        return None

    def _text(self, problem: Problem, column: Column) -> str:
        match column:
            case Column.SEVERITY:
                return severity_words(problem)
            case Column.PART:
                return "全文" if is_of_the_whole(problem) else self._part(problem.section)
            case Column.MESSAGE:
                return problem.message

    def _part(self, section: str) -> str:
        for known in self._session.report.form.sections:
            if known.id == section:
                return known.number or known.heading
        return "机关"

    def _refresh(self, _: object) -> None:
        rows = [problem for problem in self._session.problems if problem.severity in self._shown]
        if rows != self._rows:
            self.put(rows, lambda problem: problem.key)


def severity_words(problem: Problem) -> str:
    """Sign and word: ✕ 错误, or ✓ 已说明 for a warning the office has explained."""
    if not problem.is_open:
        return f"{colors.OK_SIGN} {EXPLAINED}"
    return f"{colors.SIGNS[problem.severity]} {problem.severity.label}"
