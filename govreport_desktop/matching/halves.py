"""Rows below which halves of their numbers stand: 1234, and 56 below it, where a cell is narrow.

The form's sums may prove that they belong together. Where they hold with the halves and without
them, or where there is no sum, somebody has to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import (
    chain,
    combinations,
    combinations_with_replacement,
    groupby,
    islice,
    pairwise,
    takewhile,
)

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.labels import is_blank
from govreport_desktop.matching.rows import Item, Order, Reading, adds_up, assign
from govreport_desktop.matching.tokens import Token
from govreport_desktop.matching.vocabulary import Vocabulary

# Readings somebody can be asked to choose from, and halves that a row may have.
_MOST_READINGS, _MOST_HALVES, _MOST_TRIED = 4, 8, 5000
# Pieces that a number may have on an average.
_MOST_PIECES = 3

_Line = list[tuple[CellAddress, Item]]


@dataclass(frozen=True, slots=True)
class Halved:
    """A row and the halves below it: its ``items`` where the sums leave one reading.

    ``order`` and ``ways`` are what somebody is asked about where they do not; with none of
    both nothing is known. ``spare`` are figures below the row that are none of its.
    """

    items: tuple[Item, ...] = ()
    spare: tuple[Item, ...] = ()
    order: tuple[CellAddress, ...] = ()
    ways: tuple[tuple[str, ...], ...] = ()


# How a row is put together of what stands where its numbers should.
PutTogether = Callable[[Form, Sequence[Item], Sequence[Order]], Halved]


def halved(form: Form, items: Sequence[Item], orders: Sequence[Order]) -> Halved:
    """What the ``items`` of a row say, those of them that stand ``apart`` below it being halves."""
    base = [item for item in items if not item.apart]
    ends = [item for item in items if item.apart and not is_blank(item.text)]
    for order in orders:
        line = _line(assign(form, base, [order]))
        if not line or len(line) != len(order):
            continue
        sound = adds_up(form, list(line))
        sums = (way for way in _joined(line, ends) if adds_up(form, list(way)) is not False)
        joined = list({_texts(way): way for way in sums}.values())
        if sound is False and len(joined) == 1:
            return Halved(tuple(item for _, item in joined[0]))
        if sound and not joined:
            return Halved(tuple(base), tuple(ends))
        if sound is not False and joined:
            ways = tuple(_texts(way) for way in (line, *joined[:_MOST_READINGS]))
            return Halved(order=tuple(address for address, _ in line), ways=ways)
        if sound is None:
            return Halved(tuple(base), tuple(ends))
    return Halved()


def in_pieces(form: Form, items: Sequence[Item], orders: Sequence[Order]) -> Halved:
    """What the ``items`` of a row say that are more than its cells: numbers in several pieces.

    Cell by cell: 2, 3, 3, 21 for 233 and 21. All pieces of a number but its last fill the cell.
    """
    order = next(iter(orders), ())
    cells = [address for address in order if address is not None]
    if len(cells) < len(order) or not len(order) < len(items) <= _MOST_PIECES * len(order):
        return Halved()
    if len(order) < 2 or not all(map(_is_half, items)):
        return Halved()
    found: dict[tuple[str, ...], _Line] = {}
    ends = combinations(range(1, len(items)), len(order) - 1)
    for cuts in islice(ends, _MOST_TRIED):
        parts = [items[a:b] for a, b in pairwise((0, *cuts, len(items)))]
        if all(map(_is_one, parts)):
            line = [(a, _whole(part)) for a, part in zip(cells, parts, strict=True)]
            if adds_up(form, list(line)):
                found[_texts(line)] = line
    if len(found) == 1:
        return Halved(tuple(item for _, item in next(iter(found.values()))))
    return Halved(order=tuple(cells), ways=tuple(found)[:_MOST_READINGS])


def _is_one(pieces: Sequence[Item]) -> bool:
    """Whether ``pieces`` may be one number."""
    lengths = [len(piece.text) for piece in pieces]
    if len(pieces) == 1:
        return True
    return _goes_on(pieces[0].text) and len(set(lengths[:-1])) == 1 and lengths[-1] <= lengths[0]


def _whole(pieces: Sequence[Item]) -> Item:
    return pieces[0] if len(pieces) == 1 else _as_one(pieces[0], tuple(pieces[1:]))


def halves_behind(
    stream: Sequence[Token], index: int, width: int, vocabulary: Vocabulary
) -> list[Item]:
    """The numbers behind half of a label, fewer than the ``width`` of a row: halves perhaps."""
    token = stream[index]
    if not vocabulary.is_piece(token.text):
        return []
    behind = list(takewhile(lambda other: other.figure, stream[index + 1 :]))
    if not 0 < len(behind) < max(width, 2):
        return []
    return [Item(other.text, other.place, apart=True) for other in behind]


def _line(reading: Reading | None) -> _Line:
    """A reading of which every number has a cell."""
    return [(address, item) for address, item in reading or () if address is not None]


def _joined(line: _Line, ends: Sequence[Item]) -> Iterator[_Line]:
    """The ways the halves ``ends`` can go on some numbers of ``line``.

    They come line by line, or cell by cell where a cell holds several.
    """
    whole = [n for n, (_, item) in enumerate(line) if _goes_on(item.text)]
    if not 0 < len(ends) <= _MOST_HALVES or not all(_is_half(end) for end in ends):
        return
    ways = islice(chain(_by_line(whole, ends), _by_cell(whole, ends)), _MOST_TRIED)
    for places in dict.fromkeys(ways):
        halves: dict[int, tuple[Item, ...]] = {}
        for place, end in zip(places, ends, strict=True):
            halves[place] = (*halves.get(place, ()), end)
        yield [
            (address, _as_one(item, halves[n]) if n in halves else item)
            for n, (address, item) in enumerate(line)
        ]


def _by_line(whole: Sequence[int], ends: Sequence[Item]) -> Iterator[tuple[int, ...]]:
    """The numbers that the halves go on where each line holds one for some of them."""
    lines = [len(list(same)) for _, same in groupby(ends, key=lambda end: end.place[:2])]

    def rest(at: int, before: Sequence[int]) -> Iterator[tuple[int, ...]]:
        if at == len(lines):
            yield ()
            return
        for places in combinations(before, lines[at]):
            for others in rest(at + 1, places):
                yield (*places, *others)

    return rest(0, whole)


def _by_cell(whole: Sequence[int], ends: Sequence[Item]) -> Iterator[tuple[int, ...]]:
    return combinations_with_replacement(whole, len(ends))


def _as_one(item: Item, ends: tuple[Item, ...]) -> Item:
    text = item.text + "".join(end.text for end in ends)
    return Item(text, item.place, halves=(item, *ends))


def _goes_on(text: str) -> bool:
    return text.isascii() and text.isdecimal() and not text.startswith("0")


def _is_half(item: Item) -> bool:
    return item.text.isascii() and item.text.isdecimal()


def _texts(line: _Line) -> tuple[str, ...]:
    return tuple(item.text for _, item in line)
