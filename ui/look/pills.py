"""A state in a word on a tinted ground: the word says it, the colour finds it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette

from ui.look import colors
from ui.look.tokens import Space


def draw_pill(painter: QPainter, palette: QPalette, room: QRect, text: str, ink: QColor) -> int:
    """Draw ``text`` at the left of ``room``, in the middle of its height; answers its width."""
    metrics = painter.fontMetrics()
    width = min(metrics.horizontalAdvance(text) + 2 * Space.STEP, room.width())
    height = metrics.height() + 2
    frame = QRectF(room.left(), room.center().y() - height / 2 + 1, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.blend(palette.base().color(), ink, 0.14))
    painter.drawRoundedRect(frame, height / 2, height / 2)
    painter.setPen(ink)
    painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
    return width
