"""What has been found so far: one text for each address, and everything left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress, CellSpec
from govreport_desktop.matching.guesses import Guesses
from govreport_desktop.matching.labels import (
    figures_in,
    is_blank,
    is_figure,
    is_grouped,
    is_note,
    marks_in,
    money_unit,
    one_line,
    plain,
    signed,
    unmarked,
    without_counter,
    without_raised,
)
from govreport_desktop.matching.lines import told_cells
from govreport_desktop.matching.proposal import Choice, Declared, Unplaced
from govreport_desktop.matching.rows import Item
from govreport_desktop.report.numbers import (
    Unread,
    Value,
    format_value,
    is_mark_alone,
    is_number,
    no_single_number,
    parse_number,
)
from govreport_desktop.report.totals import compute_all
from govreport_desktop.source import Place, Source, SourceCell, place_words

# A table that is there twice has more cells read again than a row printed once more.
_FEWEST_TWICE = 4
_SEVERAL = "一格里有几个数"
# 万元 to one of each unit.
_TEN_THOUSANDS = {
    "元": Decimal("0.0001"),
    "百元": Decimal("0.01"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "十万元": Decimal(10),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
}


@dataclass(slots=True)
class Placing:
    """Collects what the matchers find; ``finish`` turns texts into values."""

    form: Form
    source: Source
    found: dict[CellAddress, Value] = field(default_factory=dict)
    places: dict[CellAddress, Place] = field(default_factory=dict)
    # What stood there, as it was read: printed totals too.
    read: dict[CellAddress, str] = field(default_factory=dict)
    # What was read a second time, and was the same.
    again: list[tuple[str, Place]] = field(default_factory=list)
    # The cells that were read a second time, with where, and whether they said the same.
    twice: dict[CellAddress, tuple[Place, bool]] = field(default_factory=dict)
    # Places that belong to no report: titles, page numbers, a signature.
    furniture: list[Place] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # The cells that a note is about.
    about: dict[str, tuple[CellAddress, ...]] = field(default_factory=dict)
    guesses: Guesses = field(default_factory=Guesses)
    # The parts that should be in the source.
    expected: frozenset[str] = frozenset()
    # Blocks and rows of the source that are of a table's own part, by table.
    home: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    # The cells that the reader has something to say of.
    told: dict[Place, SourceCell] = field(init=False)

    def __post_init__(self) -> None:
        self.told = told_cells(self.source)

    def say_guesses(self) -> None:
        """Say of the labels that were only alike which ones a number was placed by."""
        asked = {a for choice in self.choices for reading in choice.readings for a in reading}
        stated = asked.union(a for a, value in self.found.items() if value is not None)
        for words, cells in self.guesses.told(self.form, stated):
            self.note(words, *cells)

    def put(self, address: CellAddress, text: str, place: Place, header: str = "") -> None:
        """``text`` belongs at ``address``; ``header`` is its column's label, for the unit.

        The first text in the table's own part wins, else the first one. What says something
        else is left over.
        """
        value = self._value(self.form.cell(address), text, header)
        if told := self.told.get(place):
            value = self._told(address, told, value)
        if address not in self.found:
            self._take(address, value, text, place)
            return
        before, better = self.found[address], self._ranks(address, place)
        if before is not None and value == before:
            if better > 0:
                seen = text, place
                text, place = self.read[address], self.places[address]
                self._take(address, value, *seen)
            self.again.append((text, place))
            self.twice.setdefault(address, (place, True))
        elif better > 0 or (better == 0 and before is None and value is not None):
            other, at = self.read[address], self.places[address]
            self._take(address, value, text, place)
            if before is not None:
                self._leave_second(address, other, at)
        elif value is not None:
            self._leave_second(address, text, place)

    def _told(self, address: CellAddress, told: SourceCell, value: Value) -> Value:
        """What is read at ``address`` where the reader has something to say of its cell."""
        cell = self.form.cell(address)
        if told.remark:
            self.note(f"{cell.words}：{told.remark}，请核对。", address)
        if told.noted:
            self.about[told.noted] = (*self.about.get(told.noted, ()), address)
        if told.money and is_number(value) and cell.kind.type == "integer":
            return Unread(f"{told.text}（显示为金额）", "显示为金额，不像件数")
        return value

    def put_halves(self, address: CellAddress, halves: Sequence[tuple[str, Place]]) -> None:
        """A number in two pieces belongs at ``address``: said, with the pieces."""
        text, place = "".join(text for text, _ in halves), halves[0][1]
        self._take(address, self._value(self.form.cell(address), text, ""), text, place)
        self.read[address] = halves[0][0]
        self.again += halves[1:]
        pieces = "、".join(half for half, _ in halves)
        words = self.form.cell(address).words
        self.note(f"{words}：断成两截的数（{pieces}）按表内合计关系读作 {text}，请核对。", address)

    def _take(self, address: CellAddress, value: Value, text: str, place: Place) -> None:
        self.found[address] = value
        self.places[address] = place
        self.read[address] = "" if value is None else text

    def _leave_second(self, address: CellAddress, text: str, place: Place) -> None:
        words = self.form.cell(address).words
        self.twice[address] = place, False
        before = place_words(self.source, self.places[address])
        self.leave(text, place, reason=f"{words}已在{before}读到", cells=(address,))

    def _ranks(self, address: CellAddress, place: Place) -> int:
        """1 where ``place`` is in the table's own part and what was read is not; -1: other way."""
        at = self.places[address]
        return self._is_home(address.table, place) - self._is_home(address.table, at)

    def _is_home(self, table: str, place: Place) -> bool:
        return (place.block, place.row) in self.home.get(table, ())

    def settle(self) -> None:
        """Where a table stands in its own part and once more, nothing is mixed in from there."""
        for table in self.form.tables:
            if not any(a.table == table for a in self.twice):
                continue
            own = [a for a in self.found if a.table == table]
            strange = [a for a in own if not self._is_home(table, self.places[a])]
            if len(strange) == len(own):
                continue
            for address in strange:
                text, place = self.read[address], self.places[address]
                del self.found[address], self.read[address], self.places[address]
                self.leave(text, place, reason="这张表不在它自己的部分里", cells=(address,))

    def open_groups(self) -> None:
        """Leave open a number of groups, 12 345, that no sum in the source bears out."""
        for address, value in self.found.items():
            text = self.read[address]
            grouped = is_number(value) and self.form.cell(address).formula is None
            if grouped and is_grouped(text) and not self._is_borne_out(address):
                self.found[address] = Unread(text, _SEVERAL)

    def _is_borne_out(self, address: CellAddress) -> bool:
        """Whether the printed totals that ``address`` goes into were read and add up."""
        totals = [self.form.cell(a) for a in self.found if self.form.cell(a).formula]
        sums = [
            (self.found[cell.address], [self.found.get(source) for source in cell.formula.sources])
            for cell in totals
            if cell.formula and address in cell.formula.sources
        ]
        return bool(sums) and all(
            is_number(total) and total == sum(v for v in values if is_number(v))
            for total, values in sums
        )

    def note(self, sentence: str, *cells: CellAddress) -> None:
        """Say something once, of ``cells`` where it is about some."""
        if sentence not in self.notes:
            self.notes.append(sentence)
        known = self.about.get(sentence, ())
        self.about[sentence] = tuple(dict.fromkeys((*known, *cells)))

    def note_end(self, label: str, *cells: CellAddress) -> None:
        """The row of that label ends with a blank, as one does that lost a cell further left."""
        name = one_line(label)
        self.note(f"“{name}”一行末尾是空的，也许前面缺了一格、后面的数移了位，请核对。", *cells)

    def leave(
        self,
        text: str,
        place: Place | None = None,
        label: str = "",
        reason: str = "",
        cells: tuple[CellAddress, ...] = (),
    ) -> None:
        """Name something that has no place, on one line; blanks need no mention."""
        if not is_blank(text):
            self.unplaced.append(Unplaced(one_line(text), place, one_line(label), reason, cells))

    def ask(
        self,
        item: Item,
        label: str,
        order: Sequence[CellAddress | None],
        ways: Sequence[tuple[str, ...]],
    ) -> None:
        """``item`` can be read in several ``ways`` as the numbers of ``order``."""
        readings = [
            {
                address: parse_number(figure, self.form.cell(address).kind)
                for address, figure in zip(order, way, strict=True)
                if address is not None and self.form.cell(address).formula is None
            }
            for way in ways
        ]
        words = tuple("、".join(way) for way in ways)
        self.choices.append(Choice(item.text, item.place, one_line(label), words, tuple(readings)))

    def typed(self) -> dict[CellAddress, Value]:
        """The values of the cells that are typed, in printed order."""
        return {
            cell.address: self.found[cell.address]
            for cell in self.form.cells
            if cell.formula is None and cell.address in self.found
        }

    def lacking(self) -> dict[str, tuple[str, ...]]:
        """The rows that were not read of each table that should be there: ids by table.

        It should be where its part is expected, or most of its rows were read. Rows somebody is
        asked about were read.
        """
        found: dict[str, tuple[str, ...]] = {}
        asked = {a for choice in self.choices for reading in choice.readings for a in reading}
        for table in self.form.tables.values():
            read = {a.row for a in (*self.found, *asked) if a.table == table.id}
            rows = tuple(row for row in table.row_names if row not in read)
            if rows and (table.section in self.expected or len(read) > len(rows)):
                found[table.id] = rows
        return found

    def numbers(self) -> int:
        """How many cells hold a number."""
        return sum(map(is_number, self.found.values()))

    def missing(self) -> tuple[str, ...]:
        """A sentence for each table with rows that were not read.

        Where a row's label is gone, its number may pass for one of the row before.
        """
        sentences = []
        for table_id, rows in self.lacking().items():
            table = self.form.tables[table_id]
            if len(rows) == len(table.row_names):
                title = self.form.section(table.section).title
                drawn = "来源里有图片，表可能在图片里；" if self.source.pictures else ""
                sentences.append(f"没有读到“{title}”的表，{drawn}请核对来源是否完整。")
                continue
            listed = "”“".join(table.row_names[row] for row in rows)
            title = self.form.section(table.section).title
            sentences.append(f"“{title}”里没有读到“{listed}”的数，请核对来源是否缺行。")
        return tuple(sentences)

    def copies(self) -> tuple[str, ...]:
        """A sentence for each table that the source holds twice, most of it at least."""
        sentences = []
        for table in self.form.tables.values():
            stated = [a for a, v in self.found.items() if a.table == table.id and v is not None]
            again = [a for a in stated if a in self.twice]
            if len(again) < _FEWEST_TWICE or 2 * len(again) < len(stated):
                continue
            differing = sum(not self.twice[address][1] for address in again)
            first, second = self.places[again[0]], self.twice[again[0]][0]
            found = f"有 {differing} 处不同" if differing else "各数相同"
            one, other = self._block(first), self._block(second)
            if one == other:
                one, other = (place_words(self.source, place) for place in (first, second))
            sentences.append(
                f"“{self.form.section(table.section).title}”在来源里有两遍，{found}；读入的是"
                f"{one}的，{other}的没有读入，请确认以哪一份为准。"
            )
            self.about[sentences[-1]] = tuple(a for a in again if not self.twice[a][1]) or (
                again[0],
            )
        return tuple(sentences)

    def _block(self, place: Place) -> str:
        return self.source.blocks[place.block].where or place_words(self.source, place)

    def declared(self) -> tuple[Declared, ...]:
        """The printed totals that differ from what was read, in printed order."""
        values: dict[CellAddress, Value] = dict(self.typed())
        compute_all(self.form, values)
        differing = []
        for cell in self.form.cells:
            printed, computed = self.found.get(cell.address), values.get(cell.address)
            if cell.formula is None or printed is None:
                continue
            # Nothing in the cells and 0 printed below them: blank and 0 need no dispute here.
            if format_value(printed) != format_value(computed) and (computed or printed != 0):
                place = self.places.get(cell.address)
                differing.append(Declared(cell.address, cell.words, printed, computed, place))
        return tuple(differing)

    def _value(self, cell: CellSpec, text: str, header: str) -> Value:
        if is_mark_alone(text):
            return Unread(text, "只有圈码、上标一类的注码，没有数")
        if is_blank(text):
            return None
        bare = unmarked(text) if is_figure(text) else text
        if bare != text and (marks := marks_in(text)):
            if not is_note(text, marks):
                return Unread(text, "高低不齐的数字，看不出是不是一个数")
            self.note(
                f"{cell.words}：“{one_line(text)}”里的“{marks[0]}”当作注码，请核对。", cell.address
            )
        # In one written form ⒎ would be a 7 and a point.
        if reason := no_single_number(without_raised(text)) or no_single_number(bare):
            return Unread(text, reason)
        if figures_in(text):
            return Unread(text, _SEVERAL)
        text = bare
        if cell.kind.unit == "万元":
            return self._money(cell, text, header)
        negative = cell.kind.minimum is None or cell.kind.minimum < 0
        value = parse_number(signed(plain(text)) if negative else without_counter(text), cell.kind)
        return Unread(text, value.reason) if isinstance(value, Unread) else value

    def _money(self, cell: CellSpec, text: str, header: str) -> Value:
        unit = money_unit(text) or money_unit(header)
        if not unit:
            unit = cell.kind.unit
            if header:
                self.note(f"{cell.words}：原文没有写单位，按{unit}读入，请核对。", cell.address)
        if (factor := _TEN_THOUSANDS.get(unit)) is None:
            return Unread(text, f"原文单位是{unit}，不能换算为万元")
        if factor == 1:
            return parse_number(text, cell.kind)
        bare = plain(text).removesuffix(unit)
        amount = parse_number(bare, cell.kind)
        if not is_number(amount):
            return Unread(text, amount.reason if isinstance(amount, Unread) else "")
        # Multiplying by a power of ten is exact; the zeros it may leave at the end say nothing.
        exact = _tidy(Decimal(amount) * factor)
        checked = parse_number(format(exact, "f"), cell.kind)
        if isinstance(checked, Unread):
            return Unread(text, checked.reason)
        said = f"原文单位是{unit}，{bare}{unit}已换算为 {format_value(checked)} 万元。"
        self.note(f"{cell.words}：{said}", cell.address)
        return checked


def _tidy(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
