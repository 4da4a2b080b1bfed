"""The division a parent belongs to, and what of it may stand in front of its offices' names.

Under 云岭市临江区人民政府 an office is 云岭市临江区财政局, 临江区财政局, 云岭市财政局, 临江财政局
or just 财政局. Few of the names of divisions in made-up rosters, and not all of the real ones of
tomorrow, are on the list of `divisions`; their levels are read off their last character then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from govreport_desktop.divisions import (
    leading_autonomous,
    leading_division,
    related,
    short_names,
    whole_name,
    without_peoples,
)
from govreport_desktop.form.names import plain_name

_GOVERNMENT = re.compile(r"(?:人民)?政府(?:办公室|办公厅|办)?$")
_LEVEL = re.compile(r"[省市县区州旗盟]$")
_COUNTY = re.compile(r"^[^省市县区州旗盟]{1,8}?[县旗]|^.{1,8}?[市区州盟]")
# What lies in an unlisted division: 云岭市|临江区; 大青州市 and 市中区 are one each.
_OUTER = re.compile(r"^(?:.{2,8}?(?:省|自治区|地区|[市盟])|.{2,8}?州(?!市))(?=.+[市县区旗]$)")


def home_of(name: str) -> str:
    """The division ``name`` begins with, whole: 青川县人民政府 is of 青川县, 云岭市临江区人民政府
    of 云岭市临江区. Of an office that is no government, unlisted divisions only the first."""
    full = plain_name(name)
    plain = _GOVERNMENT.sub("", full)
    rest, found = plain, ""
    while division := leading_division(rest):
        found, rest = found + division, rest[len(division) :]
    if rest and plain != full and _LEVEL.search(plain) and len(rest) <= 20:
        return plain
    if found:
        return found
    unlisted = _COUNTY.match(plain)
    return unlisted[0] if unlisted else ""


def is_government(name: str) -> bool:
    """Whether ``name`` is that of a division's own government, or of its office."""
    home = home_of(name) if _GOVERNMENT.search(name) else ""
    return bool(_GOVERNMENT.search(name)) and not _GOVERNMENT.sub("", name).removeprefix(home)


@lru_cache(maxsize=200)
def divisions_of(home: str) -> tuple[str, ...]:
    """The divisions that ``home`` consists of, from the outermost in."""
    found, rest = [], home
    while rest:
        outer = _OUTER.match(rest)
        unlisted = outer[0] if outer and len(rest) - outer.end() > 1 else rest
        division = leading_division(rest) or unlisted
        found.append(division)
        rest = rest[len(division) :]
    return tuple(found)


def without_home(words: str, home: str) -> str:
    """``words`` without the division of ``home`` or those it lies in, in front.

    A government keeps the name of another level: the city's own is not the county's.
    """
    parts = divisions_of(home)
    if not parts:
        return words
    rest, last = words, ""
    while division := _leading(rest, parts):
        rest, last = rest[len(division) :], division
    inner = parts[-1]
    if last and _short(last) != _short(inner) and _GOVERNMENT.sub("", rest) == "":
        return words
    if last:
        return rest
    level = home[-1:]
    for lead in (f"我{level}", f"本{level}", level):
        if rest.startswith(lead) and len(rest) > len(lead) + 1:
            return rest[len(lead) :]
    return rest


def _leading(rest: str, parts: tuple[str, ...]) -> str:
    """The division ``rest`` begins with, where it is one of ``parts`` or one around them."""
    whole = leading_autonomous(rest)
    for part in parts:
        if rest.startswith(part):
            return part
        if whole and _short(whole) == _short(part):
            return whole
        if short := next(filter(rest.startswith, names_of(part)), ""):
            return short
    division = leading_division(rest)
    around = division and related(division, parts[-1]) and _above(division, parts[-1])
    return division if around else ""


def shortened(words: str, home: str) -> Iterator[str]:
    """``words`` without the names of ``home`` as people shorten them: 临江财政局, 云岭临江财政局.

    Whether that is what was meant, only a roster can tell: 临江镇 is a town of that name.
    """
    parts = divisions_of(home)
    rest = words
    for part in parts:
        for written in _written(part):
            if rest.startswith(written):
                rest = rest[len(written) :]
                if rest and (part == parts[-1] or _GOVERNMENT.sub("", rest)):
                    yield rest
                break


def ends_in_home(words: str, home: str) -> bool:
    """Whether ``words``, in front of a name, end in a division of ``home``, short or whole."""
    parts = divisions_of(home)
    if any(words.endswith(written) for part in parts for written in _written(part)):
        return True
    ends = (words[at:] for at in range(len(words) if "自治" in words else 0))
    shorts = {_short(part) for part in parts}
    return any(leading_autonomous(end) == end and _short(end) in shorts for end in ends)


@lru_cache(maxsize=200)
def names_of(part: str) -> tuple[str, ...]:
    """A division by all its names, the longest first: whole, and as people call it."""
    whole = whole_name(part)
    names = {part, whole, *short_names(whole), *short_names(part)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=200)
def _written(part: str) -> tuple[str, ...]:
    """A division as people write it: whole, without its level, without its peoples."""
    found = (written for name in names_of(part) for written in (name, name[:-1]))
    return tuple(dict.fromkeys(written for written in found if len(written) >= 2))


def _short(division: str) -> str:
    whole = whole_name(division)
    return without_peoples(whole) or whole


def _above(division: str, inner: str) -> bool:
    """Whether ``division`` is of a level that ``inner`` may lie in."""
    levels = {"省": 0.0, "市": 1.0, "州": 1.0, "盟": 1.0, "区": 1.5, "县": 2.0, "旗": 2.0}
    return levels.get(division[-1:], 9) < levels.get(inner[-1:], 9)
