"""A document composed: every block as strips for the flow, in the faces the standard asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, pairwise
from typing import NamedTuple

from govreport_desktop.report.levels import Level
from govreport_desktop.writers.document import (
    Appendix,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from govreport_desktop.writers.faces import Role
from govreport_desktop.writers.seams import INDENT
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.breaker import Line, break_lines
from govreport_desktop.writers.typeset.flow import Flow, Strip, TableStrip
from govreport_desktop.writers.typeset.places import OFFICE, Printed
from govreport_desktop.writers.typeset.sheet import Sheet
from govreport_desktop.writers.typeset.table import (
    SPACE_ABOVE,
    SPACE_BELOW,
    lay_out_table,
    tallest,
)
from govreport_desktop.writers.typeset.tags import Tag
from govreport_desktop.writers.typeset.type import Galley, Setter, joined

_LEVEL_ROLES = {Level.FIRST: Role.HEADING, Level.SECOND: Role.SUBHEADING}
# The document's title is H1, its parts are H2; this is what stands below them.
_PART = 2
_LEVEL_DEPTHS = {Level.FIRST: 3, Level.SECOND: 3, Level.THIRD: 4, Level.FOURTH: 5}
# What the parts without a heading are called when something in them is reported.
_OTHER_TITLES = {"notes": "审核说明", "signature": "落款"}

Strips = Iterator[Strip | TableStrip]


class Owner(NamedTuple):
    """Whose the characters of a galley are, from ``start`` to the next owner's."""

    start: int
    tag: Tag


class Composer:
    """Turns blocks into strips; ``root`` collects the tags of the whole document."""

    def __init__(
        self,
        document: Document,
        compositor: Setter,
        under: Callable[[Sheet], None] | None = None,
        reserve: float = 0.0,
    ) -> None:
        """``under`` is drawn first on every page, ``reserve`` points stay free below a table."""
        self.document = document
        self.compositor = compositor
        self.flow = Flow(compositor, reserve, under)
        self.root = Tag("Document")
        self._paragraphs: Counter[str] = Counter()  # of each part, so far
        self._depth = 1  # of the last heading
        self._titles = {
            **_OTHER_TITLES,
            **document.titles,
        }

    def compose(self) -> Flow:
        """The document on pages."""
        self.flow.place([*self._title(), *self._blocks()])
        return self.flow

    def _blocks(self) -> Strips:
        blocks = self.document.blocks
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            yield from self._block(block, following)

    def _block(self, block: Block, following: Block | None) -> Strips:
        match block:
            case Heading():
                yield from self._heading(block, following)
            case Paragraph():
                yield from self._paragraph(block, following)
            case TableBlock():
                yield self._table(block)
            case Signature():
                yield from self._signature(block)
            case Appendix():
                yield from self._appendix(block)

    # ------------------------------------------------------------ text
    def _title(self) -> Strips:
        tag = self.root.add("H1")
        lines = [
            line
            for text in self.document.title_lines
            for line in self._centred(text, "标题", page.MEASURE)
        ]
        for strip in self._centred_strips(lines, tag):
            yield replace(strip, printed=Printed(OFFICE))

    def _centred(self, text: str, where: str, measure: float) -> Iterator[tuple[Galley, Line]]:
        """``text`` in title type, in lines of even length."""
        size = page.TITLE_SIZE
        galley = self.compositor.set(text, Role.TITLE, size, where=where)
        fewest = break_lines(galley.text, galley.widths, measure, em=size)
        if len(fewest) > 1:
            even = galley.width / len(fewest)
            while len(break_lines(galley.text, galley.widths, even, em=size)) > len(fewest):
                even += size / 4
            measure = even
        for line in break_lines(galley.text, galley.widths, measure, em=size, justified=False):
            yield galley, line

    def _centred_strips(
        self, lines: list[tuple[Galley, Line]], tag: Tag, *, new_page: bool = False
    ) -> Iterator[Strip]:
        """Title lines, and the space below them that takes the text back to the grid."""
        if not lines:
            return
        for index, (galley, line) in enumerate(lines):
            centred = line._replace(indent=(page.MEASURE - sum(line.advances)) / 2)
            draw = partial(_draw_line, galley, centred, tag, page.TITLE_PITCH)
            yield Strip(page.TITLE_PITCH, draw, keep=True, new_page=new_page and index == 0)
        yield Strip(page.below_title(len(lines)), _draw_nothing)

    def _heading(self, block: Heading, following: Block | None) -> Strips:
        tag = self._heading_tag(_PART)
        galley = self._set(block.text, Role.HEADING, block.section)
        keep = following is not None and not isinstance(following, Heading | Appendix)
        lines = _sensible(galley, block.lines) or _filled(galley)
        owners = [Owner(0, tag)]
        strips = list(self._lines(galley, owners, Printed(block.section), lines, keep=True))
        strips[0].entry = (block.text, block.section)
        strips[-1].keep = keep
        yield from strips

    def _paragraph(self, block: Paragraph, following: Block | None) -> Strips:
        leveled = block.leveled
        role = _LEVEL_ROLES.get(leveled.level, Role.BODY)
        galley = self._set(block.text[leveled.lead :], Role.BODY, block.section)
        owners: list[Owner] = []
        if leveled.lead:
            lead = self._set(block.text[: leveled.lead], role, block.section)
            owners.append(Owner(0, self._heading_tag(_LEVEL_DEPTHS[leveled.level])))
            if galley.text:
                owners.append(Owner(len(lead.text), self.root.add("P")))
            galley = joined(lead, galley)
        else:
            owners.append(Owner(0, self.root.add("P")))
        printed = Printed(block.section, None, self._paragraphs[block.section])
        self._paragraphs[block.section] += 1
        lines = _filled(galley)
        strips = list(self._lines(galley, owners, printed, lines, keep=leveled.alone))
        if strips and isinstance(following, Signature):
            # A signature never stands on a page without a line of text.
            strips[-1].keep = True
        if len(strips) > 1 and isinstance(following, Heading):
            # A table may follow on a page of its own: one line of text would be alone on this.
            strips[0].keep = strips[-2].keep = True
        yield from strips

    def _heading_tag(self, depth: int) -> Tag:
        """A heading at most one step below the one before: no level is left out."""
        self._depth = min(depth, self._depth + 1)
        return self.root.add(f"H{self._depth}")

    def _set(self, text: str, role: Role, section: str) -> Galley:
        where = self._titles[section]
        return self.compositor.set(text, role, page.BODY_SIZE, cell=page.CELL, where=where)

    @staticmethod
    def _lines(
        galley: Galley,
        owners: Sequence[Owner],
        printed: Printed,
        lines: Sequence[Line],
        *,
        keep: bool,
    ) -> Iterator[Strip]:
        for line in lines:
            draw = partial(_draw_owned, galley, line, owners)
            words = printed._replace(start=line.start, end=line.end)
            yield Strip(page.PITCH, draw, keep, printed=words, across=_across(line))

    # ------------------------------------------------------------ the rest
    def _table(self, block: TableBlock) -> TableStrip:
        where = self._titles[block.section]
        beside = self._beside(block) if block.one_page else 0.0
        room = tallest(block, beside) - self.flow.reserve
        layout = lay_out_table(block, self.compositor, page.MEASURE, room, where)
        return TableStrip(layout, self.root.add("Table"), SPACE_ABOVE, SPACE_BELOW)

    def _beside(self, block: TableBlock) -> float:
        """What everything in the document but ``block`` takes of a page."""
        rest = tuple(one for one in self.document.blocks if one is not block)
        alone = Composer(replace(self.document, blocks=rest), self.compositor)
        strips = (*alone._title(), *alone._blocks())
        return sum(one.height if isinstance(one, Strip) else one.layout.height for one in strips)

    def _signature(self, block: Signature) -> Strips:
        """署名 centred over the date, which ends four characters in from the edge."""
        tag = self.root.add("P")
        date = self._set(block.date, Role.BODY, "signature")
        right = page.MEASURE - page.DATE_INDENT * page.CELL
        middle = right - date.width / 2
        yield Strip(block.above * page.PITCH, _draw_nothing, keep=True)
        for text in block.office_lines:
            office = self._set(text, Role.BODY, "signature")
            x = min(middle - office.width / 2, page.MEASURE - page.CELL - office.width)
            line = Line(0, len(office.text), x, office.widths)
            draw = partial(_draw_line, office, line, tag, page.PITCH)
            yield Strip(page.PITCH, draw, keep=True, printed=Printed(OFFICE))
        whole = Line(0, len(date.text), right - date.width, date.widths)
        draw = partial(_draw_line, date, whole, tag, page.PITCH)
        yield Strip(page.PITCH, draw, printed=Printed(OFFICE))

    def _appendix(self, block: Appendix) -> Strips:
        lines = [
            line
            for text in block.title_lines
            for line in self._centred(text, block.entry, page.MEASURE)
        ]
        strips = list(self._centred_strips(lines, self._heading_tag(_PART), new_page=True))
        strips[0].entry = (block.entry, block.section)
        yield from strips


def _filled(galley: Galley) -> list[Line]:
    """The lines of a paragraph, as full as they can be."""
    indent = INDENT * page.CELL
    return break_lines(galley.text, galley.widths, page.MEASURE, indent, page.BODY_SIZE)


def _sensible(galley: Galley, lines: Sequence[str]) -> list[Line]:
    """``lines`` of a heading, at their own width; none where it needs no such break."""
    ends = [*accumulate(map(len, lines), initial=0)]
    if len(lines) < 2 or ends[-1] != len(galley.text):
        return []
    indents = [INDENT * page.CELL] + [0.0] * (len(lines) - 1)
    return [
        Line(start, end, indent, galley.widths[start:end])
        for indent, (start, end) in zip(indents, pairwise(ends), strict=True)
    ]


def _across(line: Line) -> tuple[float, float]:
    return line.indent, line.indent + sum(line.advances)


def _draw_line(
    galley: Galley, line: Line, tag: Tag, pitch: float, sheet: Sheet, top: float
) -> None:
    sheet.tag(tag)
    y = top - page.baseline(pitch, galley.size)
    sorts = galley.sorts[line.start : line.end]
    sheet.show(sorts, line.advances, page.LEFT + line.indent, y, galley.size)


def _draw_owned(
    galley: Galley, line: Line, owners: Sequence[Owner], sheet: Sheet, top: float
) -> None:
    """A line of prose; a heading that runs into it is a heading all the same."""
    ends = [owner.start for owner in owners[1:]] + [len(galley.text)]
    for (start, tag), end in zip(owners, ends, strict=True):
        first, last = max(start, line.start), min(end, line.end)
        if first < last:
            before, after = first - line.start, last - line.start
            indent = line.indent + sum(line.advances[:before])
            part = Line(first, last, indent, line.advances[before:after])
            _draw_line(galley, part, tag, page.PITCH, sheet, top)


def _draw_nothing(_sheet: Sheet, _top: float) -> None:
    """Space."""
