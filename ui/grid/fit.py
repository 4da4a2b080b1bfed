"""Column widths and row heights of a printed grid on screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from govreport_desktop.form.model import GridCell, Role, Table

PADDING = 7  # pixels between a cell's rule and its text, left and right
NUMBER_DIGITS = 6  # every column of numbers has room for this many
GROUP_EMS = (3, 5)  # 三、本/年度办/理结果 and （三）不/予公开: characters a line of the groups
CROWDED_DIGITS = 4  # the same in a table of many columns
MANY_COLUMNS = 12


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


def _is_group(table: Table, column: int) -> bool:
    """Whether a column holds the labels of groups: every label column but the last."""
    return column < table.label_columns - 1


def minimum_widths(table: Table, metrics: QFontMetrics, longest: Sequence[int]) -> list[int]:
    """The least width of each column: its label in a few lines, and its longest number.

    ``longest`` is the width in pixels of the longest number in each column.
    """
    em = metrics.horizontalAdvance("宽")
    crowded = table.column_count > MANY_COLUMNS
    digits = metrics.horizontalAdvance("0" * (CROWDED_DIGITS if crowded else NUMBER_DIGITS))
    widths = []
    for column in range(table.column_count):
        if column < table.label_columns:
            # Groups stand in a few characters a line, as on paper.
            group = _is_group(table, column)
            widths.append(em * (GROUP_EMS[column % 2] if group else 9) + 2 * PADDING)
        else:
            # The sign of a computed or wrong cell stands left of the number.
            widths.append(max(digits, longest[column]) + em + 2 * PADDING)
    return widths


def row_heights(table: Table, metrics: QFontMetrics, widths: Sequence[int]) -> list[int]:
    """Each row as high as the tallest of its own labels; tall groups stretch their last row."""
    # From the width of a character, not the line height: some Chinese faces have very tall lines.
    least = metrics.horizontalAdvance("宽") * 2
    heights = [least] * table.row_count
    for cell in sorted(table.grid, key=lambda c: c.row_span):
        if cell.role is Role.VALUE:
            continue
        width = sum(widths[cell.column : cell.column + cell.column_span])
        height = text_height(cell, metrics, width)
        last = cell.row + cell.row_span - 1
        have = sum(heights[cell.row : last + 1])
        if height > have:
            heights[last] += height - have
    return heights


def text_height(cell: GridCell, metrics: QFontMetrics, width: int) -> int:
    """The height a label needs in a cell of ``width`` pixels."""
    room = QRect(0, 0, max(width - 2 * PADDING, 1), 10_000)
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    return (
        metrics.boundingRect(room, int(flags), label_text(cell, metrics, room.width())).height()
        + PADDING
    )


def label_text(cell: GridCell, metrics: QFontMetrics, room: int) -> str:
    """A label, broken as the form breaks it where it needs more than ``room`` pixels."""
    fits = not cell.lines or metrics.horizontalAdvance(cell.text) <= room
    return cell.text if fits else "\n".join(cell.lines)
