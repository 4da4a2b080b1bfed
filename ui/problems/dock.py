"""The panel below the report: one line of counts, which opens the list and its details."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout, QWidget

from govreport_desktop.checks import Fix, Problem, Severity, deviations_of, tally
from ui.forms import NO_LIMIT
from ui.problems.details import ProblemDetails
from ui.problems.line import ProblemsLine
from ui.problems.list import ProblemsView
from ui.problems.model import PROBLEM, ProblemsModel
from ui.session import Session


class ProblemsDock(QFrame):
    """Follows one session; `jump_wanted` asks the window to go to a problem's cells.

    One line with the counts and the problem in hand; open, the list and the details too.
    """

    jump_wanted = Signal(object)  # Problem
    explained = Signal(bool)  # whether the problem has an explanation now
    opened = Signal(bool)  # whether the clerk wants the list to be seen
    mended = Signal()  # from a button here, which is gone now: the keyboard belongs to the page
    reshaped = Signal()  # one line now, or no longer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self._session: Session | None = None
        self.view: ProblemsView | None = None
        self.details: ProblemDetails | None = None
        self._model: ProblemsModel | None = None
        self._body: QWidget | None = None
        self._open = True
        self._key = ""
        # Before the list changed: the keys above the problem in hand, and where it was scrolled to.
        self._above: list[str] = []
        self._scrolled = 0
        self._visited = ""  # the key of the problem that was gone to last
        self._known: frozenset[str] = frozenset()  # the keys there were at that time
        self._weight: Severity | None = None  # of the problem gone to last
        self._edited = False  # whether the report has changed since the last visit
        self._chosen = False  # by the clerk: until then the list shows its gravest problem
        self.line = ProblemsLine(self.toggle)
        self.line.kinds_chosen.connect(self._on_filter)
        self.line.sentence.clicked.connect(self._on_sentence)
        self.line.explain.clicked.connect(self._on_explain)
        for remedy in (self.line.remedy, self.line.other):
            remedy.chosen.connect(self._on_fix)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    # ------------------------------------------------------------ the problem in hand
    @property
    def problem(self) -> Problem | None:
        """The one that is shown, on the line or in the details."""
        return self.details.problem if self.details else None

    @property
    def pane(self) -> QWidget | None:
        """What takes the keyboard here: the list, or the line's sentence; None without either."""
        if not self.is_line:
            return self.view
        return self.line.sentence if self.line.sentence.isEnabled() else None

    def choose(self) -> None:
        """Open the choice of what the problem in hand can be set right with."""
        if self.is_line or self.details is None:
            self.line.remedy.act()
        else:
            self.details.remedy.act()

    def show_problem(self, problem: Problem) -> None:
        """Take ``problem`` in hand, on the line or in list and details."""
        if self.view is None or self._model is None:
            return
        row = self._model.row_of(problem.key)
        if row < 0:  # a kind of problems that was filtered out
            self._list_all()
            row = self._model.row_of(problem.key)
        self._chosen = True
        self.view.selectRow(row)

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
        if not wanted and self._model is not None and self.line.kinds != set(Severity):
            self._list_all()  # what nobody sees filters nothing
        self._shape()
        self._look_up()

    def line_height(self) -> int:
        """Pixels the line takes."""
        return self.line.sizeHint().height()

    def _shape(self) -> None:
        """Fold the list away where nobody wants it, or nothing is in it."""
        session = self._session
        listed = self._open and session is not None and bool(session.problems)
        before = self.is_line
        if self._body is not None:
            self._body.setVisible(listed)
        self.setMaximumHeight(NO_LIMIT if listed else self.line_height())
        self.line.open(listed)
        if before == listed:
            self.reshaped.emit()

    def toggle(self) -> None:
        """Open the list, or fold it away; remembered as the clerk's own choice."""
        self.set_open(self.is_line)
        self.opened.emit(self._open)

    def follow(self, session: Session | None) -> None:
        """Show the problems of this session; None for the home page."""
        self._session = session
        self._visited, self._chosen, self._known = "", False, frozenset()
        if self._body is not None:
            self._body.deleteLater()
        self.view = self.details = self._model = self._body = None
        if session is not None:
            self._mount(session)

    def step(self, by: int) -> bool:
        """Go to the next open problem, or the one before; False where there is none."""
        if self.view is None or self._model is None or not (rows := self._model.open_rows):
            return False
        # The first step goes to the problem that is shown already, and so does the step after
        # one that was put right: another stands in its place, and nobody has been there.
        at = max(self.view.currentIndex().row(), 0)
        here = self._model.problem(at)
        if not self._visited or (by > 0 and here is not None and here.key != self._visited):
            by = 0
        if by < 0:
            row = next((row for row in reversed(rows) if row < at), rows[-1])
        else:
            left = self._as_grave(rows)
            row = next((row for row in left if row >= at + by), left[0])
        if by >= 0 and (fresh := self._fresh(at)) is not None:
            row = fresh
        self._chosen = True
        self.view.selectRow(row)
        problem = self._model.problem(row)
        if problem:
            self._go(problem)
        return True

    def _fresh(self, row: int) -> int | None:
        """The first above ``row`` that was not there at the last visit, and weighs no less."""
        assert self._model is not None
        here = self._model.problem(row)
        if not self._visited or here is None:
            return None
        return next((n for n in self._model.open_rows if n < row and self._is_new(n)), None)

    def _as_grave(self, rows: list[int]) -> list[int]:
        """Those of ``rows`` that come next once something was put right: the others as grave.

        All of them where no other is, or nothing was changed: who only looks wants the next.
        """
        assert self._model is not None
        if not self._edited or self._weight is None:
            return rows
        kinds = list(Severity)
        grave = kinds[: kinds.index(self._weight) + 1]
        found = [(row, self._model.problem(row)) for row in rows]
        left = [row for row, p in found if p and p.severity in grave and p.key != self._visited]
        return left or rows

    def _look_up(self) -> None:
        """Have the line alone name the gravest open problem, or the open one gone to last."""
        if self.view is None or self._model is None or not self.is_line:
            return
        row, rows = self.view.currentIndex().row(), self._model.open_rows
        if rows and row not in rows:
            self.view.selectRow(rows[0])
        elif (fresh := self._fresh(row)) is not None:
            self.view.selectRow(fresh)

    def _is_new(self, row: int) -> bool:
        problem = self._model.problem(row) if self._model else None
        return problem is not None and problem.key not in self._known

    def _go(self, problem: Problem) -> None:
        self._visited, self._weight, self._edited = problem.key, problem.severity, False
        if self._session is not None:
            self._known = frozenset(each.key for each in self._session.problems)
        self.jump_wanted.emit(problem)

    def _mount(self, session: Session) -> None:
        self._model = ProblemsModel(session)
        self.view = ProblemsView(self._model)
        self._model.setParent(self.view)
        self.details = ProblemDetails(session)
        self.view.opened.connect(self._go)
        self.details.jump_wanted.connect(self._go)
        self.details.explained.connect(self.explained)
        self.details.mended.connect(self.leave_remedy)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self._model.modelAboutToBeReset.connect(self._note_place)
        self._model.modelReset.connect(self._keep_current)
        self._model.dataChanged.connect(self._show_current)
        session.changed.connect(self._on_changed)
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

    def _on_changed(self, _: object) -> None:
        self._edited = True

    def _count(self, _: object) -> None:
        if self._session is None:
            return
        # What was gone and comes back, by an undo, is new again.
        self._known &= {problem.key for problem in self._session.problems}
        self.line.count(tally(self._session.problems), known=self._session.checked)
        self.line.say(deviations_of(self._session.report))
        self._say()
        self._shape()
        self._look_up()

    def _say(self) -> None:
        """The problem in hand and its place among the open ones listed."""
        if self._session is None or self.view is None or self._model is None:
            return
        row, rows = self.view.currentIndex().row(), self._model.open_rows
        place = f"{rows.index(row) + 1}/{len(rows)}" if row in rows else ""
        problem, writable = self._model.problem(row), not self._session.read_only
        self.line.show_problem(problem, place, writable=writable)
        if problem is None and not self._session.checked:
            self.line.say_busy()

    def _on_sentence(self) -> None:
        if self.problem is not None:
            self._go(self.problem)

    def _on_explain(self) -> None:
        """Open the list for what is to be written; whether it is wanted else stays as it was."""
        self.set_open(True)
        if self.details is not None:
            self.details.write()

    def _on_fix(self, fix: Fix) -> None:
        if self._session is not None and self.problem is not None:
            self._session.mend(self.problem, fix)
            self.leave_remedy()

    def leave_remedy(self) -> None:
        """Put the keyboard from a remedy that was carried out to what comes next.

        The list where it is seen, else the page: Qt would choose a button nearby.
        """
        if self.view is not None and not self.is_line:
            self.view.setFocus()
        else:
            self.mended.emit()

    def _on_filter(self) -> None:
        if self.is_line and not self._open:
            # A count of the folded line opens the list, and hides nothing in it.
            self._list_all()
            self.toggle()
        elif self._model is not None:
            self._model.show_kinds(self.line.kinds)

    def _list_all(self) -> None:
        self.line.list_all()
        if self._model is not None:
            self._model.show_kinds(self.line.kinds)

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        problem = current.data(PROBLEM)
        if problem is not None:
            self._key = problem.key
        if self.details is not None:
            self.details.show_problem(problem)
        self._say()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._chosen = True

    def _note_place(self) -> None:
        if self.view is not None and self._model is not None:
            self._scrolled = self.view.verticalScrollBar().value()
            above = map(self._model.problem, range(self.view.currentIndex().row()))
            self._above = [problem.key for problem in above if problem]

    def _keep_current(self) -> None:
        """After the list changed: stay on the same problem, else on the one now in its place.

        On the first one while the clerk has not been here.
        """
        if self.view is None or self._model is None:
            return
        count = self._model.rowCount()
        kept = self._model.row_of(self._key)
        if count and not self._chosen:
            self.view.selectRow(0)
            self.view.scrollToTop()
        elif count:
            # In its place is what follows the last of those above it that are still there.
            above = map(self._model.row_of, reversed(self._above))
            follows = min(next((row for row in above if row >= 0), -1) + 1, count - 1)
            left = self._as_grave(self._model.open_rows)
            follows = next((row for row in left if row >= follows), left[0] if left else follows)
            self.view.selectRow(kept if kept >= 0 else follows)
            if kept >= 0:
                self.view.verticalScrollBar().setValue(self._scrolled)
        elif self.details is not None:
            self.details.show_problem(None)
        self._say()
        self._look_up()

    def _show_current(self) -> None:
        """The same problem in new words."""
        if self.view is not None and self.details is not None:
            self.details.show_problem(self.view.currentIndex().data(PROBLEM))
        self._say()
        self._look_up()
