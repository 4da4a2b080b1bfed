"""退回: which offices get their letters now, what stands in each, and until when they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.collect.returns import by_hand, to_send
from govreport_desktop.collect.status import OfficeRow
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.returning import (
    Returning,
    is_sent,
    letter_text,
    prepared,
    proposed_points,
    sender_of,
)
from govreport_desktop.report.remarks import Remark
from govreport_desktop.shown import shown
from ui import messages
from ui.collect.session import CollectSession
from ui.dialog import Dialog
from ui.forms import Line, Lines, add_row, form_layout
from ui.look.items import dress
from ui.look.tokens import Space
from ui.plain import Label
from ui.settings import Settings

DAYS = 7  # that an office usually has
_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SendBack:
    """What was decided: the letters, where their files are to lie, and why some have none."""

    ready: tuple[Returning, ...]
    folder: Path
    refused: tuple[str, ...] = ()


class ReturnDialog(Dialog):
    """Every office that is to get its report back; what is ticked goes out in one step."""

    decided = Signal(object)  # SendBack

    def __init__(self, session: CollectSession, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("退回意见", parent, accept="写出并记下(&O)", close="取消(&C)")
        self._session = session
        self._settings = settings
        self.list = QListWidget()
        self.text = Lines()
        self.own = Lines()
        self.only = QCheckBox("这个单位只发自己写的(&Y)")
        self.refused: tuple[str, ...] = ()  # why an office that is ticked gets no letter
        self._own: dict[str, str] = {}  # what was written by hand, by office
        self._only: set[str] = set()  # offices that get nothing else
        kept = sender_of(session.task, date.today())  # as the last letter had them
        day = kept.due or date.today() + timedelta(days=DAYS)
        self.due = QDateEdit(QDate(day.year, day.month, day.day))
        self.phone = Line(kept.phone)
        self.folder = Line(str(session.task.path.parent / f"退回{date.today():%m%d}"))
        self.problem = Label()
        self._build()
        for row in waiting(session):
            self._add(row)
        self.list.setCurrentRow(0)
        self.list.setFocus()  # ↑ and ↓ go from letter to letter
        self._follow()

    def accept(self) -> None:
        """Hand over what is ticked."""
        ready = self.ready()
        if not ready:
            self.problem.setText("\n".join(self.refused))
            return
        folder = Path(self.folder.text().strip()).expanduser()
        super().accept()
        self.decided.emit(SendBack(tuple(ready), folder, self.refused))

    def ready(self) -> list[Returning]:
        """The letters to the offices that are ticked; ``refused`` says why some get none."""
        task, view = self._session.task, self._session.view
        sender = sender_of(task, date.today(), self._day(), self.phone.text().strip())
        ready: list[Returning] = []
        refused: list[str] = []
        for row in self._ticked():
            try:
                ready.append(prepared(task, view, row, sender, self._points(row.office.id)))
            except GovReportError as error:
                refused.append(str(error))
        self.refused = tuple(refused)
        return ready

    def _points(self, office: str) -> Sequence[Remark]:
        """What is proposed to an office, unless only what was written is to go, and that."""
        task, view = self._session.task, self._session.view
        proposed = () if office in self._only else proposed_points(task, view, view.row(office))
        lines = filter(None, map(str.strip, self._own.get(office, "").splitlines()))
        return [*proposed, *(by_hand(words) for words in lines)]

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        self.list.setAccessibleName("退给哪些单位")
        dress(self.list)
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
        splitter.addWidget(self._letter_column())
        splitter.setSizes([220, 560])
        hint = Label("每个单位一份 Word、PDF、标出问题的表，和能在它自己的程序里打开的退回文件。")
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        self.problem.setWordWrap(True)
        self.body.addWidget(splitter, 1)
        self.body.addLayout(form)
        self.body.addWidget(hint)
        self.body.addWidget(self.problem)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemChanged.connect(self._follow)
        self.due.dateChanged.connect(self._follow)
        self.phone.textChanged.connect(self._follow)
        self.resize(860, 640)

    def _letter_column(self) -> QWidget:
        """The letter, and below it what is written by hand."""
        em = self.fontMetrics().height()
        self.own.setMaximumHeight(em * 4)
        self.own.setTabChangesFocus(True)
        self.own.setPlaceholderText("自己写的意见，一行一点，加在后面")
        caption = Label("另加的意见(&A)")
        caption.setBuddy(self.own)
        self.own.setAccessibleName("另加的意见，一行一点")
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(Space.STEP, 0, 0, 0)
        inside.setSpacing(Space.HALF)
        inside.addWidget(self.text, 1)
        inside.addWidget(caption)
        inside.addWidget(self.own)
        inside.addWidget(self.only)
        self.own.textChanged.connect(self._on_own)
        self.only.toggled.connect(self._on_own)
        return column

    def _on_own(self) -> None:
        office = self._office()
        if office:
            self._own[office] = self.own.toPlainText()
            (self._only.add if self.only.isChecked() else self._only.discard)(office)
            self.text.setPlainText(self._letter(office))

    def _office(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_ROW)) if item is not None else ""

    def _on_row(self) -> None:
        """Another office: its own words beside its letter."""
        office = self._office()
        for widget in (self.own, self.only):
            widget.blockSignals(True)
        self.own.setPlainText(self._own.get(office, ""))
        self.only.setChecked(office in self._only)
        for widget in (self.own, self.only):
            widget.blockSignals(False)
        self._follow()

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
        office = self._office()
        self.text.setPlainText(self._letter(office) if office else "没有要退回的单位。")
        assert self.accept_button is not None
        self.accept_button.setEnabled(bool(self._ticked()) and not self._session.read_only)

    def _letter(self, office: str) -> str:
        task, view = self._session.task, self._session.view
        sender = sender_of(task, date.today(), self._day(), self.phone.text().strip())
        try:
            row, points = view.row(office), self._points(office)
            return letter_text(prepared(task, view, row, sender, points).letter)
        except GovReportError as error:
            return str(error)

    def _browse(self) -> None:
        folder = messages.ask_folder(self, "退回意见放在哪里", self._settings.folder)
        if folder is not None:
            self.folder.setText(str(folder))


def waiting(session: CollectSession) -> Sequence[OfficeRow]:
    """The offices whose report a person, or the program, holds to be sent back, and is not yet."""
    wanted = {row.office.id for row in to_send(session.view.rows, proposed=True)}
    return [
        row
        for row in session.view.rows
        if row.office.id in wanted and not is_sent(session.task, row)
    ]
