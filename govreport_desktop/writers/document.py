"""The report as a document: what every writer sets, independent of the format.

PDF, Word and web page walk the same blocks, so that they cannot disagree about wording,
order, levels or what a blank prints as.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from govreport_desktop.form.model import GridCell, Section, Table
from govreport_desktop.report.contact import CONTACTS, contact_words
from govreport_desktop.report.explanations import ANNEX, ANNEX_LEAD, Note
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.report.levels import Level, Leveled, level_of
from govreport_desktop.report.numbers import format_value
from govreport_desktop.report.report import Report
from govreport_desktop.writers.seams import heading_lines, signature_lines, title_lines

# The bytes of control characters and the marks nobody sees: they print as nothing.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    r"\ufe00-\ufe0f\U000e0000-\U000e0fff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PROSE = Leveled(Level.BODY, 0, alone=False)
_OUTDATED = "（写明后数字有变动）"
# 成文日期 left open, to be written by hand when the paper is signed.
OPEN_DATE = "年　　月　　日"
# Room to write the office and the year in, on a form to be filled in.
_ROOM = "＿"
_OFFICE_ROOM, _YEAR_ROOM = 14, 4
# What is a number in a cell, and never broken; so that long ones fit, the columns of labels keep
# no less than this share of the template's width.
NUMBER = re.compile(r"[-\d.,/]+")
LABEL_SHARE = 0.74
# Longer than any word: an address or a number of a document. A line is not stretched before it.
LONG_WORD = re.compile(r"([!-~]{20,})")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part: 一、总体情况. ``section`` is the part's id."""

    text: str
    section: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The heading broken by sense; one line where it has no place to break."""
        return heading_lines(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of prose with its level (GB/T 9704-2012, 7.3.3)."""

    text: str
    section: str
    leveled: Leveled = _PROSE


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; ``cells`` pairs every printed cell with its text, in grid order.

    A statutory one stands on one page where a page can hold it; a list ``runs_on`` from the
    page where it begins, set so small that ``one_page`` holds the whole document where it can.
    """

    table: Table
    section: str
    cells: tuple[tuple[GridCell, str], ...]
    runs_on: bool = False
    one_page: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when (发文机关署名, 成文日期). ``office_lines`` are broken by sense.

    ``above`` is the space above it, in lines of the grid.
    """

    office: str
    date: str
    above: int = 2

    @property
    def office_lines(self) -> tuple[str, ...]:
        """The office in as many lines as its name needs."""
        return signature_lines(self.office)


@dataclass(frozen=True, slots=True)
class Appendix:
    """An annex: starts a page of its own; its paragraphs follow as blocks.

    ``title_lines`` say of whom and of which year, and in the last one what it is.
    """

    title_lines: tuple[str, ...]
    section: str = "notes"

    @property
    def title(self) -> str:
        """The whole title."""
        return "".join(self.title_lines)

    @property
    def entry(self) -> str:
        """What it is called in an outline."""
        return self.title_lines[-1]


Block = Heading | Paragraph | TableBlock | Signature | Appendix


@dataclass(frozen=True, slots=True)
class Document:
    """The whole document. ``title_lines`` are the title as broken by sense, not by width.

    ``titles`` are the titles of the parts by id, printed or not.
    """

    title: str
    title_lines: tuple[str, ...]
    office: str
    year: int | None
    form: str
    draft: bool
    titles: Mapping[str, str]
    blocks: tuple[Block, ...] = field(repr=False)


def build_document(
    report: Report,
    *,
    blank: str = "",
    signature: bool = False,
    draft: bool = False,
    contact: bool = False,
    notes: Sequence[Note] = (),
    prompts: bool = False,
) -> Document:
    """``report`` as the sequence of blocks that every writer sets.

    ``blank`` is what a cell without a number prints as. ``signature`` adds the office and
    the date at the end, ``contact`` a sentence on whom to ask before the first part, ``draft``
    asks for 草稿 across the pages, ``notes`` are appended (审核说明): whoever asks for the document
    says what is to be explained in it. ``prompts`` leaves room for an office and a year that are
    not known, and says in empty parts what belongs there, as the template of the notice does.
    """
    lines = _title_lines(report, prompts=prompts)
    said = contact_sentence(report) if contact else ""
    blocks = [*_parts(report, blank, said, prompts=prompts)]
    if signature:
        blocks.append(Signature(visible(report.office), _date(report.fields["signed_on"])))
    if notes:
        blocks += _appendix(lines, notes)
    return Document(
        title=visible(report.title),
        title_lines=lines,
        office=visible(report.office),
        year=report.year,
        form=report.form.name,
        draft=draft,
        titles=MappingProxyType({s.id: visible(s.title) for s in report.form.sections}),
        blocks=tuple(blocks),
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a narrative: no indents, no blank lines, no invisible characters."""
    lines = (visible(line) for line in BREAKS.split(text))
    return [line for line in lines if line]


def visible(text: str) -> str:
    """``text`` on one line without what has no shape; blanks at its ends go too."""
    return _INVISIBLE.sub("", BREAKS.sub(" ", text).replace("\t", " ")).strip()


def contact_sentence(report: Report) -> str:
    """Whom to ask, from the report's facts, as published reports print it; "" without any.

    Nothing is said where the part before the first one says it already.
    """
    facts = {name: visible(report.fields[name]) for name in CONTACTS}
    before = report.form.role("preamble")
    if before is None or any(
        value and value in report.texts[before.id] for value in facts.values()
    ):
        return ""
    return contact_words(visible(report.office), facts)


def _parts(report: Report, blank: str, contact: str, *, prompts: bool) -> Iterator[Block]:
    texts = expanded_texts(report)
    for section in report.form.sections:
        if section.kind == "table":
            yield Heading(section.title, section.id)
            yield _table(report, section, blank)
            continue
        prose = paragraphs(texts[section.id])
        if contact and section == report.form.role("preamble"):
            prose.append(contact)
        if prompts and section.number and section.hint and not prose:
            prose.append(f"（{section.hint}）")
        if section.number and (prose or not section.optional):
            yield Heading(section.title, section.id)
        for text in prose:
            yield Paragraph(text, section.id, level_of(text))


def _table(report: Report, section: Section, blank: str) -> TableBlock:
    table = next(t for t in report.form.tables.values() if t.section == section.id)
    cells = tuple(
        (cell, visible(format_value(report.values[cell.address], blank=blank)))
        if cell.address
        else (cell, cell.text)
        for cell in table.grid
    )
    return TableBlock(table, section.id, cells)


def _title_lines(report: Report, *, prompts: bool) -> tuple[str, ...]:
    title, office = visible(report.title), visible(report.office)
    if prompts:
        office = office or _ROOM * _OFFICE_ROOM
        title = report.form.title_of(office, report.year, _ROOM * _YEAR_ROOM)
    if office and title.startswith(office):
        return title_lines(office, title[len(office) :].lstrip())
    return title_lines("", title)


def _date(text: str) -> str:
    match = _ISO_DATE.fullmatch(text.strip())
    if match:
        return f"{match[1]}年{int(match[2])}月{int(match[3])}日"
    return visible(text) or OPEN_DATE


def _appendix(title_lines: Sequence[str], notes: Sequence[Note]) -> list[Block]:
    blocks: list[Block] = [Appendix((*title_lines, ANNEX)), Paragraph(ANNEX_LEAD, "notes")]
    for number, note in enumerate(notes, start=1):
        message = f"{number}.{visible(note.message).rstrip('。')}。"
        blocks.append(Paragraph(message, "notes", Leveled(Level.THIRD, 0, alone=False)))
        said = paragraphs(note.explanation)
        if said:
            said[0] = f"说明{_OUTDATED if note.outdated else ''}：{said[0]}"
        blocks += (Paragraph(text, "notes") for text in said)
    return blocks
