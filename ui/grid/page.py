"""One table part: its caption, the table, and the balance under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from govreport_desktop.form.model import Balance, Section
from ui.grid.balance import BalanceStrip
from ui.grid.model import GridModel
from ui.grid.table import FULL_WIDTH
from ui.grid.view import GridView
from ui.plain import Label
from ui.session import Session

# Pixels: lower than this, the balance would leave no row of the table in view.
LOW = 340
LEGEND = "白格填写　Σ 由程序计算　✕ 错误　! 警告"


class TablePage(QWidget):
    """The page of one table part. The window talks to its ``view``."""

    zoom_wanted = Signal(int)

    def __init__(self, session: Session, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.model = GridModel(session, session.report.form.tables[section.id])
        self.model.setParent(self)
        self.view = GridView(self.model)
        self.view.zoom_wanted.connect(self.zoom_wanted)
        self._strips = [
            BalanceStrip(session, relation)
            for relation in session.report.form.relations
            if isinstance(relation, Balance) and relation.table == section.id
        ]
        self._column = QWidget()
        self._lay_out(self._caption())
        self.view.laid_out.connect(self._follow)
        self.setFocusProxy(self.view)
        self.view.go_to(self.view.walk.first)

    def set_zoom(self, percent: int) -> None:
        """Zoom table and balance together."""
        self._column.setMaximumWidth(FULL_WIDTH * percent // 100 + 40)
        self.view.set_zoom(percent)

    def show_last_year(self, shown: bool) -> None:
        """Show last year's figures in the cells, small, or only in the tooltips."""
        self._legend.setText(f"{LEGEND}　小字为上年" if shown else LEGEND)
        self.model.show_last_year(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, rows come before the balance."""
        super().resizeEvent(event)
        for strip in self._strips:
            strip.setVisible(self.height() >= LOW)

    def _caption(self) -> QHBoxLayout:
        title = Label(self.section.title)
        title.setObjectName("caption")
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setWeight(QFont.Weight.Bold)
        title.setFont(font)
        self._legend = Label(LEGEND)
        self._legend.setObjectName("hint")
        # It gives way rather than push the preview narrower.
        self._legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.addWidget(title)
        row.addWidget(self._legend, 1)
        return row

    def _lay_out(self, caption: QHBoxLayout) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(8)
        column.addLayout(caption)
        column.addWidget(self.view)
        for strip in self._strips:
            self.view.horizontalScrollBar().valueChanged.connect(
                strip.horizontalScrollBar().setValue
            )
            row = QHBoxLayout()
            row.addWidget(strip, 1)
            row.addStretch()
            column.addLayout(row)
        column.addStretch()
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._column)

    def _follow(self, widths: list[int]) -> None:
        for strip in self._strips:
            strip.follow(widths, self.view.room, self.view.font())
