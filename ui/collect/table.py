"""The lists of a task: rows of one height, chosen as a whole, opened with Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import (
    QAbstractItemModel,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from govreport_desktop.shown import shown
from ui.grid import paint
from ui.look.choice import draw_choice
from ui.look.faces import sized
from ui.look.pills import draw_pill
from ui.look.structures import Option
from ui.look.tokens import Size
from ui.models import Display, Index
from ui.rows import RowsView

NONE: Mapping[int, float] = MappingProxyType({})
LINE_EMS = 2.0  # height of a row in widths of a character
PADDING = 8  # pixels between a rule and the words
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowsTable(RowsView):
    """A list with headings, rows of one height."""

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self._ems: dict[int, float] = {}
        self._narrow: tuple[int, tuple[int, ...]] = 0, ()
        self._narrower: dict[int, float] = {}
        self.setObjectName("list")
        self.setMouseTracking(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        em = self.fontMetrics().horizontalAdvance("宽")
        # One height for all: rows that were measured one by one would make long lists stall.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round(em * LINE_EMS))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(_LEFT)

    def widen(self, ems: dict[int, float], stretched: int) -> None:
        """Columns so many characters wide; one takes what is left."""
        self._ems = ems
        self._give(ems)
        self.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def drop_if_narrow(
        self, least: int, columns: Sequence[int], narrower: Mapping[int, float] = NONE
    ) -> None:
        """Leave ``columns`` out where the list is narrower than ``least`` characters.

        ``narrower`` are the widths others have there.
        """
        self._narrow = least, tuple(columns)
        self._narrower = {**narrower}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        least, columns = self._narrow
        narrow = self.width() < least * self.fontMetrics().horizontalAdvance("宽")
        for column in columns:
            self.setColumnHidden(column, narrow)
        if self._narrower:
            self._give({**self._ems, **self._narrower} if narrow else self._ems)

    def _give(self, ems: Mapping[int, float]) -> None:
        em = self.fontMetrics().horizontalAdvance("宽")
        for column, wide in ems.items():
            self.setColumnWidth(column, round(em * wide) + 2 * PADDING)

    def as_high_as_rows(self, most: int = 0) -> None:
        """Take the height of the rows there are, of ``most`` at the most, and no more."""
        rows = self.model().rowCount()
        shown_rows = min(rows, most) if most else rows
        line = self.verticalHeader().defaultSectionSize()
        head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().height()
        self.setFixedHeight(shown_rows * line + head + 2 * self.frameWidth())


class RowsDelegate(QStyledItemDelegate):
    """A field of a row: words, cut where there is no room, or a state on a ground of its own."""

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """One field, on the ground of the chosen row where it is in that."""
        palette: QPalette = option.palette
        rect: QRect = option.rect
        painter.save()
        paint.draw_rules(painter, rect, palette)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_choice(painter, option)
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        text = shown(str(index.data(Display.DisplayRole) or ""))
        painter.setFont(option.font)
        if text and self.is_state(index):
            painter.setFont(sized(option.font, Size.SMALL))
            draw_pill(painter, palette, room, text, self.ink(palette, index))
        elif text:
            painter.setPen(self.ink(palette, index))
            cut = self.cut(index)
            text = painter.fontMetrics().elidedText(text, cut, room.width())
            align = index.data(Display.TextAlignmentRole) or _LEFT
            painter.drawText(room, int(align), text)
        painter.restore()

    def ink(self, palette: QPalette, _: Index) -> QColor:
        """The colour of the words."""
        return palette.text().color()

    def is_state(self, _: Index) -> bool:
        """Whether the field is a state."""
        return False

    def cut(self, _: Index) -> Qt.TextElideMode:
        """Where words are cut that have no room."""
        return Qt.TextElideMode.ElideRight
