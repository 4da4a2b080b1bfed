"""Bringing in what others wrote: looked at first, then into a new report or an existing one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreport_desktop.form.model import Form
from govreport_desktop.jobs.documents import changing, refuse_same, write_new
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.jobs.refusing import refuse_empty, refuse_missing
from govreport_desktop.report import Edit, Report

if TYPE_CHECKING:
    from govreport_desktop.matching.proposal import Proposal, Unplaced
    from govreport_desktop.matching.several import Meant
    from govreport_desktop.source import Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody has said about a source; it goes before what the source says itself.

    ``chosen`` is the report meant where a source holds several, ``number`` the same as it is
    counted there; ``ask`` says that somebody can
    be asked where two of the same office and year differ. Else the first is read, as a doubt.
    """

    form: str = ""
    year: int | None = None
    office: str = ""
    chosen: Meant | None = None
    ask: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as it was read, and what was understood of it."""

    source: Source
    proposal: Proposal


class LeftOver(NamedTuple):
    """What stood side by side in a source and found no place, and where, both in words."""

    where: str
    texts: str


_AS_IT_SAYS = Wanted()


def read(
    path: Path,
    wanted: Wanted = _AS_IT_SAYS,
    into: Report | None = None,
    progress: Progress = QUIET,
) -> Reading:
    """Read ``path`` and match it to the form; nothing is written.

    ``into`` is the report that the contents are for, which keeps its own office and year;
    without it they are for a new one. Raises ReadError where the file cannot be read or is
    no report, SeveralReportsError where it holds several and it has to be said which is meant,
    EditError where it is on another form than ``into``.
    """
    from govreport_desktop.matching.into import match_into, match_new
    from govreport_desktop.matching.several import Meant
    from govreport_desktop.readers.detect import read_source

    refuse_missing(path)
    progress.step(20, "正在读取")
    source = read_source(path)
    progress.step(60, "正在对位")
    chosen = wanted.chosen
    if wanted.number and chosen is None:
        chosen = Meant(wanted.office, wanted.year, wanted.number)
    said = (wanted.form, wanted.year, wanted.office, chosen)
    if into is None:
        found = match_new(source, *said, ask=wanted.ask)
    else:
        found = match_into(source, into, *said, ask=wanted.ask)
    return Reading(source, found)


def left_over(proposal: Proposal) -> tuple[LeftOver, ...]:
    """What of the source found no place, a row that was not recognised as one thing."""

    def row(item: Unplaced) -> str:
        place = item.place._replace(column=None) if item.place else None
        return item._replace(place=place).where(proposal.source)

    return tuple(
        LeftOver(where, "、".join(" ".join(item.text.split()) for item in items))
        for where, items in groupby(proposal.unplaced, key=row)
    )


def make(
    path: Path,
    form: Form,
    office: str,
    year: int | None,
    edit: Edit,
    *,
    source: Path | None = None,
    overwrite: bool = False,
) -> None:
    """Make a new file of what ``edit`` puts into a blank report of ``form``.

    ``source`` is the file that it came from. The new file is there whole or not at all.
    Raises GovReportError, with what was there before untouched, where ``path`` is the
    source, the contents fit no report, or the place cannot be written.
    """
    if source is not None:
        refuse_same(path, source)
    contents = [(change.address, change.new) for change in edit.changes]
    write_new(
        path, form, office, year, contents, name=edit.name, kind=edit.kind, overwrite=overwrite
    )


def make_of(
    path: Path,
    proposal: Proposal,
    office: str,
    *,
    source: Path | None = None,
    overwrite: bool = False,
) -> None:
    """`make` with all that ``proposal`` states, as the report of ``office``."""
    form = proposal.form
    edit = proposal.edit(Report(form))
    make(path, form, office, proposal.year, edit, source=source, overwrite=overwrite)


def put_into(
    path: Path, source: Path, wanted: Wanted = _AS_IT_SAYS, progress: Progress = QUIET
) -> Proposal:
    """Bring all that ``source`` states into the report at ``path``, as one step.

    Raises GovReportError, with nothing changed, where the source is the file itself, states
    nothing or is on another form, or where ``path`` cannot be changed.
    """
    refuse_same(path, source)
    with changing(path) as document:
        proposal = read(source, wanted, document.report, progress).proposal
        refuse_empty(proposal, source)
        document.apply(proposal.edit(document.report))
        notices = (document.notice,) if document.notice else ()
    return replace(proposal, notes=(*notices, *proposal.notes))
