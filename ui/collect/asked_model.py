"""The questions of a task as rows: what may not simply be added, answered or open."""

from __future__ import annotations

from collections.abc import Sequence

from govreport_desktop.collect.asked import Question
from ui.collect.list_model import ListModel

STATE, TITLE, WORDS = range(3)
OPEN, ANSWERED, OUTDATED = "要问", "已答", "数变了"


class AskedModel(ListModel[Question]):
    """One row a question; the open ones first."""

    def __init__(self) -> None:
        super().__init__(("状态", "问什么", "情况"))

    def show_questions(self, found: Sequence[Question]) -> None:
        """Show these and no others."""
        self.put(sorted(found, key=lambda one: not one.is_open))

    def key(self, row: Question) -> str:
        """The key an answer is kept under."""
        return row.key

    def texts(self, row: Question) -> tuple[str, str, str]:
        """Whether it is answered, what is asked, about what."""
        return state_of(row), row.title, row.words

    def hint(self, row: Question, _: int) -> str:
        """What it is about, whole."""
        return row.words


def state_of(one: Question) -> str:
    """Whether somebody has answered, for the figures as they are."""
    if one.outdated:
        return OUTDATED
    return ANSWERED if one.answer else OPEN
