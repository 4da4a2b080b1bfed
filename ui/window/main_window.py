"""The window: menus, tool bar, home page or open report, problems below, status line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QWidget

from govreport_desktop.checks import tally
from govreport_desktop.errors import GovReportError
from govreport_desktop.paths import is_sample
from govreport_desktop.shown import shown
from ui import messages
from ui.actions import CELL_MENU, Actions
from ui.forms import press_with_enter
from ui.look.room import room_of
from ui.menus.collecting import Collecting
from ui.menus.dropping import Dropping
from ui.menus.editing import Editing
from ui.menus.exports import Exports
from ui.menus.files import Files
from ui.menus.keeping import Keeping
from ui.menus.last_year import LastYear
from ui.menus.leaving import Leaving
from ui.menus.problems import Problems
from ui.menus.viewing import PREVIEW_SHOWN, Viewing
from ui.problems.dock import ProblemsDock
from ui.progress import run_with_progress
from ui.session import Session
from ui.settings import (
    INSPECTOR_SHOWN,
    LAST_YEAR_SHOWN,
    PROBLEMS_OPEN,
    ZOOM_FITS,
    RecentFile,
    Settings,
)
from ui.tasks import Task
from ui.window.bars import Bars, RecentMenu, fill_menu
from ui.window.status import StatusBar
from ui.window.task_desk import TaskDesk
from ui.window.told import Told

if TYPE_CHECKING:
    from ui.collect.session import CollectSession
    from ui.grid.view import GridView
    from ui.narrative.editor import NarrativeEditor
    from ui.report.view import ReportView
    from ui.window.home.page import HomePage

FIRST_SIZE = QSize(1280, 800)  # of the window when nothing is remembered
FRAME_HEIGHT = 40  # pixels: the title bar that the system puts on top of it
PROGRAM = "政府信息公开工作年度报告"


class MainWindow(QMainWindow):
    """One window, one open report at most. Everything it needs is handed in."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.view: ReportView | None = None
        self.actions_ = Actions(self)
        self.leaving = Leaving(self, self._name_version)
        collecting = Collecting(self)
        self.files = Files(self, self.leaving, collecting)
        self.keeping = Keeping(self, self.files.open_path)
        exports = Exports(self, self.leaving)
        opened, importing = self.files.open_path, self.files.importing
        self.dropping = Dropping(self, opened, importing, collecting)
        others = (Editing(self), exports, Viewing(self), LastYear(self), collecting)
        self._menus = (self.files, self.keeping, self.leaving, *others)
        self.start: HomePage | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.problems = ProblemsDock(self)
        self.problems.hide()
        self._leading = Problems(self, self.problems)
        self.leaving.lead_by(self._leading.take)
        self.status = StatusBar(self)
        self.status.take_local_deadline(settings.local_deadline)
        self.setStatusBar(self.status)
        self._told = Told(self.status)
        desk = (self._stack, self.actions_, self.status)
        self.desk = TaskDesk(self, *desk, self.files.open_path)
        recent = RecentMenu(settings, self)
        recent.file_chosen.connect(self.files.open_recent)
        self._bars = Bars(self.actions_, recent)
        self.setMenuWidget(self._bars)
        self._bars.take_settings(settings)
        self._connect()
        self.setAcceptDrops(True)
        self.resize(FIRST_SIZE)
        self._enable()
        self._placed = self.restoreGeometry(settings.state("geometry"))

    def appear(self) -> None:
        """Show the window where it was left; at the first start it fills the screen."""
        if self._placed:
            self.show()
            return
        # What it has once it fills the screen no longer.
        self.resize(FIRST_SIZE.boundedTo(room_of(self).size() - QSize(0, FRAME_HEIGHT)))
        self.showMaximized()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not press_with_enter(event):
            super().keyPressEvent(event)

    # ------------------------------------------------------------ for the menus
    @property
    def owner(self) -> QWidget:
        """What dialogs belong to."""
        return self

    def take_settings(self) -> None:
        """Follow what was decided in the settings."""
        if self.start is not None and self.session is None:
            self.start.refresh()
        self.status.take_local_deadline(self.settings.local_deadline)
        self._bars.take_settings(self.settings)
        if self.view is not None:
            self.view.take_settings()

    def tell(self, words: str) -> None:
        """Say what was done, for a few seconds and without a click; at length above the page."""
        self._told.tell(words)

    def fail(self, error: GovReportError, title: str = "没有完成") -> None:
        """Say that something was not done, and why."""
        messages.tell_error(self, str(error), title)

    def run(
        self, work: Callable[[Task], Any], done: Callable[[Any], None], what: str, failed: str
    ) -> None:
        """Run long work with progress; ``what`` is going on, ``failed`` heads its error."""
        run_with_progress(self, work, done, partial(self.fail, title=failed), what)

    # ------------------------------------------------------------ the open report
    def show_session(self, session: Session | None) -> bool:
        """Show another report, or the home page; False where the one before has to stay."""
        if not self.keeping.may_leave():
            return False
        self._drop_view()
        self.desk.drop()
        self.session = session
        self.problems.follow(session)
        self.status.follow(session)
        if session is None:
            self._show_start()
        else:
            self._mount(session)
        self._told.follow(self.view.note if self.view else None)
        self._bars.tools.setVisible(session is not None)
        self.status.setVisible(session is not None)
        self._show_title()
        self._enable()
        self._remember(checked=False)
        return True

    @property
    def task(self) -> CollectSession | None:
        """The open task."""
        return self.desk.session

    def show_task(self, session: CollectSession) -> bool:
        """Show a task in place of what is open; False where a report has to stay."""
        if not self.show_session(None):
            return False
        self.desk.show(session)
        self._told.follow(self.desk.view.note if self.desk.view else None)
        self._show_title()
        return True

    @property
    def grid(self) -> GridView | None:
        """The table that is shown."""
        return self.view.grid if self.view else None

    @property
    def prose(self) -> NarrativeEditor | None:
        """The prose that is shown."""
        return self.view.prose if self.view else None

    # ------------------------------------------------------------ building
    def _connect(self) -> None:
        for menu in (*self._menus, self._leading, self.desk, self._told, self):
            self.actions_.connect(menu.handlers())
        self.actions_["show_last_year"].setChecked(self.settings.flag(LAST_YEAR_SHOWN, False))
        self.actions_["inspector"].setChecked(self.settings.flag(INSPECTOR_SHOWN, True))
        self.actions_["preview"].setChecked(self.settings.flag(PREVIEW_SHOWN, False))
        self.problems.opened.connect(self._on_panel)
        self.problems.reshaped.connect(self._show_panel)
        self.problems.mended.connect(self._focus_page)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands do that concern the window itself."""
        return {
            "quit": self.close,
            "next_pane": self._next_pane,
            "problems": self.problems.toggle,
        }

    def _mount(self, session: Session) -> None:
        from ui.report.following import Following
        from ui.report.view import ReportView

        view = ReportView(session, self.settings)
        Following(view)
        self.view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.selection_moved.connect(self._on_moved)
        view.cursor_moved.connect(self.status.clearMessage)
        session.revisited.connect(self._on_moved)
        session.mended.connect(self._leading.tell_mended)
        view.menu_wanted.connect(self._cell_menu)
        view.left_out.connect(self.tell)
        session.changed.connect(self._on_selection)
        # Queued: the message must not open while an editor is handing its text in.
        session.failed.connect(self.keeping.tell, Qt.ConnectionType.QueuedConnection)
        session.file_changed.connect(self._show_title)
        stack = session.undo_stack
        stack.canUndoChanged.connect(self.actions_["undo"].setEnabled)
        stack.canRedoChanged.connect(self.actions_["redo"].setEnabled)
        stack.undoTextChanged.connect(self.actions_["undo"].name_step)
        stack.redoTextChanged.connect(self.actions_["redo"].name_step)
        view.fit_changed.connect(self.actions_["zoom_fit"].setChecked)
        self.actions_["zoom_fit"].setChecked(self.settings.flag(ZOOM_FITS, False))
        view.put_below(self.problems)
        view.open_where_left()
        view.show_preview(self.settings.flag(PREVIEW_SHOWN, False))
        view.focus_later()

    def _drop_view(self) -> None:
        """Put the open report away, with `Keeping.may_leave`: remember it, give the file back."""
        if self.session is None or self.view is None:
            return
        # What its editors still hold was given up.
        self.session.failed.disconnect(self.keeping.tell)
        self._remember()
        self.view.keep_place()
        self.view.give_back()
        self.problems.hide()
        self.problems.setParent(self)
        self._stack.removeWidget(self.view)
        self.view.deleteLater()
        self.view = None
        self.session.document.close()
        self.session.deleteLater()
        self.session = None

    def _remember(self, *, checked: bool = True) -> None:
        """Put the open report on top of the recent files, with the state it is in.

        Just opened it is not ``checked``: after a power cut nobody may call it free of errors.
        """
        if self.session is None or is_sample(self.session.document.path):
            return
        found = tally(self.session.problems)
        report = self.session.report
        file = RecentFile(
            self.session.document.path.absolute(),
            report.office,
            report.year,
            found.errors if checked else None,
            found.warnings if checked else 0,
        )
        self.settings.remember(file)

    def _show_start(self) -> None:
        """The home page, made when it is first needed: a file given at start skips it."""
        if self.start is None:
            from ui.window.home.page import HomePage

            self.start = HomePage(self.settings, self.actions_)
            self.start.file_chosen.connect(self.files.open_recent)
            self.start.begin_wanted.connect(self.files.begin)
            self.start.office_wanted.connect(self.actions_["settings"].trigger)
            self.start.sample_wanted.connect(self.files.open_sample)
            self._stack.addWidget(self.start)
        self.start.refresh()
        self._stack.setCurrentWidget(self.start)
        self.start.setFocus()

    # ------------------------------------------------------------ what changes
    def _show_title(self) -> None:
        if self.session is None:
            self.setWindowTitle(f"{self.desk.title} - {PROGRAM}" if self.task else PROGRAM)
            return
        name = shown(self.session.document.path.name)
        mode = "（只读）" if self.session.read_only else ""
        self.setWindowTitle(f"{name}{mode} - {PROGRAM}")

    def _enable(self) -> None:
        session = self.session
        writable = session is not None and not session.read_only
        self.actions_.enable(
            report=session is not None,
            writable=writable,
            table=self.grid is not None,
            prose=self.prose is not None,
        )
        stack = session.undo_stack if session else None
        self.actions_["undo"].setEnabled(stack is not None and stack.canUndo())
        self.actions_["redo"].setEnabled(stack is not None and stack.canRedo())
        self.actions_["undo"].name_step(stack.undoText() if stack else "")
        self.actions_["redo"].name_step(stack.redoText() if stack else "")

    def _on_moved(self, _: object = None) -> None:
        """What was told concerned the place one has left, or a step that was taken back."""
        self.status.clearMessage()
        self._on_selection()

    def _on_selection(self, _: object = None) -> None:
        grid = self.grid
        brief = self.view is not None and self.view.beside.has_card
        current, chosen = (grid.current, grid.chosen()) if grid else (None, [])
        self.status.show_selection(current, chosen, brief=brief)
        self._enable()

    def _cell_menu(self, where: QPoint) -> None:
        """What can be done with the selected cells, where the right button was pressed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, CELL_MENU, self.actions_)
        menu.popup(where)

    def _name_version(self) -> None:
        self.keeping.name_version()

    # ------------------------------------------------------------ panels
    def _on_panel(self, opened: bool) -> None:
        """Remember what the clerk chose, and put the keyboard into the list."""
        self.settings.put(PROBLEMS_OPEN, opened)
        if opened and self.problems.view is not None and not self.problems.is_line:
            self.problems.view.setFocus()
        else:
            self._focus_page()
        self._show_panel()

    def _focus_page(self) -> None:
        if self.view is not None:
            self.view.page.setFocus()

    def _show_panel(self) -> None:
        self.actions_["problems"].setChecked(not self.problems.is_line)

    def _next_pane(self) -> None:
        """F6 goes round: parts, page, preview, problems."""
        if self.view is None:
            return
        preview = self.view.preview
        pages = preview.pages if preview is not None and preview.isVisible() else None
        wanted = (self.view.parts, self.view.page, pages, self.problems.pane)
        panes = [pane for pane in wanted if pane is not None]
        focus = QApplication.focusWidget()
        inside = [pane is focus or (focus and pane.isAncestorOf(focus)) for pane in panes]
        at = inside.index(True) if True in inside else -1
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ------------------------------------------------------------ Qt's events
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a report, import another file; of several or of a folder ask what is meant."""
        event.acceptProposedAction()
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        self.dropping.take([Path(url.toLocalFile()) for url in urls])

    def changeEvent(self, event: QEvent) -> None:
        """Coming to the front: what others did to the file meanwhile."""
        super().changeEvent(event)
        in_front = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if in_front and self.session is not None:
            self.session.check_file()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not over contents that are in no file; otherwise remember the window."""
        if not self.keeping.may_leave():
            event.ignore()
            return
        self.settings.put_state("geometry", self.saveGeometry())
        self._drop_view()
        self.desk.drop()
        self.settings.sync()
        super().closeEvent(event)
