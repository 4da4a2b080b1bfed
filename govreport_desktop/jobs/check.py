"""What is wrong with a report: by itself, against its offices' reports, and explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.checks import notes_of, tally
from govreport_desktop.errors import GovReportError, ReadError
from govreport_desktop.jobs.documents import changing
from govreport_desktop.jobs.load import is_our_file, load_report
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.report import Report
from govreport_desktop.report.explanations import Note

if TYPE_CHECKING:
    from govreport_desktop.checks import Problem
    from govreport_desktop.jobs.outcomes import FolderRead


@dataclass(frozen=True, slots=True)
class Checked:
    """A report and its problems; ``offices`` is the folder it was compared with.

    ``notice`` is a sentence about the file that was written to, "" where there is none.
    """

    report: Report
    problems: tuple[Problem, ...]
    offices: FolderRead | None = None
    notice: str = ""

    @property
    def errors(self) -> int:
        """How many of them forbid the report to be handed in."""
        return tally(self.problems).errors

    @property
    def open_warnings(self) -> int:
        """How many warnings nobody has explained, or only for older numbers."""
        return tally(self.problems).warnings

    @property
    def notes(self) -> tuple[Note, ...]:
        """What a document is to say about them (审核说明)."""
        return notes_of(self.report, self.problems)


def check(report: Report, *, handed_in: bool = False) -> Checked:
    """The problems of ``report`` alone; one that is ``handed_in`` is judged as finished."""
    from govreport_desktop.checks import check as run

    return Checked(report, tuple(run(report, handed_in=handed_in)))


def check_file(
    path: Path,
    *,
    offices: Path | None = None,
    names: Path | None = None,
    explain: tuple[str, str] | None = None,
    rules: Path | None = None,
    progress: Progress = QUIET,
) -> Checked:
    """The problems of the report in ``path``, whatever kind of file that is.

    With ``offices`` it is compared with the sum of the reports in that folder; ``names`` is
    a text file of those that have to report, one a line. ``explain`` is the key of a warning
    and what the office says about it, which is stored first ("" takes it away). ``rules`` is a
    check sheet to go by this once, instead of the report's own. Raises
    GovReportError, with nothing stored, where something cannot be read or explained.
    """
    expected = _lines(names) if names is not None else []
    report = _under(load_report(path, progress), rules)
    found = _offices(offices, path, report, expected, progress) if offices is not None else None
    if found is not None:
        # A report by itself does not wait for readers and the matching of names (0.1 s).
        from govreport_desktop.jobs.judged import canonical

        expected = canonical(found.files, expected, report.office)
    checked = _compared(report, found, expected)
    if explain is None:
        return checked
    notice = _explain(path, checked.problems, *explain)
    return replace(_compared(_under(load_report(path), rules), found, expected), notice=notice)


def _under(report: Report, rules: Path | None) -> Report:
    """``report``, in memory, as if it carried the sheet ``rules``."""
    if rules is not None:
        from govreport_desktop.jobs.sheets import read_rules, under

        report.apply(under(report, read_rules(rules)))
    return report


def _offices(
    folder: Path, path: Path, report: Report, expected: Sequence[str], progress: Progress
) -> FolderRead:
    from govreport_desktop.jobs.folder import read_folder

    return read_folder(
        folder,
        but=path,
        year=report.year,
        parent=report.office,
        expected=expected,
        progress=progress,
    )


def _compared(report: Report, offices: FolderRead | None, expected: Sequence[str]) -> Checked:
    # Whoever asks for a verdict is through: what is blank now is blank in print.
    if offices is None:
        return check(report, handed_in=True)
    from govreport_desktop.checks import arranged, settings_of
    from govreport_desktop.checks import check as run
    from govreport_desktop.checks.among import SUMS
    from govreport_desktop.checks.consolidation import compare_with_offices, sums_of
    from govreport_desktop.checks.sheet.marking import marked
    from govreport_desktop.jobs.between import between_offices

    sums = sums_of(report, offices.reports, expected)
    alone = run(report, handed_in=True, sums=sums)
    settings = settings_of(report)
    more = []
    if settings.runs(SUMS.id):
        more += marked(compare_with_offices(report, offices.reports, expected), settings.sheet)
    more += between_offices(report, offices.files)
    return Checked(report, tuple(arranged(report, [*alone, *more])), offices)


def _explain(path: Path, problems: Sequence[Problem], key: str, text: str) -> str:
    """Store what the office says about the warning ``key``; answers the file's notice."""
    from govreport_desktop.checks import Severity
    from govreport_desktop.report import ExplanationAddress
    from govreport_desktop.report.explanations import explanation_content

    problem = next((p for p in problems if p.key == key), None)
    if problem is None:
        raise GovReportError(f"没有编号为“{key}”的问题，请从列出的问题里抄编号。")
    if problem.severity is not Severity.WARNING:
        raise GovReportError(f"“{key}”是{problem.severity.label}，只有警告可以写审核说明。")
    if not is_our_file(path):
        raise GovReportError("审核说明只能写进 .govreport 文件，请先导入成这样的文件。")
    with changing(path) as document:
        content = explanation_content(text, problem.figures)
        report = document.report
        document.apply(report.edit([(ExplanationAddress(key), content)], "审核说明", "explain"))
        return document.notice


def _lines(path: Path) -> list[str]:
    from govreport_desktop.readers.text.text import decode

    if not path.is_file():
        raise ReadError(f"找不到文件“{path}”，请检查文件名。")
    lines = decode(path.read_bytes(), path.name).splitlines()
    return [line.strip() for line in lines if line.strip()]
