"""Prose as people paste and count it: clean paragraphs, 字数, what changed between two texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govreport_desktop import numbering
from govreport_desktop.patterns import regex

# Zero-width marks, soft hyphens and byte order marks: invisible, and wrong in every search.
_INVISIBLE = regex(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CONTROL = regex(r"[\x00-\x08\x0e-\x1f\x7f\ufffc\ufffd]")
# Word's soft line break (\v), its page break (\f) and the separators of Unicode all end a
# paragraph: prose of a report has no line inside a paragraph.
_BREAK = regex(r"\r\n|[\r\n\v\f\u0085\u2028\u2029]")
_SPACES = regex(r"[ \t\u00a0\u2000-\u200a\u202f\u205f]+")
# The glyphs of Word's bullet faces arrive as private-use characters.
_BULLET = regex(r"^[\uf000-\uf0ff·•●○■◆▪]\s*")
_AFTER_NUMBER = regex(rf"^({numbering.ANY})\s+")
_EDGES = " \t\u3000"

# The first and the last of each block of Chinese characters and signs.
_WIDE = (
    *(("\u2e80", "\u2fdf"), ("\u3000", "\u303f"), ("\u31c0", "\u4dbf"), ("\u4e00", "\u9fff")),
    *(("\uf900", "\ufaff"), ("\uff00", "\uffef"), ("\u2010", "\u2027")),
    ("\U00020000", "\U0003ffff"),
)


class _Apart(dict[int, str]):
    """What `str.translate` asks: a Chinese character or sign as a word of its own.

    A set of so many characters would take milliseconds to compile as a regular expression.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        wide = any(first <= character <= last for first, last in _WIDE)
        self[code] = " x " if wide else character
        return self[code]


_APART = _Apart()


class Difference(NamedTuple):
    """What stood from ``start`` to ``old_end`` now reads from ``start`` to ``new_end``."""

    start: int
    old_end: int
    new_end: int


def clean_text(text: str) -> list[str]:
    """The paragraphs of pasted plain text: no blank lines, indents or invisible characters.

    Wording and punctuation are never touched, and a number a list gave a paragraph stays.
    """
    paragraphs = (clean_paragraph(line) for line in _BREAK.split(text))
    return [paragraph for paragraph in paragraphs if paragraph]


def clean_paragraph(line: str) -> str:
    """One paragraph without indent, invisible characters and doubled blanks."""
    line = _CONTROL.sub("", _INVISIBLE.sub("", line.replace("\t", " ")))
    line = _SPACES.sub(" ", line).strip(_EDGES)
    line = _BULLET.sub("", line)
    return _AFTER_NUMBER.sub(r"\1", line)


def count_words(text: str) -> int:
    """字数 as Word and WPS count it: each Chinese character or sign is one, so is each run
    of Latin letters or digits; blanks count nothing.
    """
    return len(text.translate(_APART).split())


def difference(old: Sequence[str], new: Sequence[str]) -> Difference:
    """The one stretch in which two texts (or two lists of pieces) differ.

    It is empty (start == both ends) where they do not.
    """
    limit = min(len(old), len(new))
    start = 0
    while start < limit and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < limit - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Difference(start, len(old) - tail, len(new) - tail)
