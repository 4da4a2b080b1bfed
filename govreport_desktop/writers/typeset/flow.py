"""Blocks onto pages: what stands together, where a page ends, and what every page carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from govreport_desktop.form.model import GridCell
from govreport_desktop.writers.faces import Role
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.drawing import draw_rows, table_places
from govreport_desktop.writers.typeset.fonts import Fonts
from govreport_desktop.writers.typeset.places import Place, Printed
from govreport_desktop.writers.typeset.sheet import Sheet
from govreport_desktop.writers.typeset.table import TableLayout
from govreport_desktop.writers.typeset.tags import Tag
from govreport_desktop.writers.typeset.type import Setter

_EMPTY = 0.25  # of a page: less than that may stay empty before a table


class Entry(NamedTuple):
    """An entry of the outline: page from 0, ``top`` measured from the paper's lower edge."""

    title: str
    section: str
    page: int
    top: float


@dataclass(slots=True)
class Strip:
    """A horizontal strip of the page that is never cut: mostly one line of text.

    ``draw`` gets the sheet and the height of the strip's upper edge; ``keep`` ties it to
    the strip that follows.
    """

    height: float
    draw: Callable[[Sheet, float], None]
    keep: bool = False
    entry: tuple[str, str] | None = None  # title and section for the outline
    new_page: bool = False
    printed: Printed | None = None  # where its words come from
    across: tuple[float, float] = (0.0, page.MEASURE)  # where they begin and end on the line


@dataclass(slots=True)
class TableStrip:
    """A table: in one piece where a page can hold it, else row by row."""

    layout: TableLayout
    tag: Tag
    above: float
    below: float
    split: bool = False  # whether a page may end between its groups


@dataclass(slots=True)
class Flow:
    """The pages filled so far."""

    compositor: Setter
    reserve: float = 0.0  # room kept free below a table
    under: Callable[[Sheet], None] | None = None  # drawn first on every page
    fonts: Fonts = field(default_factory=Fonts)
    sheets: list[Sheet] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    tables: list[TableStrip] = field(default_factory=list)  # as they were placed
    _used: float = 0.0

    def place(self, strips: Sequence[Strip | TableStrip]) -> None:
        """Put ``strips`` one below the other, on as many pages as they need."""
        self._new_page()
        for wanted in _chains(strips):
            first = wanted[0]
            forced = isinstance(first, Strip) and first.new_page
            chain = self._fitted(wanted) if self._used and not forced else wanted
            tall = sum(map(_least_height, chain))
            # A chain taller than a page gains nothing by a fresh one.
            fresh = forced or self._left() + page.SLACK < tall <= page.AREA + page.SLACK
            if self._used and fresh:
                self._new_page()
            for strip in chain:
                self._put(strip)
        for sheet in self.sheets:
            self._number(sheet)

    def _fitted(self, chain: list[Strip | TableStrip]) -> list[Strip | TableStrip]:
        """A table that would leave much of the page empty: lower, or begun here and continued."""
        *text, table = chain
        if not isinstance(table, TableStrip) or table.layout.block.runs_on:
            return chain
        room = self._left() - sum(map(_least_height, text)) - table.above
        if table.layout.height <= room + page.SLACK:
            return chain
        if lower := table.layout.squeezed(room - self.reserve):
            return [*text, replace(table, layout=lower)]
        first, *more = (*table.layout.groups, None)
        if first == 0 and more[0] and self._left() > _EMPTY * page.AREA:
            group = sum(table.layout.heights[: more[0]])
            return [*text, replace(table, split=group <= room)]
        return chain

    def _left(self) -> float:
        return page.AREA - self._used

    def _new_page(self) -> None:
        self.sheets.append(Sheet(len(self.sheets), self.fonts))
        self._used = 0.0
        if self.under:
            self.under(self.sheets[-1])

    def _put(self, strip: Strip | TableStrip) -> None:
        if isinstance(strip, TableStrip):
            self._put_table(strip)
            return
        if strip.height > self._left() + page.SLACK and self._used:
            self._new_page()
        sheet = self.sheets[-1]
        top = page.HEIGHT - page.TOP - self._used
        if strip.entry:
            self.entries.append(Entry(*strip.entry, sheet.number, top))
        if strip.printed:
            left, right = (page.LEFT + x for x in strip.across)
            above = page.HEIGHT - top
            box = (left, above, right, above + strip.height)
            self.places.append(Place(sheet.number, *box, strip.printed))
        strip.draw(sheet, top)
        self._used += strip.height

    def _put_table(self, strip: TableStrip) -> None:
        self._used += strip.above
        self.tables.append(strip)
        layout = strip.layout
        rows = list(range(len(layout.heights)))
        header = rows[: layout.block.table.header_rows]
        rest = rows[len(header) :]
        tagged: set[GridCell] = set()
        while rest:
            count = self._fitting(layout, header, rest)
            if strip.split:
                count = _whole_groups(layout, rest[0], count)
            piece = [*header, *rest[:count]]
            top = page.HEIGHT - page.TOP - self._used
            draw_rows(self.sheets[-1], layout, strip.tag, piece, top, tagged)
            self.places += table_places(layout, piece, self.sheets[-1].number, top)
            self._used += sum(layout.heights[row] for row in piece)
            rest = rest[count:]
            if rest:
                self._new_page()
        self._used = min(page.AREA, page.on_grid(self._used + strip.below))

    def _fitting(self, layout: TableLayout, header: Sequence[int], rows: Sequence[int]) -> int:
        """How many of ``rows`` fit on what is left of the page; never none."""
        room = self._left() - sum(layout.heights[row] for row in header) + page.SLACK
        count = 0
        while count < len(rows) and layout.heights[rows[count]] <= room:
            room -= layout.heights[rows[count]]
            count += 1
        return max(count, 1)

    def _number(self, sheet: Sheet) -> None:
        """— 1 —: outside, one character in from the edge (GB/T 9704-2012, 7.5)."""
        size = page.PAGE_NUMBER_SIZE
        text = f"— {sheet.number + 1} —"
        galley = self.compositor.set(text, Role.TABLE, size, own_digits=True)
        odd = sheet.number % 2 == 0
        x = page.LEFT + size
        if odd:
            x = page.LEFT + page.MEASURE - size - galley.width
        y = page.BOTTOM - page.PAGE_NUMBER_DROP - page.DASH_HEIGHT * size
        sheet.tag(None, "Pagination")
        sheet.show(galley.sorts, galley.widths, x, y, size)
        sheet.close()


def _chains(strips: Sequence[Strip | TableStrip]) -> Iterator[list[Strip | TableStrip]]:
    """Strips that must start on one page: each kept one with the one that follows."""
    chain: list[Strip | TableStrip] = []
    for strip in strips:
        chain.append(strip)
        if isinstance(strip, TableStrip) or not strip.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def _whole_groups(layout: TableLayout, first: int, count: int) -> int:
    """At most ``count`` rows from ``first`` on, such that the page ends before a group."""
    ends = [row - first for row in (*layout.groups, len(layout.heights)) if row > first]
    return max((end for end in ends if end <= count), default=count)


def _least_height(strip: Strip | TableStrip) -> float:
    """What must fit: a table counts as a whole where a page can hold it at all."""
    if isinstance(strip, Strip):
        return strip.height
    height = strip.above + strip.layout.height
    if strip.split:
        end = strip.layout.groups[1]
        return strip.above + sum(strip.layout.heights[:end])
    if not strip.layout.block.runs_on and height <= page.AREA - page.PITCH + page.SLACK:
        return height
    rows = strip.layout.block.table.header_rows + 1
    return strip.above + sum(strip.layout.heights[:rows])
