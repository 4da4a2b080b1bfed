"""The bounds of the campaigns hold: they would see a hang and a bomb."""

from __future__ import annotations

import sys
import time

import pytest

from govreport_desktop.errors import ReadError
from tests.unit.readers.costs import bounded


@pytest.mark.skipif(sys.platform == "win32", reason="no timer of processor time there")
def test_what_has_no_end_is_ended_and_named_even_where_everything_is_caught() -> None:
    with pytest.raises(AssertionError, match="seed 7"), bounded("seed 7", seconds=0.1):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue


def test_waiting_for_the_machine_costs_nothing() -> None:
    with bounded("seed 7", seconds=0.15):
        time.sleep(0.2)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak can be counted anew there only")
def test_much_memory_is_named_once() -> None:
    held: list[bytes] = []
    with pytest.raises(AssertionError, match="seed 7"), bounded("seed 7", megabytes=400):
        held.append(bytes([1]) * 500_000_000)
        raise ReadError("这个文件读不出来。")
    held.clear()
    with bounded("seed 8"):
        pass
