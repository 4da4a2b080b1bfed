"""What a new task begins with: whose, which year, which folder, last year's task, the roster."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QIntValidator
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from govreport_desktop.collect import SUFFIX, roster
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.collecting import NewTask, read_roster
from govreport_desktop.jobs.next_year import lessons
from govreport_desktop.paths import file_stem
from govreport_desktop.report.years import FIRST_YEAR, LAST_YEAR, year_in_hand
from govreport_desktop.shown import shown
from ui import messages
from ui.collect.roster_table import RosterTable, counted_words
from ui.dialog import Dialog
from ui.forms import Line, add_row, form_layout
from ui.look.tokens import Space
from ui.plain import Label
from ui.settings import Settings

PARENT = "collect/parent"  # the setting: the office whose task was made last
ROSTERS = "名单 (*.xlsx *.xls *.txt *.csv);;所有文件 (*)"
NO_ROSTER = "还没有名单：一行一个单位，Excel、文本都行；也可以从上年的任务带来。"


class NewTaskDialog(Dialog):
    """One page. Last year's task fills in everything in one step."""

    decided = Signal(object)  # NewTask
    open_wanted = Signal(object)  # Path of a task that there is already

    def __init__(self, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("汇总任务", parent, accept="新建(&N)", close="取消(&C)")
        self._settings = settings
        self._named = False  # the clerk has said where the task is to lie
        self._taken: Path | None = None  # last year's task that was read
        self._wrong = 0  # offices that were sent back or came late last year
        self.open_button = QPushButton("打开已有的任务(&E)…")
        self.office = Line(settings.text(PARENT))
        self.year = Line(str(_season(date.today())))
        self.folder = Line()
        self.last = Line()
        self.path = Line()
        self.table = RosterTable()
        self.counted = Label(NO_ROSTER)
        self.problem = Label()
        self._build()
        self._follow()
        (self.folder if self.office.text() else self.office).setFocus()

    def accept(self) -> None:
        """Hand over what is filled in."""
        new = self.chosen()
        if new is not None:
            self._settings.put(PARENT, new.parent)
            super().accept()
            self.decided.emit(new)

    def chosen(self) -> NewTask | None:
        """What is filled in; None while something is missing."""
        if self._missing():
            return None
        last = self.last.text().strip()
        return NewTask(
            path=Path(self.path.text().strip()).expanduser(),
            parent=self.office.text().strip(),
            year=int(self.year.text()),
            folder=Path(self.folder.text().strip()).expanduser(),
            offices=self.table.offices,
            last=Path(last).expanduser() if last else None,
        )

    def take_folder(self, folder: Path) -> None:
        """The offices' files lie there."""
        self.folder.setText(str(folder))
        self._name_path()

    def take_last(self, path: Path) -> None:
        """Begin with last year's task: its parent, the year after, its roster."""
        self._taken = path
        try:
            with CollectTask.open(path, read_only=True) as task:
                self.office.setText(task.parent)
                self.year.setText(str(task.year + 1))
                self._wrong = len(lessons(task))
                self.table.show_offices(task.roster)
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有读出上年的任务")
            return
        self.last.setText(str(path))

    def take_roster(self, path: Path) -> None:
        """Show the roster in a file."""
        try:
            self._take(read_roster(path, self.office.text().strip()))
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有读出名单")

    def paste(self) -> None:
        """Show the roster on the clipboard."""
        try:
            text = QGuiApplication.clipboard().text()
            self._take(roster.from_text(text, self.office.text().strip()))
        except GovReportError as error:
            messages.tell_error(self, str(error), "没有读出名单")

    def _take(self, offices: tuple[Office, ...]) -> None:
        self.table.show_offices(offices)

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        self.year.setValidator(QIntValidator(FIRST_YEAR, LAST_YEAR, self))
        self.year.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 10)
        self.office.setPlaceholderText("汇总成谁的报告，例如 青川县人民政府")
        self.folder.setPlaceholderText("各单位报来的文件都放在里面，可以有下级文件夹")
        self.last.setPlaceholderText("没有就空着")
        form = form_layout()
        add_row(form, "本级机关(&O)", self.office)
        add_row(form, "年度(&Y)", self.year)
        self._add_path(form, "上年任务(&L)", self.last, self._browse_last)
        self._add_path(form, "收件文件夹(&F)", self.folder, self._browse_folder)
        self._add_path(form, "任务文件(&P)", self.path, self._browse_path)
        self.body.addLayout(form)
        self.body.addLayout(self._roster_line())
        self.table.setMinimumHeight(self.fontMetrics().height() * 6)
        self.body.addWidget(self.table, 1)
        self.problem.setObjectName("hint")
        self.problem.setWordWrap(True)
        self.body.addWidget(self.problem)
        self.buttons.addButton(self.open_button, self.buttons.ButtonRole.ActionRole)
        self.open_button.setAutoDefault(False)
        self.open_button.clicked.connect(self._open)
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        for field in (self.office, self.year, self.folder, self.last, self.path):
            field.textChanged.connect(self._follow)
        for field in (self.office, self.year, self.folder):
            field.textChanged.connect(self._name_path)
        self.path.textEdited.connect(self._on_named)
        self.last.editingFinished.connect(self._on_last)
        self.table.changed.connect(self._follow)
        self.resize(760, 620)

    def _roster_line(self) -> QHBoxLayout:
        caption = Label("名单(&R)")
        caption.setBuddy(self.table)
        read = QPushButton("从文件读入(&I)…")
        read.clicked.connect(self._browse_roster)
        read.setAutoDefault(False)
        paste = QPushButton("从剪贴板粘贴(&V)")
        paste.clicked.connect(self.paste)
        paste.setAutoDefault(False)
        self.counted.setObjectName("hint")
        self.counted.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        row.addWidget(caption)
        row.addWidget(self.counted, 1)
        row.addWidget(read)
        row.addWidget(paste)
        return row

    def _add_path(self, form: QFormLayout, label: str, field: QLineEdit, browse: object) -> None:
        button = QPushButton("浏览…")
        button.setAutoDefault(False)
        button.setAccessibleName(f"浏览{label.partition('(')[0]}")
        button.clicked.connect(browse)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.STEP)
        line.addWidget(field, 1)
        line.addWidget(button)
        caption = Label(label)
        caption.setBuddy(field)
        field.setAccessibleName(label.partition("(")[0])
        form.addRow(caption, row)

    # ------------------------------------------------------------ what is missing
    def _missing(self) -> str:
        """What keeps the task from being made; "" where nothing does."""
        if not self.office.text().strip():
            return "请填写本级机关的全称。"
        if not self.year.hasAcceptableInput():
            return f"年度请填 {FIRST_YEAR} 到 {LAST_YEAR} 之间的四位数字。"
        folder = self.folder.text().strip()
        if not folder:
            return "请选择收件文件夹。"
        if not Path(folder).expanduser().is_dir():
            return f"没有文件夹“{shown(folder)}”。"
        if not self.table.offices:
            return "请读入应报单位的名单。"
        path = self.path.text().strip()
        if not path:
            return "请写明任务文件放在哪里。"
        if Path(path).expanduser().exists():
            return f"“{shown(Path(path).name)}”已经有了：点“打开已有的任务”，或换一个文件名。"
        return ""

    def _follow(self) -> None:
        missing = self._missing()
        self.problem.setText(missing)
        assert self.accept_button is not None
        self.accept_button.setEnabled(not missing)
        offices = self.table.offices
        wrong = f"；上年 {self._wrong} 个退回过或逾期，会列在旁边" if self._wrong else ""
        self.counted.setText(f"{counted_words(offices)}{wrong}" if offices else NO_ROSTER)

    def _on_last(self) -> None:
        """Last year's task was typed or pasted: the same as if it had been looked for."""
        path = Path(self.last.text().strip()).expanduser()
        if path != self._taken and path.is_file():
            self.take_last(path)

    def _on_named(self) -> None:
        self._named = True

    def _name_path(self) -> None:
        """Beside the folder, called by office and year, until the clerk says otherwise."""
        folder = self.folder.text().strip()
        if self._named or not folder:
            return
        name = f"{file_stem(f'{self.office.text().strip()}{self.year.text()}年度汇总')}{SUFFIX}"
        self.path.setText(str(Path(folder).expanduser().absolute().parent / name))

    # ------------------------------------------------------------ browsing
    def _browse_folder(self) -> None:
        folder = messages.ask_folder(self, "各单位报告所在的文件夹", self._settings.folder)
        if folder is not None:
            self.take_folder(folder)

    def _browse_last(self) -> None:
        path = messages.ask_open(self, self._settings, "上年的任务", messages.TASK_FILES)
        if path is not None:
            self.take_last(path)

    def _browse_roster(self) -> None:
        path = messages.ask_open(self, self._settings, "名单", ROSTERS)
        if path is not None:
            self.take_roster(path)

    def _browse_path(self) -> None:
        name = Path(self.path.text().strip() or f"汇总{SUFFIX}").name
        path = messages.ask_save(self, self._settings, "任务文件", name, messages.TASK_FILES)
        if path is not None:
            self.path.setText(str(path))
            self._named = True

    def _open(self) -> None:
        path = messages.ask_open(self, self._settings, "打开汇总任务", messages.TASK_FILES)
        if path is not None:
            self.reject()
            self.open_wanted.emit(path)


def _season(today: date) -> int:
    """The year whose reports are collected: out of the season still the one before."""
    return year_in_hand(today) or today.year - 1
