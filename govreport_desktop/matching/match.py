"""The one matcher: from the neutral shape of a source to the statutory form, by labels.

Titles decide which prose belongs to which part; labels alone decide where a number belongs,
so that a table under the wrong title, or under none, is still understood. Whatever finds no
place is named. Nothing is guessed: of two possible readings none is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from govreport_desktop.errors import ReadError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import Form
from govreport_desktop.matching.account import balanced
from govreport_desktop.matching.contents import without_contents
from govreport_desktop.matching.ending import Ending, read_ending
from govreport_desktop.matching.filled import Filled, without_filled
from govreport_desktop.matching.front import Front, read_front, report_year
from govreport_desktop.matching.furniture import without_page_numbers, without_running_lines
from govreport_desktop.matching.kinds import other_kind
from govreport_desktop.matching.lines import Line, lines
from govreport_desktop.matching.parts import Parts
from govreport_desktop.matching.placed import match_placed
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.matching.recognise import (
    form_notes,
    likely_form,
    recognised_form,
    words_of,
)
from govreport_desktop.matching.sections import Slice, cut, names_part
from govreport_desktop.matching.several import (
    Found,
    Meant,
    Read,
    Several,
    ask_which,
    choose,
    differences,
    reports,
)
from govreport_desktop.matching.unfolded import unfolded
from govreport_desktop.matching.units import scaled_units
from govreport_desktop.matching.vocabulary import vocabulary
from govreport_desktop.source import Source, SourceTable

# A source with so many parts by their titles is the form's report, whatever its title.
_ENOUGH_PARTS = 3
# What the prose of such a report cannot do without.
_SUBJECT = ("信息公开", "政务公开", "政府信息", "依申请公开")
_PROSE_ONLY = "来源里的表格是图片，读不出来，只读入了文字，第二至第四部分的数请自行填写。"


def match(
    source: Source,
    form_id: str = "",
    year: int | None = None,
    office: str = "",
    meant: Meant | None = None,
    *,
    ask: bool = False,
) -> Proposal:
    """What ``source`` would give a report.

    ``form_id``, ``year`` and ``office`` overrule what the source says. ``meant`` is the report
    looked for among several, that of ``office`` and ``year`` where it is not given. Raises
    ReadError where no table is found, SeveralReportsError where it is a guess which is meant;
    with ``ask`` also where two of the same name differ, else the first is read, as a doubt.
    """
    if source.placed or (source.form_id and not _holds_tables(source)):
        return match_placed(source, form_id, year, office)
    all_lines, numbers = without_page_numbers(unfolded(told := lines(source)))
    stated = year or source.year
    form = _form(source, form_id, stated, all_lines)
    all_lines, contents, running = _without_frame(all_lines, form)
    found = reports(all_lines, form)
    meant = meant or Meant(office, year)
    chosen = (picked := choose(found, meant, source)) or 0
    if len(found) > 1:
        form = _form(source, form_id, stated or found[chosen].year, found[chosen].lines)
    one = _read(source, form, found[chosen].lines, contents)
    one.parts.placing.furniture += (line.place for line in (*numbers, *running))
    if year is None and (kind := one.other_kind()):
        raise ReadError(f"“{source.name}”{kind}。")
    several = _several(source, form, found, chosen, one)
    doubt = () if meant.number else several.points()
    if picked is None or (ask and doubt and several.disputed):
        raise ask_which(found, source, several.differing)
    said = (*_prose_only(source, one), several.words)
    proposal = replace(one.proposal(office, stated, filter(None, said)), points=doubt)
    aside = [at for other in (*found[:chosen], *found[chosen + 1 :]) for at in other.places]
    return balanced(proposal, one.parts.placing, aside, told)


def _without_frame(
    all_lines: Sequence[Line], form: Form
) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines without the table of contents and what runs along every page; both of these."""
    names = partial(names_part, form=form)
    kept, running = without_running_lines(all_lines, vocabulary(form.id), names)
    return *without_contents(kept, form), running


def _holds_tables(source: Source) -> bool:
    return any(isinstance(block, SourceTable) for block in source.blocks)


@dataclass(slots=True)
class _Read:
    """One report, read: its lines and what was made of them."""

    lines: Sequence[Line]
    slices: Sequence[Slice]
    front: Front
    filled: Filled
    ending: Ending
    parts: Parts

    def other_kind(self) -> str:
        """What else the source names itself as; "" where it has parts of this form.

        A report on the form of its own kind of organ is what it should be.
        """
        if self.parts.form.organs or sum(part.certain for part in self.slices[1:]) >= _ENOUGH_PARTS:
            return ""
        texts = [line.text for line in self.lines]
        return other_kind(texts, self.front.year, self.parts.placing.numbers())

    def proposal(self, office: str, year: int | None, said: Iterable[str]) -> Proposal:
        placing, facts = self.parts.placing, self.filled.facts
        texts = [line.text for line in self.lines]
        year = year or report_year(self.front.year or self.filled.year, texts)
        office = office or placing.source.office or self.front.office
        notes = (
            *placing.source.notes,
            *said,
            *self.front.notes,
            *placing.notes,
            *placing.copies(),
            *form_notes(self.parts.form, year),
            *placing.missing(),
            *self.ending.notes(),
        )
        stated = {name: text for name, text in facts.items() if name.startswith("contact")}
        contact = self.front.contact | dict(self.ending.contact) | stated
        whose = office or facts.get("office") or self.ending.office
        return self.parts.proposal(whose, year, contact, self.ending.signed_on, notes)


def _read(
    source: Source, form: Form, all_lines: Sequence[Line], contents: Sequence[Line] = ()
) -> _Read:
    """One report read out of its lines; ``contents`` is the table of contents."""
    kept, filled = without_filled(all_lines)
    slices = cut(kept, form)
    front = read_front(slices[0].lines)
    front.leftover += contents
    parts = Parts(form, Placing(form, source), vocabulary(form.id))
    places = {line.place for line in kept}
    parts.placing.furniture += (line.place for line in all_lines if line.place not in places)
    ending = _cut_ending(slices, front.office)
    for words, line in filled.others:
        parts.placing.leave(words, line.place)
    for unit in scaled_units(all_lines):
        parts.placing.note(f"来源里写着以“{unit}”计，各数照原样读入，没有换算，请核对。")
    parts.run(slices, front, ending)
    return _Read(kept, slices, front, filled, ending, parts)


def _form(source: Source, form_id: str, year: int | None, all_lines: Sequence[Line]) -> Form:
    form_id = form_id or source.form_id or recognised_form(all_lines)
    return load_form(form_id) if form_id else likely_form(year, all_lines)


def _several(
    source: Source, form: Form, found: Sequence[Found], chosen: int, one: _Read
) -> Several:
    """What there is to say of reports that were not read."""
    if len(found) == 1:
        return Several()
    parts = [
        (one if number == chosen else _read(source, form, report.lines)).parts
        for number, report in enumerate(found)
    ]
    read = [Read(part.placing.typed(), part.texts) for part in parts]
    return differences(form, source, found, chosen, read)


def _prose_only(source: Source, one: _Read) -> tuple[str, ...]:
    """A sentence where only prose was read; raises ReadError where it is no report either."""
    known = one.parts.vocabulary.words
    if one.parts.placing.found or len(words_of(one.lines) & known) >= 3:
        return ()
    if not one.parts.form.tables:
        if any(part.certain for part in one.slices):
            return ()
        raise ReadError(
            f"在“{source.name}”里没有找到{one.parts.form.name}任何一部分的标题，请确认选对了文件。"
        )
    if not (source.pictures and _is_prose_of_a_report(one.slices)):
        raise ReadError(
            f"在“{source.name}”里没有找到年度报告的表格：应当有“行政许可”"
            "“本年新收政府信息公开申请数量”等行和它们的数，请确认选对了文件，"
            "或者把网页上的表格连同表头一起复制。"
        )
    return (_PROSE_ONLY,)


def _is_prose_of_a_report(slices: Sequence[Slice]) -> bool:
    """Whether a source whose tables are pictures is a report: its subject, a part by name."""
    texts = [line.text for part in slices for line in part.lines]
    named = any(word in text for text in texts for word in _SUBJECT)
    told = any(
        part.certain and part.section is not None and part.section.kind == "narrative"
        for part in slices
        if any(line.text.strip() for line in part.lines)
    )
    return named and told


def _cut_ending(slices: list[Slice], office: str) -> Ending:
    """Take signature and page furniture off the last part; a lone preamble has neither."""
    if len(slices) < 2:
        return Ending(slices[-1].lines)
    last = slices[-1]
    table = last.section is not None and last.section.kind == "table"
    ending = read_ending(last.lines, office, table=table)
    slices[-1] = last._replace(lines=ending.body)
    return ending
