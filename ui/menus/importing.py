"""The commands that bring in what others wrote: one file, several, or a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreport_desktop.errors import CancelledError, GovReportError
from govreport_desktop.paths import file_stem
from govreport_desktop.report import Report
from govreport_desktop.shown import shown
from ui import messages
from ui.menus.season import last_years_folder
from ui.menus.shell import Shell

if TYPE_CHECKING:
    from govreport_desktop.jobs.bring_in import Reading, Wanted
    from govreport_desktop.matching.several import Meant, SeveralReportsError
    from ui.dialogs.import_dialog import Imported
    from ui.tasks import Task


class _Read(NamedTuple):
    """A file and what came of reading it."""

    path: Path
    found: Reading | GovReportError


class Importing:
    """Reads in the background, shows what was understood, and puts in what is decided.

    Of several files one after the other is shown; ``opened`` opens a report.
    """

    def __init__(self, shell: Shell, opened: Callable[[Path], bool]) -> None:
        self._shell = shell
        self._opened = opened
        self._waiting: list[Path] = []

    def read(self, path: Path) -> None:
        """Read one file and show what it would give."""
        self.read_all([path])

    def read_all(self, paths: Sequence[Path]) -> None:
        """Read several files, the next one when the one before has been decided."""
        self._waiting = list(paths)
        self._next()

    def _read(self, path: Path, wanted: Wanted | None = None) -> None:
        """Read and match in the background, then show the proposal."""
        from govreport_desktop.jobs.documents import refuse_same

        session = self._shell.session
        report = session.report if session and not session.read_only else None
        try:
            if session is not None:
                refuse_same(session.document.path, path)
        except GovReportError as error:
            self._shell.fail(error, "没有导入")
            self._next()
            return
        work = partial(_read, path, wanted, report)
        self._shell.run(work, self._propose, f"正在读取“{shown(path.name)}”", "没有读出文件")

    def _propose(self, result: _Read) -> None:
        from govreport_desktop.matching.several import SeveralReportsError

        path, found = result
        if isinstance(found, SeveralReportsError):
            self._ask_which(path, found)
        elif isinstance(found, GovReportError):
            self._shell.fail(found, "没有读出文件")
            self._next()
        else:
            self._show(path, found)

    def _ask_which(self, path: Path, several: SeveralReportsError) -> None:
        from ui.dialogs.which_report import WhichReportDialog

        dialog = WhichReportDialog(path.name, several.reports, self._shell.owner, several.differing)
        dialog.decided.connect(partial(self._read_chosen, path))
        dialog.rejected.connect(self._next)
        dialog.open()

    def _read_chosen(self, path: Path, chosen: Meant) -> None:
        from govreport_desktop.jobs.bring_in import Wanted

        self._read(path, Wanted(chosen=chosen))

    def _show(self, path: Path, found: Reading) -> None:
        from ui.dialogs.import_dialog import ImportDialog

        owner, session, proposal = self._shell.owner, self._shell.session, found.proposal
        new = session is None or session.read_only
        if session is not None:
            session.request_commit()
        try:
            report = Report(proposal.form) if new or session is None else session.report
            dialog = ImportDialog(path.name, proposal, report, owner, new=new, source=found.source)
        except GovReportError as error:
            self._shell.fail(error, "没有导入")
            return
        dialog.decided.connect(partial(self._make_of, path) if new else self._take)
        dialog.finished.connect(self._next)
        dialog.open()

    def _take(self, chosen: Imported) -> None:
        """Put what was ticked into the open report."""
        session = self._shell.session
        if session is not None and session.apply(chosen.edit):
            self._shell.tell(f"导入了 {len(chosen.edit.changes)} 处内容，可按 Ctrl+Z 撤销")

    def _make_of(self, source: Path, chosen: Imported) -> None:
        """A new file of what was ticked; never the one it was read from."""
        from govreport_desktop.jobs.bring_in import make

        office, year = chosen.office, chosen.year
        name = f"{file_stem(chosen.form.title_of(office, year))}.govreport"
        shell = self._shell
        title, kind = "把导入的报告保存为", messages.REPORT_FILES
        folder = last_years_folder(shell.settings, office, year) or source.parent
        path = messages.ask_save(shell.owner, shell.settings, title, name, kind, folder)
        if path is None:
            return
        try:
            make(path, chosen.form, office, year, chosen.edit, source=source, overwrite=True)
        except GovReportError as error:
            shell.fail(error, "没有导入")
            return
        self._opened(path)

    def _next(self) -> None:
        if self._waiting:
            self._read(self._waiting.pop(0))


def _read(path: Path, wanted: Wanted | None, into: Report | None, task: Task) -> _Read:
    """Runs in the background. What is wrong with one file does not keep the others."""
    from govreport_desktop.jobs.bring_in import Wanted, read

    try:
        return _Read(path, read(path, wanted or Wanted(ask=True), into=into, progress=task))
    except CancelledError:
        raise
    except GovReportError as error:
        return _Read(path, error)
