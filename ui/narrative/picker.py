"""Choosing a number of the tables by what people call it: 新收 总计."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.form.model import CellAddress, CellSpec
from govreport_desktop.report import Report, format_value
from govreport_desktop.report.fields import find_cells
from ui.plain import Label

_WIDTH, _ROWS = 460, 9
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What is listed for each cell."""

    WORDS = 0
    VALUE = 1


class CellList(QAbstractTableModel):
    """The cells that fit what has been typed, with their values."""

    def __init__(self, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._cells = find_cells(report.form, "")

    def search(self, query: str) -> None:
        """List the cells whose spoken address has every word of ``query``."""
        self.beginResetModel()
        self._cells = find_cells(self._report.form, query)
        self.endResetModel()

    def cell(self, row: int) -> CellSpec:
        """The cell listed in a row."""
        return self._cells[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many cells fit."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Address and value."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The address in words; the value, right-aligned."""
        if not index.isValid():
            return None
        spec = self._cells[index.row()]
        value = format_value(self._report.values[spec.address], blank="未填", grouped=True)
        if role == Qt.ItemDataRole.DisplayRole:
            return value if index.column() == Column.VALUE else spec.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{spec.words}，{value}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == Column.VALUE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class FieldPicker(QFrame):
    """A small window at the cursor: type part of the address, Enter puts the number in."""

    chosen = Signal(object)  # CellAddress
    cancelled = Signal(str)  # the brace that was typed to open it

    def __init__(self, report: Report, brace: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("插入表内数字")
        self._picked: CellAddress | None = None
        self._told = False
        self._brace = brace
        self.cells = CellList(report, self)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("输入格的名称查找，如：新收 总计")
        self.line.setAccessibleName("查找表内数字")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._search)
        self.view = self._make_view()
        self._empty = Label("没有名称里含有这些字的格，请换一个词。", self)
        self._empty.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.line)
        layout.addWidget(self.view)
        layout.addWidget(self._empty)
        layout.addWidget(Label("回车插入，Esc 取消；数字随表格自动更新", self))
        self.view.selectRow(0)

    def open_at(self, below: QPoint, above: int) -> None:
        """Show it under a point of the screen, or over it (``above`` px higher) at the edge."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(below) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = max(room.left(), min(below.x(), room.right() - self.width()))
        top = below.y()
        if top + self.height() > room.bottom():
            top = max(room.top(), below.y() - above - self.height())
        self.move(left, top)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys walk the list while the line keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._walk(Qt.Key(event.key()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """However it went away, exactly one answer is given."""
        super().hideEvent(event)
        if self._told:
            return
        self._told = True
        if self._picked:
            self.chosen.emit(self._picked)
        else:
            self.cancelled.emit(self._brace)

    def _make_view(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self.cells)
        view.setAccessibleName("表内数字")
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(Column.WORDS, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.VALUE, QHeaderView.ResizeMode.Fixed)
        view.setColumnWidth(Column.VALUE, 96)
        height = view.verticalHeader().defaultSectionSize()
        view.setFixedSize(_WIDTH, height * _ROWS + 2 * view.frameWidth())
        view.clicked.connect(self._take)
        return view

    def _search(self, query: str) -> None:
        self.cells.search(query)
        found = self.cells.rowCount() > 0
        self._empty.setVisible(not found)
        if found:
            self.view.selectRow(0)
            self.view.scrollToTop()

    def _walk(self, key: Qt.Key) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: 1 - _ROWS}
        row = self.view.currentIndex().row() + step.get(key, _ROWS - 1)
        self.view.selectRow(max(0, min(row, self.cells.rowCount() - 1)))

    def _take(self) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < self.cells.rowCount():
            self._picked = self.cells.cell(row).address
            self.close()
