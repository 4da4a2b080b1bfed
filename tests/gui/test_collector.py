"""Objects of Qt are destroyed on the window's thread, whoever made the garbage."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from ui.collector import Collector


class Knot:
    """Garbage that only the collector can find."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before(qapp: object) -> Iterator[None]:
    """The other tests of the window have a collector of their own."""
    before = gc.isenabled()
    yield
    if not before:
        gc.disable()


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.stop()


def test_another_thread_never_collects(collector: Collector) -> None:
    seen: list[int] = []
    knot = Knot()
    weakref.finalize(knot, lambda: seen.append(threading.get_ident()))
    del knot

    def allocate() -> None:
        for _ in range(20_000):
            Knot()

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert seen == []
    collector.collect_due()
    assert seen == [threading.get_ident()]


def test_python_collects_again_afterwards(qapp: object) -> None:
    Collector().stop()
    assert gc.isenabled()
