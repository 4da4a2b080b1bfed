"""Which numbers can be the year of a report.

The first notice on these reports is of 2008; whatever lies outside this century is a slip.
"""

from __future__ import annotations

from datetime import date

FIRST_YEAR, LAST_YEAR = 2000, 2100


# Drafts begin in November; the last reports are due on 31 March (条例第四十九条).
_BEGINS, _ENDS = 11, 3


def year_in_hand(today: date) -> int | None:
    """The year whose report offices are working on at ``today``; None out of the season."""
    if today.month >= _BEGINS:
        return today.year
    return today.year - 1 if today.month <= _ENDS else None


def is_year(number: int) -> bool:
    """Whether a report can be about the year ``number``."""
    return FIRST_YEAR <= number <= LAST_YEAR
