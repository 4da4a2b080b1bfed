"""Garbage is collected on the window's thread, and on no other.

Python collects cycles on whichever thread happens to allocate. A widget or timer that is
collected on the thread of a task is destroyed there, and Qt then crashes or keeps a timer
that nobody can stop.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
# Rarely all of it: that visits every object there is.
_GENERATIONS = 3


class Collector(QObject):
    """Takes Python's collector over from creation until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect_due)
        gc.collect()
        # What is there by now stays until the end: no need to visit it again.
        gc.freeze()
        gc.disable()
        self._timer.start()

    def collect_due(self) -> None:
        """Collect the generations whose time has come, as Python itself would have."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [g for g in range(_GENERATIONS) if counts[g] > limits[g]]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()
        gc.unfreeze()
