"""Sums typed into a cell as such: =1+0 is 1, whatever a program stored beside it.

Some programs store no result beside a formula, and some a 0. Of numbers alone the value is
certain, so it is worked out, exactly; whatever asks other cells is not.
"""

from __future__ import annotations

import re
from fractions import Fraction

_LONGEST = 100
_DEEPEST = 20
_DIGITS = 15  # as many as a cell keeps
_TOKEN = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+|[-+*/()])", re.ASCII)


class _NoSum(Exception):  # noqa: N818
    """It is something else."""


def computed(formula: str) -> str | None:
    """What ``formula`` comes to; None where it is no sum of numbers, or has no exact value."""
    if not formula.startswith("=") or len(formula) > _LONGEST:
        return None
    text, tokens, at = formula[1:].rstrip(), [], 0
    while at < len(text):
        if not (found := _TOKEN.match(text, at)):
            return None
        tokens.append(found[1])
        at = found.end()
    try:
        return _decimal(_Sum(tokens).value())
    except (_NoSum, ZeroDivisionError):
        return None


class _Sum:
    """The tokens of a formula, taken off from the left."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens[::-1]
        self._depth = 0

    def value(self) -> Fraction:
        """All of it."""
        found = self._added()
        if self._tokens:
            raise _NoSum
        return found

    def _next(self, *wanted: str) -> str:
        return self._tokens.pop() if self._tokens and self._tokens[-1] in wanted else ""

    def _added(self) -> Fraction:
        found = self._multiplied()
        while sign := self._next("+", "-"):
            other = self._multiplied()
            found = found + other if sign == "+" else found - other
        return found

    def _multiplied(self) -> Fraction:
        found = self._one()
        while sign := self._next("*", "/"):
            other = self._one()
            found = found * other if sign == "*" else found / other
        return found

    def _one(self) -> Fraction:
        turned = 1
        while sign := self._next("+", "-"):
            turned = -turned if sign == "-" else turned
        if self._next("("):
            self._depth += 1
            if self._depth > _DEEPEST:
                raise _NoSum
            found = self._added()
            if not self._next(")"):
                raise _NoSum
            self._depth -= 1
            return turned * found
        if not self._tokens or not self._tokens[-1].strip("."):
            raise _NoSum
        token = self._tokens.pop()
        if not token[0].isdigit() and token[0] != ".":
            raise _NoSum
        return turned * Fraction(token if not token.endswith(".") else token[:-1])


def _decimal(value: Fraction) -> str | None:
    """``value`` as digits; None where it has none, or more than a cell keeps."""
    scale = 0
    while value.denominator != 1:
        value, scale = value * 10, scale + 1
        if scale > _DIGITS:
            return None
    digits = str(abs(value.numerator))
    if len(digits) > _DIGITS:
        return None
    sign = "-" if value < 0 else ""
    digits = digits.rjust(scale + 1, "0")
    return f"{sign}{digits[:-scale]}.{digits[-scale:]}" if scale else sign + digits
