"""Figures of the prose that are figures of the form, read by the patterns of the genre.

Each pattern of ``resources/genre`` says in which words a figure stands and what it is then; the
first that fits a figure reads it, or leaves it alone where a guard of the pattern speaks against
it. docs/prose.md describes the language; the sentences beside a pattern prove it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from govreport_desktop.checks.prose.genre import Less, Term, Terms, genre, read_fact, read_terms
from govreport_desktop.checks.prose.numerals import Quantity
from govreport_desktop.checks.prose.shape import Shape
from govreport_desktop.checks.prose.text import Reading, read_anew
from govreport_desktop.checks.prose.tokens import Tokens
from govreport_desktop.form import FactName
from govreport_desktop.form.datafile import DataFile, Keys

__all__ = ["Claim", "Less", "Part", "Pattern", "Terms", "claims", "parts", "patterns"]

FILES = ("applications", "appeals", "acts")
_GUARDS = (
    *("needs_sentence", "unless_sentence", "unless_paragraph", "unless_lead", "unless_before"),
)
_FLAGS = (
    *("alone", "apart", "talk", "none", "back", "follows", "same", "again", "paired", "shared"),
    "lines",
)
_CLAIM: tuple[Keys, Keys] = (
    {"said": str, "means": str},
    {
        **dict.fromkeys(("rule", "column", "every", *_GUARDS), str),
        **dict.fromkeys(_FLAGS, bool),
        **dict.fromkeys(("hits", "traps", "units"), list),
    },
)


class Claim(NamedTuple):
    """A figure that the prose states and the facts of the form it may stand for.

    Each of ``readings`` is one way to understand it: facts whose figures, where they meet
    the fact ``column``, are added up. The first is the plain one, shown to the clerk as
    ``name``. ``column`` is None where the facts are cells of their own. ``rule`` compares it.
    ``quantity`` is None where the prose says that there is none.
    """

    start: int
    end: int
    value: Decimal
    text: str
    name: str
    column: FactName | None
    readings: tuple[Terms, ...]
    quantity: Quantity | None = None
    rule: str = ""

    def moved(self, by: int) -> Claim:
        """The same ``by`` characters further on."""
        quantity = self.quantity and self.quantity.moved(by)
        return self._replace(start=self.start + by, end=self.end + by, quantity=quantity)


@dataclass(frozen=True)
class Pattern:
    """One way of stating a figure, as the data has it."""

    file: str
    rule: str
    said: Shape
    term: Term | None  # None where the words of the match say what it is
    column: FactName | None
    guards: dict[str, Shape]
    every: Shape | None
    units: frozenset[str]
    flags: frozenset[str]
    hits: tuple[str, ...] = field(default=(), compare=False)
    traps: tuple[str, ...] = field(default=(), compare=False)

    @property
    def yields(self) -> bool:
        """Whether a figure that a guard keeps from it may be what a later pattern says."""
        guards = {"needs_sentence", "unless_paragraph"}
        return self.every is not None or not guards.isdisjoint(self.guards)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern, in the order in which they are tried."""
    return tuple(p for name in FILES for p in _load(genre().files[name]))


def _load(file: DataFile) -> Iterator[Pattern]:
    known = genre()
    readings = file.data.get("readings", {})
    for number, own in file.each("claims"):
        where = f"claims[{number}]"
        node = file.keys({**file.data.get("defaults", {}), **own}, where, *_CLAIM)
        term = None
        if node["means"] != "term":
            reading = readings[node["means"]]
            facts = tuple(read_terms(file, where, each) for each in reading["facts"])
            term = Term(reading["name"], facts)
        yield Pattern(
            file.name,
            node["rule"],
            known.compile(file, where, node["said"]),
            term,
            read_fact(file, where, node["column"]) if "column" in node else None,
            {key: known.compile(file, where, node[key]) for key in _GUARDS if node.get(key)},
            known.compile(file, where, node["every"]) if "every" in node else None,
            frozenset(node.get("units", ())),
            frozenset(flag for flag in _FLAGS if node.get(flag)),
            tuple(node.get("hits", ())),
            tuple(node.get("traps", ())),
        )


@lru_cache(maxsize=64)
def claims(reading: Reading) -> tuple[Claim, ...]:
    """Every figure of the prose that is one of the form, as one reads."""
    return tuple(claim.moved(start) for start, part in parts(reading) for claim in part.claims)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A paragraph read by itself, and its claims; a line feed stands before its first character."""

    reading: Reading
    claims: tuple[Claim, ...]


@lru_cache(maxsize=64)
def parts(reading: Reading) -> tuple[tuple[int, Part], ...]:
    """The paragraphs, each with where it begins; those nobody has changed are not read again.

    Several are one where a pattern goes on over the end of a line (``lines``).
    """
    symbols, starts, text = reading.tokens.symbols, reading.tokens.starts, reading.text
    feeds = [feed for feed, symbol in enumerate(symbols) if symbol == genre().symbols["line"]]
    inside: set[int] = set()
    for pattern in patterns():
        if "lines" in pattern.flags:
            for match in pattern.said.finditer(symbols):
                inside.update(range(*match.span()))
    found: list[tuple[int, Part]] = []
    first = begin = 0
    for feed in (*(feed for feed in feeds if feed not in inside), len(symbols)):
        end = reading.origin[starts[feed]] + 1 if feed < len(symbols) else len(text)
        if feed > first:
            place = starts[first - 1] if first else 0
            found.append((place, _part(text[begin:end], first in reading.spots.headed)))
        # With the line feeds around it: what belongs to its neighbours too.
        first, begin = feed + 1, end - 1
    return tuple(found)


@lru_cache(maxsize=1024)
def _part(text: str, headed: bool) -> Part:
    """A paragraph; ``headed``: of applications, by the heading above it."""
    reading = read_anew(text, headed=headed)
    found = sorted(_Reader(reading).read(), key=lambda claim: (claim.start, claim.end))
    return Part(reading, tuple(found))


class _Reader:
    """The patterns over one text: which figure has been read, and what it was."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tokens: Tokens = reading.tokens
        # What each figure was read as, and by the patterns of which file.
        self.taken: dict[int, tuple[Term | None, str]] = {}

    def read(self) -> Iterator[Claim]:
        present = set(self.tokens.symbols)
        for pattern in patterns():
            if not pattern.said.sure <= present:
                continue
            if "follows" in pattern.flags:
                yield from self._following(pattern)
            elif "none" in pattern.flags:
                yield from self._none(pattern)
            else:
                for match in pattern.said.finditer(self.tokens.symbols):
                    yield from self._figures(pattern, match)

    def _figures(self, pattern: Pattern, match: re.Match[str]) -> Iterator[Claim]:
        if pattern.every is None:
            yield from self._figure(pattern, match, match.start("figure"), match.start())
            return
        if not pattern.flags.isdisjoint({"paired", "shared"}):
            yield from self._pairs(pattern, match)
            return
        start, term = match.start(), None
        for token in range(*match.span()):
            if pattern.every.match(self.tokens.symbols, token):
                start, term = token, self.tokens.terms.get(token)
            elif token in self.tokens.quantities and term:
                yield from self._figure(pattern, match, token, start, term)

    def _pairs(self, pattern: Pattern, match: re.Match[str]) -> Iterator[Claim]:
        """行政复议、行政诉讼分别为4件、3件: in the order of what they are of; 均为2件: of each."""
        every, symbols, tokens = pattern.every, self.tokens.symbols, range(*match.span())
        named = [token for token in tokens if every and every.match(symbols, token)]
        figures = [token for token in tokens if token in self.tokens.quantities]
        if "shared" in pattern.flags:
            figures *= len(named)
        if len(named) == len(figures):
            for name, figure in zip(named, figures, strict=True):
                yield from self._figure(pattern, match, figure, figure, self.tokens.terms[name])

    def _figure(
        self,
        pattern: Pattern,
        match: re.Match[str],
        figure: int,
        start: int,
        term: Term | None = None,
    ) -> Iterator[Claim]:
        quantity = self.tokens.quantities[figure]
        again = not pattern.flags.isdisjoint({"again", "shared"})
        if (figure in self.taken and not again) or self.reading.quoted[quantity.start]:
            return
        if pattern.units and quantity.unit not in pattern.units:
            return
        term = term or self._term(pattern, match)
        if term is None:
            return
        allowed = self._allowed(pattern, match.start(), figure, term)
        if not allowed and pattern.yields:
            return
        if not again:
            self.taken[figure] = (term if allowed else None), pattern.file
        if allowed:
            if "at" in pattern.said.groupindex:
                start = match.start("at")
            yield self._claim(pattern, term, min(start, figure), figure)

    def _term(self, pattern: Pattern, match: re.Match[str]) -> Term | None:
        """What the figure is: the pattern's own reading, or what the words of the match name."""
        if pattern.term is not None:
            return pattern.term
        named = match.groupdict()
        terms = self.tokens.terms
        what = terms.get(match.start("what")) if "what" in named else None
        how = terms.get(match.start("how")) if "how" in named else None
        if what is None and "back" in pattern.flags:
            what = self._named_before(match.start("how"))
            return what and how and Term(how.name, what.readings, how.column)
        if what is None or how is None:
            return what
        return Term(f"{what.name}·{how.name}", what.readings, how.column, how.unless_sentence)

    def _named_before(self, token: int) -> Term | None:
        """The last thing named before in the sentence; None where two are named together."""
        first = self._sentence(token)[0]
        found: list[int] = []
        for place in range(token - 1, first - 1, -1):
            term = self.tokens.terms.get(place)
            if place in self.tokens.quantities and found:
                break
            if term and term.readings:
                found.append(place)
        named = {self.tokens.terms[place] for place in found}
        return named.pop() if len(named) == 1 else None

    def _allowed(self, pattern: Pattern, start: int, figure: int, term: Term) -> bool:
        tokens, spots = self.tokens, self.reading.spots
        lead = spots.lead(start)
        before = tokens.symbols[lead:start]
        if "apart" in pattern.flags and start - lead > 1 and spots.joins(start - 1):
            # 予以公开及不予公开43件: the figure is of both together.
            return False
        if "alone" in pattern.flags and spots.narrows(before):
            return False
        if "talk" in pattern.flags and not spots.talks(figure):
            return False
        if term.unless_sentence and self._guard(term.unless_sentence).search(
            tokens.symbols, *self._sentence(start)
        ):
            return False
        return all(
            bool(guard.search(tokens.symbols, *self._watched(key, start, lead)))
            == key.startswith("needs")
            for key, guard in pattern.guards.items()
        )

    def _watched(self, guard: str, start: int, lead: int) -> tuple[int, int]:
        """Where a guard of that name looks, of a match that begins at ``start``."""
        match guard:
            case "unless_paragraph":
                return self.reading.spots.paragraph(start)
            case "unless_lead":
                return lead, start
            case "unless_before":
                first = max(self._sentence(start)[0], self.reading.spots.number_before(start))
                return first, start
        return self._sentence(start)

    @staticmethod
    @cache
    def _guard(pattern: str) -> Shape:
        return genre().compile(genre().files["words"], "terms", pattern)

    def _sentence(self, token: int) -> tuple[int, int]:
        return self.reading.spots.chain(token)

    def _following(self, pattern: Pattern) -> Iterator[Claim]:
        """制发行政规范性文件17件，废止30件: the noun is that of the figure right before."""
        waiting = deque(sorted(f for f, (_, file) in self.taken.items() if file == pattern.file))
        while waiting:
            before = waiting.popleft()
            match = pattern.said.match(self.tokens.symbols, before + 1)
            term = match and self._continued(pattern, match, self.taken[before][0])
            if match is None or term is None:
                continue
            figure = match.start("figure")
            for claim in self._figure(pattern, match, figure, match.start("at"), term):
                waiting.appendleft(figure)
                yield claim

    def _continued(self, pattern: Pattern, match: re.Match[str], last: Term | None) -> Term | None:
        """What a figure right behind one of ``last`` is; None where it is of another kind."""
        how = self.tokens.terms.get(match.start("how")) if "how" in match.groupdict() else None
        same = "same" in pattern.flags
        if last is None or (how is None and not same) != (last.column is None):
            return None
        if same:
            what = self._term(pattern, match)
            column = Term(last.name.rpartition("·")[2], (), last.column, last.unless_sentence)
            return what and _joined(what, column)
        return _joined(last, how) if how else self._term(pattern, match)

    def _none(self, pattern: Pattern) -> Iterator[Claim]:
        for match in pattern.said.finditer(self.tokens.symbols):
            terms = [pattern.term] if pattern.term else []
            if pattern.every is not None:
                spots = pattern.every.finditer(self.tokens.symbols, *match.span())
                terms = [self.tokens.terms[spot.start()] for spot in spots]
            for term in dict.fromkeys(terms):
                if self._allowed(pattern, match.start(), match.start(), term):
                    yield self._claim(pattern, term, match.start(), match.end() - 1)

    def _claim(self, pattern: Pattern, term: Term, start: int, last: int) -> Claim:
        begin, end = self.tokens.starts[start], self.tokens.ends[last]
        quantity = self.tokens.quantities.get(last)
        return Claim(
            begin,
            end,
            quantity.value if quantity else Decimal(),
            self.reading.plain[begin:end],
            term.name,
            term.column or pattern.column,
            term.readings,
            quantity,
            pattern.rule,
        )


def _joined(what: Term, how: Term) -> Term:
    """The facts of one word in the column of another: 行政规范性文件·本年制发件数."""
    name = f"{what.name.partition('·')[0]}·{how.name}"
    return Term(name, what.readings, how.column, how.unless_sentence)
