"""The question before another office's, or another year's, report goes into this one."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from govreport_desktop.checks import Severity
from ui.look import colors
from ui.look.tokens import Space
from ui.plain import Label


class StrangerBox(QFrame):
    """Whose report it is, in red, and a tick without which nothing is imported; hidden for ""."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label(f"{colors.SIGNS[Severity.ERROR]} {sentence}请先核对是不是选错了文件。")
        self.sure = QCheckBox("没有选错，要把它并入这份报告(&M)")
        self.words.setWordWrap(True)
        strong = colors.mark(self.palette(), Severity.ERROR)
        palette = self.words.palette()
        palette.setColor(QPalette.ColorRole.WindowText, strong)
        self.words.setPalette(palette)
        self.sure.setAccessibleDescription(self.words.text())
        line = QFrame()
        line.setFixedWidth(3)
        line.setAutoFillBackground(True)
        palette = line.palette()
        palette.setColor(QPalette.ColorRole.Window, strong)
        line.setPalette(palette)
        column = QVBoxLayout()
        column.setSpacing(Space.HALF)
        column.addWidget(self.words)
        column.addWidget(self.sure)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.STEP)
        row.addWidget(line)
        row.addLayout(column, 1)
        self._asked = bool(sentence)
        self.setVisible(self._asked)

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to ask, or the clerk has said yes."""
        return not self._asked or self.sure.isChecked()
