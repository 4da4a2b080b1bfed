"""How the recent reports stand: asked off the window's thread, one after another, and kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from govreport_desktop import __version__
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.standing import Standing, restored, stamp_of, standing_of
from ui.settings import Settings
from ui.tasks import Task, run_task

_KEY = "home/standings"


class Standings(QObject):
    """What is known of files; a file that has not changed since is not read again."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._known = _kept(settings.text(_KEY))
        self._waiting: list[Path] = []
        self._busy = False

    def of(self, path: Path) -> Standing | None:
        """How that report stands; None while nobody knows."""
        return self._known.get(str(path))

    def look(self, paths: Iterable[Path]) -> None:
        """Ask about these files, and forget what was known of others."""
        self._waiting = list(paths)
        wanted = set(map(str, self._waiting))
        self._known = {path: found for path, found in self._known.items() if path in wanted}
        if not self._busy:
            self._next()

    def rest(self) -> None:
        """Ask no further: what is being read just now is the last."""
        self._waiting = []

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        if self._busy:
            path = self._waiting.pop(0)
            work = partial(_asked, path, self.of(path))
            run_task(self, work, self._take, self._fail, self._next)

    def _take(self, found: tuple[Path, Standing]) -> None:
        path, standing = found
        if self._known.get(str(path)) != standing:
            self._known[str(path)] = standing
            kept = {name: known.stored() for name, known in self._known.items()}
            shape = {"program": __version__, "files": kept}
            self._settings.put(_KEY, json.dumps(shape, ensure_ascii=False))
            self.changed.emit()

    def _fail(self, _: GovReportError) -> None:
        """Nothing is known of it, then."""


def _asked(path: Path, known: Standing | None, _: Task) -> tuple[Path, Standing]:
    if known is not None and known.stamp and known.stamp == stamp_of(path):
        return path, known
    return path, standing_of(path)


def _kept(text: str) -> dict[str, Standing]:
    """What was kept by this very program: another one may check differently."""
    try:
        shape = json.loads(text or "null")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(shape, dict) or shape.get("program") != __version__:
        return {}
    files = shape.get("files")
    found = {p: restored(s) for p, s in files.items()} if isinstance(files, dict) else {}
    return {path: standing for path, standing in found.items() if standing is not None}
