"""Relations between figures within the prose: what is said of several of them at once.

A saying is a pattern of the genre whose slots are figures and verbs (``old=count``); the checks
compute with them. The sentences beside it are a test, as with the patterns of `claims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from govreport_desktop.checks.prose.genre import genre
from govreport_desktop.checks.prose.numerals import Quantity
from govreport_desktop.checks.prose.shape import Shape
from govreport_desktop.checks.prose.text import Reading, Stretch
from govreport_desktop.form.datafile import Keys

_SAYING: tuple[Keys, Keys] = (
    {"said": str, "hits": list, "traps": list},
    {"unless": str, "compared": bool, "alike": bool},
)


@dataclass(frozen=True)
class Saying:
    """One way of relating figures, as the data has it."""

    said: Shape
    unless: Shape | None
    compared: bool  # only with a word that compares
    alike: bool  # only where ``named`` counts by the measure word in ``hole``
    hits: tuple[str, ...] = field(default=(), compare=False)
    traps: tuple[str, ...] = field(default=(), compare=False)


class Said(NamedTuple):
    """One place where a saying is used."""

    reading: Reading
    saying: Saying
    match: re.Match[str]

    def figure(self, slot: str) -> Quantity | None:
        """The figure in ``slot``; None where the saying has no such slot."""
        if slot not in self.match.groupdict():
            return None
        return self.reading.tokens.quantities.get(self.match.start(slot))

    def stretch(self, slot: str) -> Stretch:
        """Where the words in ``slot`` stand."""
        tokens = self.reading.tokens
        start, end = self.match.span(slot)
        return Stretch(tokens.starts[start], tokens.ends[end - 1])

    def word(self, slot: str) -> str:
        """The class of the word in ``slot``; "" where the saying has no such slot."""
        if not self.match.groupdict().get(slot):
            return ""
        return genre().names[self.match[slot]]

    @property
    def words(self) -> frozenset[str]:
        """The classes of everything it is said with."""
        return frozenset(genre().names[symbol] for symbol in self.match.group())

    @property
    def figures(self) -> tuple[Quantity, ...]:
        """Every number it is about, in order."""
        tokens = range(*self.match.span())
        known = self.reading.tokens.quantities
        return tuple(known[token] for token in tokens if token in known)


@cache
def sayings(name: str) -> tuple[Saying, ...]:
    """Those of ``resources/genre``'s file of that name, in the order in which they are tried."""
    file, known = genre().files[name], genre()
    found = []
    for number, entry in file.each(name):
        where = f"{name}[{number}]"
        node = file.keys(entry, where, *_SAYING)
        found.append(
            Saying(
                known.compile(file, where, node["said"]),
                known.compile(file, where, node["unless"]) if "unless" in node else None,
                node.get("compared", False),
                node.get("alike", False),
                tuple(node["hits"]),
                tuple(node["traps"]),
            )
        )
    return tuple(found)


@lru_cache(maxsize=128)
def said(reading: Reading, name: str, *, around: bool = False) -> tuple[Said, ...]:
    """Every place in ``reading`` where one of those is used; several may share a figure.

    What a saying must not stand with is looked for in it, or in the sentence ``around`` it.
    """
    return tuple(_said(reading, name, around))


def _said(reading: Reading, name: str, around: bool) -> Iterator[Said]:
    symbols = reading.tokens.symbols
    for saying in sayings(name):
        for match in saying.said.finditer(symbols):
            spoilt = saying.unless
            where = reading.spots.sentence(match.end() - 1) if around else match.span()
            if spoilt is None or not spoilt.search(symbols, *where):
                yield Said(reading, saying, match)
