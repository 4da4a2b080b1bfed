"""A report somebody worked on, and what watches a job."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govreport_desktop.errors import CancelledError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.outcomes import FolderRead
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


FORM = load_form("2021")


def office(folder: Path, name: str, received: int, **more: object) -> Path:
    """A file of an office that received that many requests."""
    path = folder / f"{name}.json"
    cells = {"received": {"natural_person": received}}
    shape = {"form": "2021", "office": name, "year": 2024, "tables": {"requests": cells}} | more
    path.write_text(json.dumps(shape), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two offices, and all that collects in such a folder."""
    place = tmp_path / "各单位"
    place.mkdir()
    office(place, "一局", 3)
    office(place, "二局", 4)
    for name in ("Thumbs.db", "~$一局.docx", "desktop.ini", ".DS_Store", "~WRL0001.tmp"):
        (place / name).write_bytes(b"\x00\x01 not a report")
    return place


def errors(found: FolderRead) -> dict[str, str]:
    return {one.name: one.error for one in found.left_out}


def received(found: FolderRead) -> dict[str, object]:
    return {report.office: report.values[RECEIVED] for report in found.reports}
