"""What keys mean in prose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

# What the key of { gives: on its own, in full width, and with Chinese punctuation.
BRACES = frozenset("{｛『「")


def is_redo(event: QKeyEvent) -> bool:
    """Whether a step that was taken back is wanted again: the system's key, or Ctrl+Y."""
    return event.matches(QKeySequence.StandardKey.Redo) or (
        event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )


def ends_paragraph(event: QKeyEvent) -> bool:
    """Whether that is Enter, with Shift too."""
    return event.matches(QKeySequence.StandardKey.InsertParagraphSeparator) or event.matches(
        QKeySequence.StandardKey.InsertLineSeparator
    )
