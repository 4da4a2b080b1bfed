"""One table part: its caption, the table, and the balance under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from govreport_desktop.form.model import Balance, Section
from ui.grid.balance import BalanceModel, BalanceStrip
from ui.grid.balance_bar import BalanceBar
from ui.grid.model import GridModel
from ui.grid.table import FULL_WIDTH
from ui.grid.view import GridView
from ui.look.faces import sized
from ui.look.tokens import Size
from ui.plain import ElidedLabel, Label
from ui.session import Session

RIM, EDGE, GAP = 8, 3, 3  # pixels beside the table, above and below it, between its parts
LEGEND = "白格填写　Σ 由程序计算　✕ 错误　! 警告"


class TablePage(QWidget):
    """The page of one table part. The window talks to its ``view``."""

    zoom_wanted = Signal(int)
    balance_opened = Signal(bool)  # whether the sums are shown column by column

    def __init__(
        self,
        session: Session,
        section: Section,
        parent: QWidget | None = None,
        *,
        model: GridModel | None = None,
        legend: str = LEGEND,
    ) -> None:
        """``model`` shows the table in its own way, with a ``legend`` of its own."""
        super().__init__(parent)
        self.section = section
        self._says = legend
        self.model = model or GridModel(session, session.report.form.tables[section.id])
        self.model.setParent(self)
        self.view = GridView(self.model)
        self.view.zoom_wanted.connect(self.zoom_wanted)
        self._fits = False
        self._bars: list[BalanceBar] = []
        self._strips: list[BalanceStrip] = []
        for relation in session.report.form.relations:
            if isinstance(relation, Balance) and relation.table == section.id:
                self._add_balance(session, relation)
        self._column = QWidget()
        self._heading = QWidget()
        self._lay_out()
        self.view.give(self.height())  # the page says from the start
        self.view.laid_out.connect(self._follow)
        self.setFocusProxy(self.view)
        self.view.go_to(self.view.walk.first)

    def set_zoom(self, percent: int) -> None:
        """Draw the table and its balance at ``percent`` of their size."""
        self._fits = False
        self._zoom_to(percent)
        self._share_height()

    def fit_window(self) -> None:
        """Make the table as large as the page has room for, now and whenever that changes."""
        self._fits = True
        self._share_height()

    def set_density(self, name: str) -> None:
        """Rows as high as `fit.DENSITIES` has them under that name."""
        self.view.set_density(name)
        self._share_height()

    def open_balance(self, shown: bool) -> None:
        """Show the sums of both sides column by column, or the one line only."""
        for bar in self._bars:
            bar.set_open(shown)

    def show_last_year(self, shown: bool) -> None:
        """Show last year's figures in the cells, small, or only in the tooltips."""
        self._legend.setText(f"{self._says}　小字为上年" if shown else self._says)
        self.model.show_last_year(shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Share the height there is now."""
        super().showEvent(event)
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height again."""
        super().resizeEvent(event)
        self._share_height()

    def event(self, event: QEvent) -> bool:
        """Share it, too, where a part of the page comes or goes."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_height()
        return handled

    # ------------------------------------------------------------ room
    def _share_height(self) -> None:
        """Rows come before the caption; the balance stays in any case."""
        if not self.isVisible():
            return
        strips = [strip for strip in self._strips if not strip.isHidden()]
        taken = 2 * EDGE + sum(bar.sizeHint().height() + GAP for bar in self._bars)
        taken += sum(strip.maximumHeight() + GAP for strip in strips)
        room = self.height() - taken
        captioned = room - self._heading.sizeHint().height() - GAP
        if self._fits:
            self._zoom_to(self.view.fitting(self.width() - 2 * RIM, room))
        shown = captioned >= self.view.least_height()
        self._heading.setVisible(shown)
        self.view.give(captioned if shown else room)

    def _zoom_to(self, percent: int) -> None:
        if percent != self.view.zoom:
            self._column.setMaximumWidth(FULL_WIDTH * percent // 100 + 2 * RIM)
            self.view.set_zoom(percent)

    # ------------------------------------------------------------ building
    def _add_balance(self, session: Session, relation: Balance) -> None:
        model = BalanceModel(session, relation)
        model.setParent(self)
        bar = BalanceBar(session, relation, model)
        strip = BalanceStrip(self.model.table, model)
        strip.hide()
        bar.opened.connect(strip.setVisible)
        bar.opened.connect(self.balance_opened)
        across = self.view.horizontalScrollBar()
        across.valueChanged.connect(strip.horizontalScrollBar().setValue)
        self._bars.append(bar)
        self._strips.append(strip)

    def _fill_heading(self) -> None:
        title = ElidedLabel(self.section.title)
        title.setToolTip(self.section.title)
        title.setObjectName("caption")
        title.setFont(sized(self.font(), Size.TITLE, bold=True))
        self._legend = Label(self._says)
        self._legend.setObjectName("hint")
        # It gives way rather than push the preview narrower.
        self._legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self._heading)
        row.setContentsMargins(0, 4, 0, 4)
        row.addWidget(title)
        row.addWidget(self._legend, 1)

    def _lay_out(self) -> None:
        self._fill_heading()
        self._column.setMaximumWidth(FULL_WIDTH + 2 * RIM)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(RIM, EDGE, RIM, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self._heading)
        column.addWidget(self.view)
        for bar, strip in zip(self._bars, self._strips, strict=True):
            column.addWidget(bar)
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
