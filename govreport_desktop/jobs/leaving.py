"""送审前检查 and 报送: what is open before a report leaves, its page, and that it has left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.checks.leaving import Kind, Leaving, Point, before_leaving
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.changes import chosen_version, version_words
from govreport_desktop.jobs.check import check
from govreport_desktop.jobs.documents import changing
from govreport_desktop.jobs.load import is_our_file, load_report
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.report import Report
from govreport_desktop.store.versions import UNNAMED
from govreport_desktop.writers.listing import Group, Listing

if TYPE_CHECKING:
    from govreport_desktop.checks import Problem
    from govreport_desktop.store.submission import Submission
    from govreport_desktop.store.versions import Version

# The name a version gets that was not kept before it was handed in.
HANDED_IN = "报送稿"
_NO_VERSION = "现在的内容还没有记下版本，可按 Ctrl+S 记下，例如“送审稿”。"


def current_version(versions: Sequence[Version]) -> Version | None:
    """The last version that holds just what the report does now; one with a name first."""
    found = [version for version in versions if version.is_current]
    named = [version for version in found if version.name != UNNAMED]
    return next(reversed(named or found), None)


def leaving(report: Report, problems: Sequence[Problem], kept: Sequence[Version] | None) -> Leaving:
    """What is open in ``report``; ``kept`` are the versions of its file, None where it has none."""
    notes = [Point(Kind.FACE, words) for words in _stand_ins()]
    if kept is not None:
        current = current_version(kept)
        if current is None:
            notes.append(Point(Kind.VERSION, _NO_VERSION))
        elif current.name == UNNAMED:
            notes.append(Point(Kind.VERSION, "这一版本还没有名称，可取一个，例如“送审稿”。"))
    return before_leaving(report, problems, notes)


def leaving_file(path: Path, progress: Progress = QUIET) -> Leaving:
    """The same for the report in ``path``, whatever kind of file that is. Raises GovReportError."""
    if not is_our_file(path):
        report = load_report(path, progress)
        return leaving(report, check(report, handed_in=True).problems, None)
    from govreport_desktop.store.document import Document

    with Document.open(path, read_only=True) as document:
        problems = check(document.report, handed_in=True).problems
        return leaving(document.report, problems, document.versions())


def leaving_listing(found: Leaving, version: Version | None = None) -> Listing:
    """The page to print: the headline, then every kind with its points, numbered."""
    report = found.report
    lines = [found.headline + "。"]
    if found.points:
        lines.append(f"{found.counts}。")
    if version is not None:
        lines.append(f"版本：{version_words(version)}")
    groups = [Group("", tuple(lines))]
    for kind in Kind:
        points = found.of(kind)
        numbered = (f"{number}.{point.words}" for number, point in enumerate(points, start=1))
        if points:
            groups.append(Group(f"{kind.value}（{len(points)} 项）", tuple(numbered)))
    title = f"{report.year}年度报告送审前检查" if report.year else "年度报告送审前检查"
    return Listing((report.office, title), report.office, tuple(groups))


def submit(path: Path, submission: Submission, version: str = "") -> Version:
    """Say of the report in ``path`` that it was handed in: as it is, or a version of it.

    Where what it holds now is no version yet, it becomes one. Raises GovReportError.
    """
    with changing(path) as document:
        if version:
            chosen = chosen_version(document.versions(), version)
        else:
            current = current_version(document.versions())
            chosen = current or document.save_version(HANDED_IN)
        document.mark_submitted(chosen.id, submission)
        return chosen._replace(submission=submission)


def parse_day(text: str, today: date) -> date:
    """A day as typed after an option; "" is ``today``. Raises GovReportError."""
    try:
        return date.fromisoformat(text) if text else today
    except ValueError as error:
        raise GovReportError(f"日期应写成 2026-01-22 这样，现在是“{text}”。") from error


def _stand_ins() -> tuple[str, ...]:
    from govreport_desktop.writers.faces import machine_faces

    return machine_faces().substitutions
