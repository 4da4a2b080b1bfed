"""The list of problems: one row each, gone to with Enter or a double click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from govreport_desktop.checks import Problem
from ui.forms import has_keyboard
from ui.look import colors
from ui.models import Display, Index
from ui.problems.model import PROBLEM, Column, ProblemsModel


class ProblemsView(QTableView):
    """The list. Enter and a double click go to the cells."""

    opened = Signal(object)  # Problem

    def __init__(self, model: ProblemsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName("问题列表")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        em = self.fontMetrics().horizontalAdvance("宽")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(em * 2)
        header = self.horizontalHeader()
        header.hide()
        self.setColumnWidth(Column.SEVERITY, em * 5 + 12)
        self.setColumnWidth(Column.PART, em * 3)
        header.setSectionResizeMode(Column.MESSAGE, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C here, where it copies the sentence, not the cells of the table."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.matches(QKeySequence.StandardKey.Copy):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the cells, Ctrl+C copies the sentence."""
        problem = self.currentIndex().data(PROBLEM)
        if problem is not None and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(problem.message)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex())
            case Qt.Key.Key_Home:  # Qt's own goes along the row, of which there is one choice
                self.selectRow(0)
            case Qt.Key.Key_End:
                self.selectRow(self.model().rowCount() - 1)
            case _:
                super().keyPressEvent(event)

    def selectionCommand(self, *_: object) -> QItemSelectionModel.SelectionFlag:
        """The row with the keyboard is the one that is chosen, with Ctrl or without."""
        flags = QItemSelectionModel.SelectionFlag
        return flags.ClearAndSelect | flags.Rows

    def _open(self, index: QModelIndex) -> None:
        problem = index.data(PROBLEM)
        if problem is not None:
            self.opened.emit(problem)


class _RowDelegate(QStyledItemDelegate):
    """A row on a ground that leaves its colours readable; severity by sign, word and colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One field of a problem."""
        problem: Problem = index.data(PROBLEM)
        palette = option.palette
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colors.chosen(palette, focused=has_keyboard(option)))
        font = QFont(option.font)
        ink = palette.text().color()
        if index.column() == Column.SEVERITY:
            font.setWeight(QFont.Weight.Bold)
            ink = colors.mark(palette, problem.severity)
            ink = ink if problem.is_open else colors.explained(palette)
        painter.setFont(font)
        painter.setPen(ink)
        room: QRect = option.rect.adjusted(10, 0, -4, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data(Display.DisplayRole)), Qt.TextElideMode.ElideRight, room.width()
        )
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), text)
        painter.restore()
