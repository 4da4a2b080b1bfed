"""The chosen line of a list: a pale ground, and a ring round it where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView

from ui.look import colors
from ui.look.structures import Option
from ui.look.tokens import RING

BAR = 3  # pixels: the accent at the left of the chosen line


def has_keyboard(option: Option) -> bool:
    """Whether the keyboard is in the list that an item is drawn in."""
    return option.widget is not None and option.widget.hasFocus()


def draw_choice(painter: QPainter, option: Option) -> None:
    """The ground of one field of the chosen line, or of a line that is one field.

    The accent stands at the left end, ring or not; the ring runs along the top and bottom of
    every field and closes at the right end.
    """
    palette: QPalette = option.palette
    rect: QRect = option.rect
    focused = has_keyboard(option)
    painter.fillRect(rect, colors.chosen(palette, focused=focused))
    accent = palette.highlight()
    if rect.left() <= 0:
        painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), accent)
    if not focused:
        return
    painter.fillRect(rect.left(), rect.top(), rect.width(), RING, accent)
    painter.fillRect(rect.left(), rect.bottom() - RING + 1, rect.width(), RING, accent)
    view = option.widget
    assert isinstance(view, QAbstractItemView)
    if rect.right() >= view.viewport().width() - RING:
        painter.fillRect(rect.right() - RING + 1, rect.top(), RING, rect.height(), accent)
