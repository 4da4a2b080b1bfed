"""The recent reports on the home page: a line each, how it stands, when it was last worked on."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from govreport_desktop.shown import shown
from ui.look import colors
from ui.look.choice import draw_choice
from ui.look.faces import sized
from ui.look.structures import Option
from ui.look.tokens import RADIUS, Size, Space
from ui.models import ROOT, Display, Index
from ui.plain import tip
from ui.settings import RecentFile, Settings
from ui.window.home.due import Known
from ui.window.home.standings import Standings
from ui.window.home.words import Chip, chips_of, line_of, spoken, time_words, title_of

FILE = Qt.ItemDataRole.UserRole + 1  # RecentFile
STANDING = Qt.ItemDataRole.UserRole + 2  # Standing | None
_TIME = "2026年12月28日"  # the widest time there is
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class RecentModel(QAbstractListModel):
    """The recent files, the latest first, each with how it stands as far as that is known."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._standings = Standings(settings, self)
        self._standings.changed.connect(self._on_changed)
        self._files: list[RecentFile] = []

    @property
    def known(self) -> list[Known]:
        """Every file with its standing."""
        return [(file, self._standings.of(file.path)) for file in self._files]

    def refresh(self) -> None:
        """Read the list again, and ask how its files stand."""
        self.beginResetModel()
        self._files = self._settings.recent()
        self.endResetModel()
        self._standings.look(file.path for file in self._files)

    def rest(self) -> None:
        """Ask no further how files stand."""
        self._standings.rest()

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a file."""
        return 0 if parent.isValid() else len(self._files)

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Office and year, the path, and what is known of the file's state."""
        if not index.isValid():
            return None
        file, standing = self.known[index.row()]
        match role:
            case Display.DisplayRole:
                return title_of(file)
            case Display.ToolTipRole:
                return tip(shown(str(file.path)))
            case Display.AccessibleTextRole:
                return spoken(file, standing)
            case _ if role == FILE:
                return file
            case _ if role == STANDING:
                return standing
        return None

    def _on_changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._files) - 1, 0))


class _RecentDelegate(QStyledItemDelegate):
    def sizeHint(self, option: Option, _: Index) -> QSize:
        """Two lines and room around them."""
        return QSize(200, option.fontMetrics.height() * 2 + Space.HALF + 2 * Space.STEP)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Office and year over how far it is; the states and the time at the right."""
        file, standing = index.data(FILE), index.data(STANDING)
        palette = option.palette
        painter.save()
        _draw_ground(painter, option)
        room = option.rect.adjusted(Space.ROOM, Space.STEP, -Space.ROOM, -Space.STEP)
        painter.setFont(sized(option.font, Size.SMALL))
        painter.setPen(colors.muted(palette))
        time = QRect(room)
        time.setLeft(room.right() - painter.fontMetrics().horizontalAdvance(_TIME))
        words = time_words(standing.saved if standing else None, date.today())
        painter.drawText(
            time, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words
        )
        room.setRight(time.left() - Space.STEP)
        for chip in reversed(chips_of(file, standing)):
            room.setRight(_draw_chip(painter, palette, room, chip) - Space.STEP)
        lower = room.adjusted(0, room.height() // 2, 0, 0)
        _draw_words(painter, lower, line_of(file, standing), Qt.TextElideMode.ElideMiddle)
        gone = standing is not None and standing.gone
        painter.setPen(colors.muted(palette) if gone else palette.text().color())
        painter.setFont(sized(option.font, Size.BODY, bold=True))
        upper = room.adjusted(0, 0, 0, -room.height() // 2)
        # Cut in the middle: the year at the end is what tells one from another.
        _draw_words(painter, upper, title_of(file), Qt.TextElideMode.ElideMiddle)
        painter.restore()


class RecentList(QListView):
    """Enter or a click opens, Delete takes a file off the list. As high as its lines."""

    opened = Signal(object)  # RecentFile
    dropped = Signal(object)  # RecentFile

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = RecentModel(settings, self)
        self.setModel(self.recent)
        self.setItemDelegate(_RecentDelegate(self))
        self.setObjectName("list")
        self.setAccessibleName("最近的报告")
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        self.recent.modelReset.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete forgets."""
        file = self.currentIndex().data(FILE)
        if file and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(file)
        elif file and event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(file)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read no files behind somebody's work, and none while the program ends."""
        self.recent.rest()
        super().hideEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(FILE))

    def _fit(self) -> None:
        count = self.recent.rowCount()
        line = self.sizeHintForRow(0) if count else 0
        self.setFixedHeight(count * line + 2 * self.frameWidth())


def _draw_ground(painter: QPainter, option: Option) -> None:
    """The line between two files; the one under the hand, and the ring of the keyboard's."""
    palette, rect = option.palette, option.rect
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    if option.state & QStyle.StateFlag.State_MouseOver and not selected:
        painter.fillRect(rect, colors.chosen(palette, focused=False))
    painter.setPen(palette.mid().color())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if selected:
        draw_choice(painter, option)


def _draw_chip(painter: QPainter, palette: QPalette, room: QRect, chip: Chip) -> int:
    """A state at the right end of ``room``; answers where it begins."""
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(chip.text) + 2 * Space.STEP
    height = metrics.height() + Space.HALF
    frame = QRectF(room.right() - width, room.center().y() - height / 2, width, height)
    ink = colors.mark(palette, chip.severity) if chip.severity else colors.ok(palette)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.blend(palette.base().color(), ink, 0.14))
    painter.drawRoundedRect(frame, RADIUS, RADIUS)
    painter.setPen(ink)
    painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), chip.text)
    painter.restore()
    return round(frame.left())


def _draw_words(painter: QPainter, room: QRect, words: str, cut: Qt.TextElideMode) -> None:
    painter.drawText(room, _MIDDLE, painter.fontMetrics().elidedText(words, cut, room.width()))
