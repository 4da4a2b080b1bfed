"""The one matcher: from the neutral shape of a source to the statutory form, by labels.

Titles decide which prose belongs to which part; labels alone decide where a number belongs,
so that a table under the wrong title, or under none, is still understood. Whatever finds no
place is named. Nothing is guessed: of two possible readings none is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from govreport_desktop.errors import FormError, ReadError
from govreport_desktop.form import available_forms, form_for_year, load_form, newest_form
from govreport_desktop.form.model import Form, Section
from govreport_desktop.matching.account import balanced
from govreport_desktop.matching.contents import without_contents
from govreport_desktop.matching.ending import Ending, read_ending
from govreport_desktop.matching.filled import Filled, is_prompt, without_filled
from govreport_desktop.matching.flow import is_prose, match_flow, split_tables
from govreport_desktop.matching.front import Front, read_front, report_year
from govreport_desktop.matching.furniture import without_page_numbers
from govreport_desktop.matching.grid import Rows, known_labels, match_grid
from govreport_desktop.matching.kinds import other_kind
from govreport_desktop.matching.labels import keys
from govreport_desktop.matching.lines import Grid, Line, lines
from govreport_desktop.matching.placed import match_placed
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.matching.proved import Laid, prove
from govreport_desktop.matching.sections import Slice, cut
from govreport_desktop.matching.tokens import Token, tokens
from govreport_desktop.matching.vocabulary import Vocabulary, vocabulary
from govreport_desktop.report.fields import escape
from govreport_desktop.source import Source, SourceTable

# A table with fewer known labels is some other table of the office.
_ENOUGH_LABELS = 3
# A source with so many parts by their titles is the form's report, whatever its title.
_ENOUGH_PARTS = 3
_FRONT_LINES = 12
_LONGEST_LABELS = 120
# What the prose of such a report cannot do without.
_SUBJECT = ("信息公开", "政务公开", "政府信息", "依申请公开")
_PROSE_ONLY = "来源里的表格是图片，读不出来，只读入了文字，第二至第四部分的数请自行填写。"


def match(source: Source, form_id: str = "", year: int | None = None, office: str = "") -> Proposal:
    """What ``source`` would give a report.

    ``form_id``, ``year`` and ``office`` overrule what the source says. Raises ReadError
    where no table of the report is found in it.
    """
    tables = any(isinstance(block, SourceTable) for block in source.blocks)
    if source.placed or (source.form_id and not tables):
        return match_placed(source, form_id, year, office)
    all_lines, page_numbers = without_page_numbers(lines(source))
    form_id = form_id or source.form_id or recognised_form(all_lines)
    stated = year or source.year
    form = load_form(form_id) if form_id else _likely_form(stated, all_lines)
    all_lines, contents = without_contents(all_lines, form)
    all_lines, filled = without_filled(all_lines)
    slices = cut(all_lines, form)
    front = read_front(slices[0].lines)
    front.leftover += contents
    worker = _Matcher(form, Placing(form, source), vocabulary(form.id))
    worker.placing.furniture += (line.place for line in page_numbers)
    ending = _cut_ending(slices, front.office)
    worker.run(slices, front, ending, filled)
    texts = [line.text for line in all_lines]
    if year is None and sum(part.certain for part in slices[1:]) < _ENOUGH_PARTS:
        _refuse_other_kinds(source, texts, front.year, worker.placing.numbers())
    prose_only = _prose_only(source, slices, worker, all_lines)
    found_year = stated or report_year(front.year or filled.year, texts)
    whose = office or source.office or front.office or filled.facts.get("office") or ending.office
    notes = (
        *source.notes,
        *prose_only,
        *worker.placing.notes,
        *worker.placing.missing(),
        *ending.notes(),
        *_form_notes(form, found_year),
    )
    facts = {name: text for name, text in filled.facts.items() if name.startswith("contact")}
    proposal = worker.proposal(whose, found_year, facts, ending.signed_on, notes)
    return balanced(proposal, worker.placing.furniture, worker.placing.again)


def _refuse_other_kinds(
    source: Source, texts: Sequence[str], year: int | None, numbers: int
) -> None:
    """Raises ReadError where a source without this form's parts names itself as another report."""
    if kind := other_kind(texts, year, numbers):
        raise ReadError(f"“{source.name}”{kind}。")


def _prose_only(
    source: Source, slices: Sequence[Slice], worker: _Matcher, all_lines: Sequence[Line]
) -> tuple[str, ...]:
    """A sentence where only prose was read; raises ReadError where it is no report either."""
    if worker.placing.found or len(_words(all_lines) & worker.vocabulary.words) >= 3:
        return ()
    if not worker.form.tables:
        if any(part.certain for part in slices):
            return ()
        raise ReadError(
            f"在“{source.name}”里没有找到{worker.form.name}任何一部分的标题，请确认选对了文件。"
        )
    if not (source.pictures and _is_prose_of_a_report(slices)):
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
    ending = read_ending(slices[-1].lines, office)
    slices[-1] = slices[-1]._replace(lines=ending.body)
    return ending


def recognised_form(all_lines: Sequence[Line]) -> str:
    """The id of the form whose labels and titles explain most of the source; "" in doubt."""
    likely = _recognised(all_lines)
    return likely[0] if len(likely) == 1 else ""


def _recognised(all_lines: Sequence[Line]) -> list[str]:
    """The ids of the forms that explain most, and equally much: all of them where none tells.

    A form that adds a table to another explains a source on that other one just as well.
    """
    words = _words(all_lines)
    scores = {form_id: len(words & _known_words(form_id)) for form_id in available_forms()}
    most = max(scores.values())
    return [form_id for form_id, score in scores.items() if score == most]


@cache
def _known_words(form_id: str) -> frozenset[str]:
    """The keys of every label and title of the form of that id."""
    titles = (t for s in load_form(form_id).sections for t in (s.heading, *s.aliases))
    return vocabulary(form_id).words.union(*map(keys, titles))


@dataclass(slots=True)
class _Matcher:
    form: Form
    placing: Placing
    vocabulary: Vocabulary
    texts: dict[str, list[str]] = field(default_factory=dict)
    # The header of the table before, for one that goes on over the page.
    header: Rows = ()

    def run(self, slices: Sequence[Slice], front: Front, ending: Ending, filled: Filled) -> None:
        around = (*front.titles, *ending.signature, *filled.lines)
        self.placing.furniture += (line.place for line in around)
        for words, line in filled.others:
            self.placing.leave(words, line.place)
        for line in front.leftover:
            self.placing.leave(line.text, line.place)
        if preamble := self.form.role("preamble"):
            self._narrative(preamble, front.preamble)
            # 第二十条第（一）项 above a sheet's table is the form's own, and no preamble.
            own = self.texts.pop(preamble.id)
            if said := [text for text in own if not self.vocabulary.find(text)]:
                self.texts[preamble.id] = said
        else:
            for line in front.preamble:
                self.placing.leave(line.text, line.place)
        for section, body, _, title in slices[1:]:
            assert section is not None
            assert title is not None
            self.placing.furniture.append(title.place)
            if section.kind == "narrative":
                self._narrative(section, body)
            else:
                self._table(section, body)
        for line in ending.below:
            self.placing.leave(line.text, line.place)

    def proposal(
        self,
        office: str,
        year: int | None,
        facts: Mapping[str, str],
        signed_on: str,
        notes: tuple[str, ...],
    ) -> Proposal:
        """What was found, and what `run` does not know."""
        return Proposal(
            form=self.form,
            office=office,
            year=year,
            values=self.placing.typed(),
            texts={section: escape("\n".join(parts)) for section, parts in self.texts.items()},
            fields={**facts, "signed_on": signed_on} if signed_on else facts,
            source=self.placing.source,
            places=self.placing.places,
            read=self.placing.read,
            confidence=self.placing.confidence(),
            unplaced=tuple(self.placing.unplaced),
            choices=tuple(self.placing.choices),
            declared=self.placing.declared(),
            notes=notes,
            doubts=(*self.placing.source.notes, *self.placing.notes),
            lacking=self.placing.lacking(),
        )

    def _narrative(self, section: Section, body: Sequence[Line]) -> None:
        """Prose as it stands; a table of the form in between goes where its labels say."""
        paragraphs = self.texts.setdefault(section.id, [])
        for grid, part in _pieces(body):
            if grid is not None:
                self._grid_in_prose(grid, part, paragraphs)
                continue
            for is_table, run in split_tables(part, self.vocabulary):
                if is_table:
                    match_flow(tokens(run, self.vocabulary), self.placing, self.vocabulary)
                else:
                    texts = (line.text.strip() for line in run)
                    paragraphs += (text for text in texts if text and not is_prompt(text))

    def _grid_in_prose(self, grid: Grid, part: Sequence[Line], paragraphs: list[str]) -> None:
        known = known_labels(grid, self.vocabulary)
        goes_on = bool(self.header) and len(self.header[0]) == grid.width
        if known >= _ENOUGH_LABELS or (known and goes_on):
            self.header = match_grid(grid, self.placing, self.vocabulary, self.header)
            return
        for line in part:
            if line.text.strip():
                paragraphs.append(line.text.strip())
                continue
            cells = dict.fromkeys(c for c in grid.rows[line.row - grid.first_row] if c is not None)
            row = " | ".join(cell.text.strip() for cell in cells if cell.text.strip())
            self.placing.leave(row, line.place)

    def _table(self, section: Section, body: Sequence[Line]) -> None:
        for grid, part in _pieces(body):
            if grid is not None:
                self.header = match_grid(grid, self.placing, self.vocabulary, self.header)
                continue
            stream = []
            for line in part:
                if not line.flat and is_prose(line.text, self.vocabulary):
                    self.placing.leave(line.text, line.place)
                else:
                    stream.append(line)
            self._flow(section, tokens(stream, self.vocabulary))

    def _flow(self, section: Section, stream: Sequence[Token]) -> None:
        """A table that lost its rows: by its labels, or by its sums where these tell more."""
        for table in self.form.tables.values():
            if table.section != section.id:
                continue
            laid = prove(self.form, table, stream, self.vocabulary)
            if laid is not None and not self._told_by_labels(laid, stream):
                self._put_proved(section, laid, stream)
                return
        match_flow(stream, self.placing, self.vocabulary)

    def _told_by_labels(self, laid: Laid, stream: Sequence[Token]) -> bool:
        alone = Placing(self.form, self.placing.source)
        match_flow(stream, alone, self.vocabulary)
        return all(alone.places.get(address) == token.place for address, token in laid.items())

    def _put_proved(self, section: Section, laid: Laid, stream: Sequence[Token]) -> None:
        for address, token in laid.items():
            self.placing.put(address, token.text, token.place)
        taken = {id(token) for token in laid.values()}
        for token in stream:
            if token.figure and id(token) not in taken:
                self.placing.leave(token.text, token.place)
        self.placing.notes.append(
            f"“{section.title}”的行列散开了，各数是按表内合计关系对上的，请核对。"
        )


def _pieces(body: Sequence[Line]) -> Iterator[tuple[Grid | None, list[Line]]]:
    """Runs of lines: the rows of one grid, cut out of it, or flat lines and paragraphs."""
    for _, group in groupby(body, key=lambda line: id(line.grid)):
        part = list(group)
        grid = part[0].grid
        yield (grid.slice(part[0].row, part[-1].row + 1) if grid else None), part


def _words(all_lines: Sequence[Line]) -> set[str]:
    found: set[str] = set()
    for line in all_lines:
        texts = [line.text]
        if line.grid is not None:
            texts = [cell.text for cell in line.grid.rows[line.row] if cell is not None]
        for text in texts:
            if text and len(text) < _LONGEST_LABELS:
                found.update(keys(text))
                # Several labels, or a label and its numbers, may stand on one line.
                found.update(words for part in text.split() for words in keys(part))
    return found


def _likely_form(year: int | None, all_lines: Sequence[Line]) -> Form:
    """The form of the year; where the labels speak against it, the smallest one that fits."""
    texts = [line.text for line in all_lines]
    year = year or report_year(read_front(all_lines[:_FRONT_LINES]).year, texts)
    try:
        prescribed = form_for_year(year) if year else newest_form()
    except FormError:
        prescribed = newest_form()
    likely = _recognised(all_lines)
    if prescribed.id in likely:
        return prescribed
    return load_form(min(likely, key=lambda form_id: len(_known_words(form_id))))


def _form_notes(form: Form, year: int | None) -> tuple[str, ...]:
    """R19: the form of the source is not the one prescribed for its year."""
    if year is None or form.fits(year):
        return ()
    return (
        f"来源用的是{form.name}（{form.notice}），与 {year} 年度报告应当使用的格式不符："
        "各数按原格式读入，没有换算成另一种格式。",
    )
