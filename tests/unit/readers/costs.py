"""What reading one damaged file may cost: time of the processor, whatever else runs, and memory."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

from tests.unit.readers.reading_child import peak

SECONDS, MEGABYTES = 10, 700


class _TooLong(BaseException):
    """No reader may catch this one."""


@contextmanager
def bounded(what: object, seconds: float = SECONDS, megabytes: float = MEGABYTES) -> Iterator[None]:
    """Fails, with ``what`` it was, where the block costs more; one without an end is ended."""
    # What the tests before have loaded is not this block's.
    before = peak() if _forget_peak() else None
    try:
        with _ended_after(seconds, what):
            yield
    finally:
        assert before is None or peak() - before < megabytes, (what, before, peak())


@contextmanager
def _ended_after(seconds: float, what: object) -> Iterator[None]:
    start = process_time()
    if not hasattr(signal, "setitimer"):  # Windows
        try:
            yield
        finally:
            assert process_time() - start < seconds, what
        return

    def end(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except _TooLong:
        raise AssertionError((what, f"more than {seconds} s")) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _forget_peak() -> bool:
    """Whether the most memory this program had can be counted from here on (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return False
    return True
