"""The name of an office as the patterns of organs see it, and the level it says."""

from __future__ import annotations

import unicodedata
from functools import cache

from govreport_desktop.divisions import division_level, leading_division
from govreport_desktop.paths import resources
from govreport_desktop.patterns import regex

# From the highest down. The marks stand in a name where a division stood.
LEVELS = ("province", "city", "county", "township")
_MARKS = {"province": "〔省〕", "city": "〔市〕", "county": "〔县〕"}
_LEVEL_OF_MARK = {mark: level for level, mark in _MARKS.items()}
_MARK = regex("〔.〕")
_BRACKETS = regex(r"\([^()]*\)$")
# Blanks, and characters nobody sees: zero-width ones, the mark of byte order.
_UNSEEN = regex(r"[\s\u200b-\u200f\u2060\ufeff]+")
# A county or province the list does not have, at the front of a name.
_UNLISTED = regex(r"^[^〔〕省县旗]{1,8}?([省县旗])")
_LEVEL_OF_SUFFIX = {"省": "province", "县": "county", "旗": "county"}


@cache
def _simplified() -> dict[int, int]:
    traditional, simplified = (
        (resources() / "traditional.txt").read_text(encoding="utf-8").splitlines()
    )
    return str.maketrans(traditional, simplified)


def plain_name(name: str) -> str:
    """A name in simplified characters without blanks and without brackets at its end.

    ``金華市 市場監督管理局（知識產權局）`` is 金华市市场监督管理局.
    """
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", name)).translate(_simplified())
    while (shorter := _BRACKETS.sub("", plain)) and shorter != plain:
        plain = shorter
    return plain


def spelled(name: str) -> str:
    """A plain name with every division in it as a mark: 〔省〕〔市〕〔县〕人民政府."""
    rest, words = plain_name(name), ""
    while rest:
        division = leading_division(rest)
        level = division_level(division)
        # 条例 does not hold in the 特别行政区: their names stay as they are.
        marked = level is not None and not division.endswith("特别行政区")
        words += _MARKS[level] if level and marked else division or rest[0]
        rest = rest[len(division) or 1 :]
    return words


def level_said(words: str) -> str:
    """The level of the last division in a spelled name, of `LEVELS`; "" where there is none.

    义乌市公安局 is at county, 金华市公安局 at city level.
    """
    if marks := _MARK.findall(words):
        return _LEVEL_OF_MARK[marks[-1]]
    unlisted = _UNLISTED.match(words)
    return _LEVEL_OF_SUFFIX[unlisted[1]] if unlisted else ""
