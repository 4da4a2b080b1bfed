"""Last year's report in a file that somebody names: read in the background, the newest alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from govreport_desktop.errors import GovReportError
from govreport_desktop.report import Report
from ui.tasks import Task, run_task

if TYPE_CHECKING:
    from govreport_desktop.matching.several import Meant


class LastYearFile(QObject):
    """The file that was named last, and its report once it is read."""

    understood = Signal(object)  # Report
    refused = Signal(object)  # GovReportError

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.report: Report | None = None
        self.busy = False  # it is being read
        self._reading: Task | None = None

    def take(self, path: Path, chosen: Meant | None = None) -> None:
        """Read the report at ``path``; ``chosen`` is which one, where the file holds several."""
        # Not at the first start already: it brings what reads files.
        from govreport_desktop.jobs.carry_over import read_last_year

        self.path, self.report, self.busy = path, None, True
        work = partial(read_last_year, path, chosen=chosen, ask=True)
        self._reading = run_task(self, work, self._on_read, self._on_refused)

    def take_typed(self, text: str) -> bool:
        """Read the file of that name, unless that was done; whether it is being read now."""
        if not text.strip() or self.path is not None:
            return False
        self.take(Path(text.strip()).expanduser())
        return True

    def forget(self) -> None:
        """Another name is being typed: what was read of the one before is of no interest."""
        self.path = self.report = self._reading = None
        self.busy = False

    def _on_read(self, report: Report) -> None:
        if self.sender() is self._reading:
            self.report, self.busy = report, False
            self.understood.emit(report)

    def _on_refused(self, error: GovReportError) -> None:
        if self.sender() is self._reading:
            self.busy = False
            self.refused.emit(error)
