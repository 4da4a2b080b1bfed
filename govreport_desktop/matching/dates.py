"""Dates as reports write them: 2025年1月20日, 二〇二五年一月二十日, 2025-01-20."""

from __future__ import annotations

import re
from datetime import date

from govreport_desktop.matching.labels import plain
from govreport_desktop.numbering import NUMERALS

_FIRST_YEAR, _LAST_YEAR = 2008, 2099
_CHINESE = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
_DATE = re.compile(
    r"(?P<year>2\d{3}|二[〇○零一二三四五六七八九]{3})(?:年|[-./])"
    rf"(?P<month>\d{{1,2}}|[{NUMERALS}]{{1,2}})(?:月|[-./])"
    rf"(?P<day>\d{{1,2}}|[{NUMERALS}]{{1,3}})日?"
)
_TIME = re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d{2}\s*(?=年)")
# Nobody has filled the date in yet: 年　　月　　日.
_OPEN = re.compile(
    r"(?:20[\d×xX_]*|二[〇○零一二三四五六七八九]{0,3})?年(?:[×xX_]*|\d{1,2}|[一二三四五六七八九十]{1,2})月[×xX_.…]*日"
)


def date_at_end(text: str) -> tuple[str, date] | None:
    """What stands before the date that ends ``text``, and the date; None where there is none.

    Blanks do not count. A date that no calendar has is none.
    """
    words = plain(text).strip("()")
    for match in _DATE.finditer(words):
        if match.end() == len(words) and (found := _date(match)) is not None:
            return words[: match.start()], found
    return None


def without_dates(text: str) -> str:
    """``text`` without the days, times and years that stand in it."""
    return _TIME.sub("", _YEAR.sub("", _DATE.sub("", text)))


def is_date(text: str) -> bool:
    """Whether ``text`` is a day of the calendar, or one left open, and nothing else."""
    found = date_at_end(text)
    return is_open_date(text) or (found is not None and not found[0])


def is_open_date(text: str) -> bool:
    """Whether ``text`` is a date with its numbers left open, and nothing else."""
    return _OPEN.fullmatch(plain(text)) is not None


def _date(match: re.Match[str]) -> date | None:
    year = int(match["year"].translate(_CHINESE))
    try:
        found = date(year, _number(match["month"]), _number(match["day"]))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _number(text: str) -> int:
    """1 to 99 in either kind of digits; 0 for what is none (十十)."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    digit = (tens or "1") if ten else "0"
    return int((digit + (ones or "0")).translate(_CHINESE))
