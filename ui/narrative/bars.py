"""Above and below the prose: the heading of the part, and what it comes to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from govreport_desktop.checks import Severity
from govreport_desktop.form.model import Section
from ui.look import colors
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.plain import ElidedLabel, Label


class EditorHeader(QFrame):
    """Heading and hint of the form, and the two things a clerk looks for here."""

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        title = ElidedLabel(section.title, self)
        title.setToolTip(section.title)
        title.setFont(sized(self.font(), Size.TITLE, bold=True))
        hint = Label(section.hint, self)
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        hint.setVisible(bool(section.hint))
        self.field_button = _button(self, "插入表内数字", "插入随表格更新的数字，也可键入 {")
        self.find_button = _button(self, "查找和替换", "在各部分的文字里查找和替换（Ctrl+F）")
        words = QVBoxLayout()
        words.setSpacing(Space.HALF)
        words.addWidget(title)
        words.addWidget(hint)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.ROOM, Space.STEP, Space.ROOM, Space.STEP)
        layout.addLayout(words, 1)
        layout.addWidget(self.field_button)
        layout.addWidget(self.find_button)


class EditorStatus(QFrame):
    """字数 against the limit, and a text that could not be saved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = False  # longer than the limit
        self.words = Label(parent=self)
        self.refused = ElidedLabel("✕ 这一部分还没有存进文件，文字仍在这里，稍后自动再试", self)
        self.refused.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.ROOM, Space.HALF, Space.ROOM, Space.HALF)
        layout.addWidget(self.refused)
        layout.addStretch(1)
        layout.addWidget(self.words)

    def show_count(self, words: int, limit: int) -> None:
        """Say how long the part is; with a sign where it is over ``limit`` (0: none)."""
        over = max(words - limit, 0) if limit else 0
        self._over = over > 0
        text = f"{words} / {limit} 字" if limit else f"字数 {words}"
        self.words.setText(f"! {text}，超出 {over}" if over else text)
        self._paint(self.words, self._over)

    def show_refused(self, refused: bool) -> None:
        """Say that the file did not take the text."""
        self.refused.setVisible(refused)
        self._paint(self.refused, refused)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette from light to dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "refused"):
            self._paint(self.words, self._over)
            self._paint(self.refused, not self.refused.isHidden())

    def _paint(self, label: Label, wrong: bool) -> None:
        palette = QPalette()
        if wrong:
            severity = Severity.ERROR if label is self.refused else Severity.WARNING
            palette.setColor(label.foregroundRole(), colors.mark(self.palette(), severity))
        label.setPalette(palette)


def _button(parent: QWidget, text: str, tip: str) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
