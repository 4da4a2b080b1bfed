"""One open task as Qt sees it: decisions in, signals out; the one door to a `CollectTask`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from govreport_desktop.collect.asked import Question, questions
from govreport_desktop.collect.decision import Decision, Draft, Subject
from govreport_desktop.collect.kept import Kept
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.said import Said
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import CancelledError, GovReportError
from govreport_desktop.jobs.collecting import Scanned, scan
from govreport_desktop.shown import shown
from ui.collect.inbox import WindowsInbox
from ui.tasks import Task, run_task

SETTLE_MS = 1500  # a file that is being copied changes for a while
# What a task stands on, and what was sealed: neither is taken back by a key or a click.
KEPT = (Subject.TASK, Subject.SEAL, Subject.UNDO)
MOST_FOLDERS = 500  # that are watched: systems have a limit for them


class Step(NamedTuple):
    """One thing a person did: its name, and the decisions it came to."""

    name: str
    numbers: tuple[int, ...]


class CollectSession(QObject):
    """The task being worked on.

    Every decision goes through `decide`: it is on the disk when that returns, and ``view`` is
    what follows from it. Undo and redo are decisions as well, so that nothing is ever lost.
    """

    changed = Signal()  # another overview
    scan_moved = Signal(int, str)  # per cent, and the file in hand
    scan_ended = Signal(object)  # Scanned; None where it was called off or failed
    failed = Signal(object)  # GovReportError
    history_changed = Signal()  # what can be undone and redone

    def __init__(self, task: CollectTask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.task = task
        self._kept = Kept()
        self.view = overview(task, self._kept)
        self._closed = False
        self._checked_by = task.rules  # the sheet that the readings were checked by
        self._asked: tuple[Question, ...] | None = None
        self.said = Said(task.decisions, task.receipts)  # what the decisions are called
        self._done = _steps(task, self.said)
        self._undone: list[tuple[Step, tuple[int, ...]]] = []
        self._scan: Task | None = None
        self._first = False  # whether no scan has gone through the folder so far
        self._inbox: WindowsInbox | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.scan)

    @property
    def read_only(self) -> bool:
        """Whether the task was opened for looking at only."""
        return self.task.read_only

    @property
    def questions(self) -> tuple[Question, ...]:
        """What may not simply be added, answered or open; read when first asked for."""
        if self._asked is None:
            view, task = self.view, self.task
            try:
                found = questions(view.sums.form, view.rows, task.body, task.state, view.last)
                self._asked = found
            except GovReportError as error:
                self._asked = ()
                self.failed.emit(error)
        return self._asked

    def close(self) -> None:
        """Give the file back; a scan under way is called off, what it has read stays."""
        self._closed = True
        self.watch(False)
        self.cancel_scan()
        if self._inbox is not None:
            self._inbox.leave()
        self._settle.stop()
        self.task.close()

    # ------------------------------------------------------------ deciding
    def decide(self, drafts: Sequence[Draft], name: str) -> bool:
        """Write ``drafts`` as one step called ``name``; False where the file refused them."""
        if not drafts:
            return True
        numbers = self._write(drafts)
        if numbers:
            self._done.append(Step(name, numbers))
            self._undone.clear()
            self.history_changed.emit()
        return bool(numbers)

    def carry_out(self, do: Callable[[], object], name: str) -> bool:
        """Do what decides by itself, as one step called ``name``; False where it was refused."""
        before = len(self.task.decisions)
        try:
            do()
        except GovReportError as error:
            self.failed.emit(error)
            return False
        self.note_since(before, name)
        return True

    def note_since(self, before: int, name: str) -> None:
        """Take whatever was decided since there were ``before`` decisions as one step.

        What was sealed stays sealed: a correction is put beside it.
        """
        made = self.task.decisions[before:]
        self.said.learn(made)
        numbers = tuple(one.number for one in made if one.kind not in KEPT)
        if numbers:
            self._done.append(Step(name, numbers))
            self._undone.clear()
            self.history_changed.emit()
        if made:
            self._follow()

    def undo(self) -> None:
        """Take back the last step."""
        if self._done:
            step = self._done[-1]
            numbers = self._write(_undoing(step.numbers))
            if numbers:
                self._undone.append((self._done.pop(), numbers))
                self.history_changed.emit()

    def redo(self) -> None:
        """Do again what was taken back, by taking that back."""
        if self._undone:
            step, undoing = self._undone[-1]
            if self._write(_undoing(undoing)):
                self._undone.pop()
                self._done.append(step)
                self.history_changed.emit()

    @property
    def undo_name(self) -> str:
        """What can be undone; "" where nothing can."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_name(self) -> str:
        """What can be done again; "" where nothing can."""
        return self._undone[-1][0].name if self._undone else ""

    def _write(self, drafts: Sequence[Draft]) -> tuple[int, ...]:
        try:
            made = self.task.decide(*drafts)
        except GovReportError as error:
            self.failed.emit(error)
            return ()
        self.said.learn(made)
        self._follow()
        return tuple(one.number for one in made)

    def _follow(self) -> None:
        """Go by what the task holds now."""
        self.view = overview(self.task, self._kept)
        self._asked = None
        self.changed.emit()
        if self.task.rules != self._checked_by:
            self.scan()

    # ------------------------------------------------------------ the folder
    @property
    def scanning(self) -> bool:
        """Whether the folder is being read."""
        return self._scan is not None

    @property
    def unknown(self) -> str:
        """What is said in place of 未报 until all of the folder has been read once; then ""."""
        if not self._first:
            return ""
        return "正在读" if self.scanning else "没有读完"

    def scan(self, again: bool = False) -> None:
        """Look at the folder in the background; ``again`` reads what has not changed as well."""
        if self.scanning or self.read_only or self._closed:
            return
        self._first = not self.task.files or bool(self.view.unread)
        self._checked_by = self.task.rules
        try:
            self._inbox = WindowsInbox(self.task, self)
        except GovReportError as error:
            self.failed.emit(error)
            return
        work = partial(_scan, self._inbox, again)
        self._scan = run_task(self, work, self._on_scanned, self._on_scan_failed)
        self._scan.progressed.connect(self.scan_moved)
        if self._first:
            self.changed.emit()
        self.scan_moved.emit(0, "")

    def cancel_scan(self) -> None:
        """Stop reading; what was read so far stays."""
        if self._scan is not None:
            self._scan.cancel()

    def watch(self, wanted: bool) -> None:
        """Read the folder again whenever something in it changes, or no longer."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if wanted and not self.read_only:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._on_moved)
            self._watcher.fileChanged.connect(self._on_moved)
            self._watch_all()

    def _watch_all(self) -> None:
        if self._watcher is None:
            return
        task = self.task
        files = [task.of_file(path) for path in task.files]
        folders = {task.folder, *(file.parent for file in files)}
        wanted = [str(path) for path in [*sorted(folders)[:MOST_FOLDERS], *files[:MOST_FOLDERS]]]
        known = {*self._watcher.directories(), *self._watcher.files()}
        if new := [path for path in wanted if path not in known]:
            self._watcher.addPaths(new)

    def _on_moved(self, _: str) -> None:
        self._settle.start()

    def _on_scanned(self, found: Scanned) -> None:
        self._first = False
        self._end_scan()
        self.scan_ended.emit(found)

    def _on_scan_failed(self, error: GovReportError) -> None:
        self._end_scan()
        self.scan_ended.emit(None)
        if not isinstance(error, CancelledError) and not self._closed:
            self.failed.emit(error)

    def _end_scan(self) -> None:
        self._scan = None
        if self._inbox is not None:
            self._inbox.deleteLater()
            self._inbox = None
        if not self._closed:
            self._follow()
            self._watch_all()


def _scan(inbox: WindowsInbox, again: bool, task: Task) -> Scanned:
    return scan(inbox, task, again=again)


def _undoing(numbers: Sequence[int]) -> list[Draft]:
    return [Draft(Subject.UNDO, str(number), {}, "撤销") for number in reversed(numbers)]


def _steps(task: CollectTask, said: Said) -> list[Step]:
    """What can be taken back when a task is opened again: whatever was decided in one moment.

    Not what the task began with, nor its settings, nor what was sealed.
    """
    moments = groupby(task.decisions, key=lambda one: (one.time, one.who))
    found = []
    for made in [list(group) for _, group in moments][1:]:
        holds = [one for one in made if one.number not in task.state.undone]
        numbers = tuple(one.number for one in holds if one.kind not in KEPT)
        if numbers:
            found.append(Step(_name(made, said), numbers))
    return found


def _name(made: Sequence[Decision], said: Said) -> str:
    more = f"等 {len(made)} 条" if len(made) > 1 else ""
    return shown(f"{said.of(made[0])}{more}")
