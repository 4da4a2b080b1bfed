"""From the key that hands a number in to the repainted totals, with the problems panel open.

Includes the durable write, the totals, every check and the painting. Offscreen, in this
process; the report is the bundled sample, its prose included.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.timing import Result, Times
from benchmarks.window import make_sample

ROUNDS = 400
LIMIT = 0.016


def main(rounds: int = ROUNDS) -> list[Result]:
    """Type numbers down the table of part 三 and wait each time until all is painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ui.application import make_application, open_window
    from ui.settings import Settings

    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = open_window(make_sample(Path(folder)), Settings(Path(folder) / "s.ini"))
        window.resize(1366, 740)
        assert window.view is not None
        window.view.show_part("requests")
        app.processEvents()
        grid = window.grid
        assert grid is not None
        assert window.problems.isVisible()
        entries = grid.walk.entries

        def type_number() -> None:
            editor = grid.editor
            assert editor is not None
            QTest.keyClick(editor, Qt.Key.Key_Tab)
            app.processEvents()

        times: list[float] = []
        for turn in range(rounds + 1):
            grid.go_to(entries[turn % len(entries)])
            QTest.keyClicks(grid, str(1 + turn % 9))
            app.processEvents()
            times.append(_time(type_number))
        window.close()
    name = "key to repainted totals"
    return [Times(name, tuple(times[1:]), LIMIT, 0.99), Times(name, tuple(times[1:]), LIMIT, 0.5)]


def _time(work: Callable[[], None]) -> float:
    """The time of one call in seconds."""
    start = perf_counter()
    work()
    return perf_counter() - start
