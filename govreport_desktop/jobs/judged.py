"""Which reports of a folder are to be added up, by the rules of a task and without one.

What is last year's, blank, a draft, another form's, of an office led by its own line, or the
parent's own is left out with its sentence; nothing of it is added in silence.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from govreport_desktop.collect.contents import named_otherwise
from govreport_desktop.collect.decision import State
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.filing import filed
from govreport_desktop.collect.guess import guess
from govreport_desktop.collect.implausible import implausible
from govreport_desktop.collect.names import Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.roles import Asking, Filed, Role
from govreport_desktop.collect.versions import Paper
from govreport_desktop.errors import FormError
from govreport_desktop.form import form_for_year, load_form
from govreport_desktop.form.model import Form
from govreport_desktop.jobs import twice
from govreport_desktop.jobs.reading_one import head_of_report
from govreport_desktop.report import FieldAddress

if TYPE_CHECKING:
    from govreport_desktop.jobs.outcomes import FileRead


class Judged(NamedTuple):
    """The files, those that are not to be added with the sentence that says why.

    ``missing`` are the offices of the roster without a report that counts; None without one.
    """

    files: list[FileRead]
    missing: tuple[str, ...] | None


def judged(
    files: Sequence[FileRead],
    *,
    year: int | None = None,
    parent: str = "",
    expected: Sequence[Office] = (),
) -> Judged:
    """Which of ``files`` are to be added up.

    ``year`` and ``parent`` are guessed where they are not given; ``expected`` is the roster,
    without which every office named by a report is on it that its name says nothing against.
    """
    heads = {one.name: _head(one) for one in files if one.counts}
    papers = {one.name: Paper(_seen(one), heads[one.name]) for one in files if one.counts}
    likely = guess(heads, year, parent)
    form = _form_of(likely.year)
    if likely.year is None or form is None:
        return Judged(twice.decided(files, papers, twice.spelled), None)
    offices = tuple(expected) or likely.offices
    against = ({}, {}) if expected else (likely.outsiders, likely.doubtful)
    names = Names(offices, likely.parent)
    by_id = {office.id: office for office in offices}
    asking = Asking(likely.year, form.id, names, by_id, State(), against[0])
    seen = [paper.seen for paper in papers.values()]
    given = {one.path: one for one in filed(seen, heads, asking)}
    # Of these a person has to choose; what they have against each other is said below.
    several = {one.office for one in given.values() if one.proposed}
    called = {office.id: office.name for office in offices}
    out = [_out(one, given.get(one.name), called, several, likely.year) for one in files]
    done = twice.decided(out, papers, lambda one: given[one.name].office)
    there = {given[one.name].office for one in done if one.counts}
    owing = (o for o in offices if o.owes(likely.year) and o.id not in there)
    missing = tuple(office.name for office in owing) if expected else None
    return Judged([_suspected(one, given, against[1]) for one in done], missing)


def _suspected(one: FileRead, given: Mapping[str, Filed], doubtful: Mapping[str, str]) -> FileRead:
    """``one`` with what speaks against adding it, where it counts."""
    why = doubtful.get(given[one.name].office) if one.counts else None
    return replace(one, notes=(*one.notes, f"{one.office}已计入，请核实：{why}。")) if why else one


def _form_of(year: int | None) -> Form | None:
    """The form of that year; None for a year before there was one."""
    with suppress(FormError):
        return form_for_year(year) if year is not None else None
    return None


def doubted(files: Sequence[FileRead]) -> list[FileRead]:
    """``files``, those that count and likely state an amount in another unit with a note of it."""
    heads = {one.name: _head(one) for one in files if one.counts}
    notes: dict[str, list[str]] = {}
    for form_id in {head.form for head in heads.values()}:
        mine = {name: head for name, head in heads.items() if head.form == form_id}
        offices = {name: Office(name, name) for name in mine}
        for found in implausible(load_form(form_id), offices, mine, {}):
            if found.rule == "unit":
                notes.setdefault(found.office, []).append(f"{found.words}；已按填的数计入。")
    return [replace(one, notes=(*one.notes, *notes.get(one.name, ()))) for one in files]


def canonical(files: Sequence[FileRead], expected: Sequence[str], parent: str) -> list[str]:
    """``expected`` as the reports that count spell these names, where one of them does."""
    names = Names((), parent)
    spelled = {names.key(one.office): one.office for one in files if one.counts}
    return [spelled.get(names.key(name), name) for name in expected]


def _head(one: FileRead) -> Head:
    assert one.report is not None
    office = "" if one.office_from_name else one.office
    return head_of_report(one.name, one.kind, one.report, office, one.year)


def _seen(one: FileRead) -> Seen:
    found = one.path.stat()
    return Seen(one.name, found.st_size, found.st_mtime_ns, one.name)


def _out(
    one: FileRead,
    given: Filed | None,
    called: Mapping[str, str],
    several: Container[str],
    year: int,
) -> FileRead:
    """``one`` with its sentence where its role keeps it out of the sums."""
    if given is not None and one.office_from_name and given.office in called and one.report:
        name = called[given.office]
        one.report.apply(one.report.edit([(FieldAddress("office"), name)]))
        one = replace(one, office=name)
    if given is None or given.head is None:
        return one
    if note := named_otherwise(given.path, given.head, year):
        one = replace(one, notes=(*one.notes, f"{note}。"))
    chosen_among = given.role is Role.PENDING and given.office in several
    if given.counts or given.same_as or chosen_among:
        return one
    return replace(one, error=f"{given.role}：{given.why}，没有计入。")
