"""What was computed for the last moment of a task, taken again where nothing it rests on moved.

A decision concerns one office; of five thousand all the rest follows from what is there already.
Everything is kept under what it was made of, and made anew where that is no longer the same:
whoever looks twice gets what a first look would give.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Between two moments; `turn` ends one, and drops what it did not ask for."""

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[Any, Any]] = {}
        self._now: dict[Hashable, tuple[Any, Any]] = {}

    def of(self, key: Hashable, made_of: object, make: Callable[[], T]) -> T:
        """What ``make`` answers, or has answered when ``made_of`` was equal to what it is now.

        ``made_of`` must not change afterwards: tuples of what does not.
        """
        known = self._before.get(key)
        # Equal by being the same, mostly: Python looks at that first.
        if known is None or known[0] != made_of:
            known = made_of, make()
        self._now[key] = known
        result: T = known[1]
        return result

    def last(self, key: Hashable) -> Any:
        """What was kept under ``key`` in the moment before; None where nothing was."""
        known = self._before.get(key)
        return known[1] if known is not None else None

    def keep(self, key: Hashable, value: object) -> None:
        """Have `last` answer ``value`` in the next moment."""
        self._now[key] = (None, value)

    def turn(self) -> None:
        """The moment is through."""
        self._before, self._now = self._now, {}


def moved(now: Mapping[str, object], then: Mapping[str, object]) -> set[str]:
    """The keys under which something else stands than did."""
    new = {
        key
        for key, value in now.items()
        if (other := then.get(key)) is not value and (other is None or other != value)
    }
    return new | {key for key in then if key not in now}
