"""The names of China's provinces, cities and counties, their level, and which lies in which."""

from __future__ import annotations

from functools import cache
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
def _above() -> dict[str, frozenset[str]]:
    """Each name with every division it lies in; a name may be given more than once (城关区)."""
    above: dict[str, set[str]] = {}
    for province, city, *counties in _lines():
        above.setdefault(province, set())
        above.setdefault(city, set()).update({province} - {city})
        for county in counties:
            above.setdefault(county, set()).update({province, city})
    return {name: frozenset(names) for name, names in above.items()}


@cache
def _levels() -> dict[str, DivisionLevel]:
    levels: dict[str, DivisionLevel] = {}
    for province, city, *counties in _lines():
        levels |= dict.fromkeys(counties, "county")
        levels |= {city: "city", province: "province"}
    return levels


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
    return name[:2] if name[:2] in _SHORT else ""


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
    return one == other or other in above.get(one, ()) or one in above.get(other, ())
