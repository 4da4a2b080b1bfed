"""Ours and the floor, measured by turns in one run.

A figure in seconds says more about the machine than about the program. What is kept is the
ratio to a bare script that does the least one could do for the same result, both run by
turns so that a slow moment of the machine falls on both.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one comparison measured; every time is in seconds, in the order of the rounds."""

    name: str
    ours: tuple[float, ...]
    floor: tuple[float, ...]
    limit: float | None = None

    @property
    def value(self) -> float:
        """How many times the floor ours takes: the median of the rounds' own ratios."""
        return median(mine / bare for mine, bare in zip(self.ours, self.floor, strict=True))

    @property
    def within(self) -> bool:
        """Whether the promise is kept; nothing promised is kept."""
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        promise = "" if self.limit is None else f"at most {self.limit:g}x"
        verdict = "" if self.within else "  NOT KEPT"
        mine, bare = seconds(median(self.ours)), seconds(median(self.floor))
        return f"{self.name:<44} {mine:>9} {bare:>9} {self.value:6.2f}x  {promise}{verdict}"


@dataclass(frozen=True, slots=True)
class Times:
    """Repeated times of one thing, in seconds, against a promise in seconds."""

    name: str
    times: tuple[float, ...]
    limit: float | None = None
    percentile: float = 0.5

    @property
    def value(self) -> float:
        """The time at ``percentile`` (0.5 is the median, 0.99 all but the slowest hundredth)."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, math.ceil(self.percentile * len(ordered)) - 1)]

    @property
    def within(self) -> bool:
        """Whether the promise is kept; nothing promised is kept."""
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        promise = "" if self.limit is None else f"at most {seconds(self.limit)}"
        verdict = "" if self.within else "  NOT KEPT"
        name = f"{self.name} (p{self.percentile * 100:g})"
        return f"{name:<44} {seconds(self.value):>9} {'':>9} {'':>7}  {promise}{verdict}"


@dataclass(frozen=True, slots=True)
class Size:
    """How much memory something takes, in bytes, against a promise in bytes."""

    name: str
    value: int
    limit: int | None = None

    @property
    def within(self) -> bool:
        """Whether the promise is kept; nothing promised is kept."""
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        promise = "" if self.limit is None else f"at most {self.limit / 2**20:.0f} MB"
        verdict = "" if self.within else "  NOT KEPT"
        return f"{self.name:<44} {self.value / 2**20:6.1f} MB {'':>9} {'':>7}  {promise}{verdict}"


Result = Ratio | Times | Size


def compare(
    ours: Work, floor: Work, rounds: int = 15, name: str = "", limit: float | None = None
) -> Ratio:
    """Time both ``rounds`` times by turns, after one unmeasured round; ``limit`` is a ratio."""
    ours()
    floor()
    mine: list[float] = []
    bare: list[float] = []
    for turn in range(rounds):
        pair = ((ours, mine), (floor, bare))
        for work, times in pair if turn % 2 else reversed(pair):
            times.append(_timed(work))
    return Ratio(name, tuple(mine), tuple(bare), limit)


def repeat(
    work: Work,
    rounds: int = 15,
    name: str = "",
    limit: float | None = None,
    percentile: float = 0.5,
) -> Times:
    """Time ``work`` alone, ``rounds`` times after one unmeasured round; ``limit`` in seconds."""
    work()
    return Times(name, tuple(_timed(work) for _ in range(rounds)), limit, percentile)


def seconds(value: float) -> str:
    """A time as people read it: 1.20 s, 34.5 ms, 12.0 µs."""
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1e3:.1f} ms" if value >= 1e-3 else f"{value * 1e6:.1f} µs"


def _timed(work: Work) -> float:
    # Garbage of the other side must not be collected on this one's time.
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start
