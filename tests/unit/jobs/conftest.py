"""A report somebody worked on, and what watches a job."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.errors import CancelledError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.store.document import Document

RECEIVED = CellAddress("requests", "received", "natural_person")
HALF = "半个字\ud800"  # what a source can hold and no file can


class Watcher:
    """Keeps the steps; calls the job off at the ``last`` one."""

    def __init__(self, last: int = 0) -> None:
        self.steps: list[tuple[int, str]] = []
        self._last = last

    def step(self, percent: int, words: str, /) -> None:
        self.steps.append((percent, words))
        if len(self.steps) == self._last:
            raise CancelledError


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "旧.govreport"
    with Document.create(path, load_form("2021"), "旧局", 2023) as document:
        document.apply(document.report.edit([(RECEIVED, 7)]))
    return path
