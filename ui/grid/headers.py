"""The frozen headings: header tree above, row label tree at the left, corner text."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from govreport_desktop.form.model import Form, GridCell, Table
from ui.grid import paint
from ui.hints import label_tip


class TreeHeader(QHeaderView):
    """A header that paints the merged labels of the printed grid.

    Its lanes run across the sections: the header rows of the horizontal header, the label
    columns of the vertical one.
    """

    def __init__(
        self, form: Form, table: Table, orientation: Qt.Orientation, parent: QWidget
    ) -> None:
        super().__init__(orientation, parent)
        self._form = form
        self._table = table
        self._flat = orientation == Qt.Orientation.Horizontal
        self._view = parent
        self._cells = [cell for cell in table.grid if self._is_mine(cell)]
        self._lanes: list[int] = []
        self._current = (-1, -1)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setAccessibleName("列标题" if self._flat else "行标题")

    def set_lanes(self, sizes: list[int]) -> None:
        """Heights of the header rows, or widths of the label columns, in pixels."""
        self._lanes = sizes
        (self.setFixedHeight if self._flat else self.setFixedWidth)(sum(sizes))

    def set_current(self, row: int, column: int) -> None:
        """Light up the labels of the current cell."""
        before = [self._is_lit(cell) for cell in self._cells]
        self._current = (row, column)
        if not self._lanes:
            return
        # With every key: painting all labels anew would cost as much as all the rest of it.
        for cell, lit in zip(self._cells, before, strict=True):
            if self._is_lit(cell) != lit:
                self.viewport().update(self._rect(cell))

    def sizeHint(self) -> QSize:
        """All lanes together."""
        total = sum(self._lanes)
        return QSize(0, total) if self._flat else QSize(total, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every label that is in view."""
        painter = QPainter(self.viewport())
        # The view's: a style sheet gives a header its own back when it is first shown.
        painter.setFont(self._view.font())
        visible = self.viewport().rect()
        painter.fillRect(visible, self.palette().base())
        painter.setClipRegion(event.region())
        for cell in self._cells:
            rect = self._rect(cell)
            if event.region().intersects(rect):
                lit = self._is_lit(cell)
                paint.draw_label(painter, rect, visible, cell, self.palette(), lit=lit)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Over a label: its words in full, and what counts there."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        cell = self.label_at(event.pos())
        if cell is None:
            QToolTip.hideText()
        else:
            words = label_tip(self._form, self._table, cell)
            QToolTip.showText(event.globalPos(), words, self.viewport(), self._rect(cell))
        return True

    def label_at(self, point: QPoint) -> GridCell | None:
        """The printed label under a point of the header."""
        return next((cell for cell in self._cells if self._rect(cell).contains(point)), None)

    def _is_mine(self, cell: GridCell) -> bool:
        above = cell.row < self._table.header_rows
        left = cell.column < self._table.label_columns
        return (above and not left) if self._flat else (left and not above)

    def _is_lit(self, cell: GridCell) -> bool:
        at = self._current[1 if self._flat else 0]
        start, span = _along(cell, flat=self._flat)
        return start <= at < start + span

    def _rect(self, cell: GridCell) -> QRect:
        start, span = _along(cell, flat=self._flat)
        lane, lanes = (cell.row, cell.row_span) if self._flat else (cell.column, cell.column_span)
        begin = self.sectionViewportPosition(start)
        length = sum(self.sectionSize(i) for i in range(start, start + span))
        edges = [0, *accumulate(self._lanes)]
        across, thick = edges[lane], edges[lane + lanes] - edges[lane]
        if self._flat:
            return QRect(begin, across, length, thick)
        return QRect(across, begin, thick, length)


def _along(cell: GridCell, *, flat: bool) -> tuple[int, int]:
    return (cell.column, cell.column_span) if flat else (cell.row, cell.row_span)


class Corner(QWidget):
    """The printed cell where both headers meet."""

    def __init__(self, form: Form, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        self._form, self._table, self._view = form, table, parent
        self._cell = table.covering.get((0, 0))
        if self._cell:
            self.setAccessibleName(self._cell.text)

    def event(self, event: QEvent) -> bool:
        """Under the mouse: its words in full, and what counts there; read when asked for."""
        if event.type() == QEvent.Type.ToolTip and self._cell and not self.toolTip():
            self.setToolTip(label_tip(self._form, self._table, self._cell))
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The corner text in the whole of the corner."""
        if self._cell is None:
            return
        painter = QPainter(self)
        painter.setFont(self._view.font())
        paint.draw_label(painter, self.rect(), self.rect(), self._cell, self.palette())
        painter.end()
