"""The source as it was read, beside what was understood of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from govreport_desktop.matching.evidence import Evidence, SourceSheet, Spot
from govreport_desktop.matching.labels import is_figure
from govreport_desktop.shown import shown
from ui.dialogs.sheet import MOST_COLUMNS, MOST_ROWS, Ground, Sheet, SheetCell, even_widths
from ui.forms import may_shrink
from ui.look.tokens import Space
from ui.plain import Label, on_button, tip

_NAME = 14  # ems of a file's name that are shown


class SourcePane(QWidget):
    """Every table and stretch of text of a source; one cell of it can be pointed out."""

    def __init__(self, name: str, evidence: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.evidence = evidence
        self.spot: Spot | None = None
        self.sheet = Sheet("来源的内容")
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("来源的表格和文字")
        self.chooser.addItems([shown(sheet.title) for sheet in evidence.sheets])
        self.chooser.currentIndexChanged.connect(self._choose)
        self._lay_out(name)
        # The first thing worth seeing is a table.
        tables = [i for i, s in enumerate(evidence.sheets) if s.grid.width > 1]
        self.chooser.setCurrentIndex(next(iter(tables), 0))
        self._show()

    def point_out(self, spot: Spot | None) -> None:
        """Show the sheet with ``spot`` in it and mark the cell; None marks nothing."""
        self.spot = spot
        if spot is not None:
            self.chooser.blockSignals(True)
            self.chooser.setCurrentIndex(spot.sheet)
            self.chooser.blockSignals(False)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show()

    def _lay_out(self, name: str) -> None:
        # A long name must not make the window wide.
        room = self.fontMetrics().horizontalAdvance("宽") * _NAME
        cut = self.fontMetrics().elidedText(shown(name), Qt.TextElideMode.ElideMiddle, room)
        caption = Label(f"来源“{on_button(cut)}”(&S)")
        caption.setToolTip(tip(name))
        caption.setBuddy(self.chooser)
        may_shrink(self.chooser)
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addWidget(self.chooser, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.STEP, Space.STEP, 0, 0)
        layout.setSpacing(Space.STEP)
        layout.addLayout(row)
        layout.addWidget(self.sheet, 1)

    def _choose(self) -> None:
        self.spot = None
        self._show()

    def _show(self) -> None:
        number = self.chooser.currentIndex()
        if number < 0:
            return
        first = self._first_row()
        cells = _cells(self.evidence.sheets[number], first, self.spot)
        # Not the viewport's, which before it is shown has the width of another layout.
        room = self.sheet.width() - self.sheet.verticalScrollBar().sizeHint().width() - 4
        self.sheet.show_cells(cells, even_widths(cells, self.fontMetrics(), room))
        if self.spot is not None:
            self.sheet.go_to(self.spot.row - first, self.spot.column)

    def _first_row(self) -> int:
        """The first row shown: far down a long sheet only the rows around the spot are."""
        if self.spot is None or self.spot.row < MOST_ROWS:
            return 0
        return self.spot.row - MOST_ROWS // 2


def _cells(sheet: SourceSheet, first: int, spot: Spot | None) -> list[SheetCell]:
    """The cells of the rows from ``first`` on, cut to what is shown."""
    rows = sheet.grid.rows[first : first + MOST_ROWS]
    places: dict[int, SheetCell] = {}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row[:MOST_COLUMNS]):
            if cell is None or id(cell) in places:
                continue
            columns = sum(other is cell for other in row[x:MOST_COLUMNS])
            high = 1
            while y + high < len(rows) and x < len(rows[y + high]) and rows[y + high][x] is cell:
                high += 1
            found = spot is not None and (cell.row, cell.column) == (spot.row, spot.column)
            ground = Ground.FOUND if found else Ground.PLAIN
            figure = is_figure(cell.text)
            places[id(cell)] = SheetCell(
                y, x, cell.text.strip(), high, columns, ground, number=figure
            )
    return list(places.values())
