"""What a source would give a report, where somebody has said which form, office or year it is.

What was said goes before what the source says; where the two differ, a note says so.
"""

from __future__ import annotations

from dataclasses import replace

from govreport_desktop.errors import ReadError
from govreport_desktop.form import load_form
from govreport_desktop.matching.lines import lines
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.matching.recognise import recognised_form
from govreport_desktop.matching.several import Meant
from govreport_desktop.report import Report
from govreport_desktop.report.years import FIRST_YEAR, LAST_YEAR, is_year
from govreport_desktop.source import Source

# No office has a longer name.
_LONGEST_NAME, _BEGINS = 80, 12


def match_new(
    source: Source,
    form_id: str = "",
    year: int | None = None,
    office: str = "",
    chosen: Meant | None = None,
    *,
    ask: bool = False,
) -> Proposal:
    """The proposal ``source`` makes for a new report.

    ``chosen`` is the report that is meant where there are several. Raises ReadError where it is
    no report, or one on another form than ``form_id``, SeveralReportsError as `match` does.
    """
    if form_id:
        _refuse_other_form(source, form_id)
    proposal = _sane(match(source, form_id, year, office, chosen, ask=ask))
    if year is None and not office:
        return proposal
    stated = _sane(match(source, proposal.form.id, meant=chosen or Meant(office, year)))
    note = _difference(stated, proposal.office, proposal.year, "按要求记为")
    return replace(proposal, notes=(*note, *proposal.notes))


def match_into(
    source: Source,
    report: Report,
    form_id: str = "",
    year: int | None = None,
    office: str = "",
    chosen: Meant | None = None,
    *,
    ask: bool = False,
) -> Proposal:
    """The proposal ``source`` makes to ``report``, which keeps its own office and year.

    ``year`` and ``office`` change them; ``chosen`` is the report that is meant where there are
    several, else it is the one of that office and year. Of another office's or another year's
    report only numbers and prose are taken: contact, date and explanations belong to that one.
    Raises EditError where the source is on another form than the report, ReadError where it is
    on another one than ``form_id``, SeveralReportsError as `match` does.
    """
    if form_id:
        _refuse_other_form(source, form_id)
    meant = chosen or Meant(office or report.office, year or report.year)
    form_id = form_id or _own_form(source) or report.form.id
    stated = _sane(match(source, form_id, meant=meant, ask=ask))
    stated.refuse_other_form(report)
    stands = replace(
        stated,
        office=office or report.office or stated.office,
        year=year or report.year or stated.year,
    )
    kept = (stands.office, stands.year) == (report.office, report.year)
    verb = "这份报告仍记为" if kept else "这份报告记为"
    note = _difference(stated, stands.office, stands.year, verb)
    if not note:
        return stands
    return replace(
        stands, fields={}, explanations={}, notes=(*note, *stands.notes), stranger=note[0]
    )


def _own_form(source: Source) -> str:
    """The form that the source names or shows by its labels; "" where it does neither."""
    return source.form_id or recognised_form(lines(source))


def _refuse_other_form(source: Source, form_id: str) -> None:
    own = _own_form(source)
    if own and load_form(form_id).id != own:
        raise ReadError(
            f"“{source.name}”用的是{load_form(own).name}，不能按{load_form(form_id).name}读入。"
        )


def _sane(proposal: Proposal) -> Proposal:
    """``proposal`` without a year or a name that can be none of a report."""
    return _with_sane_name(_with_sane_year(proposal))


def _with_sane_name(proposal: Proposal) -> Proposal:
    if len(name := proposal.office) <= _LONGEST_NAME:
        return proposal
    note = f"来源写的机关名称“{name[:_BEGINS]}…”有 {len(name)} 个字，太长，没有取用，请另填。"
    return replace(proposal, office="", notes=(note, *proposal.notes))


def _with_sane_year(proposal: Proposal) -> Proposal:
    if proposal.year is None or is_year(proposal.year):
        return proposal
    note = (
        f"来源写的年度是 {proposal.year}，不在 {FIRST_YEAR} 到 {LAST_YEAR} 之间，没有取用，请另填。"
    )
    return replace(proposal, year=None, notes=(note, *proposal.notes))


def _difference(stated: Proposal, office: str, year: int | None, verb: str) -> tuple[str, ...]:
    """A sentence where the source says it is of another office or year than the report is."""
    other_office = bool(stated.office) and stated.office != office
    other_year = stated.year is not None and stated.year != year
    if not other_office and not other_year:
        return ()
    source = _whose(stated.office if other_office else "", stated.year if other_year else None)
    report = _whose(office if other_office else "", year if other_year else None)
    return (f"来源是{source}的报告，{verb}{report}。",)


def _whose(office: str, year: int | None) -> str:
    return "".join([f"“{office}”" if office else "", f" {year} 年度" if year else ""])
