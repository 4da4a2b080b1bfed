"""What is wrong with an open report, found while it is typed in, as far as nobody has to wait.

Figures are checked with every edit. Which cell is the wrong one, and what the prose says, takes
longer: it is found on another thread, when typing pauses, and what was found for an older state
is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from govreport_desktop.checks.background import CauseCheck, ProseCheck
from govreport_desktop.checks.problem import Problem

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from govreport_desktop.checks.background import Read
    from govreport_desktop.checks.statements import Statement
    from govreport_desktop.store.document import Document

PROSE_DELAY_MS = 200
FIRST_DELAY_MS = 60
# Behind the repainting of what was typed: both threads take turns in Python.
CAUSES_DELAY_MS = 40
# How often is looked whether the other thread is through, while it runs.
LOOK_MS = 10


class Checking(QObject):
    """What is wrong with the report of ``document``; `problems` is the newest list."""

    found = Signal()  # `problems` is new

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self.problems: list[Problem] = []
        self._document = document
        self._figures: list[Problem] = []  # as they were last found, explained or not
        self._unexplained = False  # whether that was without their causes
        self._prose: list[Problem] = []
        self._said: tuple[Statement, ...] = ()  # what the prose states of the tables
        self._row: tuple[str, str] | None = None  # table and row that were typed into last
        self._begun = False
        self._revision = 0  # counts the edits
        self._running: Future[Read] | None = None
        self._take: Callable[[Read], None] = self._take_prose
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_for_it)
        self._causes_timer = self._timer(self._find_causes)
        self._prose_timer = self._timer(self._read_prose)
        # First the window, then what is wrong in it: counted from when it handles events.
        self._on_screen = False
        self._prose_timer.start(0)

    @property
    def begun(self) -> bool:
        """Whether the report has been checked once, its figures at least."""
        return self._begun

    @property
    def busy(self) -> bool:
        """Whether something is still to come."""
        timers = (self._prose_timer, self._causes_timer)
        return self._running is not None or any(timer.isActive() for timer in timers)

    def edited(self, row: tuple[str, str] | None, *, prose_alone: bool) -> None:
        """Check after an edit; ``row`` is where a number was typed, if it was one."""
        self._revision += 1
        self._row = row or self._row
        if not prose_alone:
            self._check_figures()
        self._prose_timer.start(PROSE_DELAY_MS)

    def all_now(self) -> None:
        """Check all of the report, prose and causes included, before this answers."""
        from govreport_desktop.checks import FIGURES, PROSE, check
        from govreport_desktop.checks.run import read

        self._prose_timer.stop()
        self._causes_timer.stop()
        # What is still being found is for older settings or an older text.
        self._revision += 1
        report = self._document.report
        self._prose, self._said = read(report, PROSE)
        self._figures = check(report, rules=FIGURES, said=self._said)
        self._unexplained = False
        self._list()

    def explain(self) -> None:
        """Find the causes of the figures' problems, where they are still to come, right now."""
        if self._unexplained:
            self._causes_timer.stop()
            self._take_causes(CauseCheck(self._revision, self._document.report, self._said)())

    def _timer(self, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(do)
        return timer

    # ------------------------------------------------------------ at once
    def _check_figures(self) -> None:
        """Figures as they are now, beside what was last found in the prose."""
        from govreport_desktop.checks import FIGURES, check

        before = {problem.key: problem for problem in self._figures}
        found = check(self._document.report, rules=FIGURES, said=(), causes=False)
        self._figures = [_explained_before(one, before.get(one.key)) for one in found]
        self._unexplained = True
        self._list()
        self._causes_timer.start(CAUSES_DELAY_MS)

    def _list(self) -> None:
        from govreport_desktop.checks import arranged

        listed = arranged(self._document.report, [*self._figures, *self._prose])
        self.problems = [problem.likelier(self._row) for problem in listed]
        self._begun = True
        self.found.emit()

    # ------------------------------------------------------------ on the other thread
    def _find_causes(self) -> None:
        if self._running is not None:
            self._causes_timer.start(CAUSES_DELAY_MS)
            return
        self._run(CauseCheck(self._revision, self._document.report, self._said), self._take_causes)

    def _take_causes(self, found: Read) -> None:
        self._unexplained = False
        if self._figures != found.problems:
            self._figures = found.problems
            self._list()

    def _read_prose(self) -> None:
        if not self._on_screen:
            self._on_screen = True
            self._prose_timer.start(FIRST_DELAY_MS)
            return
        if self._running is not None:
            self._prose_timer.start(PROSE_DELAY_MS)
            return
        self._run(ProseCheck(self._revision, self._document.report), self._take_prose)

    def _take_prose(self, found: Read) -> None:
        self._prose, self._said = found.problems, found.said
        # What the prose says is evidence of the figures as well.
        self._check_figures()
        self._causes_timer.stop()
        self._find_causes()

    def _run(self, work: Callable[[], Read], take: Callable[[Read], None]) -> None:
        self._running, self._take = self._worker.submit(work), take
        self._look.start()

    @cached_property
    def _worker(self) -> ThreadPoolExecutor:
        """The other thread; it ends when this does."""
        from concurrent.futures import ThreadPoolExecutor  # behind the window's first picture

        return ThreadPoolExecutor(1, "checks")

    def _look_for_it(self) -> None:
        """Take over what was found, once it is there.

        The worker tells nobody: this may be on its way out when it comes to an end, and a signal
        of a dying object takes the process along.
        """
        future = self._running
        if future is None or not future.done():
            return
        self._look.stop()
        self._running = None
        found = future.result()
        # Otherwise the report has moved on, and the timer that the edit started is running.
        if found.revision == self._revision:
            self._take(found)


def _explained_before(now: Problem, before: Problem | None) -> Problem:
    """What explained it, while it is the same: else a cause would come and go with every key."""
    if before is None or (now.figures, now.message) != (before.figures, before.message):
        return now
    return before
