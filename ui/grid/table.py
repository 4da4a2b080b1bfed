"""The printed grid on screen: frozen headings, merged labels, columns that fit, zoom."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from govreport_desktop.form.model import CellSpec
from govreport_desktop.report import format_value, is_number
from ui.grid import fit, paint
from ui.grid.headers import Corner, TreeHeader
from ui.grid.model import GridModel

FULL_WIDTH = 1080  # pixels at 100 %: wider, and the eye loses the row


class PrintedTable(QTableView):
    """Lays a `GridModel` out as it is printed; what a clerk does with it is `GridView`."""

    laid_out = Signal(object)  # list[int]: pixel widths of every printed column

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.room = 0  # pixels the columns may take before they scroll
        self._base_font = QFont(self.font())
        self._zoom = 100
        self._widths: list[int] = []
        self._laying_out = False
        self._frozen = model.table.header_rows > 0
        self._corner = Corner(model.table, self)
        self._setup_headers()
        self.setModel(model)
        self._merge_or_hide()
        model.dataChanged.connect(self._make_room)
        model.last_year_changed.connect(self._show_last_year)
        self.selectionModel().currentChanged.connect(self._show_current)

    def _setup_headers(self) -> None:
        table = self.grid.table
        self._across = TreeHeader(table, Qt.Orientation.Horizontal, self)
        self._down = TreeHeader(table, Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self._across.setVisible(self._frozen)
        self._down.setVisible(self._frozen and table.label_columns > 0)
        self._corner.setVisible(self._frozen and table.label_columns > 0)

    def _merge_or_hide(self) -> None:
        """Frozen labels are painted by the headers; otherwise they are merged cells."""
        table = self.grid.table
        if self._frozen:
            for row in range(table.header_rows):
                self.setRowHidden(row, True)
            for column in range(table.label_columns):
                self.setColumnHidden(column, True)
            return
        for cell in table.grid:
            if cell.row_span > 1 or cell.column_span > 1:
                self.setSpan(cell.row, cell.column, cell.row_span, cell.column_span)

    # ------------------------------------------------------------ size
    def set_zoom(self, percent: int) -> None:
        """Draw everything at ``percent`` of its size."""
        self._zoom = percent
        font = QFont(self._base_font)
        font.setPointSizeF(font.pointSizeF() * percent / 100)
        self.setFont(font)
        for part in (self._across, self._down, self._corner):
            part.setFont(font)
        self.setMaximumWidth(FULL_WIDTH * percent // 100)
        self.lay_out()

    def lay_out(self) -> None:
        """Fit the columns to the width there is, and the rows to their labels."""
        if self._laying_out:
            return
        self._laying_out = True
        table, metrics = self.grid.table, QFontMetrics(self.font())
        low = fit.minimum_widths(table, metrics, self._longest(metrics))
        room = self.width() - 2 * self.frameWidth()
        weights = fit.weights(table)
        heights = fit.row_heights(table, metrics, fit.fit_widths(weights, low, room))
        if sum(heights) > self.height() - 2 * self.frameWidth():
            room -= self.verticalScrollBar().sizeHint().width()
        self.room = room
        self._widths = fit.fit_widths(weights, low, room)
        self._set_sizes(fit.row_heights(table, metrics, self._widths))
        self._laying_out = False
        self.laid_out.emit(self._widths)

    def _set_sizes(self, heights: list[int]) -> None:
        table = self.grid.table
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        if self._frozen:
            self._across.set_lanes(heights[: table.header_rows])
            self._down.set_lanes(self._widths[: table.label_columns])
            # Said outright: Qt only notices where a row or a column of numbers changes as well.
            self.updateGeometries()
        self.setMaximumHeight(sum(heights) + 2 * self.frameWidth())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The whole table, so that nothing scrolls where there is room."""
        return QSize(self.maximumWidth(), self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        """Little: the window has to fit a small screen at 200 %, and the table scrolls."""
        return QSize(320, 120)

    def updateGeometries(self) -> None:
        """Keep the corner where the headers meet."""
        super().updateGeometries()
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self._down.width(), self._across.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns again."""
        super().resizeEvent(event)
        self.lay_out()

    def _longest(self, metrics: QFontMetrics) -> list[int]:
        """The width of the longest number in each printed column."""
        longest = [0] * self.grid.table.column_count
        values = self.grid.session.report.values
        for cell in self.grid.table.grid:
            if cell.address and cell.column_span == 1 and is_shown_whole(values[cell.address]):
                width = metrics.horizontalAdvance(format_value(values[cell.address]))
                width += self._beside(self.grid.table.cells[cell.address])
                longest[cell.column] = max(longest[cell.column], width)
        return longest

    def _beside(self, spec: CellSpec) -> int:
        """The room last year's number takes beside this year's, where it is shown."""
        last = self.grid.last_year_text(spec)
        if not last:
            return 0
        small = QFontMetrics(paint.secondary(self.font()))
        return small.horizontalAdvance(last) + small.horizontalAdvance("宽") // 3

    def _show_last_year(self) -> None:
        self.lay_out()
        self.viewport().update()

    # ------------------------------------------------------------ what moved
    def _make_room(self, top: QModelIndex, _: QModelIndex, roles: list[int]) -> None:
        """Widen a column that a new number no longer fits."""
        spec = self.grid.spec(top)
        if spec is None or (roles and Qt.ItemDataRole.DisplayRole not in roles):
            return
        metrics = QFontMetrics(self.font())
        value = self.grid.session.report.values[spec.address]
        need = metrics.horizontalAdvance(format_value(value) + "宽") + 2 * fit.PADDING
        need += self._beside(spec)
        if is_shown_whole(value) and need > self.visualRect(top).width():
            self.lay_out()

    def _show_current(self, current: QModelIndex, _: QModelIndex) -> None:
        for header in (self._across, self._down):
            header.set_current(current.row(), current.column())


def is_shown_whole(value: object) -> bool:
    """Numbers are never cut short; text that is no number may be."""
    return is_number(value)
