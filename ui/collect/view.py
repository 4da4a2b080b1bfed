"""The open task: its name and views on top, one of them below, an office's report over them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.collect.roles import Filed
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Report
from govreport_desktop.report.deadline import deadline_words
from govreport_desktop.shown import shown
from ui.collect.asked import AskedPage
from ui.collect.cards import Side, button
from ui.collect.files import FilesPage
from ui.collect.folder_line import FolderLine
from ui.collect.handing_up import HandingUp
from ui.collect.offices import OfficesPage
from ui.collect.outgoing import Outgoing
from ui.collect.reading import ReadingPage
from ui.collect.session import CollectSession
from ui.collect.sums import SumsPage
from ui.collect.task_menu import TaskMenu
from ui.collect.words import counted_words, office_name, short_name, signed_words, state_words
from ui.forms import Line
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.plain import ElidedLabel, Label
from ui.report.note import Note
from ui.settings import Settings

SEARCH_EMS = 14
LATER_MS = 400
READ_AHEAD = 300  # offices whose prose is read without being asked for


class CollectView(QWidget):
    """One task on screen."""

    told = Signal(str)  # what was done, in a sentence
    report_made = Signal(object)  # Path of a report or a task, to be opened
    foot_changed = Signal()  # other words for the foot of the window

    def __init__(
        self, session: CollectSession, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._settings = settings
        self.outgoing = Outgoing(session, settings, self)
        self.up = HandingUp(session, settings, self)
        self.folder = FolderLine(session, self.outgoing)
        self.note = Note()
        self.menu = TaskMenu(session, settings, self.outgoing, self.up)
        self.search = Line()
        self.offices = OfficesPage(session)
        self.reading = ReadingPage(session, settings)
        self.sums = SumsPage(session, settings)
        self.asked = AskedPage(session)
        self.files = FilesPage(session)
        self._pages: list[QWidget] = [self.offices, self.sums, self.asked, self.files]
        self._tabs = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._outer = QStackedWidget()
        self._later = QTimer(self)  # questions are read when nothing else is to be done
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._look_ahead)
        self._lay_out()
        self._connect()
        self._keys()
        self._follow()

    # ------------------------------------------------------------ what is shown
    @property
    def place_words(self) -> str:
        """What the foot of the window says."""
        view = self.session.view
        unknown = self.session.unknown
        counted = f"收件文件夹{unknown}" if unknown else counted_words(view)
        parents = Report(view.sums.form, view.parent, view.year)
        due = deadline_words(parents, date.today(), self._settings.local_deadline)
        signed = signed_words(self.session.task.state, view)
        return "；".join(filter(None, [counted, signed, due]))

    def show_view(self, number: int) -> None:
        """Show one of the views, the keyboard in it."""
        self._outer.setCurrentIndex(0)
        if (tab := self._tabs.button(number)) is not None:
            tab.setChecked(True)
        self._stack.setCurrentIndex(number)
        if self._pages[number] is self.asked:
            self.asked.look()
        self._pages[number].setFocus()

    def open_office(self, office_id: str, cell: CellAddress | None = None) -> None:
        """Show the report of an office, at ``cell`` where one is wanted."""
        row = self.session.view.row(office_id)
        one = row.counted or next((f for f in row.files if f.head and f.head.is_report), None)
        if one is None:
            self.told.emit(f"{row.office.name}还没有能看的报告")
        else:
            self._read(one, row.office.name, state_words(row), cell)

    def open_file(self, path: str) -> None:
        """Show what was read of a file, whatever it is taken for."""
        one = self.session.view.file(path)
        if one.head is None or not one.head.is_report:
            self.told.emit(f"“{short_name(path)}”没有读出报告来：{one.why}")
            return
        self._read(one, office_name(self.session.view, one.office) or one.head.office, "", None)

    def _read(self, one: Filed, office: str, state: str, cell: CellAddress | None) -> None:
        before = self.reading.title.text()
        self.reading.announce(office)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.reading.show_report(one, office, state, cell)
        except GovReportError as error:
            self.reading.title.setText(before)
            self.session.failed.emit(error)
            return
        finally:
            QApplication.restoreOverrideCursor()
        self._outer.setCurrentIndex(1)

    def _look_ahead(self) -> None:
        """Count what is to be asked, unless there are so many reports that reading them shows."""
        if len(self.session.view.rows) <= READ_AHEAD:
            self.asked.look()

    def _count_asked(self, count: int) -> None:
        if (tab := self._tabs.button(2)) is not None:
            tab.setText(f"要问的 {count}" if count else "要问的")

    def focus_later(self) -> None:
        """Put the keyboard into the list."""
        self._pages[self._stack.currentIndex()].setFocus()

    def close_report(self) -> None:
        """Back from a report to where it was opened."""
        if self._outer.currentIndex() == 1:
            self._outer.setCurrentIndex(0)
            self.reading.clear()
            self.focus_later()

    def put_away(self) -> None:
        """Give back what the reports on screen were held in; nothing is looked at any more."""
        self._later.stop()
        self.reading.clear()
        self.sums.sums.close()

    def _step(self, by: int) -> None:
        """The report of the next office that has one."""
        reading = self._outer.currentIndex() == 1
        office = self.offices.step(by)
        while reading and office:
            row = self.session.view.row(office)
            if row.counted is not None:
                self.open_office(office)
                return
            office = self.offices.step(by)
        if reading:
            self.told.emit("后面没有别的报告了" if by > 0 else "前面没有别的报告了")

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        if self.session.read_only:
            column.addWidget(self._banner())
        column.addWidget(self.note)
        self.note.closed.connect(self.focus_later)
        column.addWidget(self._stack, 1)
        for page in self._pages:
            self._stack.addWidget(page)
        self._outer.addWidget(inner)
        self._outer.addWidget(self.reading)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)
        self.offices.top.addWidget(self.folder, 1)

    def _header(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("taskBar")
        task = self.session.task
        title = ElidedLabel(f"{shown(task.parent)} {task.year} 年度汇总")
        title.setFont(sized(self.font(), Size.BODY, bold=True))
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.ROOM, 2, Space.ROOM, 2)
        row.setSpacing(Space.HALF)
        row.addWidget(title)
        row.addSpacing(Space.STEP)
        for number, words in enumerate(("单位", "本级表", "要问的", "文件")[: len(self._pages)]):
            tab = QToolButton()
            tab.setText(words)
            tab.setCheckable(True)
            tab.setToolTip(f"{words}（Ctrl+{number + 1}）")
            self._tabs.addButton(tab, number)
            row.addWidget(tab)
        row.addStretch(1)
        placeholder = "找单位、文件、数字"
        self.search.setPlaceholderText(placeholder)
        self.search.setToolTip("找单位、文件、数字（Ctrl+F）")
        self.search.setAccessibleName("找单位、文件、数字")
        self.search.setClearButtonEnabled(True)
        metrics = self.fontMetrics()
        # A narrow window cuts the name of the task rather than what can be looked for.
        self.search.setMinimumWidth(metrics.horizontalAdvance(placeholder) + 2 * Space.ROOM)
        self.search.setMaximumWidth(metrics.horizontalAdvance("宽") * SEARCH_EMS)
        row.addWidget(self.search, 1)
        row.addSpacing(Space.STEP)
        row.addWidget(self.menu)
        row.addWidget(button("做本级报告(&B)…", self.up.report, primary=True))
        return bar

    def _banner(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("banner")
        holder = self.session.task.holder
        why = (
            f"{holder}正在使用这个任务，这里只能查看。对方关闭后重新打开即可作决定。"
            if holder
            else "任务文件或所在的文件夹不可写，这里只能查看。"
        )
        words = Label(f"只读　{why}")
        words.setWordWrap(True)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(Space.ROOM, Space.STEP, Space.ROOM, Space.STEP)
        layout.addWidget(words)
        return frame

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._follow)
        self.folder.told.connect(self.told)
        self.folder.done.connect(self.focus_later)
        self.up.told.connect(self.told)
        self.menu.told.connect(self.told)
        self.offices.many_wanted.connect(self.menu.pass_many)
        self.up.made.connect(self.report_made)
        self.offices.opened.connect(self.open_office)
        self.offices.told.connect(self.told)
        self.sums.opened.connect(self.open_office)
        self.asked.opened.connect(self.open_office)
        self.asked.counted.connect(self._count_asked)
        self.files.opened.connect(self.open_file)
        self.reading.left.connect(self.close_report)
        self.reading.stepped.connect(self._step)
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self.focus_later)
        self._tabs.idClicked.connect(self.show_view)
        first = self._tabs.button(0)
        assert first is not None
        first.setChecked(True)

    def _keys(self) -> None:
        keys = (
            ("F5", self.folder.scan),
            ("Ctrl+F", self._to_search),
            ("Esc", self._escape),
            ("F6", self._other_pane),
            ("F7", self.sums.last_year.toggle),
            ("Alt+PgDown", self._next),
            ("Alt+PgUp", self._previous),
        )
        for key, do in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        for number in range(len(self._pages)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setProperty("view", number)
            shortcut.activated.connect(self._on_number)

    # ------------------------------------------------------------ what changes
    def _follow(self) -> None:
        self._later.start()
        self.foot_changed.emit()

    def _other_pane(self) -> None:
        """F6 goes between the list and what stands beside it."""
        page = self._pages[self._stack.currentIndex()]
        side = page.findChild(Side)
        if self._outer.currentIndex() or side is None:
            return
        focus = QApplication.focusWidget()
        if focus is not None and side.isAncestorOf(focus):
            page.setFocus()
        else:
            side.enter()

    def _on_number(self) -> None:
        self.show_view(int(self.sender().property("view")))

    def _to_search(self) -> None:
        if self._outer.currentIndex() or self._pages[self._stack.currentIndex()] is not self.files:
            self.show_view(0)
        self.search.setFocus()
        self.search.selectAll()

    def _on_search(self, words: str) -> None:
        self.offices.search(words)
        self.files.search(words)

    def _escape(self) -> None:
        focus, page = QApplication.focusWidget(), self._pages[self._stack.currentIndex()]
        side = page.findChild(Side)
        if self._outer.currentIndex() == 1:
            self.close_report()
        elif side is not None and focus is not None and side.isAncestorOf(focus):
            side.leave()
        elif self.search.text():
            self.search.clear()
            self.focus_later()

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)
