"""Levels of prose, recognised from the numbering alone: 一、 （一） 1. (1).

GB/T 9704-2012, 7.3.3: the four levels of an official document are numbered 一、 （一） 1.
（1）; the first is set in 黑体, the second in 楷体, the third and fourth in 仿宋. The clerk
styles nothing, so the number at a paragraph's start decides, here and for every writer.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from govreport_desktop import numbering
from govreport_desktop.patterns import regex


class Level(IntEnum):
    """The four numbered levels; BODY is prose without a number."""

    BODY = 0
    FIRST = 1  # 一、
    SECOND = 2  # （一）
    THIRD = 3  # 1.
    FOURTH = 4  # (1)


class Leveled(NamedTuple):
    """The level of a paragraph and how much of it is heading.

    ``lead`` counts characters from the start: 0 where the number only counts sentences,
    the length of the paragraph where the whole of it is a heading, and in between for a
    run-in heading (（一）主动公开。本年度……), of which only the first sentence is one.
    """

    level: Level
    lead: int
    alone: bool  # the whole paragraph is a heading and must not stand last on a page


_STARTS = (
    (Level.FIRST, regex(numbering.FIRST)),
    (Level.SECOND, regex(numbering.SECOND)),
    (Level.THIRD, regex(numbering.THIRD)),
    (Level.FOURTH, regex(numbering.FOURTH)),
)
_ANY = regex(numbering.ANY)
# A heading fits a line and a half; a run-in heading is no longer than a line.
_LONGEST_ALONE = 40
_LONGEST_LEAD = 28
_LONGEST_TITLE = 18
_SENTENCE = regex(r"[，,；;：:\d]")


@lru_cache(maxsize=1024)
def level_of(paragraph: str) -> Leveled:
    """The level of one paragraph, without indent before its number.

    A short paragraph without a sentence's end is a heading as a whole. In a longer
    one the first sentence is the heading, where it is short and ends with 。; otherwise
    the paragraph is prose with a number in front.
    """
    for level, start in _STARTS:
        match = start.match(paragraph)
        if match:
            return _leveled(level, paragraph, match.end())
    return Leveled(Level.BODY, 0, alone=False)


def number_length(paragraph: str) -> int:
    """How many characters the number in front of a paragraph has; 0 where it has none."""
    match = _ANY.match(paragraph)
    return match.end() if match else 0


def _is_titular(level: Level, words: str) -> bool:
    """Whether a line that ends in 。 is a heading all the same: （二）依申请公开情况。

    1.本年度未收取信息处理费。 is a sentence: items end in 。 as a rule, headings of the
    upper levels only by habit, and then they are short and count nothing.
    """
    return level <= Level.SECOND and len(words) <= _LONGEST_TITLE and not _SENTENCE.search(words)


def _leveled(level: Level, paragraph: str, number: int) -> Leveled:
    end = paragraph.find("。") + 1
    if end == len(paragraph) and not _is_titular(level, paragraph[number:]):
        return Leveled(level, 0, alone=False)
    if end in (0, len(paragraph)):
        alone = number < len(paragraph) <= _LONGEST_ALONE and paragraph[-1] not in "；;，,：:、"
        return Leveled(level, len(paragraph) if alone else 0, alone)
    short = end <= _LONGEST_LEAD and not re.search(r"[；;！？]", paragraph[:end])
    return Leveled(level, end if short else 0, alone=False)
