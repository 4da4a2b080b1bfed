"""The home of somebody who has been here before: what is due, the jobs, the recent reports."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.actions import Actions
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.plain import Label
from ui.settings import RecentFile, Settings
from ui.window.home.cards import DueCard, JobCard
from ui.window.home.due import next_due
from ui.window.home.recents import RecentList

WIDEST = 1040  # pixels: lines longer than that are hard to follow
FILL_IN = "新建一份、接着上年的报告，或者读入 Word、Excel、PDF、网页。"
COLLECT = "收各单位的报告，逐家核对、退回、催报，加成本级报告，每个数都查得到来处。"
DROP = "文件可以直接拖进来：报告打开，别的文件读入，文件夹汇总。"
NOTHING_YET = "还没有打开过报告。"


class Overview(QScrollArea):
    """A page in one column, which scrolls where a screen is low."""

    file_chosen = Signal(object)  # Path
    sample_wanted = Signal()

    def __init__(self, settings: Settings, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.due = DueCard()
        self.due.open_wanted.connect(self.file_chosen)
        self.recent = RecentList(settings)
        self.recent.opened.connect(self._on_opened)
        self.recent.dropped.connect(self._on_dropped)
        self.recent.recent.dataChanged.connect(self._show_due)
        self.recent.selectionModel().currentChanged.connect(self._follow)
        self.none = Label(NOTHING_YET)
        self.none.setObjectName("hint")
        self.sample = QPushButton("看看示例(&S)")
        self.sample.clicked.connect(self.sample_wanted)
        self.jobs = [
            JobCard("填报", FILL_IN, [actions[name] for name in ("new", "open", "import")]),
            JobCard("汇总", COLLECT, [actions["collect"]]),
        ]
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._column())

    def refresh(self) -> None:
        """Read the recent files again; what is known of them comes in behind."""
        self.recent.recent.refresh()
        empty = not self.recent.recent.rowCount()
        self.none.setVisible(empty)
        self.recent.setVisible(not empty)
        self.recent.setCurrentIndex(self.recent.recent.index(0))
        self._show_due()
        self.setFocusProxy(self.due.go_on if empty else self.recent)

    def _show_due(self) -> None:
        settings = self._settings
        today = date.today()
        reports = [known for known in self.recent.recent.known if not known[0].is_task]
        due = next_due(reports, settings.profile(), settings.local_deadline, today)
        self.due.show_due(due, today)

    # ------------------------------------------------------------ building
    def _column(self) -> QWidget:
        column = QWidget()
        column.setMaximumWidth(WIDEST)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.ROOM)
        layout.setSpacing(Space.ROOM)
        layout.addLayout(self._heading())
        layout.addWidget(self.due)
        jobs = QHBoxLayout()
        jobs.setSpacing(Space.ROOM)
        for card in self.jobs:
            jobs.addWidget(card, 1)
        layout.addLayout(jobs)
        layout.addSpacing(Space.STEP)
        caption = Label("最近(&R)")
        caption.setBuddy(self.recent)
        caption.setFont(sized(self.font(), Size.BODY, bold=True))
        layout.addWidget(caption)
        layout.addWidget(self.none)
        layout.addWidget(self.recent)
        layout.addStretch(1)
        layout.addLayout(self._foot())
        page = QWidget()
        around = QHBoxLayout(page)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(column)
        return page

    def _heading(self) -> QHBoxLayout:
        title = Label("政府信息公开工作年度报告")
        title.setFont(sized(self.font(), Size.TITLE, bold=True))
        about = Label("全部在本机完成，内容随时保存")
        about.setObjectName("hint")
        row = QHBoxLayout()
        row.setSpacing(Space.ROOM)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(about, 1, Qt.AlignmentFlag.AlignBottom)
        return row

    def _foot(self) -> QHBoxLayout:
        drop = Label(DROP)
        drop.setObjectName("hint")
        drop.setFont(sized(self.font(), Size.SMALL))
        drop.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(drop, 1)
        row.addWidget(self.sample)
        return row

    # ------------------------------------------------------------ doing
    def _on_opened(self, file: RecentFile) -> None:
        self.file_chosen.emit(file.path)

    def _on_dropped(self, file: RecentFile) -> None:
        self._settings.forget(file.path)
        self.refresh()

    def _follow(self, current: QModelIndex) -> None:
        """Bring the line that the keyboard is on into view."""
        page = self.widget()
        if page is None or not current.isValid() or not self.recent.hasFocus():
            return
        line: QRect = self.recent.visualRect(current)
        middle = self.recent.viewport().mapTo(page, line.center())
        self.ensureVisible(middle.x(), middle.y(), 0, line.height())
