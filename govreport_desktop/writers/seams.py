"""Titles and signatures broken by sense, into lines of a good shape.

GB/T 9704-2012, 7.3.1: a title may stand on several lines, 词意完整、排列对称、长短适宜, in the
shape of a 梯形 or a 菱形. Where a line may end is data (`resources/seams.toml`), the list of
divisions, and how places end: no face is asked, so that every format has the same lines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, combinations, pairwise
from typing import NamedTuple

from govreport_desktop.divisions import leading_division
from govreport_desktop.paths import resources

TITLE_ROOM = 20  # characters of 二号 on 156 mm
SIGNATURE_ROOM = 16  # characters of 三号 beside the date
LINE_ROOM = 28  # characters of 三号 on a line of the text
INDENT = 2  # characters, at the beginning of a paragraph and of a heading
WIDE = "\u0250"  # from this character on they are as wide as a Chinese one, before it half as wide

# A name longer than any office's is broken by width alone: the ways to break it are many.
_LONGEST = 90
_MOST_SEAMS = 18
# A division that is on no list (a township, a new one, an invented one) ends as all of them do; a
# word of another sense that ends so is none (乡镇企业, 市场, 区域).
_ENDING = (
    "省|自治[区州县旗]|州(?![省市县区乡镇])|地区|盟|市(?!场|容)|县|旗(?!.{1,4}族乡)"
    "|(?<![社园])区(?!域|块)|苏木|街道|(?<!城)乡(?!村|镇)|镇(?!村)"
)
_PLACE = re.compile(
    f"(?!乡镇|城镇|村镇|城乡)(?:[\u3400-\u9fff]{{2,5}}?(?:{_ENDING})"
    f"|(?:(?![局厅委署和与及])[\u3400-\u9fff]){{2,11}}?(?:{_ENDING})"
    f"|[\u3400-\u9fff](?:[乡镇县市](?![村镇场])|街道)|城区)"
)
# Behind an organ of this end a place may be named again: 公安局青屿分局, 人民政府新港街道.
_OVER_PLACES = "府局会处团"
# What is of the whole country begins with no place.
_COUNTRY = re.compile("国家|中国|全国|中华|中共|中央")
_YEAR = re.compile(r"\d{4}年度?")
# Brackets and what stands in them are broken around, never inside.
_BRACKETED = re.compile(r"[（(〔“《][^（）()〔〕“”《》]*[）)〕”》]")
# What stands at no line's beginning: it belongs to the word before it.
_BOUND = frozenset("、，）)〕”》和与局厅委部院所站处署队会科股室")
_FEWEST = 3  # characters: a shorter last line of a heading looks lost
_SHORT_LINE = 0.3  # of the longest: a shorter line looks lost
_ALIKE = 1.0  # characters: lines that differ by less look equally long
# The costs of a line that ends inside the name of an organ, and before what belongs to it.
_INSIDE, _PARTED = 0.35, 0.15
# The costs of a line that ends in a name longer than a line: behind what joins two things, beside
# a word that is known, and where nothing is known.
_JOINED, _BESIDE, _BLIND = 0.4, 0.6, 1.2
_JOINING = "和与及暨、"
# What is bad: office and title on one line, and the year of the title alone on that of the office;
# narrow in the middle, and how deep its waist is; a line too short, a line more than needed, a
# line that ends in 和. A waist is worse than a year, and better than half an office.
_MIXED, _MIXED_YEAR, _HOURGLASS, _WAIST, _LOST, _MORE, _OPEN = 3.0, 1.0, 1.5, 2.5, 2.0, 0.5, 0.3


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


def heading_lines(text: str) -> tuple[str, ...]:
    """The heading of a part, which is indented and filled from the left.

    Its lines are what fills a column as wide as the longest of them, so that a program that
    breaks lines itself finds the same ones. Where no seam allows that the text is one line,
    and whoever sets it breaks it as prose.
    """
    if width(text) + INDENT <= LINE_ROOM:
        return (text,)
    ends = {*seams(text), len(text)}
    for end in sorted(ends, reverse=True):
        room = width(text[:end]) + INDENT
        lines = (text[:end], *_pieces(text[end:], room - 0.5))
        if (
            room <= LINE_ROOM
            and width(lines[-1]) >= _FEWEST
            and ends.issuperset(accumulate(map(len, lines)))
        ):
            return lines
    return (text,)


def width(text: str) -> float:
    """In characters of the size it is set in; letters and digits are half as wide."""
    return sum(0.5 if char < WIDE else 1.0 for char in text)


def seams(text: str) -> tuple[int, ...]:
    """The places inside ``text`` at which its sense lets a line end, in order."""
    return tuple(_costs(text))


def _costs(text: str) -> dict[int, float]:
    """Those places, in order, and how much is lost when a line ends there."""
    costs: dict[int, float] = {}
    before: float | None = None
    at, may_be_place = 0, not _COUNTRY.match(text)
    while at < len(text):
        word, cost, is_place = _word(text, at, may_be_place=may_be_place)
        if before is not None and (len(word) > 1 or text[at] not in _BOUND):
            costs[at] = before + (_PARTED if word in _words().belonging else 0.0)
        before = cost if word else None
        at += len(word) or 1
        may_be_place = is_place or text[at - 1] in _OVER_PLACES
    return costs


def _word(text: str, at: int, *, may_be_place: bool) -> tuple[str, float, bool]:
    """The word at ``at``, what it costs to end a line behind it, and whether it is a place.

    "" where there is none that is known.
    """
    if division := leading_division(text[at:]):
        return division, 0.0, True
    for pattern in (_BRACKETED, _YEAR, _words().whole):
        if found := pattern.match(text, at):
            return found[0], 0.0, False
    if found := _words().parts.match(text, at):
        return found[0], _INSIDE, False
    if may_be_place and (found := _PLACE.match(text, at)):
        return found[0], 0.0, True
    if found := _words().ends.match(text, at):
        return found[0], 0.0, False
    return (text[at], 0.0, False) if text[at] in "、，" else ("", 0.0, False)


def _broken(text: str, room: float, *, boundary: int) -> tuple[str, ...]:
    """``text`` in lines; at ``boundary``, where it is not 0, a line ought to end."""
    if width(text) <= room:
        return (text,) if text else ()
    fewest = -int(-width(text) // room)
    ways: list[tuple[float, tuple[str, ...]]] = []
    if len(text) <= _LONGEST:
        costs = _costs(text) | ({boundary: 0.0} if boundary else {})
        costs = _into_long_pieces(text, costs, room)
        places = _spread(list(costs))
        for more in range(4):
            if more > 1 and ways:
                break
            for chosen in combinations(places, fewest + more - 1):
                lines = tuple(text[a:b] for a, b in pairwise((0, *chosen, len(text))))
                if all(0 < width(line) <= room for line in lines):
                    lost = _torn(text, boundary, chosen) + sum(costs[end] for end in chosen)
                    ways.append((_shape(lines) + lost + more * _MORE, lines))
    if ways:
        return min(ways)[1]
    return (*_even(text[:boundary], room), *_even(text[boundary:], room))


def _into_long_pieces(text: str, costs: Mapping[int, float], room: float) -> dict[int, float]:
    """``costs`` with places inside what stands on no line: by its words, or else evenly."""
    found = dict(costs)
    for inner in (_beside_words, _blindly):
        for begin, end in pairwise((0, *sorted(found), len(text))):
            if width(text[begin:end]) > room:
                found |= inner(text, begin, end, room)
    return found


def _beside_words(text: str, begin: int, end: int, _room: float) -> dict[int, float]:
    """The places behind what joins two things, and beside known words that do not."""
    places = {at: _JOINED for at in range(begin + 2, end - 1) if text[at - 1] in _JOINING}
    at = begin
    while at < end:
        word = _word(text, at, may_be_place=False)[0]
        if len(word) > 1:
            beside = [at + len(word)]
            if _words().whole.fullmatch(word) and text[at - 1] not in _JOINING:
                beside.append(at)
            for place in beside:
                if begin + 1 < place < end - 1 and text[place] not in _BOUND:
                    places.setdefault(place, _BESIDE)
        at += len(word) or 1
    return places


def _blindly(text: str, begin: int, end: int, room: float) -> dict[int, float]:
    lengths = map(len, _even(text[begin:end], room))
    return {at: _BLIND for at in accumulate(lengths, initial=begin) if begin < at < end}


def _torn(text: str, boundary: int, chosen: Sequence[int]) -> float:
    """The cost of a line that goes on across ``boundary``: with the year alone it is small."""
    if not boundary or boundary in chosen:
        return 0.0
    year = _YEAR.match(text, boundary)
    return _MIXED_YEAR if year and year.end() in chosen else _MIXED


def _shape(lines: Sequence[str]) -> float:
    """The cost of how ``lines`` look below each other; 梯形, 倒梯形 and 菱形 cost least."""
    widths = [width(line) for line in lines]
    longest = max(widths)
    steps = [b - a for a, b in pairwise(widths)]
    rising = [step > 0 for step in steps if abs(step) > _ALIKE]
    narrow = any(b and not a for a, b in pairwise(rising))
    shape = _HOURGLASS + _WAIST * _waist(widths) / longest if narrow else 0.0
    lost = _LOST * sum(one < longest * _SHORT_LINE for one in widths)
    uneven = sum((longest - one) ** 2 for one in widths) / (longest**2 * len(widths))
    return shape + lost + uneven + _OPEN * sum(line.endswith("和") for line in lines)


def _waist(widths: Sequence[float]) -> float:
    """How much narrower a line is than the narrower one of the widest above and below it."""
    inner = range(1, len(widths) - 1)
    return max(min(max(widths[:at]), max(widths[at + 1 :])) - widths[at] for at in inner)


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


class _Words(NamedTuple):
    """What `seams.toml` lists: whole words, parts and ends of organs, what belongs to a place."""

    whole: re.Pattern[str]
    parts: re.Pattern[str]
    ends: re.Pattern[str]
    belonging: frozenset[str]


@cache
def _words() -> _Words:
    with (resources() / "seams.toml").open("rb") as file:
        data = tomllib.load(file)
    words, parts = (_any_of(data[name]) for name in ("words", "parts"))
    return _Words(words, parts, _ends(data["ends"]), frozenset(data["belonging"]))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _ends(ends: Mapping[str, Mapping[str, str]]) -> re.Pattern[str]:
    """Each end where none of the neighbours stands that make another word of it."""
    return re.compile(
        "|".join(
            (f"(?<!{around['not_before']})" if "not_before" in around else "")
            + f"{end}(?!{around['not_behind']})"
            for end, around in ends.items()
        )
    )
