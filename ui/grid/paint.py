"""How one printed cell looks; shared by the delegate and the frozen headers."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen

from govreport_desktop.checks import Severity
from govreport_desktop.form.model import GridCell, Role
from ui.grid.fit import PADDING, label_text
from ui.grid.model import label_alignment
from ui.look import colors

COMPUTED_SIGN = "Σ"
NEAR_EMS = 6  # how far from a cell's right edge last year's number may begin


def draw_rules(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """The right and lower rule of a cell; its neighbours draw the others."""
    painter.setPen(QPen(colors.line(palette), 1))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def draw_label(
    painter: QPainter,
    rect: QRect,
    visible: QRect,
    cell: GridCell,
    palette: QPalette,
    *,
    lit: bool = False,
) -> None:
    """A heading, row label or article. A group's text stays inside what is ``visible`` of it.

    ``lit`` marks the row and column of the current cell.
    """
    ground = (
        colors.article(palette, cell.fill) if cell.role is Role.ARTICLE else colors.label(palette)
    )
    if lit:
        ground = colors.blend(ground, palette.highlight().color(), 0.28)
    painter.fillRect(rect, ground)
    draw_rules(painter, rect, palette)
    painter.setPen(palette.text().color())
    shown = rect.intersected(visible) if cell.row_span > 1 else rect
    room = shown.adjusted(PADDING, 1, -PADDING, -1)
    text = label_text(cell, painter.fontMetrics(), room.width())
    flags = int(label_alignment(cell)) | int(Qt.TextFlag.TextWordWrap)
    cut = shown.height() < rect.height()
    if cut and painter.boundingRect(room, flags, text).height() > room.height():
        # A group half out of view: begin at its first line rather than cut both ends.
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        flags |= int(Qt.TextFlag.TextWordWrap)
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.drawText(room, flags, text)
    painter.restore()


def number_ground(
    palette: QPalette, *, computed: bool, mark: Severity | None, selected: bool
) -> QColor:
    """The background of a number: plain, computed, marked, selected on top of each."""
    ground = colors.computed(palette) if computed else palette.base().color()
    if mark is not None and mark is not Severity.INFO:
        ground = colors.wash(palette, mark)
    return colors.blend(ground, palette.highlight().color(), 0.24) if selected else ground


def draw_last_year(
    painter: QPainter, rect: QRect, palette: QPalette, last: str, number: str, *, signed: bool
) -> None:
    """Last year's number, small, left of ``number`` and behind the sign where there is one.

    Left out where it would touch the number: the tooltip has it too.
    """
    em = painter.fontMetrics().horizontalAdvance("宽")
    room = rect.adjusted(PADDING + (em if signed else 0), 0, -PADDING, 0)
    room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(number) - em // 4)
    painter.save()
    painter.setFont(secondary(painter.font()))
    painter.setPen(colors.muted(palette))
    width = painter.fontMetrics().horizontalAdvance(last)
    if width <= room.width():
        # In a wide cell it stays near the number it belongs to.
        near = min(rect.right() - round(em * NEAR_EMS), room.right() - width)
        room.setLeft(max(room.left(), near))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(side), last)
    painter.restore()


def secondary(font: QFont) -> QFont:
    """The face of figures that stand back: smaller, never bold."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    small.setWeight(QFont.Weight.Normal)
    return small


def draw_sign(
    painter: QPainter, rect: QRect, palette: QPalette, *, computed: bool, mark: Severity | None
) -> None:
    """At the left edge: the sign of the worst problem, else that of a computed cell."""
    if mark is not None:
        text, ink = colors.SIGNS[mark], colors.mark(palette, mark)
    elif computed:
        text, ink = COMPUTED_SIGN, colors.muted(palette)
    else:
        return
    font = QFont(painter.font())
    font.setBold(mark is not None)
    font.setPointSizeF(font.pointSizeF() * (1.0 if mark else 0.82))
    painter.save()
    painter.setFont(font)
    painter.setPen(ink)
    room = rect.adjusted(PADDING - 1, 0, -PADDING, 0)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()
