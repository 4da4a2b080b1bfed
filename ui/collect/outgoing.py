"""What leaves the task: letters to offices, the list of who owes what, the parent's report."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from govreport_desktop.collect import chase
from govreport_desktop.errors import GovReportError
from govreport_desktop.paths import file_stem
from govreport_desktop.shown import shown
from ui import messages
from ui.collect.inbox import WindowsInbox
from ui.collect.return_dialog import ReturnDialog, SendBack, waiting
from ui.collect.session import CollectSession
from ui.progress import run_with_progress
from ui.settings import Settings
from ui.tasks import Task

PAPERS = "Excel 工作簿 (*.xlsx)"


class Outgoing(QObject):
    """Asks, writes in the background, and has the task note it."""

    told = Signal(str)
    made = Signal(object)  # Path of the parent's report, which is to be opened

    def __init__(self, session: CollectSession, settings: Settings, owner: QWidget) -> None:
        super().__init__(owner)
        self._session = session
        self._settings = settings
        self._owner = owner

    @property
    def counts(self) -> tuple[int, int]:
        """How many offices wait for a letter, and how many owe something."""
        task, view = self._session.task, self._session.view
        owing = chase.owing(view, task.state, task.decisions, date.today())
        return len(waiting(self._session)), len(owing)

    def send_back(self) -> None:
        """Ask which letters go out, and until when."""
        dialog = ReturnDialog(self._session, self._settings, self._owner.window())
        dialog.decided.connect(self._write_letters)
        dialog.open()

    def chase(self) -> None:
        """Show who owes what."""
        from ui.collect.chase_dialog import ChaseDialog

        ChaseDialog(self._session, self._settings, self._owner.window()).open()

    def make_report(self) -> None:
        """Make the parent's report of the sums as they are, and open it."""
        from govreport_desktop.jobs.parents_report import make

        view = self._session.view
        name = f"{file_stem(view.sums.form.title_of(view.parent, view.year))}.govreport"
        title = "把本级报告保存为"
        owner = self._owner.window()
        path = messages.ask_save(owner, self._settings, title, name, messages.REPORT_FILES)
        if path is None:
            return
        try:
            make(view, path, overwrite=True)
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        self.made.emit(path)

    def sign_off(self) -> None:
        """Show what is open, and seal the sums."""
        from ui.collect.sign_dialog import SignDialog

        SignDialog(self._session, self._owner.window()).open()

    def write_workpaper(self) -> None:
        """Write 汇总底稿: the tables with live formulas, and everything they are made of."""
        from govreport_desktop.jobs.handing_up import write_workpaper

        view = self._session.view
        name = f"{file_stem(f'{view.parent}{view.year}年度汇总底稿')}.xlsx"
        owner = self._owner.window()
        path = messages.ask_save(owner, self._settings, "把汇总底稿保存为", name, PAPERS)
        if path is None:
            return
        try:
            write_workpaper(self._session.task, view, path)
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        self.told.emit(f"已写出 {shown(str(path))}")

    def _write_letters(self, chosen: SendBack) -> None:
        inbox = WindowsInbox(self._session.task, self)
        before = len(self._session.task.decisions)
        run_with_progress(
            self._owner.window(),
            partial(_letters, inbox, chosen),
            partial(self._on_written, before, chosen.folder),
            self._session.failed.emit,
            "正在写退回意见",
        )

    def _on_written(self, before: int, folder: Path, paths: tuple[Path, ...]) -> None:
        self._session.note_since(before, "退回")
        self.told.emit(f"已写出 {len(paths)} 个文件，放在 {shown(str(folder))}")


def _letters(inbox: WindowsInbox, chosen: SendBack, task: Task) -> tuple[Path, ...]:
    from govreport_desktop.jobs.returning import send_back

    return send_back(inbox, chosen.ready, chosen.folder, task)
