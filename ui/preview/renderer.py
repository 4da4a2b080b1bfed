"""PDFs of the report as it stands, made in another process; only the latest is delivered."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import Any

from PySide6.QtCore import QObject, Signal

from govreport_desktop.errors import GovReportError
from govreport_desktop.report import Report
from govreport_desktop.writers.pdf.background import plain_report, render_plain, warm_up
from govreport_desktop.writers.pdf.document import PdfResult

Request = tuple[dict[str, Any], dict[str, Any]]


def worker_process() -> Executor:
    """One warm process. Spawned, not forked: a fork of a running Qt has no usable locks."""
    return ProcessPoolExecutor(1, get_context("spawn"), initializer=warm_up)


class _Pool:
    """The executor, so that it can be let go when its owner is already gone."""

    def __init__(self, executor: Executor | None) -> None:
        self._executor = executor

    @property
    def executor(self) -> Executor:
        """Where the work is done; a process is started where there is none."""
        if self._executor is None:
            self._executor = worker_process()
        return self._executor

    def close(self) -> None:
        """Let it go without waiting; the next use starts another one."""
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=False, cancel_futures=True)


class Renderer(QObject):
    """Renders one report at a time; of those asked for meanwhile only the last one.

    ``executor`` is where the work is done; it belongs to the renderer from then on. The
    default starts with the first request. A process that dies is started again once; where
    none ever came to work (a guard program that forbids it), a thread has to do.
    """

    rendered = Signal(object)  # PdfResult
    failed = Signal(str)  # a sentence for the clerk
    _finished = Signal(object)  # Future, on the window's thread

    def __init__(self, parent: QObject | None = None, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._pool = _Pool(executor)
        self._running: Future[PdfResult] | None = None
        self._latest: Request | None = None  # asked for while another one is rendered
        self._sent: Request | None = None
        self._deaths = 0
        self._worked = False  # whether a rendering ever came back
        self._closed = False
        self._finished.connect(self._on_finished)
        self.destroyed.connect(self._pool.close)

    @property
    def busy(self) -> bool:
        """Whether a PDF is still to come."""
        return self._running is not None

    def request(self, report: Report, options: Mapping[str, Any]) -> None:
        """Ask for the PDF of ``report`` as it is now; what is in work is not delivered."""
        self._send_or_keep((plain_report(report), dict(options)))

    def close(self) -> None:
        """Deliver nothing any more and let the process go."""
        self._closed = True
        self._running = self._latest = None
        self._pool.close()

    def _send_or_keep(self, request: Request) -> None:
        if self._closed:
            return
        if self._running is not None:
            self._latest = request
            return
        self._sent = request
        try:
            future = self._pool.executor.submit(render_plain, *request)
        except BrokenProcessPool:
            self._start_again()
            return
        self._running = future
        future.add_done_callback(partial(_tell, self._finished))

    def _on_finished(self, future: Future[PdfResult]) -> None:
        if future is not self._running:
            return
        self._running = None
        newer, self._latest = self._latest, None
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            self._start_again(newer)
            return
        if newer is not None:
            self._send_or_keep(newer)
        elif isinstance(error, GovReportError):
            self.failed.emit(str(error))
        elif error is not None:
            raise error  # a fault of the program: shown where all of them are
        else:
            self._deaths = 0
            self._worked = True
            self.rendered.emit(future.result())

    def _start_again(self, newer: Request | None = None) -> None:
        self._pool.close()
        self._deaths += 1
        request = newer or self._sent
        assert request is not None
        if self._deaths == 1:
            self._send_or_keep(request)
        elif not self._worked:
            self._pool = _Pool(ThreadPoolExecutor(1))
            self.destroyed.connect(self._pool.close)
            self._send_or_keep(request)
        else:
            # It worked before, so this report kills it: not in the window's own process.
            self.failed.emit("排版进程意外退出。请改动任意一处再试，或重新打开程序。")


def _tell(finished: Any, future: Future[PdfResult]) -> None:
    # Called on a thread of the pool; the window may be gone by then.
    try:
        finished.emit(future)
    except RuntimeError:
        return
