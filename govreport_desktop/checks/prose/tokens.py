"""A text as tokens of the genre: words by class, numbers by what they count, and signs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from govreport_desktop.checks.prose.genre import SIGNS, UNKNOWN, Term, genre
from govreport_desktop.checks.prose.numerals import Kind, Quantity

_KINDS = {
    Kind.MONEY: "money",
    Kind.PERCENT: "percent",
    Kind.POINTS: "points",
    Kind.YEAR: "year",
}


class Tokens(NamedTuple):
    """The tokens of one text, side by side.

    ``symbols[i]`` is the class of token ``i``, which stands at characters ``starts[i]`` to
    ``ends[i]``; ``quantities`` and ``terms`` say more of those that are numbers or words of the
    form. Patterns match in ``symbols``.
    """

    symbols: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quantities: dict[int, Quantity]
    terms: dict[int, Term]

    def at(self, place: int) -> int:
        """The token at character ``place``, or the first one behind it."""
        return max(bisect_right(self.starts, place) - 1, 0)


def tokenise(plain: str, quantities: Sequence[Quantity]) -> Tokens:
    """The tokens of ``plain``: the longest known word wins, from left to right."""
    known = genre()
    symbols: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    numbers: dict[int, Quantity] = {}
    terms: dict[int, Term] = {}
    unknown = known.symbols[UNKNOWN]
    place = 0
    for quantity in (*quantities, None):
        stop = quantity.start if quantity else len(plain)
        while place < stop:
            size, symbol, term = _word(plain, place, stop)
            if symbol == unknown and symbols and symbols[-1] == unknown and ends[-1] == place:
                ends[-1] = place + size
            else:
                term = term or known.terms.get(symbol)
                if term:
                    terms[len(symbols)] = term
                symbols.append(symbol)
                starts.append(place)
                ends.append(place + size)
            place += size
        if quantity and quantity.end > place:
            numbers[len(symbols)] = quantity
            symbols.append(known.symbols[_class(quantity)])
            starts.append(quantity.start)
            ends.append(quantity.end)
            place = quantity.end
    return Tokens("".join(symbols), tuple(starts), tuple(ends), numbers, terms)


def _word(plain: str, place: int, stop: int) -> tuple[int, str, Term | None]:
    """The length, class and meaning of the word at ``place``."""
    known = genre()
    first = plain[place]
    if first in SIGNS:
        return 1, known.symbols[SIGNS[first]], None
    for start in (plain[place : place + 2], first):
        for text, symbol, term in known.by_start.get(start, ()):
            if plain.startswith(text, place, stop):
                return len(text), symbol, term
    return 1, known.symbols[UNKNOWN], None


def _class(quantity: Quantity) -> str:
    if quantity.kind is Kind.OTHER:
        return "date" if quantity.unit else "number"
    if quantity.approximate:
        return "rough"
    if quantity.kind is Kind.COUNT:
        return "count" if quantity.step == 1 else "scaled"
    return _KINDS[quantity.kind]
