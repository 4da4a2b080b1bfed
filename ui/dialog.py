"""What every dialog has: a title, room around it, Chinese buttons, remembered nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.look.room import room_of
from ui.look.tokens import Space

# What a screen of 1366 by 768 has at 150 %, without the task bar and the title bar; one of
# 1920 by 1080 has more at 200 %.
SMALLEST_SCREEN = QSize(910, 460)
TITLE_BAR = 24  # pixels the system puts on top of a dialog


class Dialog(QDialog):
    """A dialog with a ``body`` to fill and buttons below it. Deletes itself when closed."""

    def __init__(
        self, title: str, parent: QWidget | None, accept: str = "", close: str = "关闭(&C)"
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.ROOM)
        self.buttons = QDialogButtonBox()
        self.accept_button = None
        if accept:
            self.accept_button = self.buttons.addButton(
                accept, QDialogButtonBox.ButtonRole.AcceptRole
            )
        self.close_button = self.buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        # Where there is nothing to decide, closing is no deed to be pressed for.
        self.close_button.setObjectName("" if accept else "quiet")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.ROOM)
        layout.setSpacing(Space.ROOM)
        layout.addLayout(self.body, 1)
        layout.addWidget(self.buttons)

    def event(self, event: QEvent) -> bool:
        """Grow with words that became longer: else the last line of a hint is cut off."""
        grows = event.type() == QEvent.Type.LayoutRequest and self.isVisible()
        # Not to be touched after other events: one of them deletes the dialog.
        handled = super().event(event)
        if grows and (layout := self.layout()):
            least = layout.totalMinimumHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), min(least, self._room().height())))
        return handled

    def showEvent(self, event: QShowEvent) -> None:
        """Never larger than the screen: at 200 % a small one has half the room."""
        room = self._room()
        layout = self.layout()
        if layout is not None and layout.minimumSize().boundedTo(room) != layout.minimumSize():
            self._scroll_body()
        self.resize(self.size().boundedTo(room))
        super().showEvent(event)

    def _room(self) -> QSize:
        available = room_of(self).size() - QSize(0, TITLE_BAR)
        return available.expandedTo(SMALLEST_SCREEN)

    def _scroll_body(self) -> None:
        """Let the body scroll, with the buttons always in view below it."""
        layout = self.layout()
        if not isinstance(layout, QVBoxLayout) or self.body.parent() is not layout:
            return
        layout.removeItem(self.body)
        self.body.setParent(None)
        content = QWidget()
        content.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        layout.insertWidget(0, area, 1)
        layout.activate()
