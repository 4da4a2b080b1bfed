"""What a figure's size beside another says of how it was typed: a unit, a digit.

Asked of one report beside last year's, and by the office above of many.
"""

from __future__ import annotations

from decimal import Decimal

from govreport_desktop.report.numbers import Number

# 元 for 万元 is ten thousand times as much, give or take an ordinary year.
_UNIT = (3_000, 30_000)
# A digit too many is ten times as much, give or take an ordinary year.
_DIGIT = (Decimal("8.5"), Decimal(12))


def is_in_yuan(value: Number, then: Number) -> bool:
    """Whether ``value`` (万元) is likely in 元, beside last year's."""
    return then > 0 and _between(value, then, *_UNIT)


def is_digit_more(value: Number, then: Number) -> bool:
    """Whether ``value`` is about ten times ``then``."""
    return then > 0 and _between(value, then, *_DIGIT)


def _between(value: Number, then: Number, low: Number, high: Number) -> bool:
    return low * then <= value <= high * then
