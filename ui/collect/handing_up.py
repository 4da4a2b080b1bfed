"""What is made of the sums: the parent's report, the sealed states, 汇总底稿, next year's task."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from govreport_desktop.collect.decision import Subject
from govreport_desktop.collect.overview import Overview
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.progress import Progress
from govreport_desktop.paths import file_stem
from govreport_desktop.shown import shown
from ui import messages
from ui.collect.report_dialog import Parents
from ui.collect.session import CollectSession
from ui.progress import run_with_progress
from ui.settings import Settings

PAPERS = "Excel 工作簿 (*.xlsx)"


class HandingUp(QObject):
    """Asks, and has the jobs do it; nothing is written unasked."""

    told = Signal(str)
    made = Signal(object)  # Path of a report or a task, which is to be opened

    def __init__(self, session: CollectSession, settings: Settings, owner: QWidget) -> None:
        super().__init__(owner)
        self._session = session
        self._settings = settings
        self._owner = owner

    @property
    def is_signed(self) -> bool:
        """Whether there is a sealed state, so that what follows is a correction."""
        return bool(self._session.task.state.of(Subject.SEAL))

    # ------------------------------------------------------------ the parent's report
    def report(self) -> None:
        """Ask whether a new report is made of the sums, and of which of last year's."""
        from ui.collect.report_dialog import ReportDialog

        dialog = ReportDialog(self._session, self._settings, self._owner.window())
        made = self._settings.text(self._key)
        if made and dialog.into.path is None and Path(made).is_file():
            dialog.into.put(Path(made))
        dialog.decided.connect(self._take_report)
        dialog.open()

    def _take_report(self, chosen: Parents) -> None:
        if chosen.into is not None:
            self._bring_up(chosen.into)
        else:
            self.make_report(chosen.last)

    def make_report(self, last: Path | None = None) -> None:
        """Make the parent's report of the sums as they are, and open it."""
        view = self._session.view
        name = f"{file_stem(view.sums.form.title_of(view.parent, view.year))}.govreport"
        title = "把本级报告保存为"
        owner = self._owner.window()
        path = messages.ask_save(owner, self._settings, title, name, messages.REPORT_FILES)
        if path is not None:
            work = partial(_make, view, path, last)
            done = partial(self._on_made, path)
            what = "正在做本级报告"
            run_with_progress(owner, work, done, self._session.failed.emit, what)

    def _on_made(self, path: Path, words: tuple[str, ...]) -> None:
        if words:
            said = "\n".join(words)
            messages.tell_note(self._owner.window(), said, "从上年的报告取用了")
        self._remember(path)
        self.made.emit(path)

    def _bring_up(self, path: Path) -> None:
        from govreport_desktop.jobs.parents_report import bring_up

        try:
            bring_up(self._session.view, path)
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        self._remember(path)
        self.made.emit(path)

    # ------------------------------------------------------------ sealed states
    def sign_off(self) -> None:
        """Seal the sums, or what has become of them since."""
        if self.is_signed:
            self.correct()
            return
        from ui.collect.sign_dialog import SignDialog

        dialog = SignDialog(self._session, self._owner.window())
        dialog.told.connect(self.told)
        dialog.open()

    def correct(self) -> None:
        """Show what is another than was signed."""
        from ui.collect.correct_dialog import CorrectDialog

        dialog = CorrectDialog(self._session, self._settings, self._owner.window())
        dialog.told.connect(self.told)
        dialog.open()

    def log(self) -> None:
        """Show every decision."""
        from ui.collect.log_dialog import LogDialog

        LogDialog(self._session, self._owner.window()).open()

    # ------------------------------------------------------------ papers
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
            own = self._own_report()
            write_workpaper(self._session.task, view, path, own)
        except GovReportError as error:
            self._session.failed.emit(error)
            return
        prose = f"，文字取自 {shown(own.name)}" if own is not None else ""
        self.told.emit(f"已写出 {shown(str(path))}{prose}")

    def _own_report(self) -> Path | None:
        """The parent's report that was made or brought up here, where it still is the sums."""
        from govreport_desktop.jobs.parents_report import compare

        text = self._settings.text(self._key)
        with suppress(GovReportError):
            if text and Path(text).is_file() and not compare(self._session.view, Path(text)):
                return Path(text)
        return None

    def _remember(self, path: Path) -> None:
        self._settings.put(self._key, str(path.absolute()))

    @property
    def _key(self) -> str:
        """The setting: where the parent's report of this task and year lies."""
        task = self._session.task
        return f"collect/own/{task.state.setting('key')}/{task.year}"

    def next_year(self) -> None:
        """Begin the task of the year after."""
        from ui.collect.next_year_dialog import NextYearDialog

        dialog = NextYearDialog(self._session, self._settings, self._owner.window())
        dialog.made.connect(self.made)
        dialog.open()


def _make(view: Overview, path: Path, last: Path | None, _: Progress) -> tuple[str, ...]:
    from govreport_desktop.jobs.parents_report import make

    return make(view, path, last=last, overwrite=True)
