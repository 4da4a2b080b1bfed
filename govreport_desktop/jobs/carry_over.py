"""Last year's report: read, looked at, and carried over into this year's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.errors import EditError
from govreport_desktop.jobs.documents import changing, refuse_same
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.report import Edit, Report, TextAddress

if TYPE_CHECKING:
    from govreport_desktop.matching.several import Meant


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


def read_last_year(
    path: Path, progress: Progress = QUIET, chosen: Meant | None = None, *, ask: bool = False
) -> Report:
    """Last year's report out of any file the readers understand. Raises as `load_report`."""
    return load_report(path, progress, chosen, ask=ask)


def offer(
    report: Report, last: Report, *, with_text: bool = False, any_year: bool = False
) -> Carried:
    """What ``last`` would give ``report``; nothing changes.

    ``with_text`` takes last year's prose too, not only its headings: its figures follow this
    year's tables where last year's held just them, and the years it names move on. Raises
    OtherYearError where ``last`` is not of the year before, unless ``any_year``: then that is
    a doubt.
    """
    from govreport_desktop.report.carry_over import carried_words, carry_over, last_year_doubts

    try:
        doubts = last_year_doubts(report, last, any_year=any_year)
    except EditError as error:
        raise OtherYearError(str(error)) from error
    prose = _prose(report, last) if with_text else None
    edit = carry_over(report, last, prose.texts if prose else None)
    words = carried_words(report, edit)
    if prose and (said := prose.words(edit)):
        words.append(said)
    return Carried(last, edit, tuple(words), tuple(doubts))


@dataclass(frozen=True, slots=True)
class _Prose:
    """Last year's prose for this year: its figures follow the tables, its years move on."""

    texts: dict[str, str]
    figures: dict[str, int]  # by part, how many figures became fields
    years: dict[str, int]  # by part, how many years were changed

    def words(self, edit: Edit) -> str:
        """What was done to the prose that ``edit`` takes over; "" for nothing."""
        taken = [c.address.section for c in edit.changes if isinstance(c.address, TextAddress)]
        figures = sum(self.figures[section] for section in taken)
        years = sum(self.years[section] for section in taken)
        said = []
        if figures:
            said.append(f"{figures} 个与上年表格相同的数改为随本年表格更新")
        if years:
            said.append(f"{years} 处年份改为本年度的")
        return f"文字里 {'，'.join(said)}，请通读一遍。" if said else ""


def _prose(report: Report, last: Report) -> _Prose:
    from govreport_desktop.checks.binding import bind
    from govreport_desktop.report.renew import Renewed, renewed

    bound = bind(last, report.form)
    texts, years = {}, {}
    for section, (text, _) in bound.items():
        found = Renewed(text, 0)
        if last.year is not None and report.year is not None:
            found = renewed(text, last.year, report.year)
        texts[section], years[section] = found
    return _Prose(texts, {section: part.figures for section, part in bound.items()}, years)


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
