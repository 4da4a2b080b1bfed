"""The first view of a task: counters, one row an office, and what is asked about the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from govreport_desktop.checks import Severity
from govreport_desktop.collect.status import OfficeRow
from ui.collect.cards import Side, side_by_side
from ui.collect.counters import Counters
from ui.collect.list_model import ROW
from ui.collect.office_cards import (
    HistoryCard,
    PastCard,
    PointsCard,
    SecondCard,
    StandingCard,
)
from ui.collect.offices_model import COUNTERS, MISSING, Column, OfficesModel
from ui.collect.question_card import QuestionCard
from ui.collect.session import CollectSession
from ui.collect.table import RowsDelegate, RowsTable
from ui.collect.words import state_ink
from ui.look import colors
from ui.look.tokens import Space
from ui.models import Index

_ALWAYS = 7  # counters that are shown at 0, too; 不报 only where there are such offices


class OfficesPage(QWidget):
    """Counters that filter, the list, the cards."""

    opened = Signal(str)  # id of an office whose report is wanted
    told = Signal(str)  # what was done
    many_wanted = Signal()  # all that are proposed to pass are to be decided at once

    def __init__(self, session: CollectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = OfficesModel(session.view)
        self.counters = Counters([word for word, _ in COUNTERS], "各状态的单位数")
        self.list = RowsTable(self.model, "各单位")
        self.list.setItemDelegate(_OfficeDelegate(self.list))
        self.side = Side("所选单位")
        self.question = QuestionCard(session)
        self.standing = StandingCard(session)
        self.points = PointsCard(session)
        self.second = SecondCard(session)
        self.past = PastCard()
        self.history = HistoryCard(session)
        self._cards = (
            *(self.question, self.standing, self.second),
            *(self.points, self.past, self.history),
        )
        self._office = ""  # the id of the chosen one
        self._lay_out()
        self._connect()
        self.follow()
        self.list.choose(0)

    @property
    def current(self) -> OfficeRow | None:
        """The chosen office."""
        row = self.list.currentIndex().data(ROW)
        return row if isinstance(row, OfficeRow) else None

    def search(self, words: str) -> None:
        """Show what is found by ``words``."""
        self.model.search(words)

    def filter_by(self, number: int) -> None:
        """Show the offices that a counter counts."""
        self.counters.choose(number)

    def go_to(self, office_id: str) -> None:
        """Choose an office, whatever is filtered away."""
        if self.model.row_of(office_id) < 0:
            self.counters.choose(0)
        if (at := self.model.row_of(office_id)) >= 0:
            self.list.choose(at)

    def step(self, by: int) -> str:
        """The id of the next office in the list, which becomes the chosen one; "" at the end."""
        at = self.list.currentIndex().row() + by
        if not 0 <= at < self.model.rowCount():
            return ""
        self.list.choose(at)
        return self._office

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        ems = {
            Column.OFFICE: 10,
            Column.STATE: 6,
            Column.RECEIVED: 6,
            Column.VERSIONS: 2.6,
            Column.ERRORS: 2.2,
            Column.WARNINGS: 2.2,
            Column.RETURNS: 2.2,
        }
        self.list.widen({int(column): wide for column, wide in ems.items()}, Column.FILE)
        self.list.drop_if_narrow(48, (Column.RECEIVED, Column.VERSIONS, Column.RETURNS))
        for card in self._cards:
            self.side.add(card)
        top = QHBoxLayout()
        top.setSpacing(Space.STEP)
        top.addWidget(self.counters)
        self.top = top
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.ROOM, Space.STEP, Space.ROOM, Space.STEP)
        page.setSpacing(Space.STEP)
        page.addLayout(top)
        page.addWidget(side_by_side(self.list, self.side), 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self._session.changed.connect(self.follow)
        self.standing.many_wanted.connect(self.many_wanted)
        self.counters.chosen.connect(self._on_counter)
        self.list.opened.connect(self._on_opened)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.model.modelReset.connect(self._keep_current)

    # ------------------------------------------------------------ what changes
    def follow(self) -> None:
        """Go by the overview there is now."""
        view = self._session.view
        of = [[row for row in view.rows if row.state in states] for _, states in COUNTERS]
        # Not beside 应报: that an office owes a report is proposed by nobody.
        proposed = [0, *(sum(row.proposed for row in rows) for rows in of[1:])]
        self.counters.buttons[MISSING].word = self._session.unknown or COUNTERS[MISSING][0]
        self.counters.show_counts([len(rows) for rows in of], proposed, always=_ALWAYS)
        self.model.show_view(view, self._session.unknown)
        self._show()

    def _on_counter(self, number: int) -> None:
        self.model.show_states(COUNTERS[number][1])

    def _on_opened(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row is not None:
            self.opened.emit(row.office.id)

    def _on_current(self, current: QModelIndex) -> None:
        row = current.data(ROW)
        if row is not None and row.office.id != self._office:
            self._office = row.office.id
            self._show()

    def _keep_current(self) -> None:
        """After the list changed: the same office, else the first."""
        at = self.model.row_of(self._office)
        self.list.choose(max(at, 0))
        self._show()

    def _show(self) -> None:
        row = self.current
        self.side.setVisible(row is not None)
        if row is not None:
            self._office = row.office.id
            for card in self._cards:
                card.show_row(row)


class _OfficeDelegate(RowsDelegate):
    """States on their ground, errors and warnings in their colours, files standing back."""

    def ink(self, palette: QPalette, index: Index) -> QColor:
        """By column."""
        row: OfficeRow = index.data(ROW)
        match index.column():
            case Column.STATE:
                return state_ink(palette, row.state)
            case Column.ERRORS:
                return colors.mark(palette, Severity.ERROR)
            case Column.WARNINGS:
                return colors.mark(palette, Severity.WARNING)
            case Column.RECEIVED | Column.FILE:
                return colors.muted(palette)
        return palette.text().color()

    def is_state(self, index: Index) -> bool:
        """The column of states."""
        return bool(index.column() == Column.STATE)

    def cut(self, index: Index) -> Qt.TextElideMode:
        """A path is told by its end."""
        row: OfficeRow = index.data(ROW)
        if index.column() == Column.FILE and row.counted is not None:
            return Qt.TextElideMode.ElideMiddle
        return Qt.TextElideMode.ElideRight
