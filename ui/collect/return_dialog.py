"""退回: which offices get their letters now, what stands in each, and until when they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QWidget,
)

from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.returning import (
    Returning,
    is_sent,
    letter_text,
    prepared,
    sender_of,
)
from govreport_desktop.shown import shown
from ui import messages
from ui.collect.chase_dialog import PHONE
from ui.collect.session import CollectSession
from ui.dialog import Dialog
from ui.forms import add_row, form_layout
from ui.look.tokens import Space
from ui.plain import Label
from ui.settings import Settings

DAYS = 7  # that an office usually has
_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SendBack:
    """What was decided: the letters, and where their files are to lie."""

    ready: tuple[Returning, ...]
    folder: Path


class ReturnDialog(Dialog):
    """Every office that is to get its report back; what is ticked goes out in one step."""

    decided = Signal(object)  # SendBack

    def __init__(self, session: CollectSession, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("退回意见", parent, accept="写出并记下(&O)", close="取消(&C)")
        self._session = session
        self._settings = settings
        self.list = QListWidget()
        self.text = QPlainTextEdit()
        self.due = QDateEdit(QDate(*_in_days(DAYS)))
        self.phone = QLineEdit(session.task.state.setting(PHONE))
        self.folder = QLineEdit(str(session.task.path.parent / f"退回{date.today():%m%d}"))
        self.problem = Label()
        self._build()
        for row in waiting(session):
            self._add(row)
        self.list.setCurrentRow(0)
        self._follow()

    def accept(self) -> None:
        """Hand over what is ticked."""
        try:
            chosen = SendBack(tuple(self.ready()), Path(self.folder.text().strip()).expanduser())
        except GovReportError as error:
            self.problem.setText(str(error))
            return
        super().accept()
        self.decided.emit(chosen)

    def ready(self) -> list[Returning]:
        """The letters to the offices that are ticked. Raises GovReportError."""
        task, view = self._session.task, self._session.view
        sender = sender_of(task, date.today(), self._day(), self.phone.text().strip())
        return [prepared(task, view, row, sender) for row in self._ticked()]

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        self.list.setAccessibleName("退给哪些单位")
        self.text.setAccessibleName("退回意见")
        self.text.setReadOnly(True)
        self.due.setDisplayFormat("yyyy-MM-dd")
        self.due.setCalendarPopup(True)
        browse = QPushButton("浏览…")
        browse.setAccessibleName("浏览退回意见放哪里")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        place = QWidget()
        line = QHBoxLayout(place)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.STEP)
        line.addWidget(self.folder, 1)
        line.addWidget(browse)
        form = form_layout()
        add_row(form, "修改期限(&D)", self.due)
        add_row(form, "联系电话(&T)", self.phone)
        form.addRow("放在(&F)", place)
        self.folder.setAccessibleName("放在哪个文件夹")
        splitter = QSplitter()
        splitter.addWidget(self.list)
        splitter.addWidget(self.text)
        splitter.setSizes([220, 480])
        hint = Label("每个单位一份 Word、PDF、标出问题的表，和能在它自己的程序里打开的退回文件。")
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        self.problem.setWordWrap(True)
        self.body.addWidget(splitter, 1)
        self.body.addLayout(form)
        self.body.addWidget(hint)
        self.body.addWidget(self.problem)
        self.list.currentRowChanged.connect(self._follow)
        self.list.itemChanged.connect(self._follow)
        self.due.dateChanged.connect(self._follow)
        self.phone.textChanged.connect(self._follow)
        self.resize(820, 600)

    def _add(self, row: OfficeRow) -> None:
        item = QListWidgetItem(shown(row.office.called))
        item.setData(_ROW, row.office.id)
        item.setCheckState(Qt.CheckState.Checked)
        self.list.addItem(item)

    def _ticked(self) -> list[OfficeRow]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return [
            self._session.view.row(str(item.data(_ROW)))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def _day(self) -> date:
        day = self.due.date()
        return date(day.year(), day.month(), day.day())

    def _follow(self) -> None:
        """Show the letter of the chosen office, and whether anything can be sent."""
        item = self.list.currentItem()
        self.text.setPlainText(self._letter(str(item.data(_ROW))) if item else "没有要退回的单位。")
        assert self.accept_button is not None
        self.accept_button.setEnabled(bool(self._ticked()) and not self._session.read_only)

    def _letter(self, office: str) -> str:
        task, view = self._session.task, self._session.view
        sender = sender_of(task, date.today(), self._day(), self.phone.text().strip())
        try:
            return letter_text(prepared(task, view, view.row(office), sender).letter)
        except GovReportError as error:
            return str(error)

    def _browse(self) -> None:
        folder = messages.ask_folder(self, "退回意见放在哪里", self._settings.folder)
        if folder is not None:
            self.folder.setText(str(folder))


def waiting(session: CollectSession) -> Sequence[OfficeRow]:
    """The offices whose report a person, or the program, holds to be sent back, and is not yet."""
    return [
        row
        for row in session.view.rows
        if row.state in (OfficeState.RETURNED, OfficeState.UNREADABLE)
        and not is_sent(session.task, row)
    ]


def _in_days(days: int) -> tuple[int, int, int]:
    day = date.today() + timedelta(days=days)
    return day.year, day.month, day.day
