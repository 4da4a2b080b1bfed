"""A report out of any file: one of ours, or any document the readers understand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.errors import ReadError
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.report import Report

if TYPE_CHECKING:
    from govreport_desktop.matching.proposal import Proposal


class NothingReadError(ReadError):
    """A source of which nothing was understood: the wrong file, or one that cannot be read."""


def load_report(path: Path, progress: Progress = QUIET) -> Report:
    """The report in ``path``, which is left as it is.

    Raises GovReportError where the file cannot be read or trusted, or holds no report.
    """
    if is_our_file(path):
        from govreport_desktop.store.document import Document

        progress.step(20, "正在读取")
        with Document.open(path, read_only=True) as document:
            return document.report
    from govreport_desktop.jobs.bring_in import read

    proposal = read(path, progress=progress).proposal
    refuse_empty(proposal, path)
    return proposal.new_report()


def is_our_file(path: Path) -> bool:
    """Whether ``path`` is to be opened as a file of this program. Raises ReadError."""
    refuse_missing(path)
    from govreport_desktop.store.database import looks_like_report

    return looks_like_report(path)


def refuse_missing(path: Path) -> None:
    """Raise ReadError where there is no file to read: a pipe would be waited for, for ever."""
    if path.is_file():
        return
    if path.is_dir():
        raise ReadError(f"“{path}”是一个文件夹，请选里面的文件。")
    if path.exists():
        raise ReadError(f"“{path}”是管道或设备，不是文件，请另选一个。")
    raise ReadError(f"找不到文件“{path}”，请检查文件名。")


def refuse_empty(proposal: Proposal, path: Path) -> None:
    """Raise NothingReadError where nothing of the source found a place."""
    if proposal.empty:
        raise NothingReadError(
            f"从“{path.name}”里没有读出任何数和文字，没有取用：请确认选对了文件。"
        )
