"""Long work off the window's thread: plain data in, plain data out, progress, cancel."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from govreport_desktop.errors import CancelledError, GovReportError


class Task(QObject):
    """A running piece of work, and its `Progress`. Its signals arrive on the window's thread."""

    done = Signal(object)  # what the function returned
    failed = Signal(object)  # GovReportError
    crashed = Signal(object)  # Exception: anything else
    progressed = Signal(int, str)  # per cent and a word on what is being done
    finished = Signal()  # after any of the above

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, percent: int, what: str) -> None:
        """Called by the work: say how far it is. Raises CancelledError once it was called off."""
        if self._stop.is_set():
            raise CancelledError
        self.progressed.emit(percent, what)


class _Runnable(QRunnable):
    def __init__(self, task: Task, work: Callable[[Task], Any]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        task = self._task
        try:
            result = self._work(task)
        except GovReportError as error:
            _send(task.failed, error)
        except Exception as error:  # the border of a thread: nothing above would show it
            _send(task.crashed, error)
        else:
            _send(task.done, result)
        _send(task.finished)


def run_task(
    parent: QObject,
    work: Callable[[Task], Any],
    on_done: Callable[[Any], None],
    on_error: Callable[[GovReportError], None],
    on_end: Callable[[], object] | None = None,
) -> Task:
    """Run ``work`` in the thread pool. It must not touch widgets or the live report.

    ``on_done`` gets what it returned, ``on_error`` the GovReportError it raised; both are
    called on the window's thread, and only while ``parent`` lives. Anything else that is
    raised goes to ``Task.crashed``, which re-raises on the window's thread. ``on_end`` is
    called after any of them; connecting to ``Task.finished`` later may come too late.
    """
    task = Task(parent)
    task.done.connect(on_done)
    task.failed.connect(on_error)
    task.crashed.connect(_raise_here)
    if on_end is not None:
        task.finished.connect(on_end)
    # Last: once it is deleted, nobody connected behind it would be told any more.
    task.finished.connect(task.deleteLater)
    QThreadPool.globalInstance().start(_Runnable(task, work))
    return task


def _send(signal: Any, *values: object) -> None:
    # The window may have closed meanwhile; then nobody is there to be told.
    try:
        signal.emit(*values)
    except RuntimeError:
        return


def _raise_here(error: Exception) -> None:
    raise error
