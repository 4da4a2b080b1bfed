"""Finding a number or a sentence by what people call it, in characters, pinyin or initials.

新收 总计, ``xinshou zongji``, ``xs zj`` and ``新收zj`` all find 三 · 本年新收 · 总计.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from govreport_desktop.form.model import CellSpec, Form
from govreport_desktop.paths import resources
from govreport_desktop.patterns import regex

_SEPARATORS = regex(r"[\s·、，,/。；;:：’'-]+")


def words_of(query: str) -> list[str]:
    """The words of a query; blanks, commas and dots between them do not matter."""
    return [word for word in _SEPARATORS.split(query.strip().lower()) if word]


def is_called(spoken: str, words: Sequence[str]) -> bool:
    """Whether every one of ``words`` stands in ``spoken``, as characters or spelled."""
    plain = _SEPARATORS.sub("", spoken.lower())
    return all(word in plain or _spelled_at(plain, word) is not None for word in words)


def place_in(spoken: str, words: Sequence[str]) -> int:
    """How many characters stand before the first of ``words``; all of them where one is missing."""
    plain = _SEPARATORS.sub("", spoken.lower())
    if not words or not is_called(spoken, words):
        return len(plain)
    at = plain.find(words[0])
    return at if at >= 0 else _spelled_at(plain, words[0]) or 0


def find_cells(form: Form, query: str) -> list[CellSpec]:
    """The cells whose spoken address has every word of ``query``: 新收 总计, xs zj.

    What has each word within one of its labels comes first; then totals, as prose mostly cites
    them; then printed order.
    """
    words = words_of(query)
    found = [cell for cell in form.cells if is_called(cell.words, words)]

    def rank(cell: CellSpec) -> tuple[bool, bool]:
        labels = words_of(cell.words)
        across = not all(any(is_called(label, [word]) for label in labels) for word in words)
        return across, cell.formula is None

    return sorted(found, key=rank)


@cache
def syllables() -> Mapping[str, tuple[str, ...]]:
    """How characters are spelled, without tones; several ways for some."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (resources() / "pinyin.txt").read_text(encoding="utf-8").splitlines():
        syllable, _, characters = line.partition(" ")
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found


def _spelled_at(plain: str, word: str) -> int | None:
    """Where ``word`` first spells characters of ``plain`` that follow each other; None: nowhere.

    Each is written as itself, or as its syllable or the beginning of it.
    """
    if word.isascii() and not word.isalpha():
        return None
    return next((start for start in range(len(plain)) if _from(plain, start, word)), None)


def _from(plain: str, at: int, word: str) -> bool:
    if not word:
        return True
    if at == len(plain):
        return False
    character = plain[at]
    if word[0] == character and _from(plain, at + 1, word[1:]):
        return True
    for syllable in syllables().get(character, ()):
        length = 0
        while length < min(len(syllable), len(word)) and syllable[length] == word[length]:
            length += 1
        # The longest piece first; a shorter one leaves letters to the next character.
        if any(_from(plain, at + 1, word[taken:]) for taken in range(length, 0, -1)):
            return True
    return False
