"""Fixed phrases with one character that only sounds or looks right: 保蜜审查, 保密宙查.

Nearly all who write these reports type by sound, others by shape, and pages that were scanned are
read by it: a wrong choice among equals gives such a phrase away. The phrases are data, and so is
what looks alike; how characters sound is asked `syllables`. The text is turned into sounds or
looks, one sign a character, and every place of it is looked up once, by the signs it begins with:
cost is linear, however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from govreport_desktop.checks.prose.text import Stretch
from govreport_desktop.form.datafile import DataFile, Keys
from govreport_desktop.paths import resources
from govreport_desktop.report.spoken import syllables

SCHEMA = 1
SHORTEST = 4
_KEY = 3  # so many sounds find a phrase
_TOP: tuple[Keys, Keys] = (
    {"schema": int, "phrases": list, "middle": list, "right": list, "sounds": list, "looks": list},
    {},
)
_AROUND = 3  # characters beside a phrase that may say it is none
_SIGNS = 0xE000  # private use: one sign for each syllable


class _Sounds(dict[int, str]):
    """What `str.translate` asks: the sign a character sounds as, worked out when it is met."""

    def __init__(self, fixed: Mapping[str, str], signs: dict[str, str], which: int) -> None:
        super().__init__()
        self._fixed, self._signs, self._which = fixed, signs, which

    def __missing__(self, code: int) -> str:
        character = chr(code)
        sounds = syllables().get(character, ())
        sound = self._fixed.get(character) or (sounds[self._which] if sounds else "")
        # What is no character sounds as itself.
        sign = (
            self._signs.setdefault(sound, chr(_SIGNS + len(self._signs))) if sounds else character
        )
        self[code] = sign
        return sign


class Near(NamedTuple):
    """A place that is a phrase but for one character, that phrase, and what they have in common.

    That is 同音 or 形近.
    """

    place: Stretch
    phrase: str
    like: str


class _View(NamedTuple):
    """One way in which characters are ``like``: what turns text into signs, the phrases by those.

    Each phrase stands with all of its signs under the first of them.
    """

    like: str
    table: Mapping[int, str]
    phrases: Mapping[str, tuple[tuple[str, str], ...]]


class _Phrases(NamedTuple):
    """The phrases in every view of them, and what is right although it is near one."""

    views: tuple[_View, ...]
    right: frozenset[str]


@cache
def _phrases() -> _Phrases:
    data = DataFile.of(resources() / "words" / "phrases.toml")
    node = data.keys(data.data, "top", *_TOP)
    data.schema(SCHEMA)
    said = {c: s for line in node["sounds"] for s, _, cs in [line.partition(" ")] for c in cs}
    signs: dict[str, str] = {}
    # One takes the first sound of a character that has several, the other the last.
    tables = (_Sounds(said, signs, 0), _Sounds(said, signs, -1))
    for phrase in node["phrases"]:
        if len(phrase) < SHORTEST:
            data.fail(f"phrases.{phrase}", f"短于 {SHORTEST} 个字")
    data.unique([*node["phrases"], *node["middle"]], "phrases")
    data.unique([*"".join(node["looks"])], "looks")
    by_sound = _by_signs((*node["phrases"], *node["middle"]), tables[0])
    looks = {ord(character): group[0] for group in node["looks"] for character in group}
    views = (*(_View("同音", table, by_sound) for table in tables),)
    views += (_View("形近", looks, _by_signs(node["phrases"], looks)),)
    return _Phrases(views, frozenset(node["right"]))


def _by_signs(
    phrases: Iterable[str], table: Mapping[int, str]
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase in phrases:
        signs = phrase.translate(table)
        found.setdefault(signs[:_KEY], []).append((phrase, signs))
    # The longest first: it says more.
    return {key: tuple(sorted(some, key=lambda p: -len(p[0]))) for key, some in found.items()}


def near_phrases(plain: str) -> Iterator[Near]:
    """Every place of ``plain`` that is like a phrase and differs from it in one character."""
    lines = plain.split("\n")
    for number, view in enumerate(_phrases().views):
        begin = 0
        for line in lines:
            for start, phrase in _near(line, number):
                place = Stretch(begin + start, begin + start + len(phrase))
                yield Near(place, phrase, view.like)
            begin += len(line) + 1


@lru_cache(maxsize=3072)
def _near(line: str, number: int) -> tuple[tuple[int, str], ...]:
    """Where each of them begins in ``line``: while a text is typed, all others stay the same."""
    views, right = _phrases()
    _, table, phrases = views[number]
    signs = line.translate(table)
    found = []
    for start in range(len(signs) - _KEY + 1):
        for phrase, its in phrases.get(signs[start : start + _KEY], ()):
            end = start + len(phrase)
            if signs.startswith(its, start) and _differs_once(line[start:end], phrase):
                around = line[max(start - _AROUND, 0) : end + _AROUND]
                if not any(one in around for one in right):
                    found.append((start, phrase))
    return tuple(found)


def _differs_once(words: str, phrase: str) -> bool:
    if words == phrase or sum(a != b for a, b in zip(words, phrase, strict=True)) != 1:
        return False
    # Of three, the outer ones may belong to words beside it.
    return len(phrase) >= SHORTEST or (words[0], words[-1]) == (phrase[0], phrase[-1])
