"""The printed grid on screen: frozen headings, merged labels, columns that fit, zoom."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QTableView, QWidget

from govreport_desktop.form.model import CellSpec
from govreport_desktop.report import format_value, is_number
from ui.grid import fit, paint
from ui.grid.headers import Corner, TreeHeader
from ui.grid.model import GridModel

FULL_WIDTH = 1180  # pixels at 100 %: wider, and the eye loses the row
FITTING = range(60, 201)  # per cent between which a table is made to fit its window


class PrintedTable(QTableView):
    """Lays a `GridModel` out as it is printed; what a clerk does with it is `GridView`."""

    laid_out = Signal(object)  # list[int]: pixel widths of every printed column

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.room = 0  # pixels the columns may take before they scroll
        self._height = 0  # pixels the page can spare for the table; 0 while nobody has said
        self._base_font = QFont(self.font())
        self._zoom = 100
        self._density = fit.DENSITIES["usual"]
        self._widths: list[int] = []
        self._fitted: object = None  # what the sizes were last worked out for
        self._laying_out = False
        self._frozen = model.table.header_rows > 0
        self._corner = Corner(model.session.report.form, model.table, self)
        self._setup_headers()
        self.setModel(model)
        self._merge_or_hide()
        model.dataChanged.connect(self._make_room)
        model.last_year_changed.connect(self._show_last_year)
        self.selectionModel().currentChanged.connect(self._show_current)

    def _setup_headers(self) -> None:
        form, table = self.grid.session.report.form, self.grid.table
        self._across = TreeHeader(form, table, Qt.Orientation.Horizontal, self)
        self._down = TreeHeader(form, table, Qt.Orientation.Vertical, self)
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
    @property
    def zoom(self) -> int:
        """Per cent of its size at which everything is drawn."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Draw everything at ``percent`` of its size."""
        self._zoom = percent
        font = self._font_at(percent)
        self.setFont(font)
        for part in (self._across.viewport(), self._down.viewport(), self._corner):
            part.update()
        self.setMaximumWidth(FULL_WIDTH * percent // 100)
        self.lay_out()

    def set_density(self, name: str) -> None:
        """Rows as high as `fit.DENSITIES` has them under that name."""
        self._density = fit.DENSITIES[name]
        self.lay_out()

    def give(self, height: int) -> None:
        """Tell how high the table may become, and fit it: from then on whenever this is told.

        Whoever tells it has the last word after every change of size; fitting the table to the
        width first, and then to the height, would be the same work twice.
        """
        self._height = height
        self.lay_out()

    def fitting(self, width: int, height: int) -> int:
        """The largest zoom at which the whole table stands in ``width`` by ``height``."""

        def fits(percent: int) -> bool:
            font = self._font_at(percent)
            metrics, longest = QFontMetrics(font), self._longest(font)
            table = self.grid.table
            frame = 2 * self.frameWidth()
            if fit.comfortable(table, metrics, longest) > width - frame:
                return False
            columns = fit.widths(table, metrics, longest, width - frame)
            return sum(fit.Heights(table, metrics, columns).least(self._density)) <= height - frame

        at = bisect_left(FITTING, True, key=lambda percent: not fits(percent))
        return FITTING[max(at - 1, 0)]

    def least_height(self) -> int:
        """Pixels in which the whole table stands at this zoom, its rows as low as they go."""
        metrics = QFontMetrics(self.font())
        columns = self._widths or fit.widths(
            self.grid.table, metrics, self._longest(self.font()), self.width()
        )
        heights = fit.Heights(self.grid.table, metrics, columns).least(self._density)
        return sum(heights) + 2 * self.frameWidth()

    def lay_out(self) -> None:
        """Fit the columns to the width there is, the rows to their labels and the height."""
        if not self.isVisible():
            return  # a page is given several sizes before it is shown
        frame = 2 * self.frameWidth()
        height = (self._height or self.height()) - frame
        longest = self._longest(self.font())
        wanted = (self.font().key(), self._density, self.width(), height, longest)
        if self._laying_out or wanted == self._fitted:
            return
        self._laying_out, self._fitted = True, wanted
        held = self._current_in_view()
        table, metrics = self.grid.table, QFontMetrics(self.font())
        self.room = self.width() - frame
        self._widths = fit.widths(table, metrics, longest, self.room)
        heights = fit.Heights(table, metrics, self._widths).in_room(height, self._density)
        if sum(heights) > height:
            self.room -= self.verticalScrollBar().sizeHint().width()
            self._widths = fit.widths(table, metrics, longest, self.room)
            heights = fit.Heights(table, metrics, self._widths).in_room(height, self._density)
        self._set_sizes(heights)
        self.setMaximumHeight(self._whole_rows(heights, height) + frame)
        self.updateGeometry()
        self._laying_out = False
        if held:
            self.scrollTo(self.currentIndex())
        self.laid_out.emit(self._widths)

    def _current_in_view(self) -> bool:
        at = self.currentIndex()
        return at.isValid() and self.viewport().rect().intersects(self.visualRect(at))

    def _font_at(self, percent: int) -> QFont:
        font = QFont(self._base_font)
        font.setPointSizeF(font.pointSizeF() * percent / 100)
        return font

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

    def _whole_rows(self, heights: list[int], height: int) -> int:
        """How much of ``height`` to take, so that the last row in view is not cut in two."""
        if sum(self._widths) > self.room:
            height -= self.horizontalScrollBar().sizeHint().height()
        shown = [total for total in accumulate(heights) if total <= height]
        rows = shown[-1] if len(shown) > self.grid.table.header_rows else height
        if sum(self._widths) > self.room:
            rows += self.horizontalScrollBar().sizeHint().height()
        return rows

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

    def showEvent(self, event: QShowEvent) -> None:
        """Fit everything to the size it is shown in."""
        super().showEvent(event)
        self._fit_alone()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns again."""
        super().resizeEvent(event)
        self._fit_alone()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """As Qt's own view does, but it would draw every cell again, twice for each key."""
        current = self.currentIndex()
        if not current.isValid():
            super().focusInEvent(event)  # chooses one
            return
        QAbstractScrollArea.focusInEvent(self, event)
        editable = bool(current.flags() & Qt.ItemFlag.ItemIsEditable)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, editable)
        self._draw_chosen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """An editor takes the keyboard and gives it back with every number."""
        QAbstractScrollArea.focusOutEvent(self, event)
        self._draw_chosen()

    def _draw_chosen(self) -> None:
        """Draw again what looks different where the keyboard is."""
        selection = self.selectionModel().selection()
        self.viewport().update(self.visualRegionForSelection(selection))
        self.update(self.currentIndex())

    def _fit_alone(self) -> None:
        if not self._height:
            self.lay_out()

    def _longest(self, font: QFont) -> list[int]:
        """The width of the longest number in each printed column; sums and errors are bold."""
        metrics = QFontMetrics(_bold(font))
        longest = [0] * self.grid.table.column_count
        known: dict[str, int] = {"": 0}  # most numbers are 0, or alike
        values = self.grid.session.report.values
        for cell in self.grid.table.grid:
            if cell.address and cell.column_span == 1 and is_shown_whole(values[cell.address]):
                number = format_value(values[cell.address])
                if number not in known:
                    known[number] = metrics.horizontalAdvance(number)
                width = known[number] + self._beside(self.grid.table.cells[cell.address])
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
        metrics = QFontMetrics(_bold(self.font()))
        value = self.grid.session.report.values[spec.address]
        need = metrics.horizontalAdvance(format_value(value) + "宽") + 2 * fit.PADDING
        need += self._beside(spec)
        if is_shown_whole(value) and need > self.visualRect(top).width():
            self.lay_out()

    def _show_current(self, current: QModelIndex, _: QModelIndex) -> None:
        for header in (self._across, self._down):
            header.set_current(current.row(), current.column())


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    return bold


def is_shown_whole(value: object) -> bool:
    """Numbers are never cut short; text that is no number may be."""
    return is_number(value)
