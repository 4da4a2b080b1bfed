"""公布情况: the figures of the collecting, to be copied into a page or written as a table."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from govreport_desktop.checks import Severity
from govreport_desktop.collect import chase
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.chasing import figures_rows, write_figures
from govreport_desktop.paths import file_stem
from govreport_desktop.shown import shown
from ui import messages
from ui.collect.cards import words_of
from ui.collect.list_model import ListModel
from ui.collect.session import CollectSession
from ui.collect.table import RowsDelegate, RowsTable
from ui.dialog import Dialog
from ui.look.colors import SIGNS, tint
from ui.plain import Label
from ui.settings import Settings

TABLES = "Excel 工作簿 (*.xlsx);;Word 文档 (*.docx);;PDF 文件 (*.pdf);;文本 (*.txt)"


class FiguresModel(ListModel[tuple[str, str]]):
    """One row a figure."""

    def __init__(self) -> None:
        super().__init__(("项目", "数"))

    def key(self, row: tuple[str, str]) -> str:
        """What it is called."""
        return row[0]

    def texts(self, row: tuple[str, str]) -> tuple[str, str]:
        """Name and figure."""
        return row


class FiguresDialog(Dialog):
    """The figures at this moment; a person decides where they go."""

    def __init__(self, session: CollectSession, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("公布情况要写的数", parent)
        self._session, self._settings = session, settings
        self.found = chase.figures(session.view, session.task.state)
        self.rows = figures_rows(self.found)
        self.model = FiguresModel()
        self.model.put(list(self.rows))
        self.list = RowsTable(self.model, "公布情况要写的数")
        self.list.setItemDelegate(RowsDelegate(self.list))
        self.list.widen({0: 8}, 1)
        self.list.as_high_as_rows()
        self.sentence = words_of(shown(self.found.words))
        self.noted = Label()
        self.noted.setObjectName("hint")
        self.body.addWidget(self.list)
        self.body.addWidget(self.sentence)
        if self.found.doubt:
            doubt = words_of(f"{SIGNS[Severity.WARNING]} {self.found.doubt}")
            tint(doubt, Severity.WARNING)
            self.body.addWidget(doubt)
        self.body.addWidget(self.noted)
        for words, do in (
            ("复制表格(&Y)", self.copy_table),
            ("复制文字(&T)", self.copy_words),
            ("写成表(&W)…", self.write),
        ):
            button = QPushButton(words)
            button.clicked.connect(do)
            self.buttons.addButton(button, self.buttons.ButtonRole.ActionRole)
        self.list.choose(0)
        self.resize(620, self.sizeHint().height())

    def copy_table(self) -> None:
        """Put the table on the clipboard, as Excel, WPS and Word take it."""
        QGuiApplication.clipboard().setText("".join(f"{a}\t{b}\r\n" for a, b in self.rows))
        self.noted.setText("表格已经复制，可以贴到 Excel、WPS 或 Word 里。")

    def copy_words(self) -> None:
        """Put the sentence on the clipboard."""
        QGuiApplication.clipboard().setText(self.found.words)
        self.noted.setText("文字已经复制。")

    def write(self) -> None:
        """Write the figures to a file."""
        view = self._session.view
        name = f"{file_stem(f'{view.parent}{view.year}年度报告公布情况')}.xlsx"
        path = messages.ask_save(self, self._settings, "公布情况", name, TABLES)
        if path is None:
            return
        try:
            write_figures(path, self.found, view, date.today())
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有写出")
            return
        self.noted.setText(f"已写出 {shown(str(path))}")
