"""Two offices' prose beside each other, sentence by sentence: which one is whose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from govreport_desktop.collect.alike import shingles

# Shorter sentences are formulas; so alike, with figures and names left out, is the same.
_SHORTEST, _ALIKE = 12, 85
# How much longer one of two may be that are compared character by character.
_LONGER = 1.4
_ENDS = re.compile(r"(?<=[。；！？\n])")
_SIGNS = re.compile(r"[^\u4e00-\u9fff]+")


class Pair(NamedTuple):
    """A sentence of one office and the one it is like; ``share`` of both is the same, 0 to 1."""

    mine: str
    theirs: str
    share: float

    @property
    def words(self) -> str:
        """Both, or one where they are the same."""
        if self.mine == self.theirs:
            return f"“{self.mine}”"
        return f"“{self.mine}”＝“{self.theirs}”"


class Prose(NamedTuple):
    """What an office wrote, and under which name, which does not count."""

    texts: Sequence[str]
    office: str = ""


def pairs(mine: Prose, theirs: Prose, common: Collection[int] = ()) -> tuple[Pair, ...]:
    """The sentences of ``mine`` that are in ``theirs``, in their order, each once.

    ``common`` are shingles of what many offices write: a sentence of these is nobody's.
    """
    return tuple(_pairs(mine, theirs, frozenset(common)))


def _pairs(mine: Prose, theirs: Prose, common: frozenset[int]) -> Iterator[Pair]:
    there = {core: sentence for sentence, core in _sentences(theirs)}
    lengths = sorted((len(core), core) for core in there)
    seen: set[str] = set()
    for sentence, core in _sentences(mine):
        if core in seen or _is_common(core, common):
            continue
        seen.add(core)
        if core in there:
            yield Pair(sentence, there[core], 1.0)
        elif (found := _nearest(core, lengths)) is not None:
            yield Pair(sentence, there[found[0]], found[1] / 100)


def _nearest(core: str, lengths: Sequence[tuple[int, str]]) -> tuple[str, float] | None:
    # Here and not above: whoever compares no offices does not wait for it.
    from rapidfuzz import fuzz, process

    low, high = len(core) / _LONGER, len(core) * _LONGER
    near = [one for length, one in lengths if low <= length <= high]
    found = process.extractOne(core, near, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return (found[0], found[1]) if found else None


def _is_common(core: str, common: frozenset[int]) -> bool:
    marked = [one for one in shingles(core) if one in common]
    return len(marked) * 10 >= len(core)


@lru_cache(maxsize=128)
def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _ENDS.split(text) if part.strip())


def _sentences(prose: Prose) -> Iterator[tuple[str, str]]:
    """Each with its core: Chinese characters without figures, signs and the office's name."""
    for text in prose.texts:
        for sentence in _split(text):
            core = _SIGNS.sub("", sentence.replace(prose.office, "") if prose.office else sentence)
            if len(core) >= _SHORTEST:
                yield sentence, core
