"""The commands about last year: read it in, compare with it, show its figures in the tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Edit, Report
from govreport_desktop.shown import shown
from ui import messages
from ui.menus.shell import Shell
from ui.settings import LAST_YEAR_SHOWN

if TYPE_CHECKING:
    from govreport_desktop.matching.several import Meant, SeveralReportsError
    from ui.last_year.view import ComparisonView
    from ui.tasks import Task


class LastYear:
    """What the window can do with last year's report."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._view: ComparisonView | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {
            "read_last_year": self.read,
            "compare": self.compare,
            "show_last_year": self.toggle,
        }

    def read(self) -> None:
        """Ask for last year's file, read it, and show what it would change."""
        from ui.last_year.reading import FILES

        shell = self._shell
        path = messages.ask_open(shell.owner, shell.settings, "选择上年度报告", FILES)
        if path is not None and shell.session is not None:
            self._read(path)

    def _read(self, path: Path, chosen: Meant | None = None) -> None:
        what = f"正在读取“{shown(path.name)}”"
        work = partial(_last_or_several, path, chosen)
        self._shell.run(work, partial(self._offer_or_ask, path), what, "没有读入")

    def _offer_or_ask(self, path: Path, found: Report | SeveralReportsError) -> None:
        """Of several reports in one file it is asked which is meant."""
        if isinstance(found, Report):
            self._offer(found)
            return
        from ui.dialogs.which_report import WhichReportDialog

        dialog = WhichReportDialog(path.name, found.reports, self._shell.owner, found.differing)
        dialog.decided.connect(partial(self._read, path))
        dialog.open()

    def compare(self) -> None:
        """Show the comparison; one window a report, brought to the front when it is there."""
        from ui.last_year.view import ComparisonView

        session, page = self._shell.session, self._shell.view
        if session is None or page is None:
            return
        session.request_commit()
        if self._view is None or self._view.parent() is not page:
            # A child of the report's page: it goes when the report is put away.
            view = ComparisonView(session, page)
            view.jump_wanted.connect(self._jump)
            view.read_wanted.connect(self.read)
            view.destroyed.connect(self._forget)
            self._view = view
        self._view.show()
        self._view.raise_()
        self._view.activateWindow()

    def toggle(self) -> None:
        """Show last year's figures in the cells, or no longer."""
        settings = self._shell.settings
        settings.put(LAST_YEAR_SHOWN, not settings.flag(LAST_YEAR_SHOWN, False))
        if self._shell.view is not None:
            self._shell.view.take_settings()

    def _offer(self, last: Report) -> None:
        from ui.last_year.dialog import LastYearDialog

        session = self._shell.session
        if session is None or session.read_only:
            return
        session.request_commit()
        dialog = LastYearDialog(session.report, last, self._shell.owner)
        dialog.decided.connect(self._take)
        dialog.open()

    def _take(self, edit: Edit) -> None:
        session = self._shell.session
        if session is not None and session.apply(edit):
            self._shell.tell("已读入上年度报告，可按 Ctrl+Z 撤销")

    def _jump(self, address: CellAddress) -> None:
        if self._shell.view is not None:
            self._shell.view.show_address([address])
            self._shell.owner.activateWindow()

    def _forget(self) -> None:
        self._view = None


def _last_or_several(path: Path, chosen: Meant | None, task: Task) -> Report | SeveralReportsError:
    """Runs in the background."""
    from govreport_desktop.jobs.carry_over import read_last_year
    from govreport_desktop.matching.several import SeveralReportsError

    try:
        return read_last_year(path, task, chosen, ask=True)
    except SeveralReportsError as several:
        return several
