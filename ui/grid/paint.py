"""How one printed cell looks; shared by the delegate and the frozen headers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette

from govreport_desktop.checks import Severity
from govreport_desktop.form.model import GridCell, Role
from ui.grid import labels
from ui.grid.fit import PADDING, SIGN_EMS
from ui.grid.model import label_alignment
from ui.look import colors

COMPUTED_SIGN = "Σ"
NEAR_EMS = 6  # how far from a cell's right edge last year's number may begin


class Inks:
    """The colours of numbers in one palette, each made once: a page of them paints 168 cells."""

    def __init__(self, palette: QPalette) -> None:
        self.palette = QPalette(palette)
        self.line = colors.line(palette)
        self.text = palette.text().color()
        self.accent = palette.highlight().color()
        self._numbers: dict[tuple[bool, Severity | None, bool], tuple[QColor, QColor]] = {}

    def number(
        self, *, computed: bool, mark: Severity | None, selected: bool
    ) -> tuple[QColor, QColor]:
        """The background of a number and the ink of the sign in its cell."""
        key = computed, mark, selected
        if key not in self._numbers:
            palette = self.palette
            ground = number_ground(palette, computed=computed, mark=mark, selected=selected)
            strong = colors.mark(palette, mark) if mark is not None else colors.muted(palette)
            self._numbers[key] = ground, colors.readable(palette, strong, ground)
        return self._numbers[key]


_KEPT = 16
_inks: dict[tuple[int, QPalette.ColorGroup], Inks] = {}


def inks(palette: QPalette) -> Inks:
    """Those of ``palette`` in its present group, from the last few that were asked for."""
    key = palette.cacheKey(), palette.currentColorGroup()
    if key not in _inks:
        if len(_inks) >= _KEPT:
            _inks.clear()
        _inks[key] = Inks(palette)
    return _inks[key]


def draw_rules(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """The right and lower rule of a cell; its neighbours draw the others."""
    rule(painter, rect, inks(palette).line)


def rule(painter: QPainter, rect: QRect, ink: QColor) -> None:
    """The same in a colour that is known."""
    scale = painter.deviceTransform().m11()
    if scale == round(scale):
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), ink)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink)
        return
    edge = QRectF(rect)
    fill_pixels(painter, QRectF(edge.right() - 1, edge.top(), 1, edge.height()), ink)
    fill_pixels(painter, QRectF(edge.left(), edge.bottom() - 1, edge.width(), 1), ink)


def draw_frame(painter: QPainter, rect: QRect, ink: QColor, width: int) -> None:
    """A frame of ``width`` inside ``rect``."""
    edge = QRectF(rect)
    for left, top, right, bottom in (
        (edge.left(), edge.top(), edge.right(), edge.top() + width),
        (edge.left(), edge.bottom() - width, edge.right(), edge.bottom()),
        (edge.left(), edge.top(), edge.left() + width, edge.bottom()),
        (edge.right() - width, edge.top(), edge.right(), edge.bottom()),
    ):
        fill_pixels(painter, QRectF(QPointF(left, top), QPointF(right, bottom)), ink)


def fill_pixels(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    """Fill ``rect`` as whole pixels of the device, each rule as thick as every other.

    At 125 or 150 % a rule of one pixel of Qt's covers one and a half of the screen's: drawn as
    it stands, every other one would come out twice as thick.
    """
    transform = painter.deviceTransform()
    scale = transform.m11()
    if scale == round(scale):
        painter.fillRect(rect, ink)
        return
    there = transform.mapRect(rect)
    right, bottom = round(there.right()), round(there.bottom())
    # From the right and lower edge, where a cell's rules are; thin ones keep their thickness.
    across = max(1, int(there.width())) if rect.width() <= 2 else right - round(there.left())
    down = max(1, int(there.height())) if rect.height() <= 2 else bottom - round(there.top())
    whole = QRectF(right - across, bottom - down, across, down)
    painter.fillRect(transform.inverted()[0].mapRect(whole), ink)


def draw_label(
    painter: QPainter,
    rect: QRect,
    visible: QRect,
    cell: GridCell,
    palette: QPalette,
    *,
    lit: bool = False,
) -> None:
    """A heading, row label or article. A group's words stay in what is ``visible`` of it.

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
    # A group half out of view keeps its words in the half that is seen.
    shown = rect.intersected(visible) if cell.row_span > 1 else rect
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    labels.draw(painter, shown.adjusted(PADDING, 0, -PADDING, 0), cell, label_alignment(cell))
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
    sign = round(em * SIGN_EMS) if signed else 0
    room = rect.adjusted(PADDING + sign, 0, -PADDING, 0)
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
    painter: QPainter, rect: QRect, ink: QColor, *, computed: bool, mark: Severity | None
) -> None:
    """At the left edge: the sign of the worst problem, else that of a computed cell."""
    if mark is not None:
        text = colors.SIGNS[mark]
    elif computed:
        text = COMPUTED_SIGN
    else:
        return
    font = QFont(painter.font())
    font.setBold(mark is not None)
    font.setPointSizeF(font.pointSizeF() * (1.0 if mark else 0.82))
    painter.save()
    painter.setFont(font)
    painter.setPen(ink)
    room = rect.adjusted(PADDING - 2, 0, -PADDING, 0)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()
