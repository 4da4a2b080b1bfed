"""How much of a screen a window may take.

``QWidget.screen`` is never asked: PySide6 makes the screen a child of the widget, and a window
that is collected as garbage takes the screen along. The next window then ends the process.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def room_at(point: QPoint) -> QRect:
    """What is free of bars on the screen at ``point``, on the first where there is none."""
    screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def room_of(widget: QWidget) -> QRect:
    """What is free on the screen of ``widget``; before it is shown, on that of its parent."""
    parent = widget.parentWidget()
    shown = widget if parent is None or widget.isVisible() else parent
    return room_at(shown.window().frameGeometry().center())
