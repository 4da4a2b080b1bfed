"""A read-only sheet of cells with spans: the report as it will be, and the source beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from govreport_desktop.checks import Severity
from ui.look import colors
from ui.plain import tip

PADDING = 5  # pixels between a cell's rule and its text, left and right
# A paragraph higher than this is cut; its tooltip has the rest.
_MOST_LINES = 6
_NARROW, _WIDE = 5, 18  # ems: the least and the most a column of a source is given
# What stood in a source: more rows or columns of it than these are of no table of a report.
MOST_ROWS, MOST_COLUMNS = 400, 40


class Ground(Enum):
    """What a cell is drawn on, which says what it is."""

    PLAIN = auto()
    LABEL = auto()
    ARTICLE = auto()
    COMPUTED = auto()
    CHANGED = auto()
    UNSURE = auto()
    FOUND = auto()


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: where it begins, what it covers, what it says. ``tip`` is read out as well.

    ``fill`` is the form's own colour of an article row.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    ground: Ground = Ground.PLAIN
    number: bool = False
    tip: str = ""
    fill: str = ""
    centred: bool = False


class Sheet(QTableWidget):
    """Shows cells; they can be walked through with the keyboard and not be changed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(4)
        self.horizontalHeader().setMinimumSectionSize(4)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        # The style's own rules cannot be seen in the dark.
        self.setStyleSheet(f"QTableView {{ gridline-color: {colors.line(self.palette()).name()} }}")

    def show_cells(self, cells: Sequence[SheetCell], widths: Sequence[int]) -> None:
        """Show ``cells`` in columns of these ``widths`` (pixels), and nothing else."""
        self.blockSignals(True)
        self.clearSpans()
        self.clear()
        self.setColumnCount(len(widths))
        self.setRowCount(max((cell.row + cell.row_span for cell in cells), default=0))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(_heights(cells, widths, self.fontMetrics())):
            self.setRowHeight(row, height)
        for cell in cells:
            # Also where it only reaches to: a screen reader goes through every place of the grid.
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self.setItem(row, column, self._item(cell))
            if cell.row_span > 1 or cell.column_span > 1:
                self.setSpan(cell.row, cell.column, cell.row_span, cell.column_span)
        self.blockSignals(False)

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one and bring it into view, without telling anybody."""
        self.blockSignals(True)
        self.setCurrentCell(row, column)
        item = self.item(row, column)
        if item is not None:
            self.scrollToItem(item, QAbstractItemView.ScrollHint.PositionAtCenter)
            # To the right no further than needed: a row is known by its label.
            self.horizontalScrollBar().setValue(0)
            self.scrollToItem(item)
        self.blockSignals(False)

    def _item(self, cell: SheetCell) -> QTableWidgetItem:
        item = QTableWidgetItem(cell.text)
        side = Qt.AlignmentFlag.AlignRight if cell.number else Qt.AlignmentFlag.AlignLeft
        if cell.centred:
            side = Qt.AlignmentFlag.AlignHCenter
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        item.setBackground(QBrush(ground_color(self.palette(), cell.ground, cell.fill)))
        item.setToolTip(tip(cell.tip or cell.text))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, cell.tip or cell.text or "空白")
        return item


def ground_color(palette: QPalette, ground: Ground, fill: str = "") -> QColor:
    """The background that stands for ``ground``, in light and in dark; ``fill`` is the form's."""
    base = palette.base().color()
    match ground:
        case Ground.LABEL:
            return colors.label(palette)
        case Ground.ARTICLE:
            return colors.article(palette, fill)
        case Ground.COMPUTED:
            return colors.computed(palette)
        case Ground.CHANGED:
            return colors.blend(base, colors.ok(palette), 0.2)
        case Ground.UNSURE:
            return colors.wash(palette, Severity.WARNING)
        case Ground.FOUND:
            return colors.blend(base, palette.highlight().color(), 0.45)
    return base


def even_widths(cells: Sequence[SheetCell], metrics: QFontMetrics, available: int) -> list[int]:
    """Widths for columns nobody knows anything of: as their texts need, within bounds.

    Room that is left goes to all of them alike.
    """
    count = max((cell.column + cell.column_span for cell in cells), default=1)
    em = metrics.horizontalAdvance("宽")
    most = available if count == 1 else em * _WIDE
    widths = [em * 2] * count
    for cell in cells:
        if cell.column_span == 1:
            longest = max(map(metrics.horizontalAdvance, cell.text.split("\n")), default=0)
            need = min(max(longest, em) + 2 * PADDING, most)
            # A label may wrap, a number may not.
            if not cell.number:
                need = min(need, max(em * _NARROW, need // 2) + 2 * PADDING)
            widths[cell.column] = max(widths[cell.column], need)
    spare = max(available - sum(widths), 0) // count
    return [width + spare for width in widths]


def _heights(cells: Sequence[SheetCell], widths: Sequence[int], metrics: QFontMetrics) -> list[int]:
    """Each row as high as its texts need; those that cover several stretch the last."""
    least = metrics.height() + 8
    heights = [least] * max((cell.row + cell.row_span for cell in cells), default=0)
    flags = int(Qt.TextFlag.TextWordWrap)
    for cell in sorted(cells, key=lambda cell: cell.row_span):
        width = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * PADDING
        room = QRect(0, 0, max(width, 1), 10_000)
        need = metrics.boundingRect(room, flags, cell.text[:2000]).height() + PADDING
        need = min(need, metrics.lineSpacing() * _MOST_LINES + PADDING)
        last = cell.row + cell.row_span
        missing = need - sum(heights[cell.row : last])
        if missing > 0:
            heights[last - 1] += missing
    return heights
