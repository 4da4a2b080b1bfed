"""Last year's report: read, looked at, and carried over into this year's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from govreport_desktop.errors import EditError
from govreport_desktop.jobs.documents import changing, refuse_same
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.report import Edit, Report


class OtherYearError(EditError):
    """What was given as last year's report is of another year; it has to be asked for."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What last year's report gives this year's.

    ``last`` is last year's report, ``edit`` the one step that takes it over (empty where
    nothing would change), ``words`` say what is in it, ``doubts`` what speaks against it
    or has to be looked at.
    """

    last: Report
    edit: Edit
    words: tuple[str, ...]
    doubts: tuple[str, ...]


def read_last_year(path: Path, progress: Progress = QUIET) -> Report:
    """Last year's report out of any file the readers understand. Raises GovReportError."""
    return load_report(path, progress)


def offer(
    report: Report, last: Report, *, with_text: bool = False, any_year: bool = False
) -> Carried:
    """What ``last`` would give ``report``; nothing changes.

    ``with_text`` takes last year's prose too, not only its headings. Raises OtherYearError
    where ``last`` is not of the year before, unless ``any_year``: then that is a doubt.
    """
    from govreport_desktop.report.carry_over import carried_words, carry_over, last_year_doubts

    try:
        doubts = last_year_doubts(report, last, any_year=any_year)
    except EditError as error:
        raise OtherYearError(str(error)) from error
    edit = carry_over(report, last, with_text=with_text)
    return Carried(last, edit, tuple(carried_words(report, edit)), tuple(doubts))


def carry_into(
    path: Path,
    source: Path,
    *,
    with_text: bool = False,
    any_year: bool = False,
    progress: Progress = QUIET,
) -> Carried:
    """Read last year's report from ``source`` into the report at ``path``, as one step.

    Raises GovReportError, with nothing changed, where ``source`` cannot be read, is the file
    itself or of another year (see `offer`), or where ``path`` cannot be changed.
    """
    refuse_same(path, source)
    last = read_last_year(source, progress)
    with changing(path) as document:
        carried = offer(document.report, last, with_text=with_text, any_year=any_year)
        document.apply(carried.edit)
        notices = (document.notice,) if document.notice else ()
    return replace(carried, doubts=(*notices, *carried.doubts))
