"""The list of problems: one row each, gone to with Enter or a double click."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from govreport_desktop.checks import Problem
from ui.look import colors
from ui.look.choice import draw_choice
from ui.look.structures import Option
from ui.models import Display, Index
from ui.problems.model import PROBLEM, Column, ProblemsModel
from ui.rows import RowsView


class ProblemsView(RowsView):
    """The list. Enter and a double click go to the cells."""

    def __init__(self, model: ProblemsModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "问题列表", parent)
        self.setItemDelegate(_RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        em = self.fontMetrics().horizontalAdvance("宽")
        self.verticalHeader().setDefaultSectionSize(em * 2)
        header = self.horizontalHeader()
        header.hide()
        self.setColumnWidth(Column.SEVERITY, em * 5 + 12)
        self.setColumnWidth(Column.PART, em * 3)
        header.setSectionResizeMode(Column.MESSAGE, QHeaderView.ResizeMode.Stretch)

    def copied(self, index: Index) -> str:
        """The sentence."""
        problem: Problem = index.data(PROBLEM)
        return problem.message

    def _open(self, index: QModelIndex) -> None:
        problem = index.data(PROBLEM)
        if problem is not None:
            self.opened.emit(problem)


class _RowDelegate(QStyledItemDelegate):
    """A row on a ground that leaves its colours readable; severity by sign, word and colour."""

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """One field of a problem."""
        problem: Problem = index.data(PROBLEM)
        palette = option.palette
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            draw_choice(painter, option)
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
