"""A report out of any file: one of ours, or any document the readers understand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.jobs.refusing import refuse_empty, refuse_missing
from govreport_desktop.report import Report

if TYPE_CHECKING:
    from govreport_desktop.matching.several import Meant


def load_report(
    path: Path, progress: Progress = QUIET, chosen: Meant | None = None, *, ask: bool = False
) -> Report:
    """The report in ``path``, which is left as it is.

    ``chosen`` is the one that is meant where there are several, ``ask`` as in `Wanted`. Raises
    GovReportError where the file cannot be read or trusted, or holds no report,
    SeveralReportsError where it has to be said which.
    """
    if is_our_file(path):
        from govreport_desktop.store.document import Document

        progress.step(20, "正在读取")
        with Document.open(path, read_only=True) as document:
            return document.report
    from govreport_desktop.jobs.bring_in import Wanted, read

    proposal = read(path, Wanted(chosen=chosen, ask=ask), progress=progress).proposal
    refuse_empty(proposal, path)
    return proposal.new_report()


def is_our_file(path: Path) -> bool:
    """Whether ``path`` is to be opened as a file of this program. Raises ReadError."""
    refuse_missing(path)
    from govreport_desktop.store.database import looks_like_report

    return looks_like_report(path)
