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
from govreport_desktop.report import Report
from govreport_desktop.report.figure import (
    FieldState,
    Figure,
    figure_state,
    figure_value,
    parse_figure,
)
from ui.look import colors
from ui.narrative.convert import FIGURE

_PADDING = 5.0
_SIGN = "! "
_HINTS = {
    FieldState.LIVE: "随表格自动更新；导出时为普通数字。",
    FieldState.BLANK: "这一格还没有填写，填写后这里自动显示。",
    FieldState.UNREAD: "这一格里不是数，请到表格中改正。",
    FieldState.NO_LAST: "还没有读入上年的数，读入后这里自动显示。",
    FieldState.FROM_ZERO: "上年为 0，不能算百分比，请改写这一句。",
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
        state = figure_state(figure_of(format), self._report)
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
        figure = figure_of(style)
        sign = "" if figure_state(figure, self._report) is FieldState.LIVE else _SIGN
        return sign + figure_value(figure, self._report)

    def _ink(self, state: FieldState) -> QColor:
        if state is FieldState.LIVE:
            return colors.mark(self.palette, Severity.INFO)
        waits = state in (FieldState.BLANK, FieldState.NO_LAST)
        severity = Severity.WARNING if waits else Severity.ERROR
        return colors.mark(self.palette, severity)


def figure_of(style: QTextFormat) -> Figure:
    """The figure a field's format names."""
    return parse_figure(str(style.property(FIGURE)))


def describe(figure: Figure, report: Report) -> str:
    """What a field's tooltip says: the cell in words, its value, what to do."""
    state = figure_state(figure, report)
    return f"{figure.words(report.form)}：{figure_value(figure, report)}\n{_HINTS[state]}"


def _font(document: QTextDocument) -> QFont:
    return document.defaultFont()
