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
from math import comb

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.labels import is_blank
from govreport_desktop.matching.rows import Item, Order, Reading, adds_up, assign
from govreport_desktop.matching.tokens import Token
from govreport_desktop.matching.vocabulary import Vocabulary

# Readings somebody can be asked to choose from, and halves that a row may have.
_MOST_READINGS, _MOST_HALVES, _MOST_TRIED = 4, 8, 5000
# Pieces that a number may have on an average.
_MOST_PIECES, _MOST_CUTS = 3, 60_000
# Pieces of labels between a row and the halves of its numbers.
_MOST_BETWEEN = 4

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
        if (ways := _joined(line, ends)) is None:
            return Halved()
        sums = (way for way in ways if adds_up(form, list(way)) is not False)
        joined = list({_texts(way): way for way in sums}.values())
        if sound is False and len(joined) == 1:
            return Halved(tuple(item for _, item in joined[0]))
        if sound and not joined:
            return Halved(tuple(base), tuple(ends))
        if sound is not False and joined:
            told = tuple(_texts(way) for way in (line, *joined[:_MOST_READINGS]))
            return Halved(order=tuple(address for address, _ in line), ways=told)
    return Halved()


def in_pieces(form: Form, items: Sequence[Item], orders: Sequence[Order]) -> Halved:
    """What the ``items`` of a row say that are more than its cells: numbers in several pieces.

    Cell by cell: 2, 3, 3, 21 for 233 and 21. All pieces of a number but its last fill the cell.
    """
    # A column that the form does not have says nothing of what its numbers add up to.
    order = next((order for order in orders if None not in order), ())
    cells = [address for address in order if address is not None]
    if not len(order) < len(items) <= _MOST_PIECES * len(order):
        return Halved()
    upper = [item for item in items if item.place[:2] == items[0].place[:2]]
    if len(upper) == len(order):
        lower = (item._replace(apart=True) for item in items[len(upper) :])
        return halved(form, [*upper, *lower], orders)
    if len(order) < 2 or not all(map(_is_half, items)):
        return Halved()
    found: dict[tuple[str, ...], _Line] = {}
    # What is not looked through to the end leaves open whether there is one reading only.
    if comb(len(items) - 1, len(order) - 1) > _MOST_CUTS:
        return Halved()
    formula = form.cell(cells[-1]).formula
    is_total = formula is not None and set(formula.sources) == set(cells[:-1])
    for cuts in combinations(range(1, len(items)), len(order) - 1):
        parts = [items[a:b] for a, b in pairwise((0, *cuts, len(items)))]
        if is_total and sum(map(_number, parts[:-1])) != _number(parts[-1]):
            continue
        line = [(a, _whole(part)) for a, part in zip(cells, parts, strict=True)]
        if all(map(_is_one, parts)) and adds_up(form, list(line)):
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


def _number(pieces: Sequence[Item]) -> int:
    return int("".join([piece.text for piece in pieces]))


def _whole(pieces: Sequence[Item]) -> Item:
    return pieces[0] if len(pieces) == 1 else _as_one(pieces[0], tuple(pieces[1:]))


def halves_behind(
    stream: Sequence[Token], index: int, width: int, vocabulary: Vocabulary
) -> list[Item]:
    """The numbers behind half of a label, fewer than the ``width`` of a row: halves perhaps."""
    end = index
    # Beside it the label of several rows goes on, sign below sign.
    while end < min(len(stream), index + _MOST_BETWEEN) and _is_rest(stream[end], vocabulary):
        end += 1
    behind = list(takewhile(lambda other: other.figure, stream[end:])) if end > index else []
    if not 0 < len(behind) < max(width, 2):
        return []
    return [Item(other.text, other.place, apart=True) for other in behind]


def _is_rest(token: Token, vocabulary: Vocabulary) -> bool:
    """Whether ``token`` is the rest of a label and no label itself, or the beginning of one."""
    if token.figure or not vocabulary.is_piece(token.text):
        return False
    return not (vocabulary.find(token.text) or vocabulary.near(token.text))


def _line(reading: Reading | None) -> _Line:
    """A reading of which every number has a cell."""
    return [(address, item) for address, item in reading or () if address is not None]


def _joined(line: _Line, ends: Sequence[Item]) -> list[_Line] | None:
    """The ways ``ends`` can go on some numbers of ``line`` as halves; None for too many ways.

    They come line by line, or cell by cell where a cell holds several.
    """
    whole = [n for n, (_, item) in enumerate(line) if _goes_on(item.text)]
    if not ends or not all(_is_half(end) for end in ends):
        return []
    ways = chain(_by_line(whole, ends), _by_cell(whole, ends))
    tried = list(islice(ways, _MOST_TRIED + 1)) if len(ends) <= _MOST_HALVES else None
    if tried is None or len(tried) > _MOST_TRIED:
        return None
    found = []
    for places in dict.fromkeys(tried):
        halves: dict[int, tuple[Item, ...]] = {}
        for place, end in zip(places, ends, strict=True):
            halves[place] = (*halves.get(place, ()), end)
        if all(_is_one((line[n][1], *pieces)) for n, pieces in halves.items()):
            found.append(
                [
                    (address, _as_one(item, halves[n]) if n in halves else item)
                    for n, (address, item) in enumerate(line)
                ]
            )
    return found


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
