"""Column widths and row heights of a printed grid on screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from govreport_desktop.form.model import GridCell, Role, Table
from ui.grid import labels

PADDING = 6  # pixels between a cell's rule and its text, left and right
SIGN_EMS = 0.8  # characters that the sign before a number takes
NUMBER_DIGITS = 3  # every column of numbers has room for this many, and a sign before them
HEADING_EMS = range(3, 6)  # 自然人, and 社会公益/组织: a third line would cost a row of numbers
GROUP_EMS = (3, 4)  # 三、/本年度/办理/结果 and （三）/不予公开: characters a line of the groups
LABEL_EMS = (8, 19)  # the least room for labels, and what all but the longest need


@dataclass(frozen=True, slots=True)
class Density:
    """How high a row is, in widths of a character: as low and as high as it may come out."""

    low: float
    high: float


# The usual rows are as high as the window has room for; the others always the same. The low
# ones are for what is only looked at: rather than scroll it keeps every label on one line.
DENSITIES = {
    "low": Density(1.4, 1.5),
    "compact": Density(1.4, 1.4),
    "usual": Density(1.5, 2.0),
    "roomy": Density(2.0, 2.0),
}


def fit_widths(weights: Sequence[int], minimums: Sequence[int], available: int) -> list[int]:
    """Widths in pixels: in proportion to ``weights``, none below its minimum.

    They add up to ``available``, or to the sum of the minimums where that is more.
    """
    spare = available - sum(minimums)
    if spare <= 0:
        return list(minimums)
    total = sum(weights)
    pairs = list(zip(weights, minimums, strict=True))
    missing = [max(weight * available / total - low, 0) for weight, low in pairs]
    share = spare / sum(missing) if sum(missing) else 0.0
    result = [int(low + more * share) for low, more in zip(minimums, missing, strict=True)]
    result[-1] += available - sum(result)
    return result


def weights(table: Table) -> list[int]:
    """How the columns share the room beyond their minimum: as on paper, but for the groups.

    Theirs goes to the labels: wider, a group would leave one character on its last line.
    """
    groups = max(table.label_columns - 1, 0)
    width = sum(table.widths[: groups + 1])
    return [*[0] * groups, width, *table.widths[groups + 1 :]]


def widths(
    table: Table, metrics: QFontMetrics, longest: Sequence[int], available: int
) -> list[int]:
    """The width of each column in ``available`` pixels; more than that where numbers need it.

    Where rows have groups and labels, most labels come first, then headings of two lines, then
    the longest label on one line; the numbers get what is left. ``longest`` is the
    width in pixels of the longest number in each column.
    """
    low = minimum_widths(table, metrics, longest)
    if table.label_columns < 2:
        return fit_widths(weights(table), low, available)
    names = table.label_columns - 1
    em = metrics.horizontalAdvance("宽")
    _widen(low, names, LABEL_EMS[1] * em, available)
    headings = [
        (column, _heading_room(table, column, metrics))
        for column in range(table.label_columns, table.column_count)
    ]
    need = sum(max(room + 2 * PADDING - low[column], 0) for column, room in headings)
    if need <= available - sum(low):  # one of three lines makes the others' width useless
        for column, room in headings:
            _widen(low, column, room, available)
    _widen(low, names, _label_width(table, metrics, low) - 2 * PADDING, available)
    labelled, numbers = low[: table.label_columns], low[table.label_columns :]
    room = available - sum(labelled)
    return [*labelled, *(level(numbers, room) if room > sum(numbers) else numbers)]


def _widen(widths: list[int], column: int, room: int, available: int) -> None:
    """Give a column ``room`` for its text, or as much of it as is left of ``available``."""
    more = min(room + 2 * PADDING - widths[column], available - sum(widths))
    widths[column] += max(more, 0)


def level(minimums: Sequence[int], available: int) -> list[int]:
    """Widths that add up to ``available`` and are as alike as their minimums let them be."""
    result = [0] * len(minimums)
    for left, at in enumerate(sorted(range(len(minimums)), key=lambda i: -minimums[i])):
        rest = len(minimums) - left
        result[at] = max(minimums[at], (available - sum(result)) // rest)
    return result


def minimum_widths(table: Table, metrics: QFontMetrics, longest: Sequence[int]) -> list[int]:
    """The least width of each column: its label in a few lines, and its longest number."""
    em = metrics.horizontalAdvance("宽")
    digits = metrics.horizontalAdvance("0" * NUMBER_DIGITS)
    # The sign of a computed or wrong cell stands left of the number.
    sign = round(em * SIGN_EMS)
    found = []
    for column in range(table.column_count):
        if column < table.label_columns:
            group = column < table.label_columns - 1
            found.append(em * (GROUP_EMS[column % 2] if group else LABEL_EMS[0]) + 2 * PADDING)
        else:
            room = max(digits + sign, longest[column] + sign)
            if table.label_columns:
                room = max(room, em * HEADING_EMS[0])
            found.append(room + 2 * PADDING)
    return found


def _heading_room(table: Table, column: int, metrics: QFontMetrics) -> int:
    """Pixels in which the headings of one column take two lines at most, within reason."""
    em = metrics.horizontalAdvance("宽")
    own = [
        cell
        for cell in table.grid
        if cell.column == column and cell.column_span == 1 and cell.role is Role.HEADER
    ]
    for ems in HEADING_EMS:
        if all(len(labels.lines_of(cell, metrics, em * ems)) <= 2 for cell in own):
            return em * ems
    return em * HEADING_EMS[0]


def comfortable(table: Table, metrics: QFontMetrics, longest: Sequence[int]) -> int:
    """Pixels in which all but the longest labels stand on one line."""
    low = minimum_widths(table, metrics, longest)
    more = LABEL_EMS[1] - LABEL_EMS[0] if table.label_columns > 1 else 0
    return sum(low) + more * metrics.horizontalAdvance("宽")


def _label_width(table: Table, metrics: QFontMetrics, low: Sequence[int]) -> int:
    """What the last label column needs for every label that ends in it to stand on one line."""
    column = table.label_columns - 1
    needs = [
        metrics.horizontalAdvance(cell.text) + 2 * PADDING - sum(low[cell.column : column])
        for cell in table.grid
        if cell.column + cell.column_span == column + 1 and cell.role is Role.LABEL
    ]
    return max(needs, default=0)


class Heights:
    """Row heights of one table in columns of given widths; every label is broken once."""

    def __init__(self, table: Table, metrics: QFontMetrics, widths: Sequence[int]) -> None:
        self._table = table
        self._em = metrics.horizontalAdvance("宽")
        self._pitch = labels.pitch(metrics)
        cells = sorted(table.grid, key=lambda c: c.row_span)
        lines = [
            (cell, len(labels.lines_of(cell, metrics, _room(cell, widths))))
            for cell in cells
            if cell.role is not Role.VALUE
        ]
        self._high = [(cell, count) for cell, count in lines if count > 1]  # than one line

    def in_room(self, room: int, density: Density) -> list[int]:
        """The highest rows that need no scrolling; else low ones, labels cut to one line."""
        low, high = (round(self._em * ems) for ems in (density.low, density.high))
        for heights in self._choices(low, high):
            if sum(heights) <= room:
                return heights
        return self._of(low, wrapped=density.low == density.high)

    def least(self, density: Density) -> list[int]:
        """The lowest rows, every label on one line."""
        return self._of(round(self._em * density.low), wrapped=False)

    def _choices(self, low: int, high: int) -> Iterator[list[int]]:
        for wrapped in (True, False):
            for row in range(high, low - 1, -1):
                yield self._of(row, wrapped=wrapped)

    def _of(self, row: int, *, wrapped: bool) -> list[int]:
        """Each row as high as the tallest of its own labels; tall groups stretch their last."""
        heights = [row] * self._table.row_count
        for cell, lines in self._high:
            if not wrapped and cell.role is Role.LABEL and cell.row_span == 1:
                continue
            need = lines * self._pitch + PADDING
            last = cell.row + cell.row_span - 1
            heights[last] += max(0, need - sum(heights[cell.row : last + 1]))
        return heights


def _room(cell: GridCell, widths: Sequence[int]) -> int:
    return max(sum(widths[cell.column : cell.column + cell.column_span]) - 2 * PADDING, 1)
