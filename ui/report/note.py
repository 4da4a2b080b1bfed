"""A line above the page: what was done, in more words than the status bar has room for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.look.tokens import Space
from ui.plain import Label


class Note(QFrame):
    """Stays until it is put away: nobody has to read against the clock."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.words = Label()
        self.words.speak_as("消息")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QPushButton("知道了(&Z)")
        self.close_button.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.ROOM, Space.HALF, Space.STEP, Space.HALF)
        row.setSpacing(Space.ROOM)
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, words: str) -> None:
        """Show ``words`` in place of those before."""
        self.words.setText(words)
        self.show()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
