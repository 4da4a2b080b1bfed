"""Blocks onto pages: what stands together, where a page ends, and what every page carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
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
from govreport_desktop.writers.typeset.type import Compositor


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


@dataclass(slots=True)
class Flow:
    """The pages filled so far."""

    compositor: Compositor
    under: Callable[[Sheet], None] | None = None  # drawn first on every page
    fonts: Fonts = field(default_factory=Fonts)
    sheets: list[Sheet] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    _used: float = 0.0

    def place(self, strips: Sequence[Strip | TableStrip]) -> None:
        """Put ``strips`` one below the other, on as many pages as they need."""
        self._new_page()
        for chain in _chains(strips):
            first = chain[0]
            forced = isinstance(first, Strip) and first.new_page
            tall = sum(map(_least_height, chain))
            # A chain taller than a page gains nothing by a fresh one.
            fresh = forced or self._left() + page.SLACK < tall <= page.AREA + page.SLACK
            if self._used and fresh:
                self._new_page()
            for strip in chain:
                self._put(strip)
        for sheet in self.sheets:
            self._number(sheet)

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
        layout = strip.layout
        rows = list(range(len(layout.heights)))
        header = rows[: layout.block.table.header_rows]
        rest = rows[len(header) :]
        tagged: set[GridCell] = set()
        while rest:
            count = self._fitting(layout, header, rest)
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


def _least_height(strip: Strip | TableStrip) -> float:
    """What must fit: a table counts as a whole where a page can hold it at all."""
    if isinstance(strip, Strip):
        return strip.height
    height = strip.above + strip.layout.height
    if not strip.layout.block.runs_on and height <= page.AREA - page.PITCH + page.SLACK:
        return height
    rows = strip.layout.block.table.header_rows + 1
    return strip.above + sum(strip.layout.heights[:rows])
