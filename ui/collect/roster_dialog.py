"""The roster of an open task: added to, merged, taken from; one step, which can be undone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from govreport_desktop.collect import deciding, roster
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.collecting import read_roster
from govreport_desktop.shown import shown
from ui import messages
from ui.collect.new_task import ROSTERS
from ui.collect.roster_table import RosterTable, counted_words
from ui.collect.session import CollectSession
from ui.dialog import Dialog
from ui.forms import may_shrink
from ui.look.tokens import Space
from ui.plain import Label
from ui.settings import Settings


class RosterDialog(Dialog):
    """Shows the roster as it is; what is changed here is decided when it is accepted."""

    def __init__(self, session: CollectSession, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("名单", parent, accept="记下(&O)", close="取消(&C)")
        self._session = session
        self._settings = settings
        self.table = RosterTable()
        self.counted = Label()
        self.into = QComboBox()
        self.merge = QPushButton("并入(&G)")
        self.remove = QPushButton("从名单去掉(&D)")
        self._build()
        self.table.show_offices(session.task.roster)
        self.table.selectRow(0)
        self._follow()

    def accept(self) -> None:
        """Decide what differs from the roster as it was."""
        if self._session.decide(self.drafts(), "修改名单"):
            super().accept()

    def drafts(self) -> list[Draft]:
        """The decisions that make the roster of the task what stands here."""
        before = self._session.task.roster
        left = {office.id for office in self.table.offices}
        gone = [
            deciding.take_back(Subject.OFFICE, office.id, "从名单去掉")
            for office in before
            if office.id not in left
        ]
        return [*gone, *roster.drafts(self.table.offices, before)]

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        read = QPushButton("从文件读入(&I)…")
        read.clicked.connect(self._browse)
        paste = QPushButton("从剪贴板粘贴(&V)")
        paste.clicked.connect(self.paste)
        self.counted.setObjectName("hint")
        top = QHBoxLayout()
        top.setSpacing(Space.STEP)
        top.addWidget(self.counted, 1)
        top.addWidget(read)
        top.addWidget(paste)
        self.into.setAccessibleName("并入哪个单位")
        may_shrink(self.into)
        self.into.setMinimumContentsLength(14)
        below = QHBoxLayout()
        below.setSpacing(Space.STEP)
        below.addWidget(self.remove)
        below.addStretch()
        below.addWidget(Label("所选单位今年起"))
        below.addWidget(self.merge)
        below.addWidget(self.into)
        for button in (read, paste, self.merge, self.remove):
            button.setAutoDefault(False)
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)
        self.merge.clicked.connect(self._merge)
        self.remove.clicked.connect(self._remove)
        self.table.changed.connect(self._follow)
        self.table.itemSelectionChanged.connect(self._offer)
        self.resize(760, 560)

    def _follow(self) -> None:
        self.counted.setText(counted_words(self.table.offices))
        self._offer()

    def _offer(self) -> None:
        """The offices that the chosen one may have been merged into."""
        chosen = self.table.chosen
        self.into.clear()
        self.into.addItem("（没有并入）", "")
        for office in self.table.offices:
            if chosen is not None and office.id != chosen.id and not office.merged_into:
                self.into.addItem(shown(office.name), office.id)
        for widget in (self.into, self.merge, self.remove):
            widget.setEnabled(chosen is not None)
        if chosen is not None and (at := self.into.findData(chosen.merged_into)) >= 0:
            self.into.setCurrentIndex(at)

    # ------------------------------------------------------------ changing
    def paste(self) -> None:
        """Add the roster on the clipboard."""
        try:
            text = QGuiApplication.clipboard().text()
            self.table.take(roster.from_text(text, self._session.task.parent))
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有读出名单")

    def _browse(self) -> None:
        path = messages.ask_open(self, self._settings, "名单", ROSTERS)
        if path is None:
            return
        try:
            self.table.take(read_roster(path, self._session.task.parent))
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有读出名单")

    def _merge(self) -> None:
        chosen = self.table.chosen
        if chosen is not None:
            into = str(self.into.currentData() or "")
            until = (chosen.until or self._session.task.year - 1) if into else None
            self.table.change(replace(chosen, merged_into=into, until=until))

    def _remove(self) -> None:
        if (chosen := self.table.chosen) is not None:
            self.table.remove(chosen)
