"""Many files at once: each read by a process of a pool, so that a fault costs that file alone."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

Given = TypeVar("Given")
Answer = TypeVar("Answer")

# Starting a process takes as long as reading some files.
FEW = 3


def run(
    work: Callable[[Given], Answer], todo: Sequence[Given]
) -> Generator[tuple[int, Answer | None], None, None]:
    """The number of each of ``todo`` and what ``work`` answers for it, in no order.

    None is answered where the process that did it ended before its time. ``work`` is a
    function of a module, what goes in and out plain data. Closing the generator stops what
    has not begun.
    """
    workers = min(os.cpu_count() or 1, len(todo))
    if workers <= 1 or len(todo) <= FEW:
        for number, given in enumerate(todo):
            yield number, work(given)
        return
    left = dict(enumerate(todo))
    for number, answer in _pooled(work, left, workers):
        del left[number]
        yield number, answer
    # A process that ended takes the pool with it: what is left is done one by one.
    for number, given in left.items():
        alone = list(_pooled(work, {number: given}, 1))
        yield alone[0] if alone else (number, None)


def _pooled(
    work: Callable[[Given], Answer], todo: dict[int, Given], workers: int
) -> Iterator[tuple[int, Answer]]:
    """Answers as they come, until a process ends before its time."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_quiet)
    try:
        numbers = {pool.submit(work, given): number for number, given in todo.items()}
        for future in as_completed(numbers):
            try:
                answer = future.result()
            except BrokenProcessPool:
                continue
            yield numbers.pop(future), answer
    finally:
        pool.shutdown(cancel_futures=True)


def _quiet() -> None:
    """Ctrl+C is for the program that was asked, which then lets these finish.

    What libraries warn their programmers of is for no clerk.
    """
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
