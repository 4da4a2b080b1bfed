"""The names of China's provinces, cities and counties, and which lies in which."""

from __future__ import annotations

from functools import lru_cache

from govreport_desktop.paths import resources

# The longest name of a division, in characters (双江拉祜族佤族布朗族傣族自治县).
_LONGEST = 15


@lru_cache(maxsize=1)
def _above() -> dict[str, frozenset[str]]:
    """Each name with every division it lies in; a name may be given more than once (城关区)."""
    above: dict[str, set[str]] = {}
    text = (resources() / "divisions.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        province, city, *counties = line.split()
        above.setdefault(province, set())
        above.setdefault(city, set()).update({province} - {city})
        for county in counties:
            above.setdefault(county, set()).update({province, city})
    return {name: frozenset(names) for name, names in above.items()}


def leading_division(name: str) -> str:
    """The division a name begins with, the longest there is; "" where it begins with none."""
    for length in range(min(_LONGEST, len(name)), 2, -1):
        if name[:length] in _above():
            return name[:length]
    return ""


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
