"""Titles and signatures broken by sense, into lines of a good shape.

GB/T 9704-2012, 7.3.1: a title may stand on several lines, 词意完整、排列对称、长短适宜, in the
shape of a 梯形 or a 菱形. Where a line may end is data (`resources/seams.toml`) and the list of
divisions: no face is asked, so that every format has the same lines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise

from govreport_desktop.divisions import leading_division
from govreport_desktop.paths import resources

TITLE_ROOM = 20  # characters of 二号 on 156 mm
SIGNATURE_ROOM = 16  # characters of 三号 beside the date
WIDE = "\u0250"  # from this character on they are as wide as a Chinese one, before it half as wide

# A name longer than any office's is broken by width alone: the ways to break it are many.
_LONGEST = 90
_MOST_SEAMS = 18
# A township or street behind its county; its own name has two characters as a rule.
_TOWNSHIP = re.compile(r"[\u3400-\u9fff]{1,8}?(?:民族乡|苏木|街道|[乡镇])(?![村镇])")
_YEAR = re.compile(r"\d{4}年度?")
# Brackets and what stands in them are broken around, never inside.
_BRACKETED = re.compile(r"[（(〔“《][^（）()〔〕“”《》]*[）)〕”》]")
# What stands at no line's beginning: it belongs to the word before it.
_BOUND = frozenset("、，）)〕”》和与局厅委部院所站处署队会科股室")
_SHORT_LINE = 0.3  # of the longest: a shorter line looks lost
_ALIKE = 1.0  # characters: lines that differ by less look equally long
# What is bad, the worst first: narrow in the middle, a line too short, office and title on one
# line, a line more than needed, a line that ends in 和.
_HOURGLASS, _LOST, _MIXED, _MORE, _OPEN = 4.0, 2.0, 2.0, 0.5, 0.3


def title_lines(office: str, rest: str) -> tuple[str, ...]:
    """The title of ``office`` and the ``rest`` of it as lines.

    An office that fits stands on a line of its own: that is where a reader's eye would break.
    A longer one is broken together with the rest.
    """
    if width(office) <= TITLE_ROOM and width(rest) <= TITLE_ROOM:
        return tuple(filter(None, (office, rest)))
    return _broken(office + rest, TITLE_ROOM, boundary=len(office))


def signature_lines(office: str) -> tuple[str, ...]:
    """The name of an office as it is signed with."""
    return _broken(office, SIGNATURE_ROOM, boundary=0)


def width(text: str) -> float:
    """In characters of the size it is set in; letters and digits are half as wide."""
    return sum(0.5 if char < WIDE else 1.0 for char in text)


def seams(text: str) -> tuple[int, ...]:
    """The places inside ``text`` at which its sense lets a line end, in order."""
    found, at, in_division = [], 0, False
    while at < len(text):
        division = leading_division(text[at:])
        word = division or _word(text, at)
        if not word and in_division and (township := _TOWNSHIP.match(text, at)):
            word = township[0]
        in_division = bool(division)
        at += len(word) or 1
        if word:
            found.append(at)
    return tuple(end for end in found if 0 < end < len(text) and text[end] not in _BOUND)


def _word(text: str, at: int) -> str:
    """The known word at ``at``; "" where there is none."""
    for pattern in (_BRACKETED, _YEAR, _words()):
        if found := pattern.match(text, at):
            return found[0]
    return text[at] if text[at] in "、，" else ""


def _broken(text: str, room: float, *, boundary: int) -> tuple[str, ...]:
    """``text`` in lines; at ``boundary``, where it is not 0, a line ought to end."""
    if width(text) <= room:
        return (text,) if text else ()
    fewest = -int(-width(text) // room)
    ways: list[tuple[float, tuple[str, ...]]] = []
    if len(text) <= _LONGEST:
        places = _spread([*seams(text), *([boundary] if boundary else [])])
        for more in range(2):
            for chosen in combinations(places, fewest + more - 1):
                lines = tuple(text[a:b] for a, b in pairwise((0, *chosen, len(text))))
                if all(0 < width(line) <= room for line in lines):
                    torn = _torn(text, boundary, chosen)
                    ways.append((_shape(lines) + torn + more * _MORE, lines))
    if ways:
        return min(ways)[1]
    return (*_even(text[:boundary], room), *_even(text[boundary:], room))


def _torn(text: str, boundary: int, chosen: Sequence[int]) -> float:
    """The cost of a line that goes on across ``boundary``: with the year alone it is small."""
    if not boundary or boundary in chosen:
        return 0.0
    year = _YEAR.match(text, boundary)
    return _MIXED / 2 if year and year.end() in chosen else _MIXED


def _shape(lines: Sequence[str]) -> float:
    """The cost of how ``lines`` look below each other; 梯形, 倒梯形 and 菱形 cost least."""
    widths = [width(line) for line in lines]
    longest = max(widths)
    steps = [b - a for a, b in pairwise(widths)]
    rising = [step > 0 for step in steps if abs(step) > _ALIKE]
    shape = _HOURGLASS if any(b and not a for a, b in pairwise(rising)) else 0.0
    lost = _LOST * sum(one < longest * _SHORT_LINE for one in widths)
    uneven = sum((longest - one) ** 2 for one in widths) / (longest**2 * len(widths))
    return shape + lost + uneven + _OPEN * sum(line.endswith("和") for line in lines)


def _spread(places: Sequence[int]) -> list[int]:
    """``places`` once and in order, no more than can be tried in all ways."""
    ordered = sorted(set(places))
    step = -(-len(ordered) // _MOST_SEAMS)
    return ordered[::step] if step > 1 else ordered


def _even(text: str, room: float) -> tuple[str, ...]:
    """Lines of one length where the sense gives no place to break."""
    count = -int(-width(text) // room)
    return tuple(_pieces(text, width(text) / count)) if text else ()


def _pieces(text: str, room: float) -> Iterator[str]:
    begun, used = 0, 0.0
    for at, char in enumerate(text):
        used += width(char)
        if used > room + 0.5 and at > begun:
            yield text[begun:at]
            begun, used = at, width(char)
    yield text[begun:]


@cache
def _words() -> re.Pattern[str]:
    with (resources() / "seams.toml").open("rb") as file:
        words: list[str] = tomllib.load(file)["words"]
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
