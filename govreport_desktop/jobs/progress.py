"""How a job says how far it is, and how it is called off: one protocol for every face."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told at every step of a job, on the thread the job runs on."""

    def step(self, percent: int, words: str, /) -> None:
        """``percent`` of the job are done, and ``words`` say what comes now.

        Raises CancelledError where the job is to stop here.
        """


class _Quiet:
    """Nobody watches, nobody calls it off."""

    def step(self, percent: int, words: str, /) -> None:
        """Nothing."""


QUIET: Progress = _Quiet()
