"""What a selection of cells adds up to, for the line under the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govreport_desktop.report.numbers import Number, Value, format_value, is_number


class Figures(NamedTuple):
    """Of the cells that hold numbers: how many (cells), their sum, the smallest and the largest."""

    cells: int
    total: Number
    smallest: Number
    largest: Number

    def __str__(self) -> str:
        total, low, high = map(format_value, (self.total, self.smallest, self.largest))
        return f"计数 {self.cells}　求和 {total}　最小 {low}　最大 {high}"


def figures_of(values: Iterable[Value]) -> Figures | None:
    """The figures of what is a number among ``values``; None where nothing is."""
    numbers = [value for value in values if is_number(value)]
    if not numbers:
        return None
    total: Number = 0
    for number in numbers:
        total = total + number
    return Figures(len(numbers), total, min(numbers), max(numbers))
