"""Work off the window's thread: results, errors, cancelling, crashes."""

from __future__ import annotations

import threading
from time import perf_counter
from traceback import extract_tb

import pytest
from PySide6.QtCore import QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.errors import CancelledError, GovReportError, WriteError
from ui.tasks import Task, run_task


def unwanted(value: object) -> None:
    pytest.fail(f"not expected: {value}")


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject()


def test_results_arrive_on_the_windows_thread(owner: QObject, qtbot: QtBot) -> None:
    threads: list[object] = []
    results: list[object] = []

    def work(_: Task) -> int:
        threads.append(threading.current_thread())
        return 42

    def done(result: object) -> None:
        assert threading.current_thread() is threading.main_thread()
        results.append(result)

    run_task(owner, work, done, unwanted)
    qtbot.waitUntil(lambda: results == [42])
    assert threads[0] is not threading.main_thread()


def test_errors_of_the_core_arrive_as_they_are(owner: QObject, qtbot: QtBot) -> None:
    told: list[GovReportError] = []

    def work(_: Task) -> None:
        raise WriteError("磁盘已满。")

    run_task(owner, work, unwanted, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) == "磁盘已满。"


def test_cancelling_stops_at_the_next_step(owner: QObject, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()
    told: list[GovReportError] = []

    def work(task: Task) -> None:
        begun.set()
        go_on.wait(5)
        task.step(50, "写文件")
        pytest.fail("went on")

    task = run_task(owner, work, unwanted, told.append)
    assert begun.wait(5)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], CancelledError)


def test_progress_is_told(owner: QObject, qtbot: QtBot) -> None:
    steps: list[tuple[int, str]] = []
    ready = threading.Event()

    def work(task: Task) -> None:
        ready.wait(5)
        task.step(30, "读取")
        task.step(90, "写出")

    def note(percent: int, what: str) -> None:
        steps.append((percent, what))

    done: list[object] = []
    task = run_task(owner, work, done.append, unwanted)
    task.progressed.connect(note)
    ready.set()
    qtbot.waitUntil(lambda: bool(done))
    assert steps == [(30, "读取"), (90, "写出")]


def test_anything_else_is_raised_on_the_windows_thread(owner: QObject, qtbot: QtBot) -> None:
    def work(_: Task) -> None:
        raise ZeroDivisionError("unforeseen")

    with qtbot.captureExceptions() as caught:
        run_task(owner, work, unwanted, unwanted)
        qtbot.waitUntil(lambda: bool(caught))
    assert "unforeseen" in str(caught[0][1])
    assert "work" in [frame.name for frame in extract_tb(caught[0][2])]


def test_a_window_that_is_gone_is_not_told(qapp: QApplication) -> None:
    owner = QObject()
    go_on = threading.Event()

    def work(_: Task) -> int:
        go_on.wait(5)
        return 1

    run_task(owner, work, unwanted, unwanted)
    del owner
    go_on.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    qapp.processEvents()


class Waiting(QObject):
    """Begins a task from the event loop, and counts the ends that it is told of."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = self.ended = 0
        self._timer = QTimer(self)
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._begin)
        self._timer.start()

    def _begin(self) -> None:
        self.begun += 1
        run_task(self, busy, self._ignore, self._ignore, self._end)
        if self.begun == 40:
            self._timer.stop()

    def _ignore(self, _: object) -> None:
        return

    def _end(self) -> None:
        self.ended += 1


def busy(_: Task) -> None:
    start = perf_counter()
    while perf_counter() - start < 0.01:
        pass


def test_the_end_is_always_told(qtbot: QtBot) -> None:
    """Also where the window's thread deletes the task while the other one is still telling."""
    waiting = Waiting()
    qtbot.waitUntil(lambda: waiting.ended == 40, timeout=8000)
