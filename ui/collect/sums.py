"""The second view of a task: the statutory tables with the sums, and what each is made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.form.model import CellAddress
from ui.collect.adjust_dialog import AdjustDialog
from ui.collect.cards import Side, side_by_side
from ui.collect.session import CollectSession
from ui.collect.sum_cards import BreaksCard, ChangeCard, ProvisionalCard, SumCard
from ui.collect.sums_model import LEGEND, SumsModel, SumsSession
from ui.collect.words import FEW_OFFICES
from ui.grid.page import TablePage
from ui.look.tokens import Space
from ui.settings import LAST_YEAR_SHOWN, Settings

LOW = 660  # pixels in which the usual rows of part 三 would have to scroll


class SumsPage(QWidget):
    """One table at a time, the cards beside it."""

    opened = Signal(str, object)  # the id of an office, and the CellAddress to show in its report

    def __init__(
        self, session: CollectSession, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self.sums = SumsSession(session, self)
        self.pages: list[TablePage] = []
        self.parts = QButtonGroup(self)
        self._stack = QStackedWidget()
        self.side = Side("所选的数")
        self.sum = SumCard(session)
        self.change = ChangeCard(session)
        self.breaks = BreaksCard(session)
        self.provisional = ProvisionalCard(session)
        self._shown: CellAddress | None = None
        self._lay_out()
        self._connect()
        self.choose_part(self._first())

    @property
    def page(self) -> TablePage:
        """The table that is shown."""
        return self.pages[self._stack.currentIndex()]

    @property
    def current(self) -> CellAddress | None:
        """The chosen cell."""
        return self.page.view.current

    def choose_part(self, number: int) -> None:
        """Show another table."""
        if (tab := self.parts.button(number)) is not None:
            tab.setChecked(True)
        self._stack.setCurrentIndex(number)
        self.setFocusProxy(self.page)
        self._show()

    def go_to(self, address: CellAddress) -> None:
        """Choose a cell, in whatever table it is."""
        for number, page in enumerate(self.pages):
            if page.model.table.id == address.table:
                self.choose_part(number)
                page.view.go_to(address)

    def showEvent(self, event: QShowEvent) -> None:
        """The cards, as far as nobody has looked at them so far."""
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low rows where that shows all of part 三 on an office screen: here nothing is typed."""
        super().resizeEvent(event)
        density = self._settings.density
        low = density == "usual" and self.height() < LOW
        for page in self.pages:
            page.set_density("low" if low else density)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a table opens the largest contributor."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers():
                self.sum.open_current()
                return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        form = self._session.view.sums.form
        tables = [section for section in form.sections if section.kind == "table"]
        row = QHBoxLayout()
        row.setSpacing(Space.HALF)
        for number, section in enumerate(tables):
            model = SumsModel(self.sums, form.tables[section.id])
            page = TablePage(self.sums.session, section, model=model, legend=LEGEND)
            page.set_zoom(self._settings.zoom)
            page.show_last_year(self._settings.flag(LAST_YEAR_SHOWN, False))
            page.view.installEventFilter(self)
            self.pages.append(page)
            self._stack.addWidget(page)
            tab = QToolButton()
            tab.setText(section.number or section.title)
            tab.setToolTip(section.title)
            tab.setAccessibleName(section.title)
            tab.setCheckable(True)
            self.parts.addButton(tab, number)
            row.addWidget(tab)
        row.addStretch()
        self.last_year = QToolButton()
        self.last_year.setText("上年数")
        self.last_year.setToolTip("在每格里以小字列出上年各单位相加的数（F7）")
        self.last_year.setCheckable(True)
        self.last_year.setChecked(self._settings.flag(LAST_YEAR_SHOWN, False))
        row.addWidget(self.last_year)
        head = QWidget()
        head.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (head, self.sum, self.change, self.breaks, self.provisional):
            self.side.add(widget)
        page_layout = QVBoxLayout(self)
        page_layout.setContentsMargins(0, 0, Space.STEP, 0)
        page_layout.addWidget(side_by_side(self._stack, self.side))

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self.parts.idClicked.connect(self._on_part)
        self.last_year.toggled.connect(self._on_last_year)
        self.sum.opened.connect(self._on_opened)
        self.sum.adjust_wanted.connect(self.adjust)
        for page in self.pages:
            page.view.selection_moved.connect(self._show)
            page.zoom_wanted.connect(self._on_zoom)

    def _first(self) -> int:
        """The table where most of the work is."""
        form = self._session.view.sums.form
        wanted = form.role("requests")
        ids = [page.section.id for page in self.pages]
        return ids.index(wanted.id) if wanted is not None and wanted.id in ids else 0

    # ------------------------------------------------------------ what changes
    def _on_changed(self) -> None:
        """What a figure is made of is as long as the roster: a long one waits to be looked at."""
        self._shown = None
        if self.isVisible() or len(self._session.view.rows) <= FEW_OFFICES:
            self._show()

    def _on_part(self, number: int) -> None:
        self.choose_part(number)
        self.page.setFocus()

    def _on_last_year(self, wanted: bool) -> None:
        self._settings.put(LAST_YEAR_SHOWN, wanted)
        for page in self.pages:
            page.show_last_year(wanted)

    def _on_zoom(self, percent: int) -> None:
        for page in self.pages:
            page.set_zoom(percent)

    def _on_opened(self, office: str) -> None:
        self.opened.emit(office, self.current)

    def _show(self) -> None:
        address = self.current
        if address is None or address == self._shown:
            return
        self._shown = address
        self.sum.show_sum(self._session.view.sums.cell(address))
        self.change.show_cell(address)
        self.breaks.show_cell(address)
        self.provisional.follow()

    # ------------------------------------------------------------ adjusting
    def adjust(self) -> None:
        """Ask what is to be added to the chosen figure, or taken from it."""
        address = self.current
        if address is not None and not self._session.read_only:
            dialog = AdjustDialog(self._session, address, self.window())
            dialog.open()
