"""The part that is looked at, as the import would leave it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from govreport_desktop.form.model import CellAddress, Table
from ui.dialogs.import_changes import FACTS, ChangeTree, fact_words
from ui.dialogs.import_pages import Outlook, facts
from ui.dialogs.sheet import PADDING, Sheet, SheetCell
from ui.forms import may_shrink
from ui.grid.fit import fit_widths, weights
from ui.look.tokens import Space
from ui.plain import Label

_MOST_NUMBER = 5  # ems
_LEGEND = "→ 有变化　? 名称相近，请核对　! 与原表总计不一致"


class ReportPane(QWidget):
    """A part of the report, old and new in one sheet; tells which number is looked at."""

    cell_chosen = Signal(object)  # CellAddress

    def __init__(self, outlook: Outlook, tree: ChangeTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outlook = outlook
        self._tree = tree
        self._form = outlook.report.form
        self._current: CellAddress | None = None
        self.sheet = Sheet("导入后的报告")
        self.sheet.currentCellChanged.connect(self._on_cell)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("报告的部分")
        for part in [section.id for section in self._form.sections] + [FACTS]:
            self.chooser.addItem(tree.title(part), part)
        self.chooser.currentIndexChanged.connect(self._on_part)
        self._lay_out()

    def show_part(self, part: str, address: CellAddress | None = None) -> None:
        """Show a part, with the keyboard's cell at ``address``."""
        self._current = address
        self.chooser.blockSignals(True)
        self.chooser.setCurrentIndex(self.chooser.findData(part))
        self.chooser.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """Show what the ticks leave of the part."""
        part: str = self.chooser.currentData()
        tables = {table.section: table for table in self._form.tables.values()}
        table = tables.get(part)
        cells = self._cells(part, table)
        self.sheet.show_cells(cells, self._widths(cells, table))
        if table and self._current and self._current in table.cells:
            spec = table.cells[self._current]
            self.sheet.go_to(spec.grid_row, spec.grid_column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.refresh()

    def _lay_out(self) -> None:
        caption = Label("导入后的报告(&R)")
        caption.setBuddy(self.chooser)
        legend = Label(_LEGEND)
        legend.setObjectName("hint")
        legend.setWordWrap(True)
        may_shrink(self.chooser)
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addWidget(self.chooser, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.STEP, 0, 0, Space.STEP)
        layout.setSpacing(Space.STEP)
        layout.addLayout(row)
        layout.addWidget(self.sheet, 1)
        layout.addWidget(legend)

    def _cells(self, part: str, table: Table | None) -> list[SheetCell]:
        if table is not None:
            return self._outlook.table(table)
        if part != FACTS:
            return self._outlook.prose(part)
        changes = [c for c in self._tree.changes() if self._tree.part_of(c.address) == FACTS]
        return facts(changes, fact_words(self._outlook.report))

    def _widths(self, cells: list[SheetCell], table: Table | None) -> list[int]:
        # Room for the scroll bar, whether it shows just now or not.
        room = self.sheet.width() - self.sheet.verticalScrollBar().sizeHint().width() - 4
        if table is None:
            count = max((cell.column + 1 for cell in cells), default=1)
            return [room // count] * count
        metrics = self.sheet.fontMetrics()
        em = metrics.horizontalAdvance("宽")
        least = [em * (4 if x < table.label_columns - 1 else 7) for x in range(table.label_columns)]
        least += [0] * (table.column_count - table.label_columns)
        for cell in cells:
            if cell.number and cell.column_span == 1:
                # Old and new stand beside each other, or below each other where both are long.
                need = min(metrics.horizontalAdvance(cell.text), em * _MOST_NUMBER) + 2 * PADDING
                least[cell.column] = max(least[cell.column], need, em * 2)
        return fit_widths(weights(table), least, room)

    def _on_part(self) -> None:
        self._current = None
        self.refresh()

    def _on_cell(self, row: int, column: int) -> None:
        part = self.chooser.currentData()
        table = next((t for t in self._form.tables.values() if t.section == part), None)
        if table is None or (row, column) not in table.covering:
            return
        address = table.covering[row, column].address
        if address is not None:
            self._current = address
            self.cell_chosen.emit(address)
