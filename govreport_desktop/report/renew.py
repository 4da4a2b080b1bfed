"""Last year's prose for this year's report: the years it names move on with it."""

from __future__ import annotations

import re
from typing import NamedTuple

from govreport_desktop.patterns import regex

# Inside quotes and in names of documents a year is a fact: 《2023年工作要点》.
_KEPT = regex(r"《[^》]*》|“[^”]*”|〔[^〕]*〕")
# A day or month that is none of the period's ends is a fact too: 2023年5月1日起施行.
_PERIOD = r"(?!(?:度)?(?!1月1[日号]|12月31[日号]|12月底)\d{1,2}月)"
_COMPARED = r"(?<=[比较与同])"


class Renewed(NamedTuple):
    """The prose as it is taken over, and how many years in it were changed."""

    text: str
    years: int


def renewed(text: str, last: int, year: int) -> Renewed:
    """``text`` of the report of ``last`` with its years as the report of ``year`` has them.

    Moved on are the year reported on, the one after it (what is planned), and the one before
    where something is compared with it (较2022年). Quotes, titles in 《》 and days stay.
    """
    by = year - last
    named = rf"{last}|{last + 1}|{_COMPARED}{last - 1}"
    moved = regex(rf"(?<!\d)(?:{named})(?=年{_PERIOD})")
    count = 0

    def move(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return str(int(match.group()) + by)

    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(text):
        parts += [moved.sub(move, text[at : kept.start()]), kept.group()]
        at = kept.end()
    parts.append(moved.sub(move, text[at:]))
    return Renewed("".join(parts), count)
