"""One narrative in the shape the checks read: uniform characters, sentences, quantities.

Published reports mix half-width and full-width signs and put blanks between digits and
words. The checks read ``plain``: blanks gone, one form of each sign. Every offset of
``plain`` leads back to the stored text, through the fields that were expanded in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from govreport_desktop.checks.problem import Span
from govreport_desktop.checks.prose.numerals import Quantity, find_quantities
from govreport_desktop.checks.prose.spots import Spots
from govreport_desktop.checks.prose.tokens import Tokens, tokenise
from govreport_desktop.form import SectionRole
from govreport_desktop.report.fields import Expanded

# Full-width digits and Latin letters lie 0xFEE0 above their plain forms.
_UNIFORM = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))} | {
    ord(sign): ord(uniform)
    for sign, uniform in zip("％．();:?!﹐\r", "%.（）；：？！，\n", strict=True)
}
# A comma inside 14,711 belongs to the number; every other one is punctuation.
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_WIDE_GROUP = re.compile(r"(?<![\d.])(\d{1,3})，(?=\d{3}(?!\d))")
_BLANK = re.compile(r"[ \t\u3000\u00a0\u2002-\u200b\ufeff]+")
_SENTENCE_END = re.compile(r"[。！？\n]|；")
_OPENING = "（“‘《【〔「『["
_CLOSING = "）”’》】〕」』]"
_CLAUSE_END = re.compile("[，；。！？\n]")


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
        return _near(self.sentences[max(index, 0)], offset, _LONG_SENTENCE)

    def paragraph_at(self, offset: int) -> Stretch:
        """The paragraph around character ``offset``."""
        index = bisect_right(self.paragraphs, (offset, len(self.plain) + 1)) - 1
        return self.paragraphs[max(index, 0)]

    def clause_at(self, offset: int) -> Stretch:
        """From the sign before ``offset`` to the sign after it (，；。 and the like), if near."""
        index = bisect_left(self._signs, offset)
        start = self._signs[index - 1] + 1 if index else 0
        end = self._signs[index] if index < len(self._signs) else len(self.plain)
        return _near(Stretch(start, end), offset, _LONG_CLAUSE)

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


def _near(stretch: Stretch, offset: int, reach: int) -> Stretch:
    return Stretch(max(stretch.start, offset - reach), min(stretch.end, offset + reach))


@lru_cache(maxsize=64)
def read(text: str) -> Reading:
    """Read one text. The same text again costs nothing."""
    uniform = _COMMA.sub("，", text.translate(_UNIFORM))
    uniform = _WIDE_GROUP.sub(r"\1,", uniform)
    plain, origin = _without_blanks(uniform)
    quoted, depth = _enclosures(plain)
    quantities = find_quantities(plain)
    tokens = tokenise(plain, quantities)
    return Reading(
        plain=plain,
        origin=origin,
        paragraphs=_paragraphs(plain),
        sentences=_sentences(plain, depth),
        quantities=quantities,
        quoted=quoted,
        depth=depth,
        tokens=tokens,
        spots=Spots(tokens),
        _starts=tuple(q.start for q in quantities),
        _signs=tuple(match.start() for match in _CLAUSE_END.finditer(plain)),
    )


def _without_blanks(text: str) -> tuple[str, tuple[int, ...]]:
    """Drop blanks, except one between two Latin words or numbers, where it parts them."""
    kept: list[str] = []
    origin: list[int] = []
    last = 0
    for match in _BLANK.finditer(text):
        kept.append(text[last : match.start()])
        origin.extend(range(last, match.start()))
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
            kept.append(" ")
            origin.append(match.start())
        last = match.end()
    kept.append(text[last:])
    origin.extend(range(last, len(text) + 1))
    return "".join(kept), tuple(origin)


def _enclosures(plain: str) -> tuple[bytes, bytes]:
    """For each character: inside quotes or 《》, and how deep in round brackets.

    What a paragraph leaves open ends with it.
    """
    quoted, depth = bytearray(len(plain)), bytearray(len(plain))
    quotes = brackets = 0
    for i, char in enumerate(plain):
        if char == "\n":
            quotes = brackets = 0
        elif char in "“‘《「『":
            quotes += 1
        elif char == "（":
            brackets += 1
        quoted[i], depth[i] = quotes > 0, min(brackets, 255)
        if char in "”’》」』":
            quotes = max(quotes - 1, 0)
        elif char == "）":
            brackets = max(brackets - 1, 0)
    return bytes(quoted), bytes(depth)


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
