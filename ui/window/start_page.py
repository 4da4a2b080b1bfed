"""What is shown while no report is open: new, open, import, sample, and recent files."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.checks import Severity
from govreport_desktop.shown import shown
from ui.actions import Actions
from ui.forms import has_keyboard
from ui.look import colors
from ui.models import ROOT, Display, Index
from ui.plain import Label, tip
from ui.settings import RecentFile, Settings

FILE = Qt.ItemDataRole.UserRole + 1  # RecentFile
GONE = Qt.ItemDataRole.UserRole + 2  # bool: the file is not where it was


class RecentModel(QAbstractListModel):
    """The recent files, the latest first; whether they still exist is asked once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._files: list[tuple[RecentFile, bool]] = []
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.beginResetModel()
        self._files = [(file, file.gone) for file in self._settings.recent()]
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a file."""
        return 0 if parent.isValid() else len(self._files)

    def data(self, index: Index, role: int = Display.DisplayRole) -> Any:
        """Office and year, the path, and what is known of the file's state."""
        if not index.isValid():
            return None
        file, gone = self._files[index.row()]
        match role:
            case Display.DisplayRole:
                return _title(file)
            case Display.ToolTipRole:
                return tip(shown(str(file.path)))
            case Display.AccessibleTextRole:
                return f"{_title(file)}，{_state(file, gone)}，{file.path}"
            case _ if role == FILE:
                return file
            case _ if role == GONE:
                return gone
        return None


class _RecentDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _: Index) -> QSize:
        """Two lines."""
        return QSize(200, round(option.fontMetrics.height() * 2.7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Office and year, its state at the right, the folder below."""
        file: RecentFile = index.data(FILE)
        gone: bool = index.data(GONE)
        palette = option.palette
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, colors.chosen(palette, focused=has_keyboard(option)))
        room: QRect = option.rect.adjusted(14, 7, -14, -7)
        painter.setFont(option.font)
        state = _state(file, gone)
        width = painter.fontMetrics().horizontalAdvance(state)
        painter.setPen(colors.mark(palette, Severity.WARNING) if gone else colors.muted(palette))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), state)
        painter.setPen(colors.muted(palette) if gone else palette.text().color())
        title = room.adjusted(0, 0, -width - 12, 0)
        text = painter.fontMetrics().elidedText(
            _title(file), Qt.TextElideMode.ElideRight, title.width()
        )
        painter.drawText(title, int(Qt.AlignmentFlag.AlignTop), text)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.86)
        painter.setFont(small)
        painter.setPen(colors.muted(palette))
        path = painter.fontMetrics().elidedText(
            shown(str(file.path)), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom), path)
        painter.restore()


class RecentList(QListView):
    """Enter or a click opens, Delete takes a file off the list."""

    opened = Signal(object)  # RecentFile
    dropped = Signal(object)  # RecentFile

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = RecentModel(settings)
        self.recent.setParent(self)
        self.setModel(self.recent)
        self.setItemDelegate(_RecentDelegate(self))
        self.setAccessibleName("最近的报告")
        self.setMouseTracking(True)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete forgets."""
        file = self.currentIndex().data(FILE)
        if file and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(file)
        elif file and event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(file)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(FILE))


class StartPage(QWidget):
    """Calm: a title, four ways to begin, and the files worked on before."""

    file_chosen = Signal(object)  # Path
    sample_wanted = Signal()

    def __init__(self, settings: Settings, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.recent = RecentList(settings)
        self.recent.opened.connect(self._on_opened)
        self.recent.dropped.connect(self._on_dropped)
        self._none = Label("还没有打开过报告。点“新建报告”开始，或先看看示例。")
        self._none.setObjectName("hint")
        self._new = QPushButton()
        self._build(actions)
        self.refresh()

    def refresh(self) -> None:
        """Read the recent files again."""
        self.recent.recent.refresh()
        empty = not self.recent.recent.rowCount()
        self._none.setVisible(empty)
        self.recent.setVisible(not empty)
        self.recent.setCurrentIndex(self.recent.recent.index(0))
        self.setFocusProxy(self._new if empty else self.recent)

    def _build(self, actions: Actions) -> None:
        column = QWidget()
        column.setMaximumWidth(760)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(32, 56, 32, 32)
        layout.setSpacing(14)
        title = Label("政府信息公开工作年度报告")
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.9)
        font.setWeight(QFont.Weight.Bold)
        title.setFont(font)
        about = Label("按国务院办公厅统一格式填写、核对和排版。全部在本机完成，内容随时自动保存。")
        about.setObjectName("hint")
        about.setWordWrap(True)
        layout.addWidget(title)
        layout.addWidget(about)
        layout.addSpacing(10)
        layout.addLayout(self._buttons(actions))
        layout.addSpacing(18)
        layout.addWidget(Label("最近的报告"))
        layout.addWidget(self._none)
        layout.addWidget(self.recent, 1)
        layout.addStretch()
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(column)

    def _buttons(self, actions: Actions) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for action_id in ("new", "open", "import"):
            action = actions[action_id]
            button = QPushButton(action.icon(), action.text())
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            button.setObjectName("startButton")
            row.addWidget(button)
            if action_id == "new":
                self._new = button
        sample = QPushButton("看看示例(&S)")
        sample.setObjectName("startButton")
        sample.clicked.connect(self.sample_wanted)
        row.addWidget(sample)
        row.addStretch()
        return row

    def _on_opened(self, file: RecentFile) -> None:
        self.file_chosen.emit(file.path)

    def _on_dropped(self, file: RecentFile) -> None:
        self._settings.forget(file.path)
        self.refresh()


def _title(file: RecentFile) -> str:
    year = f"{file.year} 年度" if file.year else "年度未填"
    return f"{shown(file.office or file.path.stem)}　{year}"


def _state(file: RecentFile, gone: bool) -> str:
    if gone:
        return "! 文件不在原处"
    if file.errors is None:
        return "打开后审核"
    if file.errors or file.warnings:
        error, warning = colors.SIGNS[Severity.ERROR], colors.SIGNS[Severity.WARNING]
        return f"{error} {file.errors}　{warning} {file.warnings}"
    return f"{colors.OK_SIGN} 没有错误"
