"""How far a job is, on a terminal; in a pipe nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.shown import shown

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


@contextmanager
def progress(words: str) -> Iterator[Progress]:
    """A bar called ``words`` while a job runs; Ctrl+C is what calls it off."""
    if not sys.stderr.isatty():
        yield QUIET
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        # A file's name may look like rich's own marks, or steer the terminal.
        words = escape(shown(words))
        yield _Shown(bar, bar.add_task(words, total=100), words)


class _Shown:
    """A job's steps as the length of a bar and the words before it."""

    def __init__(self, bar: Bar, task: TaskID, words: str) -> None:
        self._bar, self._task, self._words = bar, task, words

    def step(self, percent: int, words: str, /) -> None:
        """Show it."""
        from rich.markup import escape

        said = f"{self._words}：{escape(shown(words))}"
        self._bar.update(self._task, completed=percent, description=said)
