"""What goes out to the offices: blanks, letters, the list of who owes what; what is published."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from govreport_desktop.collect import chase
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.shown import shown
from ui.collect.inbox import WindowsInbox
from ui.collect.return_dialog import ReturnDialog, SendBack, waiting
from ui.collect.session import CollectSession
from ui.collect.workbooks_dialog import Blanks
from ui.progress import run_with_progress
from ui.settings import Settings
from ui.tasks import Task


class Outgoing(QObject):
    """Asks, writes in the background, and has the task note it."""

    told = Signal(str)

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

    def figures(self) -> None:
        """Show the figures of the collecting that are published."""
        from ui.collect.figures_dialog import FiguresDialog

        FiguresDialog(self._session, self._settings, self._owner.window()).open()

    def blanks(self) -> None:
        """Ask for whom blanks are made out, and where they go."""
        from ui.collect.workbooks_dialog import WorkbooksDialog

        dialog = WorkbooksDialog(self._session, self._settings, self._owner.window())
        dialog.decided.connect(self._write_blanks)
        dialog.open()

    def _write_blanks(self, chosen: Blanks) -> None:
        run_with_progress(
            self._owner.window(),
            partial(_blanks, self._session.task, self._session.view, chosen),
            partial(self._on_blanks, chosen.folder),
            self._session.failed.emit,
            "正在写空表",
        )

    def _on_blanks(self, folder: Path, paths: tuple[Path, ...]) -> None:
        self.told.emit(f"已写出 {len(paths)} 个文件，放在 {shown(str(folder))}")

    def _write_letters(self, chosen: SendBack) -> None:
        inbox = WindowsInbox(self._session.task, self)
        before = len(self._session.task.decisions)
        run_with_progress(
            self._owner.window(),
            partial(_letters, inbox, chosen),
            partial(self._on_written, before, chosen),
            self._session.failed.emit,
            "正在写退回意见",
        )

    def _on_written(self, before: int, chosen: SendBack, paths: tuple[Path, ...]) -> None:
        self._session.note_since(before, "退回")
        left = f"；没有退回 {len(chosen.refused)} 家：{'；'.join(chosen.refused)}"
        words = f"已写出 {len(paths)} 个文件，放在 {shown(str(chosen.folder))}"
        self.told.emit(f"{words}{shown(left) if chosen.refused else ''}")


def _letters(inbox: WindowsInbox, chosen: SendBack, task: Task) -> tuple[Path, ...]:
    from govreport_desktop.jobs.returning import send_back

    return send_back(inbox, chosen.ready, chosen.folder, task)


def _blanks(task: CollectTask, view: Overview, chosen: Blanks, progress: Task) -> tuple[Path, ...]:
    from govreport_desktop.jobs.roster_workbooks import write_workbooks

    return write_workbooks(
        task,
        view,
        chosen.folder,
        chosen.offices,
        progress,
        reports=chosen.reports,
        overwrite=chosen.overwrite,
    )
