"""Fixed phrases with one character that only sounds right: 保蜜审查 for 保密审查.

Nearly all who write these reports type by sound, and a wrong choice among equal sounds gives such
a phrase away. The phrases are data; how characters sound is asked `syllables`. The text is
turned into sounds, one sign a character, and every place of it is looked up once, by the sounds it
begins with: cost is linear, however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    {"schema": int, "phrases": list, "middle": list, "right": list, "sounds": list},
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
    """A place that is a phrase but for one sound-alike, and that phrase."""

    place: Stretch
    phrase: str


class _Phrases(NamedTuple):
    """The phrases by the signs that their first characters sound as, each with all of its own.

    ``tables`` turn text into such signs: one takes the first sound of a character that has several,
    the other the last.
    """

    by_sound: Mapping[str, tuple[tuple[str, str], ...]]
    right: frozenset[str]
    tables: tuple[_Sounds, ...]


@cache
def _phrases() -> _Phrases:
    data = DataFile.of(resources() / "words" / "phrases.toml")
    node = data.keys(data.data, "top", *_TOP)
    data.schema(SCHEMA)
    said = {c: s for line in node["sounds"] for s, _, cs in [line.partition(" ")] for c in cs}
    signs: dict[str, str] = {}
    tables = (_Sounds(said, signs, 0), _Sounds(said, signs, -1))
    for phrase in node["phrases"]:
        if len(phrase) < SHORTEST:
            data.fail(f"phrases.{phrase}", f"短于 {SHORTEST} 个字")
    data.unique([*node["phrases"], *node["middle"]], "phrases")
    by_sound: dict[str, list[tuple[str, str]]] = {}
    for phrase in (*node["phrases"], *node["middle"]):
        sound = phrase.translate(tables[0])
        by_sound.setdefault(sound[:_KEY], []).append((phrase, sound))
    # The longest first: it says more.
    kept = {key: tuple(sorted(some, key=lambda p: -len(p[0]))) for key, some in by_sound.items()}
    return _Phrases(kept, frozenset(node["right"]), tables)


def near_phrases(plain: str) -> Iterator[Near]:
    """Every place of ``plain`` that sounds like a phrase and differs from it in one character."""
    lines = plain.split("\n")
    for table in range(len(_phrases().tables)):
        begin = 0
        for line in lines:
            for start, phrase in _near(line, table):
                yield Near(Stretch(begin + start, begin + start + len(phrase)), phrase)
            begin += len(line) + 1


@lru_cache(maxsize=2048)
def _near(line: str, table: int) -> tuple[tuple[int, str], ...]:
    """Where each of them begins in ``line``: while a text is typed, all others stay the same."""
    by_sound, right, tables = _phrases()
    spoken = line.translate(tables[table])
    found = []
    for start in range(len(spoken) - _KEY + 1):
        for phrase, sound in by_sound.get(spoken[start : start + _KEY], ()):
            end = start + len(phrase)
            if spoken.startswith(sound, start) and _differs_once(line[start:end], phrase):
                around = line[max(start - _AROUND, 0) : end + _AROUND]
                if not any(one in around for one in right):
                    found.append((start, phrase))
    return tuple(found)


def _differs_once(words: str, phrase: str) -> bool:
    if words == phrase or sum(a != b for a, b in zip(words, phrase, strict=True)) != 1:
        return False
    # Of three, the outer ones may belong to words beside it.
    return len(phrase) >= SHORTEST or (words[0], words[-1]) == (phrase[0], phrase[-1])
