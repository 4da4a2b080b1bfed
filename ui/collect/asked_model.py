"""The questions of a task as rows: what may not simply be added, answered or open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from govreport_desktop.collect.asked import Question
from ui.models import Display, Index, RowsModel
from ui.plain import tip

QUESTION = Qt.ItemDataRole.UserRole + 1
STATE, TITLE, WORDS = range(3)
OPEN, ANSWERED, OUTDATED = "要问", "已答", "数变了"


class AskedModel(RowsModel[Question]):
    """One row a question; the open ones first."""

    def __init__(self) -> None:
        super().__init__(("状态", "问什么", "情况"))

    def show_questions(self, found: Sequence[Question]) -> None:
        """Show these and no others."""
        self.put(sorted(found, key=lambda one: not one.is_open))

    def row_of(self, key: str) -> int:
        """Where a question stands; -1 where it is gone."""
        return next((n for n, one in enumerate(self.rows) if one.key == key), -1)

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Text, tooltip, and the question itself."""
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        match role:
            case Display.DisplayRole:
                return (state_of(one), one.title, one.words)[index.column()]
            case Display.ToolTipRole:
                return tip(one.words)
            case Display.AccessibleTextRole:
                return f"{state_of(one)}，{one.title}，{one.words}"
            case _ if role == QUESTION:
                return one
        return None


def state_of(one: Question) -> str:
    """Whether somebody has answered, for the figures as they are."""
    if one.outdated:
        return OUTDATED
    return ANSWERED if one.answer else OPEN
