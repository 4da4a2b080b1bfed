"""What can be done about a problem, as one button: do it, or choose where it is to be done."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from govreport_desktop.checks import Fix, Problem
from ui.actions import FIX_KEY
from ui.look.structures import Option
from ui.plain import on_button, tip

_ARROW = " ▾"


class Remedy(QPushButton):
    """One fix; where the figures leave open which row is meant, a menu of those that can be.

    Gone where nothing is safe. Its words are cut where there is no room for them.
    """

    chosen = Signal(object)  # Fix

    def __init__(self, place: int = 0) -> None:
        super().__init__()
        self._place = place  # of the fix, where each has a button of its own
        self.problem: Problem | None = None
        self._fixes: tuple[Fix, ...] = ()
        self._choices: QMenu | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.act)
        self.hide()

    @property
    def offers(self) -> bool:
        """Whether there is something to offer."""
        return bool(self._fixes)

    @property
    def choices(self) -> QMenu | None:
        """The menu that is open, or was last."""
        return self._choices

    def offer(self, problem: Problem | None, *, enabled: bool = True) -> None:
        """Offer what ``problem`` can be set right with; None for nothing."""
        self.problem = problem
        self._fixes = problem.fixes if problem else ()
        if self._place and problem:
            at = self._place
            self._fixes = () if problem.choice else problem.fixes[at : at + 1]
        self.setVisible(bool(self._fixes))
        self.setEnabled(enabled)
        several = bool(problem and problem.choice)
        words = (problem.choice or self._fixes[0].label) if problem and self._fixes else ""
        self.setText(on_button(words) + (_ARROW if several else ""))
        name = f"{words}，选择是哪一处" if several else words
        self.setAccessibleName(name)
        listed = "\n".join(fix.label for fix in self._fixes) if several else words
        key = "" if self._place else f"快速修复（{FIX_KEY}），"
        self.setToolTip(tip(f"{listed}\n{key}可以撤销"))

    def act(self) -> None:
        """Carry it out, or open the choice."""
        if not self._fixes:
            return
        if self.problem is None or not self.problem.choice:
            self.chosen.emit(self._fixes[0])
            return
        if self._choices is not None:
            self._choices.deleteLater()
        menu = self._choices = QMenu(self)
        for fix in self._fixes:
            action = menu.addAction(on_button(fix.label))
            action.setData(fix)
        menu.triggered.connect(self._on_choice)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        # Once it is shown: opening it makes no line active, and Enter would do nothing.
        menu.setActiveAction(menu.actions()[0])

    def _on_choice(self, action: QAction) -> None:
        self.chosen.emit(action.data())

    def paintEvent(self, _: QPaintEvent) -> None:
        """As many of its words as there is room for."""
        painter = QStylePainter(self)
        option: Option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        option.text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
