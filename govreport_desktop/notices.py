"""What has to be said of a file that was only read, to whoever is there to hear it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_hearer: ContextVar[Callable[[str], None] | None] = ContextVar("hearer", default=None)


@contextmanager
def heard_by(say: Callable[[str], None]) -> Iterator[None]:
    """Within, every notice goes to ``say``."""
    token = _hearer.set(say)
    try:
        yield
    finally:
        _hearer.reset(token)


def give_notice(sentence: str) -> None:
    """Say ``sentence``, unless it is "" or nobody hears."""
    if sentence and (say := _hearer.get()):
        say(sentence)
