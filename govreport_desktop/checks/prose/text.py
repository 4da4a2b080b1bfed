"""One narrative in the shape the checks read: uniform characters, sentences, quantities.

Published reports mix half-width and full-width signs and put blanks between digits and
words. The checks read ``plain``: blanks gone, one form of each sign. Every offset of
``plain`` leads back to the stored text, through the fields that were expanded in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from govreport_desktop.checks.problem import Span
from govreport_desktop.checks.prose.lines import join
from govreport_desktop.checks.prose.numerals import Quantity
from govreport_desktop.checks.prose.spots import Spots
from govreport_desktop.checks.prose.tokens import Tokens
from govreport_desktop.form import SectionRole
from govreport_desktop.patterns import regex
from govreport_desktop.report.fields import Expanded

_SENTENCE_END = regex(r"[。！？\n]|；")
_OPENING = "（“‘《【〔「『["
_CLOSING = "）”’》】〕」』]"
_CLAUSE_END = regex("[，；。！？\n]")


# Nobody writes longer ones. What is looked at around a figure has an end, so that the time a text
# takes grows with its length and no faster.
_LONG_SENTENCE, _LONG_CLAUSE = 1000, 300


class Stretch(NamedTuple):
    """Characters ``start`` up to ``end`` of ``plain``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What can be said of a text alone; kept for as long as the text does not change.

    ``origin[i]`` is the place in the text of character ``i`` of ``plain``. ``sentences``
    end at 。！？； and at the paragraph's end, outside brackets and quotes; ``paragraphs``
    are lines. ``quoted`` says for each character whether it stands inside quotes or 《》,
    ``depth`` how many brackets are open around it. ``tokens`` are the words of the genre in it,
    ``spots`` answers what stands around one of them.
    """

    text: str
    plain: str
    origin: tuple[int, ...]
    paragraphs: tuple[Stretch, ...]
    sentences: tuple[Stretch, ...]
    quantities: tuple[Quantity, ...]
    quoted: bytes
    depth: bytes
    tokens: Tokens
    spots: Spots
    _starts: tuple[int, ...]
    _signs: tuple[int, ...]

    def of(self, stretch: Stretch) -> str:
        """The characters of a stretch."""
        return self.plain[stretch.start : stretch.end]

    def sentence_at(self, offset: int) -> Stretch:
        """The sentence around character ``offset``, or what is near of an endless one."""
        index = bisect_right(self.sentences, (offset, len(self.plain) + 1)) - 1
        whole = self.sentences[max(index, 0)]
        first, last = offset - _LONG_SENTENCE, offset + _LONG_SENTENCE
        if first <= whole.start and whole.end <= last:
            return whole
        return Stretch(max(whole.start, first), min(whole.end, last))

    def paragraph_at(self, offset: int) -> Stretch:
        """The paragraph around character ``offset``."""
        index = bisect_right(self.paragraphs, (offset, len(self.plain) + 1)) - 1
        return self.paragraphs[max(index, 0)]

    def clause_at(self, offset: int) -> Stretch:
        """From the sign before ``offset`` to the sign after it (，；。 and the like), if near."""
        index = bisect_left(self._signs, offset)
        start = self._signs[index - 1] + 1 if index else 0
        end = self._signs[index] if index < len(self._signs) else len(self.plain)
        return Stretch(max(start, offset - _LONG_CLAUSE), min(end, offset + _LONG_CLAUSE))

    def quantities_in(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that lie wholly between two places."""
        first = bisect_right(self._starts, start - 1)
        last = bisect_right(self._starts, end - 1)
        found = self.quantities[first:last]
        return found[:-1] if found and found[-1].end > end else found


@dataclass(frozen=True, slots=True)
class Prose:
    """One narrative section: its `Reading` and the way back to the stored text."""

    section: str
    role: SectionRole | None
    title: str
    reading: Reading
    expanded: Expanded

    @property
    def plain(self) -> str:
        """The text as the checks read it."""
        return self.reading.plain

    def span(self, start: int, end: int) -> Span:
        """Where characters ``start`` to ``end`` of `plain` stand in the stored text."""
        origin = self.reading.origin
        if end <= start:
            place = self.expanded.source(origin[min(start, len(origin) - 1)])
            return Span(self.section, place, place)
        first, last = self.expanded.source_span(origin[start], origin[end - 1] + 1)
        return Span(self.section, first, last)

    def is_bound(self, span: Span) -> bool:
        """Whether a field of the prose, or what was escaped, stands in ``span``."""
        return any(p.start < span.end and span.start < p.end for p in self.expanded.pieces)


@lru_cache(maxsize=64)
def read(text: str) -> Reading:
    """Read one text. The same text again costs nothing."""
    return read_anew(text)


def read_anew(text: str, *, headed: bool = False) -> Reading:
    """The same, not kept; ``headed``: it stands below a heading that names applications."""
    whole = join(text.replace("\r", "\n").split("\n"))
    plain = whole.plain
    return Reading(
        text=text,
        plain=plain,
        origin=whole.origin,
        paragraphs=_paragraphs(plain),
        sentences=_sentences(plain, whole.depth),
        quantities=whole.quantities,
        quoted=whole.quoted,
        depth=whole.depth,
        tokens=whole.tokens,
        spots=Spots(whole.tokens, headed=headed),
        _starts=tuple(q.start for q in whole.quantities),
        _signs=tuple(match.start() for match in _CLAUSE_END.finditer(plain)),
    )


def _paragraphs(plain: str) -> tuple[Stretch, ...]:
    found, start = [], 0
    for line in plain.split("\n"):
        found.append(Stretch(start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def _sentences(plain: str, depth: bytes) -> tuple[Stretch, ...]:
    found, start = [], 0
    for match in _SENTENCE_END.finditer(plain):
        if depth[match.start()] and match.group() != "\n":
            continue
        end = match.end()
        while end < len(plain) and plain[end] in "”’）":
            end += 1
        if plain[start:end].strip():
            found.append(Stretch(start, end))
        start = max(start, end)
    if start < len(plain) or not found:
        found.append(Stretch(start, len(plain)))
    return tuple(found)
