"""The panel below the report: one line of counts, which opens the list and its details."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.checks import Problem, Severity, deviations_of, tally
from govreport_desktop.shown import shown
from ui.forms import NO_LIMIT, has_keyboard
from ui.look import colors
from ui.models import Display, Index
from ui.plain import Label, tip
from ui.problems.details import ProblemDetails
from ui.problems.model import PROBLEM, Column, ProblemsModel
from ui.problems.sentence import Sentence
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

    def selectionCommand(self, *_: object) -> QItemSelectionModel.SelectionFlag:
        """The row with the keyboard is the one that is chosen, with Ctrl or without."""
        flags = QItemSelectionModel.SelectionFlag
        return flags.ClearAndSelect | flags.Rows

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


class ProblemsDock(QFrame):
    """Follows one session; `jump_wanted` asks the window to go to a problem's cells.

    One line with the counts and the gravest problem; open, the list and the details too.
    """

    jump_wanted = Signal(object)  # Problem
    opened = Signal(bool)  # whether the clerk wants the list to be seen
    reshaped = Signal()  # one line now, or no longer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self._session: Session | None = None
        self._filters: dict[Severity, QToolButton] = {}
        self.deviations = Label("审核设置与通常不同")
        self.gravest = Sentence()
        self.fold = QToolButton()
        self.view: ProblemsView | None = None
        self.details: ProblemDetails | None = None
        self._model: ProblemsModel | None = None
        self._body: QWidget | None = None
        self._open = True
        self._key = ""
        self._place = (0, 0)  # row and scroll position of the list before it changed
        self._visited = ""  # the key of the problem that was gone to last
        self._chosen = False  # by the clerk: until then the list shows its gravest problem
        self._line = self._title_bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    # ------------------------------------------------------------ one line or all
    @property
    def is_open(self) -> bool:
        """Whether the list is wanted; without a problem there is the line alone."""
        return self._open

    @property
    def is_line(self) -> bool:
        """Whether there is the line alone."""
        return self._body is None or self._body.isHidden()

    def set_open(self, wanted: bool) -> None:
        """Show the list and the details below the line, or the line alone."""
        self._open = wanted
        self._shape()

    def line_height(self) -> int:
        """Pixels the line takes."""
        return self._line.sizeHint().height()

    def _shape(self) -> None:
        """Fold the list away where nobody wants it, or nothing is in it."""
        session = self._session
        listed = self._open and session is not None and bool(session.problems)
        before = self.is_line
        if self._body is not None:
            self._body.setVisible(listed)
        self.setMaximumHeight(NO_LIMIT if listed else self.line_height())
        words = "收起问题列表" if listed else "展开问题列表"
        self.fold.setArrowType(Qt.ArrowType.DownArrow if listed else Qt.ArrowType.UpArrow)
        self.fold.setToolTip(f"{words}（Ctrl+Shift+M）")
        self.fold.setAccessibleName(words)
        self.gravest.setVisible(not listed)
        if before == listed:
            self.reshaped.emit()

    def toggle(self) -> None:
        """Open the list, or fold it away; remembered as the clerk's own choice."""
        self.set_open(not self._open)
        self.opened.emit(self._open)

    def follow(self, session: Session | None) -> None:
        """Show the problems of this session; None for the home page."""
        self._session = session
        self._visited, self._chosen = "", False
        if self._body is not None:
            self._body.deleteLater()
        self.view = self.details = self._model = self._body = None
        if session is not None:
            self._mount(session)

    def step(self, by: int) -> None:
        """Go to the next problem, or the one before."""
        if self.view is None or self._model is None or not self._model.rowCount():
            return
        # The first step goes to the problem that is shown already, and so does the step after
        # one that was put right: another stands in its place, and nobody has been there.
        at = max(self.view.currentIndex().row(), 0)
        here = self._model.problem(at)
        if not self._visited or (by > 0 and here is not None and here.key != self._visited):
            by = 0
        self._chosen = True
        row = (at + by) % self._model.rowCount()
        self.view.selectRow(row)
        problem = self._model.problem(row)
        if problem:
            self._go(problem)

    def _go(self, problem: Problem) -> None:
        self._visited = problem.key
        self.jump_wanted.emit(problem)

    def _mount(self, session: Session) -> None:
        self._model = ProblemsModel(session)
        self.view = ProblemsView(self._model)
        self._model.setParent(self.view)
        self.details = ProblemDetails(session)
        self.view.opened.connect(self._go)
        self.details.jump_wanted.connect(self._go)
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
        self._body = splitter
        layout = self.layout()
        assert layout is not None
        layout.addWidget(splitter)
        self._count(None)
        self._keep_current()

    def _title_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("panelTitle")
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(12, 0, 6, 0)
        layout.setSpacing(4)
        layout.addWidget(Label("问题"))
        layout.addSpacing(4)
        for severity in Severity:
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(True)
            button.setAutoRaise(True)
            button.toggled.connect(self._on_filter)
            self._filters[severity] = button
            layout.addWidget(button)
        layout.addSpacing(4)
        self.deviations.setObjectName("hint")
        self.deviations.hide()
        layout.addWidget(self.deviations)
        self.gravest.clicked.connect(self._on_gravest)
        layout.addWidget(self.gravest, 1)
        layout.addStretch()
        self.fold.setAutoRaise(True)
        self.fold.clicked.connect(self.toggle)
        layout.addWidget(self.fold)
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
        self._say_gravest()
        self._shape()

    def _say_gravest(self) -> None:
        """The first problem in a few words, where the list is folded away."""
        assert self._session is not None
        problem = next(iter(self._session.problems), None)
        words = problem.message if problem else "没有需要处理的问题"
        self.gravest.setText(shown(words))
        self.gravest.setEnabled(problem is not None)
        self.gravest.setToolTip(tip(f"转到：{words}" if problem else words))
        self.gravest.setAccessibleName(words)

    def _on_gravest(self) -> None:
        problem = next(iter(self._session.problems), None) if self._session else None
        if problem is not None:
            self._go(problem)

    def _on_filter(self) -> None:
        if self.is_line and not self._open:
            # A count of the folded line opens the list, and hides nothing in it.
            for button in self._filters.values():
                with QSignalBlocker(button):
                    button.setChecked(True)
            self.toggle()
        if self._model is not None:
            kinds = {kind for kind, button in self._filters.items() if button.isChecked()}
            self._model.show_kinds(kinds)

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
