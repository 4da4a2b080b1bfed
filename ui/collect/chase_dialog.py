"""催报: who still owes something today, as a message to be copied or a list to be written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFormLayout,
    QPushButton,
    QWidget,
)

from govreport_desktop.collect import chase
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.chasing import write_chase
from govreport_desktop.paths import file_stem
from ui import messages
from ui.collect.session import CollectSession
from ui.dialog import Dialog
from ui.forms import Line, Lines, add_row, form_layout
from ui.plain import Label
from ui.settings import Settings

LISTS = "Excel 工作簿 (*.xlsx);;Word 文档 (*.docx);;PDF 文件 (*.pdf);;文本 (*.txt)"
PHONE, DUE = "phone", "due"  # the settings of the task


class ChaseDialog(Dialog):
    """The message as it would be sent; copying or writing it is noted with every office."""

    def __init__(self, session: CollectSession, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("催报名单", parent)
        self._session = session
        self._settings = settings
        task = session.task
        self.found = _owing(session)
        kept = QDate.fromString(task.state.setting(DUE), Qt.DateFormat.ISODate)
        self.set_due = QCheckBox("统一期限(&D)")
        self.set_due.setToolTip("不勾选则按条例规定的日子；退回的按退回意见上的日子")
        self.set_due.setChecked(kept.isValid())
        self.due = QDateEdit(kept if kept.isValid() else QDate.currentDate())
        self.phone = Line(task.state.setting(PHONE))
        self.text = Lines()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("催报的话")
        self.noted = Label()
        self._told = ""  # what was noted: copied and written, it is one asking
        self.noted.setObjectName("hint")
        self.noted.setText(chase.caution(session.view))
        self.body.addLayout(self._form())
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.noted)
        copy = QPushButton("复制，发到群里(&Y)")
        write = QPushButton("写成名单(&W)…")
        for button, do in ((copy, self.copy), (write, self.write)):
            self.buttons.addButton(button, self.buttons.ButtonRole.ActionRole)
            button.clicked.connect(do)
            button.setEnabled(bool(self.found))
        self.phone.textChanged.connect(self._follow)
        self._follow()
        self.resize(620, 480)

    def _form(self) -> QFormLayout:
        self.due.setDisplayFormat("yyyy-MM-dd")
        self.due.setCalendarPopup(True)
        self.due.setKeyboardTracking(False)  # a day half typed is nobody's decision
        self.due.setAccessibleName("统一期限")
        self.due.setEnabled(self.set_due.isChecked())
        for widget in (self.set_due, self.due):
            widget.setEnabled(widget.isEnabled() and not self._session.read_only)
        self.set_due.toggled.connect(self._on_due)
        self.due.dateChanged.connect(self._on_due)
        form = form_layout()
        self.set_due.setMinimumHeight(self.due.sizeHint().height())
        form.addRow(self.set_due, self.due)
        add_row(form, "联系电话(&T)", self.phone)
        return form

    def _on_due(self) -> None:
        """Keep the day in the task; everybody's days are counted from it."""
        self.due.setEnabled(self.set_due.isChecked())
        day = self.due.date().toString(Qt.DateFormat.ISODate) if self.set_due.isChecked() else ""
        if day != self._session.task.state.setting(DUE):
            self._session.decide([Draft(Subject.TASK, DUE, {"value": day})], "统一期限")
        self.found = _owing(self._session)
        self._follow()

    def copy(self) -> None:
        """Put the message on the clipboard, and note that they were asked."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._note("已经复制")

    def write(self) -> None:
        """Write the list to a file, and note that they were asked."""
        view = self._session.view
        name = f"{file_stem(f'{view.parent}{view.year}年度报告催报名单')}.xlsx"
        path = messages.ask_save(self, self._settings, "催报名单", name, LISTS)
        if path is None:
            return
        try:
            write_chase(Path(path), self.found, view, date.today())
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有写出名单")
            return
        self._note(f"已写出 {path}")

    def _note(self, what: str) -> None:
        words = self.text.toPlainText()
        drafts = list(chase.record(self.found, words)) if words != self._told else []
        self._told = words
        phone = self.phone.text().strip()
        if phone != self._session.task.state.setting(PHONE):
            drafts.append(Draft(Subject.TASK, PHONE, {"value": phone}))
        noted = not self._session.read_only
        if noted and drafts:
            noted = self._session.decide(drafts, "催报")
        self.noted.setText(f"{what}{'，记在各单位的经过里' if noted else ''}。")

    def _follow(self) -> None:
        phone = self.phone.text().strip()
        self.text.setPlainText(chase.message(self.found, self._session.view, phone))


def _owing(session: CollectSession) -> list[chase.Owing]:
    task = session.task
    return chase.owing(session.view, task.state, task.decisions, date.today())
