"""Which numbers can be the year of a report.

The first notice on these reports is of 2008; whatever lies outside this century is a slip.
"""

from __future__ import annotations

FIRST_YEAR, LAST_YEAR = 2000, 2100


def is_year(number: int) -> bool:
    """Whether a report can be about the year ``number``."""
    return FIRST_YEAR <= number <= LAST_YEAR
