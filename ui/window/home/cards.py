"""The cards of the home page: what is due, and the jobs there are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.forms import plain_label
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.plain import Label
from ui.window.home.due import Due

UNKNOWN = "填好机关名称，这里就写明还有几天报送。"


class Card(QFrame):
    """A surface of its own with room inside, named for screen readers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(name)


class DueCard(Card):
    """How many days are left for which report, and the one button that goes on with it."""

    open_wanted = Signal(object)  # Path
    begin_wanted = Signal(object)  # Path of last year's report, or None
    office_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("报送期限", parent)
        self._due: Due | None = None
        self.number = Label()
        self.number.setFont(sized(self.font(), Size.TITLE, bold=True))
        self.headline = Label()
        self.headline.setFont(sized(self.font(), Size.BODY, bold=True))
        self.details = Label()
        self.details.setObjectName("hint")
        self.details.setWordWrap(True)
        self.go_on = QPushButton()
        self.go_on.setObjectName("primary")
        self.go_on.clicked.connect(self._go_on)
        self.last = QPushButton()
        self.last.clicked.connect(self._open_last)
        self._lay_out()

    def show_due(self, due: Due | None, today: date) -> None:
        """Say what is due; None while no office is known."""
        self._due = due
        number, words = due.headline(today) if due else ("", UNKNOWN)
        self.number.setText(number)
        self.number.setVisible(bool(number))
        self.headline.setText(words)
        self.details.setText(due.details if due else "期限按机关类别定（条例第四十九条）。")
        self.go_on.setText(_next_step(due))
        last = due is not None and due.last is not None and due.path is not None
        self.last.setVisible(last)
        self.last.setText(f"看 {due.year - 1} 年度报告(&V)" if due else "")
        self.setAccessibleDescription(f"{number}{words}，{self.details.text()}")

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.HALF)
        words.addWidget(self.headline)
        words.addWidget(self.details)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.ROOM, Space.ROOM, Space.ROOM, Space.ROOM)
        row.setSpacing(Space.ROOM)
        row.addWidget(self.number)
        row.addLayout(words, 1)
        row.addWidget(self.last)
        row.addWidget(self.go_on)

    def _go_on(self) -> None:
        if self._due is None:
            self.office_wanted.emit()
        elif self._due.path is not None:
            self.open_wanted.emit(self._due.path)
        else:
            self.begin_wanted.emit(self._due.last)

    def _open_last(self) -> None:
        if self._due is not None and self._due.last is not None:
            last: Path = self._due.last
            self.open_wanted.emit(last)


class JobCard(Card):
    """One job in a sentence, and the commands it begins with."""

    def __init__(
        self, title: str, about: str, actions: list[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        heading = Label(title)
        heading.setFont(sized(self.font(), Size.BODY, bold=True))
        words = Label(about)
        words.setObjectName("hint")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = [_button(action) for action in actions]
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.ROOM, Space.ROOM, Space.ROOM, Space.ROOM)
        layout.setSpacing(Space.STEP)
        layout.addWidget(heading)
        layout.addWidget(words, 1)
        layout.addLayout(row)


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.icon(), action.text())
    button.setToolTip(action.toolTip())
    button.setAccessibleName(plain_label(action.text()))
    button.clicked.connect(action.trigger)
    return button


def _next_step(due: Due | None) -> str:
    if due is None:
        return "填写机关信息(&J)"
    if due.path is not None:
        return f"继续填 {due.year} 年度报告(&J)"
    if due.last is not None:
        return f"从 {due.year - 1} 年度报告开始 {due.year}(&J)"
    return f"新建 {due.year} 年度报告(&J)"
