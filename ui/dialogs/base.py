"""What every dialog has: a title, room around it, Chinese buttons, remembered nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget


class Dialog(QDialog):
    """A dialog with a ``body`` to fill and buttons below it. Deletes itself when closed."""

    def __init__(
        self, title: str, parent: QWidget | None, accept: str = "", close: str = "关闭(&C)"
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.buttons = QDialogButtonBox()
        self.accept_button = None
        if accept:
            self.accept_button = self.buttons.addButton(
                accept, QDialogButtonBox.ButtonRole.AcceptRole
            )
        self.close_button = self.buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(self.body, 1)
        layout.addWidget(self.buttons)
