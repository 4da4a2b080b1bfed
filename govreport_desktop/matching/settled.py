"""Rows of a table without its frame, placed at once or when the whole table was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.header import Header
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.rows import Item, Reading, adds_up

_APART = "与印出的总计对不上，附近有断开的数，请核对后填写"
_SHORT = "比同一张表的其他行少一个数，看不出少的是哪一个，请核对后填写"


class _Row(NamedTuple):
    """A row's numbers with their cells, all that stood in it, its label, what stood above."""

    pairs: Reading
    items: Sequence[Item]
    label: str
    header: Header


@dataclass(slots=True)
class Settled:
    """Places rows; ``broken`` says that numbers of the table came apart, ``any`` that it has some.

    A row of which other rows have to tell what it is waits until `settle`.
    """

    placing: Placing
    broken: bool = False
    any: bool = False
    # Rows that do not add up, and such as lack the total below a header that does.
    unsound: list[_Row] = field(default_factory=list)
    short: list[_Row] = field(default_factory=list)
    # The headers below which a row has all its numbers.
    whole: list[Header] = field(default_factory=list)
    # The row before, where it was put together of pieces.
    joined: list[_Row] = field(default_factory=list)
    # The total of each row that has one, by the cells it is the sum of.
    totals: dict[CellAddress, CellAddress] = field(init=False)

    def __post_init__(self) -> None:
        formulas = (cell.formula for cell in self.placing.form.cells if cell.formula is not None)
        self.totals = {
            source: formula.target
            for formula in formulas
            if all(source.row == formula.target.row for source in formula.sources)
            for source in formula.sources
        }

    def place(
        self, pairs: Reading | None, items: Sequence[Item], label: str, header: Header
    ) -> None:
        """``items`` have the cells of ``pairs``; None where nobody knows."""
        for item in items if pairs is None else ():
            self.placing.leave(item.text, item.place, label)
        if pairs is None:
            # Too few numbers alone are a row of something else.
            self.broken |= any(item.halves or item.apart for item in items)
            return
        row = _Row(pairs, items, label, header)
        if adds_up(self.placing.form, pairs) is False:
            self.unsound.append(row)
        elif any(item.halves for _, item in pairs):
            self.settle_joined(strays=False)
            self.joined = [row]
        elif self._is_short(pairs):
            self.short.append(row)
        else:
            self._put(row)

    def settle_joined(self, strays: bool) -> None:
        """A row that was put together counts where nothing is left over behind it."""
        for row in self.joined:
            if strays:
                self._leave_open(row, _APART)
            else:
                self._put(row)
        self.joined = []

    def settle(self) -> None:
        """Rows whose totals speak against them, a wrong total or numbers that lack their halves,
        and rows that lack a total which others have.

        Where other numbers of the table came apart, or the end of a line may have cut one of
        these, nobody knows which.
        """
        self.settle_joined(strays=False)
        for row in self.short:
            if any(row.header is header for header in self.whole):
                self._leave_open(row, _SHORT)
            else:
                self._put(row)
        for row in self.unsound:
            if self.broken or _goes_on_below(row.items):
                self._leave_open(row, _APART)
            else:
                self._put(row)

    def _is_short(self, pairs: Reading) -> bool:
        """Whether the row's total is not among ``pairs``."""
        read = {address for address, _ in pairs if address is not None}
        return any(self.totals.get(address, address) not in read for address in read)

    def _leave_open(self, row: _Row, reason: str) -> None:
        cells = tuple(address for address, _ in row.pairs if address is not None)
        for piece in (piece for item in row.items for piece in item.halves or (item,)):
            self.placing.leave(piece.text, piece.place, row.label, reason, cells)

    def _put(self, row: _Row) -> None:
        pairs, label = row.pairs, row.label
        if not self._is_short(pairs):
            self.whole.append(row.header)
        if len(pairs) > 1 and not pairs[-1][1].text.strip():
            self.placing.note_end(label, *(address for address, _ in pairs if address))
        for address, item in pairs:
            if address is None:
                self.placing.leave(item.text, item.place, label)
                continue
            if item.halves:
                self.placing.put_halves(address, [(h.text, h.place) for h in item.halves])
            else:
                unit = row.header.text_of(address)
                self.placing.put(address, item.text, item.place, unit)
            self.any = True


def _goes_on_below(items: Sequence[Item]) -> bool:
    """Whether numbers of a row stand on the line of others, and some on the next one."""
    lines = {item.place[:2] for item in items}
    return 1 < len(lines) < len(items)
