"""The commands about what is wrong: go there, one place after the other, and put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QApplication

from govreport_desktop.checks import Problem, Severity, Span
from govreport_desktop.form.model import CellAddress
from ui.actions import FIX_KEY
from ui.menus.shell import Shell
from ui.problems.details import FixButton
from ui.problems.dock import ProblemsDock
from ui.problems.ends import ends, is_of_the_whole
from ui.remedy import Remedy
from ui.report.view import ReportView
from ui.session import Session

_STOPS = "。！？；”』」"  # with which a sentence ends; what is underlined may stop before them


class Problems:
    """Leads from the list to the report, and from a problem to its first fix."""

    def __init__(self, shell: Shell, dock: ProblemsDock) -> None:
        self._shell = shell
        self._dock = dock
        self._been = "", 0  # the problem that was gone to last, and to which of its places
        dock.jump_wanted.connect(self.jump)
        dock.explained.connect(self._tell_explained)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {
            "next_problem": self.next,
            "previous_problem": self.previous,
            "fix": self.mend,
        }

    def next(self) -> None:
        """On to the next problem."""
        self._step(1)

    def previous(self) -> None:
        """Back to the one before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self._dock.step(by) and self._shell.session is not None:
            self._shell.tell("没有要处理的问题")

    def _tell_explained(self, there: bool) -> None:
        self._shell.tell("已记下审核说明，随文件保存" if there else "已去掉审核说明")

    def take(self, problem: Problem) -> None:
        """Take a problem in hand and show the first of its places, whichever was seen before."""
        session = self._shell.session
        if session is not None and any(each.key == problem.key for each in session.problems):
            self._dock.show_problem(problem)
        self._been = "", 0
        self.jump(problem)

    def jump(self, problem: Problem) -> None:
        """Show where a problem is; where that is in several places, the next one each time."""
        view = self._shell.view
        if view is None:
            return
        places = ends(problem)
        key, at = self._been
        at = (at + 1) % len(places) if key == problem.key and places else 0
        self._been = problem.key, at
        match places[at] if places else None:
            case Span(section, start, end):
                view.show_span(section, start, end)
            case None if is_of_the_whole(problem):
                self._dock.set_open(True)  # there is nothing but its words to be shown
                self._shell.tell("这一点说的是整份报告，没有指明哪一格，全文见下面")
            case None:
                view.show_part(problem.section or "office")
            case cells:
                view.show_address(list(cells))

    def mend(self) -> None:
        """Carry out the first fix of the problem in hand, or open the choice of where.

        Only what is in view: a problem that is elsewhere, or is not the one shown on the panel,
        is shown first. On a button that puts something right, the key does what that one says.
        """
        session, view = self._shell.session, self._shell.view
        if session is None or view is None or self._press():
            return
        session.explain()
        problem = self._in_hand()
        if problem is None or not problem.fixes or session.read_only:
            self._shell.tell("眼前没有可以直接改正的问题，按 F8 转到下一个问题")
            return
        words = problem.choice or problem.fixes[0].label
        # Under the caret it is underlined: nobody has to be shown which sentence is meant.
        here = view.prose is not None and problem == self._at_caret(session, view)
        elsewhere = view.part not in (problem.section or view.part, *_tables(session, problem))
        shown = self._dock.problem
        if elsewhere or not (here or (shown is not None and shown.key == problem.key)):
            self._dock.show_problem(problem)
            if elsewhere:
                self.jump(problem)
            self._shell.tell(f"再按一次 {FIX_KEY}：{words}")
        elif problem.choice:
            self._dock.show_problem(problem)
            self._dock.choose()
        else:
            session.mend(problem, problem.fixes[0])

    def tell_mended(self, words: str, _: object) -> None:
        """Say what a fix did, wherever it was asked for."""
        self._shell.tell(f"已执行：{words}（Ctrl+Z 撤销）")

    def _press(self) -> bool:
        """Press the remedy that has the keyboard; False where it is elsewhere."""
        button = QApplication.focusWidget()
        if not isinstance(button, FixButton | Remedy):
            return False
        button.click()
        return True

    def _in_hand(self) -> Problem | None:
        """The one at the cell or the words where the keyboard is, else the one shown below."""
        session, view = self._shell.session, self._shell.view
        if session is None or view is None:
            return None
        found = None
        if view.grid is not None:
            found = at_cell(session.problems, view.grid.current)
        elif view.prose is not None:
            found = self._at_caret(session, view)
        return found or self._dock.problem

    def _at_caret(self, session: Session, view: ReportView) -> Problem | None:
        """The one around the caret, else of the sentence whose full stop stands before it."""
        assert view.prose is not None
        at = view.prose.chosen()[1]
        text = session.report.texts.get(view.part, "")
        before = len(text[:at].rstrip(_STOPS))
        return at_place(session.problems, view.part, at) or at_place(
            session.problems, view.part, before
        )


def at_cell(problems: Iterable[Problem], cell: CellAddress | None) -> Problem | None:
    """The gravest open problem of ``cell`` that can be fixed; hints wait to be chosen."""
    return next(
        (
            problem
            for problem in problems
            if cell in problem.cells and _counts(problem) and problem.severity is not Severity.INFO
        ),
        None,
    )


def at_place(problems: Iterable[Problem], section: str, start: int) -> Problem | None:
    """The gravest open one around character ``start`` of a narrative as stored."""
    return next(
        (
            problem
            for problem in problems
            for span in problem.spans
            if span.section == section and span.start <= start <= span.end and _counts(problem)
        ),
        None,
    )


def _tables(session: Session, problem: Problem) -> set[str]:
    """The parts whose tables hold cells of ``problem``."""
    form = session.report.form
    return {form.tables[cell.table].section for cell in problem.cells}


def _counts(problem: Problem) -> bool:
    return bool(problem.fixes) and problem.is_open
