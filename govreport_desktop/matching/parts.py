"""The parts of one report: prose as it stands, numbers where their labels say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from govreport_desktop.form.model import Form, Section, Table
from govreport_desktop.matching.broken import join_broken
from govreport_desktop.matching.captions import is_strange
from govreport_desktop.matching.ending import Ending
from govreport_desktop.matching.filled import is_prompt
from govreport_desktop.matching.flow import match_flow
from govreport_desktop.matching.front import Front
from govreport_desktop.matching.grid import Rows, match_grid
from govreport_desktop.matching.labelled import known_labels
from govreport_desktop.matching.labels import is_figure
from govreport_desktop.matching.lines import Grid, Line
from govreport_desktop.matching.mention import mention
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.matching.proved import Laid, laid_by_labels, prove
from govreport_desktop.matching.sections import Slice
from govreport_desktop.matching.tokens import Token, tokens
from govreport_desktop.matching.unframed import is_prose, split_tables
from govreport_desktop.matching.vocabulary import Part, Vocabulary
from govreport_desktop.report.explanations import ANNEX
from govreport_desktop.report.fields import escape

# A table with fewer known labels is some other table of the office.
_ENOUGH_LABELS = 3


@dataclass(slots=True)
class Parts:
    """Collects prose and numbers of one report."""

    form: Form
    placing: Placing
    vocabulary: Vocabulary
    texts: dict[str, list[str]] = field(default_factory=dict)
    # The header of the table before, for one that goes on over the page.
    header: Rows = ()
    # Lines like those of a table that stand in prose: the paragraphs, where in them, the lines.
    aside: list[tuple[list[str], int, list[Line]]] = field(default_factory=list)
    # The tables proved before their turn, by section, with all that stood in their cells.
    proved: dict[str, tuple[Laid, Sequence[Token]]] = field(default_factory=dict)

    def run(self, slices: Sequence[Slice], front: Front, ending: Ending) -> None:
        """Read every part."""
        self._expect(slices, front)
        self.placing.home = self._homes(slices, front)
        self.placing.furniture += (
            line.place for line in (*front.titles, *front.asking, *ending.signature)
        )
        for line in front.leftover:
            self.placing.leave(line.text, line.place)
        if preamble := self.form.role("preamble"):
            self._narrative(preamble, front.preamble)
            # A label above a sheet's table is the form's own, and no preamble.
            own = self.texts.pop(preamble.id)
            if said := [text for text in own if not self.vocabulary.find(text)]:
                self.texts[preamble.id] = said
        else:
            for line in front.preamble:
                self.placing.leave(line.text, line.place)
        self._look_behind_titles(slices)
        for section, body, _, title in slices[1:]:
            assert section is not None
            assert title is not None
            self.placing.furniture.append(title.place)
            if section.kind == "narrative":
                self._narrative(section, body)
            else:
                self._table(section, body)
        self._put_aside()
        self.placing.settle()
        self.placing.open_groups()
        join_broken(self.placing)
        self.placing.say_guesses()
        for line in ending.below:
            self.placing.leave(line.text, line.place)
        for line in ending.annex:
            self.placing.leave(line.text, line.place, reason=ANNEX)

    def _homes(
        self, slices: Sequence[Slice], front: Front
    ) -> dict[str, frozenset[tuple[int, int]]]:
        """The places of each table's own part, without what a caption there says is another's."""
        found: dict[str, frozenset[tuple[int, int]]] = {}
        for table in self.form.tables.values():
            places = set[tuple[int, int]]()
            for part in slices[1:]:
                if part.section is None or part.section.id != table.section:
                    continue
                own = True
                for line in part.lines:
                    if line.text.strip() and not self._is_cell(line):
                        own = not is_strange(line.text, front.office, front.year)
                    if own:
                        places.add((line.place.block, line.place.row))
            found[table.id] = frozenset(places)
        return found

    def _is_cell(self, line: Line) -> bool:
        words = line.text.strip()
        return (
            line.flat
            or is_figure(words)
            or bool(tokens([line], self.vocabulary)[1:])
            or (self.vocabulary.is_piece(words) or bool(self.vocabulary.find(words)))
        )

    def _expect(self, slices: Sequence[Slice], front: Front) -> None:
        """What has its title in the source, and every part where it is a whole report.

        It is one where half of the parts are there, or the first and another under its name.
        """
        titled = {part.section.id for part in slices[1:] if part.section and part.certain}
        ordered = [section.id for section in self.form.sections if not section.optional]
        due = set(ordered)
        named = bool(front.office or front.year) and ordered[0] in titled
        whole = 2 * len(titled) >= len(due) or (named and len(titled) > 1)
        self.placing.expected = frozenset(due if whole else titled)
        absent = due - {part.section.id for part in slices[1:] if part.section}
        told = [s.title for s in self.form.sections if s.id in absent and s.kind == "narrative"]
        if whole and told:
            self.placing.note(f"来源里没有“{'”“'.join(told)}”部分，请核对来源是否完整。")

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
            confidence=self.placing.guesses.confidence(self.placing.found),
            unplaced=tuple(self.placing.unplaced),
            choices=tuple(self.placing.choices),
            declared=self.placing.declared(),
            notes=notes,
            about=self.placing.about,
            doubts=(*self.placing.source.notes, *self.placing.notes, *self.placing.copies()),
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
                    self.aside.append((paragraphs, len(paragraphs), run))
                else:
                    own = [line for line in run if self._is_of_form(line.text, section)]
                    self.placing.furniture += (line.place for line in own)
                    told = (line.text.strip() for line in run if line not in own)
                    paragraphs += (text for text in told if text)

    def _put_aside(self) -> None:
        """Rows in prose count where the tables have no such cells; else they are prose."""
        told = []
        known = frozenset(self.placing.found)
        for paragraphs, at, run in self.aside:
            alone = Placing(self.form, self.placing.source)
            if known:
                match_flow(tokens(run, self.vocabulary), alone, self.vocabulary)
            if alone.found and alone.found.keys() <= known:
                told.append((paragraphs, at, [line.text.strip() for line in run]))
                self.placing.note(
                    f"正文里“{run[0].text.strip()}”起的几行像表格，表里另有这些数，仍作正文，请核对。",
                    *alone.found,
                )
            else:
                match_flow(tokens(run, self.vocabulary), self.placing, self.vocabulary)
        for paragraphs, at, texts in reversed(told):
            paragraphs[at:at] = filter(None, texts)

    def _is_of_form(self, text: str, section: Section) -> bool:
        """Whether the form says ``text`` itself: what belongs here, the article above a table."""
        words = text.strip()
        asked = bool(section.hint) and words.startswith(section.hint)
        articles = (hit.part is Part.ARTICLE for hit in self.vocabulary.find(words))
        return asked or is_prompt(words) or any(articles)

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
            for line in part:
                if self._is_prose(line):
                    self.placing.leave(line.text, line.place)
            self._flow(section, self._cells(part))

    def _is_prose(self, line: Line) -> bool:
        return not line.flat and is_prose(line.text, self.vocabulary)

    def _cells(self, part: Sequence[Line]) -> list[Token]:
        """What stands in the cells of a table that lost its rows, without the prose around it."""
        return tokens([line for line in part if not self._is_prose(line)], self.vocabulary)

    def _look_behind_titles(self, slices: Sequence[Slice]) -> None:
        """Find the numbers of a table that a copy gave behind the title of the next one.

        They stand before those of the next one, and both tables have to be proved by them.
        """
        for one, other in pairwise(slices[1:]):
            tables = [table for part in (one, other) if (table := self._only_table(part))]
            if len(tables) < 2 or tables[0] is tables[1]:
                continue
            first, second = (self._cells(part.lines) for part in (one, other))
            figures = [at for at, token in enumerate(second) if token.figure]
            lacking = len(tables[0].cells) - sum(token.figure for token in first)
            if not 0 < lacking == len(figures) - len(tables[1].cells):
                continue
            behind = figures[:lacking]
            first += [second[at] for at in behind]
            own = [token for at, token in enumerate(second) if at not in behind]
            self._prove_both(tables, (first, own))

    def _only_table(self, part: Slice) -> Table | None:
        """The table that a part without a grid has to hold."""
        if part.section is None or any(line.grid for line in part.lines):
            return None
        own = [t for t in self.form.tables.values() if t.section == part.section.id]
        return own[0] if len(own) == 1 else None

    def _prove_both(self, tables: Sequence[Table], streams: Sequence[Sequence[Token]]) -> None:
        found: dict[str, tuple[Laid, Sequence[Token]]] = {}
        for table, stream in zip(tables, streams, strict=True):
            if laid := prove(self.form, table, stream, self.vocabulary):
                found[table.section] = laid, stream
        if len(found) == len(tables):
            self.proved |= found

    def _flow(self, section: Section, stream: Sequence[Token]) -> None:
        """A table that lost its rows: by its labels, or by its sums where these tell more."""
        if section.id in self.proved:
            self._put_proved(section, *self.proved[section.id])
            return
        for table in self.form.tables.values():
            if table.section != section.id:
                continue
            told = laid_by_labels(table, stream, self.vocabulary)
            if told is not None and self._told_by_labels(told, stream):
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
            if token.halves:
                self.placing.put_halves(address, [(t.text, t.place) for t in token.halves])
            else:
                self.placing.put(address, token.text, token.place)
        taken = {id(own) for token in laid.values() for own in (token.halves or (token,))}
        for token in stream:
            if not token.figure:
                mention(token, self.placing, self.vocabulary)
            elif id(token) not in taken:
                self.placing.leave(token.text, token.place)
        self.placing.note(
            f"“{section.title}”的行列散开了，各数是按表内合计关系对上的，请核对。", *laid
        )


def _pieces(body: Sequence[Line]) -> Iterator[tuple[Grid | None, list[Line]]]:
    """Runs of lines: the rows of one grid, cut out of it, or flat lines and paragraphs."""
    for _, group in groupby(body, key=lambda line: id(line.grid)):
        part = list(group)
        grid = part[0].grid
        yield (grid.slice(part[0].row, part[-1].row + 1) if grid else None), part
