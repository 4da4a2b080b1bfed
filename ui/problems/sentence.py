"""The gravest problem on the folded line, in as many of its words as there is room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPaintEvent, QPalette, QShortcut
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
)

from ui.look.structures import Option

JUMP_KEY = "Alt+J"


class Sentence(QToolButton):
    """A sentence that can be pressed; cut rather than push the window wider."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoRaise(True)
        # The key of the button 转到, which is not seen while this line is.
        QShortcut(QKeySequence(JUMP_KEY), self, self.click)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The words from the left, as many as there is room for."""
        painter = QStylePainter(self)
        option: Option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        room = self.rect().adjusted(8, 0, -8, 0)
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        # That there is nothing to be done is no button, and to be read all the same.
        role = QPalette.ColorRole
        ink = role.WindowText if self.isEnabled() else role.PlaceholderText
        painter.drawItemText(room, int(flags), self.palette(), True, words, ink)
