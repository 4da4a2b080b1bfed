"""Fields in the prose as chips with the live value of their cell."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from govreport_desktop.checks import Severity
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Report
from govreport_desktop.report.fields import FieldState, field_state, field_value
from ui.look import colors
from ui.narrative.convert import ADDRESS

_PADDING = 5.0
_SIGN = "! "
_HINTS = {
    FieldState.LIVE: "随表格自动更新；导出时为普通数字。",
    FieldState.BLANK: "这一格还没有填写，填写后这里自动显示。",
    FieldState.UNREAD: "这一格里不是数，请到表格中改正。",
    FieldState.GONE: "现在的格式里没有这一格，请改为普通数字或删除。",
}


class Chips(QPyTextObject):
    """Measures and draws every field of one document.

    It is asked for each one whenever its line is laid out or painted, so it keeps nothing
    but the report and the palette of the moment.
    """

    def __init__(self, report: Report, parent: QTextDocument) -> None:
        super().__init__(parent)
        self._report = report
        self.palette = QPalette()

    def intrinsicSize(self, doc: QTextDocument, _: int, format: QTextFormat) -> QSizeF:  # noqa: A002
        """As wide as its text and a rim, as high as the line's own letters."""
        metrics = QFontMetricsF(_font(doc))
        width = metrics.horizontalAdvance(self._text(format)) + 2 * _PADDING
        return QSizeF(width, metrics.ascent() + metrics.descent())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        _: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        """A tinted box; a field without a number has a sign and a broken rim as well."""
        state = field_state(address_of(format), self._report)
        ink = self._ink(state)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink, 1.0)
        if state is not FieldState.LIVE:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colors.blend(self.palette.base().color(), ink, 0.14))
        rect = QRectF(rect)
        painter.drawRoundedRect(rect.adjusted(1, 0.5, -1, -0.5), 4, 4)
        painter.setFont(_font(doc))
        painter.setPen(self.palette.text().color() if state is FieldState.LIVE else ink)
        baseline = rect.top() + QFontMetricsF(painter.font()).ascent()
        painter.drawText(QPointF(rect.left() + _PADDING, baseline), self._text(format))
        painter.restore()

    def _text(self, style: QTextFormat) -> str:
        address = address_of(style)
        sign = "" if field_state(address, self._report) is FieldState.LIVE else _SIGN
        return sign + field_value(address, self._report)

    def _ink(self, state: FieldState) -> QColor:
        if state is FieldState.LIVE:
            return colors.mark(self.palette, Severity.INFO)
        severity = Severity.WARNING if state is FieldState.BLANK else Severity.ERROR
        return colors.mark(self.palette, severity)


def address_of(style: QTextFormat) -> CellAddress:
    """The cell a field's format names."""
    return CellAddress(*str(style.property(ADDRESS)).split("/"))


def describe(address: CellAddress, report: Report) -> str:
    """What a field's tooltip says: the cell in words, its value, what to do."""
    state = field_state(address, report)
    words = report.words(address) if report.form.has(address) else str(address)
    return f"{words}：{field_value(address, report)}\n{_HINTS[state]}"


def _font(document: QTextDocument) -> QFont:
    return document.defaultFont()
