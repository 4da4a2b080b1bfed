"""Labels as offices write them, reduced to what makes two of them the same.

Line breaks, blanks, full-width signs, numbering (一、 （一） 1. ①) and punctuation differ from
page to page; the words do not. A *key* is what is left of a label without all of that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from govreport_desktop.matching.traditional import folded
from govreport_desktop.numbering import NUMERALS

# 一、 （一） 1. 1、 (1) 第一、 第一部分 in front of a label; ① and ㈠ become 1 and (一) under NFKC.
_NUMBERING = re.compile(
    rf"^(?:第[{NUMERALS}]部分[、.,:]?|第?[{NUMERALS}]{{1,3}}[、.,:)]"
    rf"|\((?:[{NUMERALS}]{{1,3}}|\d{{1,2}})\)"
    r"|\d{1,2}[.、,:)]|\d{1,2}(?=[\u4e00-\u9fff]))\s*"
)
_POINT = re.compile(r"^\s*(?:\d{1,2}[.、．)）](?!\d)|[(（]\d{1,2}[)）])")
_POINT_NUMBER = re.compile(r"(\d{1,2})[.、,)]")
_BREAK = re.compile(r"[ \t]*[\r\n\v\f]+[ \t]*")
_SECTION_NUMBER = re.compile(rf"^第?([{NUMERALS}])(?:[、.,:]|部分)")
_PARENTHESES = re.compile(r"\([^()]*\)")
_NOT_WORDS = re.compile(r"[\W_]+")
_SAME = (("其它", "其他"), ("合计", "总计"), ("总数", "总计"), ("帐", "账"), ("其中", ""))

# What stands in a number cell for "nothing": blank, not 0.
_BLANKS = frozenset(
    ["", "-", "--", "---", "/", "//", "\\", "无", "空", "空白", "暂无", "不涉及", "不适用", "n/a"]
)
_DASHES = str.maketrans(dict.fromkeys("—–−‐‑‒―－﹣ー", "-"))
_UNIT = r"(?:万元|亿元|元|件次|件|项|个|次|宗|起|人次|条|部|笔|份|户|家|篇|批)?"
_COUNTED = re.compile(r"(?P<figure>[+-]?[\d.,]*\d)\s*[条部笔份户家篇批]")
# 增3, 减少4项: how a change is written out.
_SIGN_IN_WORDS = re.compile(r"(增|减)(?:加|少)?(?=\d)")
_NUMBER = re.compile(rf"[=+-]?[\d.,，]*\d[\d.,，]*{_UNIT}(?:[+-][\d.]+)*")
_ABOUT = r"(?:大约|将近|接近|超过|不足|不到|至少|[约近超逾])"
_NEARLY = re.compile(
    _ABOUT + r"?[\d.,，+\-*/%‰≥≤<>~:eE()]*\d[\d.,，+\-*/%‰≥≤<>~:eE()多余]*" + _UNIT
)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?" + _UNIT)
# A superscript, a subscript, a circled number, [1] behind a figure: marks of a note, no digits.
_RAISED = re.compile(r"[\[【〔⁽][⁰¹²³⁴-⁹]{1,3}[\]】〕⁾]|[⁰¹²³⁴-⁹₀-₉]|(?<=\S)[①-⑳㉑-㉟❶-❿]")
_NOTE_MARK = re.compile(r"(?<=\d)(?:(?:[\[【〔]|\(注)\d{1,2}[\]】〕)]|注\d{0,2}|[*＊※†‡]+)$")
_MARK = re.compile(r"[\[【〔]\d{1,2}[\]】〕]")
# A narrow blank groups the digits of one number; a wide one or a tab stands between two.
_APART = re.compile(r"[\d.,][^\S \u00a0\u2007\u2009\u202f]+[+-]?\d")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s*[\r\n\v\f\x85\u2028\u2029]\s*(?=\d)")
_LINES = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_SPACES = re.compile(r"[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+")
# 千元 is not 元, and 万美元 no money of the form: a unit is taken whole or not at all.
_MONEY_UNIT = re.compile(r"((?:[十百千]?[万亿]|[十百千])?[美欧港澳日英台韩]?元)")


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """``text`` under NFKC, simplified, without blanks, line breaks and the marks of notes."""
    return folded(_SPACES.sub("", unicodedata.normalize("NFKC", _RAISED.sub("", text))))


@lru_cache(maxsize=16384)
def unmarked(text: str) -> str:
    """The text of a number cell without the mark of a note: 4213① and 4213[1] say 4213."""
    bare = unicodedata.normalize("NFKC", _RAISED.sub("", text)).rstrip()
    return folded(_NOTE_MARK.sub("", bare))


def without_raised(text: str) -> str:
    """``text`` as written, without the raised, lowered and circled marks beside its digits."""
    return _RAISED.sub("", text)


def marks_in(text: str) -> list[str]:
    """The digits in ``text`` that `unmarked` takes off: ¹, ①, [1]."""
    raised = _RAISED.findall(text)
    bare = unicodedata.normalize("NFKC", _RAISED.sub("", text)).rstrip()
    noted = _NOTE_MARK.search(bare)
    return [*raised, noted[0]] if noted and re.search(r"\d", noted[0]) else raised


def is_note(text: str, marks: Sequence[str]) -> bool:
    """Whether the only one of ``marks`` is behind all digits: 4213¹ has a note, 3³⁸⁶ and ³57 none.

    Digits that merely stand higher than others may be those of the number.
    """
    head, mark, tail = text.rpartition(marks[0])
    return len(marks) == 1 and (not mark or (bool(head.strip()) and not re.search(r"\d", tail)))


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The words of a label: no numbering, punctuation, blanks; 其它 is 其他, 合计 is 总计."""
    words = _NOT_WORDS.sub("", _MARK.sub("", _NUMBERING.sub("", plain(text))))
    for other, usual in _SAME:
        words = words.replace(other, usual)
    return words


@lru_cache(maxsize=8192)
def keys(text: str) -> tuple[str, ...]:
    """The key of a label, and the one without what it says in parentheses."""
    whole, short = key(text), key(_PARENTHESES.sub("", plain(text)))
    return (whole, short) if short and short != whole else (whole,)


def section_number(text: str) -> str:
    """一 to 十 where ``text`` is numbered as a part of the report (一、 第一部分), else ""."""
    match = _SECTION_NUMBER.match(plain(text))
    return match.group(1) if match else ""


def without_numbering(text: str) -> str:
    """``text`` without the 1. or (1) in front of it: those digits count nothing."""
    return _POINT.sub("", text, count=1)


def has_figure(text: str) -> bool:
    """Whether digits stand in ``text`` that do not number it: 总计（含撤回1件）."""
    return re.search(r"\d", _MARK.sub("", without_numbering(text))) is not None


def is_sentence(text: str) -> bool:
    """Whether ``text`` ends as sentences do."""
    return text.strip()[-1:] in tuple("。；;！!？?")


def one_line(text: str) -> str:
    """``text`` without line breaks and the blanks around them; digits they part stay apart."""
    return _BREAK.sub("", _BETWEEN_DIGITS.sub(" ", text.strip()))


def point_number(text: str) -> str:
    """The digits where ``text`` is numbered 2. or 2、, else ""."""
    match = _POINT_NUMBER.match(plain(text))
    return match[1] if match else ""


def has_numbering(text: str) -> bool:
    """Whether ``text`` starts with a numbering of any level."""
    return _NUMBERING.match(plain(text)) is not None


@lru_cache(maxsize=16384)
def is_blank(text: str) -> bool:
    """Whether a number cell says "nothing": empty, a dash, a slash, 无."""
    words = plain(text).lower()
    return words in _BLANKS or (bool(words) and not words.translate(_DASHES).strip("-"))


@lru_cache(maxsize=16384)
def is_figure(text: str) -> bool:
    """Whether a cell is meant as a number, readable or not: 12, 1,234件, -3, 约30, 1.5.2."""
    words = signed(plain(unmarked(text))).translate(str.maketrans("−–—﹣", "----"))
    return bool(_NUMBER.fullmatch(words) or (len(words) <= 40 and _NEARLY.fullmatch(words)))


def is_about(text: str) -> bool:
    """Whether ``text`` says of the number behind it that it is none for certain: 约, 大约."""
    return re.fullmatch(_ABOUT, plain(text)) is not None


def without_counter(text: str) -> str:
    """A figure without what it counts (2笔, 3户) where it is one; money keeps its unit."""
    match = _COUNTED.fullmatch(text.strip())
    return match["figure"] if match else text


def is_unit(text: str) -> bool:
    """Whether ``text`` is nothing but the unit of a number before it."""
    words = plain(text)
    return bool(words) and re.fullmatch(_UNIT, words) is not None


def signed(text: str) -> str:
    """``text`` with the sign of a change written as a sign: 减4 is -4, 增加3 is +3."""
    match = _SIGN_IN_WORDS.match(text)
    return {"增": "+", "减": "-"}[match[1]] + text[match.end() :] if match else text


def figures_in(text: str) -> list[str]:
    """The numbers that stand in one cell with blanks between them; [] where it is not several.

    1 234 567 may be one number (`is_grouped`), 12 34 and 0 0 are two, and so are two lines of
    digits, or digits with a tab or a full-width blank between them.
    """
    parts = unmarked(text).split()
    if len(parts) < 2 or not all(map(is_figure, parts)):
        return []
    lines = [line for line in _LINES.split(text) if line.strip()]
    one = len(lines) == 1 and _GROUPED.fullmatch(" ".join(parts)) and not _APART.search(text)
    return [] if one else parts


def holds_two(text: str) -> bool:
    """Whether two numbers stand in ``text``: 12 34, but not words with two, 2件（撤回1件）."""
    parts = text.split()
    return len(parts) > 1 and all(map(is_figure, parts))


def is_grouped(text: str) -> bool:
    """Whether blanks group the digits of ``text`` by threes: one number, or several."""
    parts = unmarked(text).split()
    return len(parts) > 1 and all(map(is_figure, parts)) and not figures_in(text)


def money_unit(text: str) -> str:
    """元, 万元, 千元, 万美元 … where ``text`` names one, else "". The last one named counts."""
    found = _MONEY_UNIT.findall(plain(text))
    return found[-1] if found else ""


def likeness(left: str, right: str) -> float:
    """How alike two keys are, 0 to 1: the share of neighbouring pairs of characters."""
    if left == right:
        return 1.0
    ours, others = pairs(left), pairs(right)
    if not ours or not others:
        return 0.0
    return 2 * len(ours & others) / (len(ours) + len(others))


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters in ``text``."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
