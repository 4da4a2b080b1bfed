"""A task as a look at its folder may use it on another thread: the window's thread writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from govreport_desktop.collect.decision import Decision, Draft
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.task import CollectTask, ReadFile
from govreport_desktop.errors import CancelledError

_PATIENCE = 0.2  # seconds between two looks whether the window is still there


class WindowsInbox(QObject):
    """Stands in for a task in one piece of long work, such as a scan, on another thread.

    What is to be written is handed to the window's thread and waited for, so that the task and
    its file stay with one thread, and the clerk can decide meanwhile.
    """

    _asked = Signal(object, object)  # Callable and the Future of what it answers

    def __init__(self, task: CollectTask, parent: QObject) -> None:
        super().__init__(parent)
        self._task = task
        self.path, self.folder, self.rules = task.path, task.folder, task.rules
        self.year = task.year
        self.files: dict[str, Seen] = dict(task.files)
        self.heads = set(task.heads)
        self._read_by = task.read_by()
        self._left = Event()
        self._asked.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)

    def read_by(self) -> Mapping[str, str]:
        """Which program read each reading when the scan began."""
        return self._read_by

    def forget(self, paths: Iterable[str]) -> None:
        """These files are gone from the folder."""
        gone = list(paths)
        self._on_window(partial(self._task.forget, gone))
        for path in gone:
            self.files.pop(path, None)

    def take_in(self, seen: Sequence[Seen], readings: Sequence[ReadFile], program: str) -> None:
        """Write what was seen and read."""
        self._on_window(partial(self._task.take_in, seen, readings, program))
        self.files |= {each.path: each for each in seen}
        self.heads |= {each.hash for each in readings}

    @property
    def scratch(self) -> bool:
        """Whether the task is in no file."""
        return self._task.scratch

    @property
    def read_only(self) -> bool:
        """Whether nothing may be decided."""
        return self._task.read_only

    def decide(self, *drafts: Draft) -> tuple[Decision, ...]:
        """Write decisions."""
        made: list[Decision] = []

        def write() -> None:
            made.extend(self._task.decide(*drafts))

        self._on_window(write)
        return tuple(made)

    def leave(self) -> None:
        """The task is being closed: whatever waits for it is called off."""
        self._left.set()

    def _on_window(self, do: Callable[[], None]) -> None:
        answer: Future[None] = Future()
        if self._left.is_set():
            raise CancelledError
        try:
            self._asked.emit(do, answer)
        except RuntimeError as error:  # the window has gone
            raise CancelledError from error
        while not self._left.is_set():
            try:
                return answer.result(_PATIENCE)
            except TimeoutError:
                continue
        raise CancelledError

    def _carry_out(self, do: Callable[[], None], answer: Future[None]) -> None:
        try:
            if self._left.is_set():
                raise CancelledError
            do()
        except BaseException as error:  # raised where it is waited for
            answer.set_exception(error)
        else:
            answer.set_result(None)
