"""The panel at the bottom: problems, filters by kind, the chosen one in full."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QWidget,
)

from govreport_desktop.checks import Problem, Severity, deviations_of, tally
from ui.forms import has_keyboard
from ui.look import colors
from ui.models import Display, Index
from ui.plain import Label, tip
from ui.problems.details import ProblemDetails
from ui.problems.model import PROBLEM, Column, ProblemsModel
from ui.session import Session


class ProblemsView(QTableView):
    """The list. Enter and a double click go to the cells."""

    opened = Signal(object)  # Problem

    def __init__(self, model: ProblemsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName("问题列表")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        em = self.fontMetrics().horizontalAdvance("宽")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(em * 2)
        header = self.horizontalHeader()
        header.hide()
        self.setColumnWidth(Column.SEVERITY, em * 5 + 12)
        self.setColumnWidth(Column.PART, em * 3)
        header.setSectionResizeMode(Column.MESSAGE, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C here, where it copies the sentence, not the cells of the table."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.matches(QKeySequence.StandardKey.Copy):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the cells, Ctrl+C copies the sentence."""
        problem = self.currentIndex().data(PROBLEM)
        if problem is not None and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(problem.message)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex())
            case Qt.Key.Key_Home:  # Qt's own goes along the row, of which there is one choice
                self.selectRow(0)
            case Qt.Key.Key_End:
                self.selectRow(self.model().rowCount() - 1)
            case _:
                super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        problem = index.data(PROBLEM)
        if problem is not None:
            self.opened.emit(problem)


class _RowDelegate(QStyledItemDelegate):
    """A row on a ground that leaves its colours readable; severity by sign, word and colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One field of a problem."""
        problem: Problem = index.data(PROBLEM)
        palette = option.palette
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colors.chosen(palette, focused=has_keyboard(option)))
        font = QFont(option.font)
        ink = palette.text().color()
        if index.column() == Column.SEVERITY:
            font.setWeight(QFont.Weight.Bold)
            ink = colors.mark(palette, problem.severity)
            ink = ink if problem.is_open else colors.explained(palette)
        painter.setFont(font)
        painter.setPen(ink)
        room: QRect = option.rect.adjusted(10, 0, -4, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data(Display.DisplayRole)), Qt.TextElideMode.ElideRight, room.width()
        )
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), text)
        painter.restore()


class ProblemsDock(QDockWidget):
    """Follows one session; `jump_wanted` asks the window to go to a problem's cells."""

    jump_wanted = Signal(object)  # Problem

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("问题", parent)
        self.setObjectName("problems")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea)
        self._session: Session | None = None
        self._filters: dict[Severity, QToolButton] = {}
        self.deviations = Label("审核设置与通常不同")
        self.setTitleBarWidget(self._title_bar())
        self.view: ProblemsView | None = None
        self.details: ProblemDetails | None = None
        self._model: ProblemsModel | None = None
        self._key = ""
        self._place = (0, 0)  # row and scroll position of the list before it changed
        self._stepped = False
        self._chosen = False  # by the clerk: until then the list shows its gravest problem
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def follow(self, session: Session | None) -> None:
        """Show the problems of this session; None for the start page."""
        self._session = session
        self._stepped = self._chosen = False
        old = self.widget()
        if old is not None:
            self.setWidget(QWidget())
            old.deleteLater()
        self.view = self.details = self._model = None
        if session is not None:
            self._mount(session)

    def step(self, by: int) -> None:
        """Go to the next problem, or the one before."""
        if self.view is None or self._model is None or not self._model.rowCount():
            return
        # The first step goes to the problem that is shown already.
        by, self._stepped = (by if self._stepped else 0), True
        self._chosen = True
        row = (self.view.currentIndex().row() + by) % self._model.rowCount()
        self.view.selectRow(row)
        problem = self._model.problem(row)
        if problem:
            self.jump_wanted.emit(problem)

    def _mount(self, session: Session) -> None:
        self._model = ProblemsModel(session)
        self.view = ProblemsView(self._model)
        self._model.setParent(self.view)
        self.details = ProblemDetails(session)
        self.view.opened.connect(self.jump_wanted)
        self.details.jump_wanted.connect(self.jump_wanted)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self._model.modelAboutToBeReset.connect(self._note_place)
        self._model.modelReset.connect(self._keep_current)
        self._model.dataChanged.connect(self._show_current)
        session.problems_changed.connect(self._count)
        splitter = QSplitter()
        splitter.addWidget(self.view)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([640, 420])
        self.setWidget(splitter)
        self._count(None)
        self._keep_current()

    def _title_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("panelTitle")
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(12, 3, 6, 3)
        layout.addWidget(Label("问题"))
        layout.addSpacing(8)
        for severity in Severity:
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(True)
            button.setAutoRaise(True)
            button.toggled.connect(self._on_filter)
            self._filters[severity] = button
            layout.addWidget(button)
        layout.addSpacing(8)
        self.deviations.setObjectName("hint")
        self.deviations.hide()
        layout.addWidget(self.deviations)
        layout.addStretch()
        close = QToolButton()
        close.setText("✕")
        close.setAutoRaise(True)
        close.setToolTip("收起问题列表")
        close.setAccessibleName("收起问题列表")
        close.clicked.connect(self.close)
        layout.addWidget(close)
        return bar

    def _count(self, _: object) -> None:
        if self._session is None:
            return
        found = tally(self._session.problems)
        for severity, button in self._filters.items():
            words = found.words_of(severity)
            button.setText(f"{colors.SIGNS[severity]} {severity.label} {found.open(severity)}")
            button.setToolTip(f"{words}，显示或隐藏")
            button.setAccessibleName(f"{words}，显示或隐藏")
        # That something is not looked for here; what, when pointed at or read out.
        words = deviations_of(self._session.report)
        self.deviations.setToolTip(tip(words))
        self.deviations.setAccessibleName(words)
        self.deviations.setVisible(bool(words))

    def _on_filter(self) -> None:
        if self._model is not None:
            shown = {kind for kind, button in self._filters.items() if button.isChecked()}
            self._model.show_kinds(shown)

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        problem = current.data(PROBLEM)
        if problem is not None:
            self._key = problem.key
        if self.details is not None:
            self.details.show_problem(problem)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._chosen = True

    def _note_place(self) -> None:
        if self.view is not None:
            scrolled = self.view.verticalScrollBar().value()
            self._place = max(self.view.currentIndex().row(), 0), scrolled

    def _keep_current(self) -> None:
        """After the list changed: stay on the same problem, else on the one now in its place.

        On the first one while the clerk has not been here.
        """
        if self.view is None or self._model is None:
            return
        count = self._model.rowCount()
        row, scrolled = self._place
        kept = self._model.row_of(self._key)
        if count and not self._chosen:
            self.view.selectRow(0)
            self.view.scrollToTop()
        elif count:
            self.view.selectRow(kept if kept >= 0 else min(row, count - 1))
            if kept >= 0:
                self.view.verticalScrollBar().setValue(scrolled)
        elif self.details is not None:
            self.details.show_problem(None)

    def _show_current(self) -> None:
        """The same problem in new words."""
        if self.view is not None and self.details is not None:
            self.details.show_problem(self.view.currentIndex().data(PROBLEM))
