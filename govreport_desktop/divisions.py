"""The names of China's provinces, cities and counties, their level, and which lies in which."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from govreport_desktop.paths import resources

# The longest name of a division, in characters (双江拉祜族佤族布朗族傣族自治县).
_LONGEST = 15
# Names of two characters (青县, 郊区) are words of other names as well; this one city is not.
_SHORT = frozenset({"芒市"})

DivisionLevel = Literal["province", "city", "county"]


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    """Province, city, then its counties; the province twice for what lies right under it."""
    text = (resources() / "divisions.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines())


@cache
def _autonomous() -> re.Pattern[str]:
    """玉龙|纳西族|自治|县: a place, the peoples it is named after, its level."""
    names = (resources() / "peoples.txt").read_text(encoding="utf-8").split()
    # 蒙古自治县 as well as 蒙古族自治县; of one character only with 族.
    peoples = "|".join(f"{name}族" if len(name) == 1 else f"{name}族?" for name in names)
    # 鄂伦春自治旗 is named after a people alone.
    place = f"{'|'.join(names)}|[^省市县区旗]{{1,8}}?(?=(?:{peoples}))"
    return re.compile(f"({place})(?:{peoples})*(?:民?族)?(?:自治([县州旗])|(?<=族)(乡)$)")


def leading_autonomous(name: str) -> str:
    """The autonomous prefecture, county or banner a name begins with, on the list or not; "" for
    none."""
    found = _autonomous().match(name)
    return found[0] if found and found[2] else ""


@lru_cache(maxsize=4096)
def without_peoples(name: str) -> str:
    """玉龙县 for 玉龙纳西族自治县, 石桥乡 for 石桥回族乡, as people call them; "" for others."""
    found = _autonomous().fullmatch(name) if name[-1:] in "县州旗乡" else None
    return f"{found[1]}{found[2] or found[3]}" if found else ""


@cache
def _in_short() -> dict[str, str]:
    """The short names of divisions with the whole one; none that is another's."""
    listed = {name for line in _lines() for name in line}
    found: dict[str, set[str]] = {}
    for name in listed:
        for short in short_names(name):
            if short not in listed and (len(short) > 2 or short in _customary().get(name, ())):
                found.setdefault(short, set()).add(name)
    return {short: names.pop() for short, names in found.items() if len(names) == 1}


@cache
def _customary() -> dict[str, tuple[str, ...]]:
    """Short names that custom has made, and no rule: 前郭县 of 前郭尔罗斯蒙古族自治县."""
    text = (resources() / "short_names.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines())
    return {name: tuple(shorts) for name, *shorts in lines}


@lru_cache(maxsize=4096)
def short_names(name: str) -> tuple[str, ...]:
    """What people call a division in short: by the rule of autonomous ones, and by custom."""
    ruled = without_peoples(name)
    return (*((ruled,) if ruled else ()), *_customary().get(name, ()))


def whole_name(division: str) -> str:
    """The name of ``division`` on the list, where it is a short one."""
    return _in_short().get(division, division)


@cache
def _above() -> dict[str, frozenset[str]]:
    """Each name with every division it lies in; a name may be given more than once (城关区)."""
    above: dict[str, set[str]] = {}
    for province, city, *counties in _lines():
        above.setdefault(province, set())
        above.setdefault(city, set()).update({province} - {city})
        for county in counties:
            above.setdefault(county, set()).update({province, city})
    above |= {short: above[name] for short, name in _in_short().items()}
    return {name: frozenset(names) for name, names in above.items()}


@cache
def _levels() -> dict[str, DivisionLevel]:
    levels: dict[str, DivisionLevel] = {}
    for province, city, *counties in _lines():
        levels |= dict.fromkeys(counties, "county")
        levels |= {city: "city", province: "province"}
    return levels | {short: levels[name] for short, name in _in_short().items()}


def division_level(name: str) -> DivisionLevel | None:
    """The level of the division of that name; None where there is none.

    A city is at prefecture level (设区的市, and the five without districts) or at county
    level (县级市): only the list tells 金华市 from 义乌市. No name is given at two levels.
    """
    return _levels().get(name)


def leading_division(name: str) -> str:
    """The division a name begins with, the longest there is; "" where it begins with none."""
    for length in range(min(_LONGEST, len(name)), 2, -1):
        if name[:length] in _above():
            return name[:length]
    return name[:2] if name[:2] in _SHORT or name[:2] in _in_short() else ""


def divisions_in(name: str) -> tuple[str, ...]:
    """The divisions an office's name begins with, from the outermost in: 安康市汉滨区……局."""
    found, rest = [], name
    while division := leading_division(rest):
        found.append(division)
        rest = rest[len(division) :]
    return tuple(found)


def related(one: str, other: str) -> bool:
    """Whether two divisions are the same, or one may lie in the other."""
    above = _above()
    one, other = whole_name(one), whole_name(other)
    return one == other or other in above.get(one, ()) or one in above.get(other, ())
