"""What is still open before a report leaves, a line a point, under the kind it is of."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from govreport_desktop.checks import Severity
from govreport_desktop.checks.leaving import Kind, Leaving, Point
from govreport_desktop.shown import shown
from ui.look import colors
from ui.look.choice import draw_choice
from ui.look.structures import Option
from ui.look.tokens import Space
from ui.models import ROOT, Display, Index

ENTRY = Qt.ItemDataRole.UserRole + 1  # Point, or the Kind that heads a group
FIX = "去改"
_WAYS = {Kind.FACE: "选字体", Kind.VERSION: "记版本"}  # nothing in the report is to be changed
SIGNS = {
    Kind.ERROR: colors.SIGNS[Severity.ERROR],
    Kind.WARNING: colors.SIGNS[Severity.WARNING],
    Kind.PLACEHOLDER: "…",
    Kind.BLANK: "○",
    Kind.FACT: "◇",
    Kind.FACE: colors.SIGNS[Severity.INFO],
    Kind.VERSION: colors.SIGNS[Severity.INFO],
}
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def ink(palette: QPalette, kind: Kind) -> QColor:
    """The colour of a kind's sign."""
    if kind is Kind.ERROR:
        return colors.mark(palette, Severity.ERROR)
    return colors.mark(palette, Severity.INFO if kind.is_note else Severity.WARNING)


class LeavingModel(QAbstractListModel):
    """Heads and points in one column; heads cannot be chosen, so that ↑ and ↓ pass them over."""

    def __init__(self, found: Leaving) -> None:
        super().__init__()
        self._entries: list[Kind | Point] = []
        self._counts = {kind: len(found.of(kind)) for kind in Kind}
        for kind in Kind:
            if points := found.of(kind):
                self._entries += [kind, *points]

    def rowCount(self, parent: Index = ROOT) -> int:
        """A row a head and a row a point."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """The words, the spoken line, and the entry itself for the delegate."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Display.DisplayRole:
                return self._words(entry)
            case Display.AccessibleTextRole if isinstance(entry, Point):
                return "，".join(filter(None, (entry.kind.value, shown(entry.words), entry.part)))
            case _ if role == ENTRY:
                return entry
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only points can be chosen."""
        if isinstance(index.data(ENTRY), Point):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def row_of(self, key: str, row: int = 0) -> int:
        """The row of the point of that key; else the next that is to be done, from ``row`` on.

        Where there is none below, the first one; notes come last.
        """
        points = [n for n, entry in enumerate(self._entries) if isinstance(entry, Point)]
        for number in points:
            entry = self._entries[number]
            if isinstance(entry, Point) and entry.key == key:
                return number
        due = [n for n in points if not self._is_note(n)] or points
        return next((number for number in due if number >= row), due[0] if due else -1)

    def _is_note(self, row: int) -> bool:
        entry = self._entries[row]
        return isinstance(entry, Point) and entry.kind.is_note

    def _words(self, entry: Kind | Point) -> str:
        if isinstance(entry, Kind):
            return f"{entry.value}　{self._counts[entry]} 项"
        return shown(entry.words)


class _Delegate(QStyledItemDelegate):
    """Sign and words, wrapped; at the right where that is, and the way there."""

    def sizeHint(self, option: Option, index: Index) -> QSize:
        """As high as the words need in the width there is."""
        entry = index.data(ENTRY)
        metrics = option.fontMetrics
        if isinstance(entry, Kind):
            return QSize(120, metrics.height() + Space.ROOM)
        view = option.widget
        assert isinstance(view, QListView)
        room = _words_room(QRect(0, 0, view.viewport().width(), 10_000), metrics)
        words = str(index.data(Display.DisplayRole))
        return QSize(120, metrics.boundingRect(room, _WRAP, words).height() + 2 * Space.HALF + 2)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """One line of the list."""
        painter.save()
        entry = index.data(ENTRY)
        words = str(index.data(Display.DisplayRole))
        if isinstance(entry, Kind):
            self._head(painter, option, entry, words)
        else:
            self._point(painter, option, entry, words)
        painter.restore()

    def _head(self, painter: QPainter, option: Option, kind: Kind, words: str) -> None:
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.Bold)
        painter.setFont(bold)
        rect: QRect = option.rect
        room = rect.adjusted(Space.STEP, 0, -Space.STEP, -Space.HALF)
        bottom = Qt.AlignmentFlag.AlignBottom
        palette: QPalette = option.palette
        active = QPalette.ColorGroup.Active
        painter.setPen(ink(palette, kind))
        painter.drawText(room, int(bottom), SIGNS[kind])
        painter.setPen(palette.color(active, QPalette.ColorRole.Text))
        painter.drawText(room.adjusted(_indent(option.fontMetrics), 0, 0, 0), int(bottom), words)

    def _point(self, painter: QPainter, option: Option, point: Point, words: str) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        if option.state & QStyle.StateFlag.State_Selected:
            draw_choice(painter, option)
        painter.setFont(option.font)
        painter.setPen(palette.text().color())
        painter.drawText(_words_room(rect, option.fontMetrics), _WRAP, words)
        top = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.setPen(colors.muted(palette))
        where = _part_room(rect, option.fontMetrics)
        part = option.fontMetrics.elidedText(point.part, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, top, part)
        if leads(point):
            painter.setPen(palette.link().color())
            painter.drawText(fix_room(rect, option.fontMetrics), top, way_words(point))


def leads(point: Point) -> bool:
    """Whether there is a place in the window where a point is settled."""
    return bool(point.problem or point.cells or point.field or point.section or point.kind.is_note)


def way_words(point: Point) -> str:
    """What the way to where a point is settled is called."""
    return _WAYS.get(point.kind, FIX)


def _em(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance("宽")


def _indent(metrics: QFontMetrics) -> int:
    return round(_em(metrics) * 1.6)


def fix_room(rect: QRect, metrics: QFontMetrics) -> QRect:
    """Where 去改 stands in a line."""
    width = max(map(metrics.horizontalAdvance, (FIX, *_WAYS.values()))) + Space.STEP
    return QRect(rect.right() - width, rect.top() + Space.HALF, width, rect.height() - Space.HALF)


def _part_room(rect: QRect, metrics: QFontMetrics) -> QRect:
    width = _em(metrics) * 5
    right = fix_room(rect, metrics).left() - Space.STEP
    return QRect(right - width, rect.top() + Space.HALF, width, rect.height() - Space.HALF)


def _words_room(rect: QRect, metrics: QFontMetrics) -> QRect:
    left = Space.STEP + _indent(metrics)
    right = _part_room(rect, metrics).left() - Space.ROOM
    room = QRect(rect.topLeft(), rect.bottomRight())
    room.setLeft(rect.left() + left)
    room.setRight(max(right, rect.left() + left + _em(metrics)))
    room.setTop(rect.top() + Space.HALF)
    return room


class LeavingList(QListView):
    """↑ and ↓ go from point to point; Enter, a double click or 去改 leads there."""

    wanted = Signal(object)  # Point

    def __init__(self, found: Leaving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = LeavingModel(found)
        self.points.setParent(self)
        self.setModel(self.points)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("还没有办完的")
        self.setObjectName("list")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.activated.connect(self._on_activated)

    @property
    def point(self) -> Point | None:
        """The point that is chosen."""
        entry = self.currentIndex().data(ENTRY)
        return entry if isinstance(entry, Point) else None

    def choose(self, key: str, row: int = 0) -> None:
        """Choose the point of that key, else the one that took its ``row``."""
        model: QAbstractItemModel = self.points
        self.setCurrentIndex(model.index(self.points.row_of(key, row), 0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on 去改 leads there; elsewhere it only chooses."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._on_fix(event):
            self._on_activated(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Over 去改 the pointer is a hand."""
        super().mouseMoveEvent(event)
        hand = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(hand if self._on_fix(event) else Qt.CursorShape.ArrowCursor)

    def changeEvent(self, event: QEvent) -> None:
        """Other letters ask for other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _on_fix(self, event: QMouseEvent) -> bool:
        where = event.position().toPoint()
        index = self.indexAt(where)
        entry = index.data(ENTRY)
        if not isinstance(entry, Point) or not leads(entry):
            return False
        return fix_room(self.visualRect(index), self.fontMetrics()).contains(where)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Point) and leads(entry):
            self.wanted.emit(entry)
