"""Many files at once, each in a process that may end before its time."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from govreport_desktop.errors import CancelledError
from govreport_desktop.jobs import folder as jobs
from govreport_desktop.jobs import pool
from govreport_desktop.jobs.bring_in import Wanted
from govreport_desktop.jobs.folder import (
    Task,
    import_folder,
    read_folder,
    read_one,
)
from govreport_desktop.jobs.outcomes import FileRead
from govreport_desktop.store.document import Document
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.unit.jobs.conftest import Watcher, errors, office
from tests.unit.writers.written import written_report


@pytest.fixture(autouse=True)
def _in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four files have processes here, as with a clerk."""
    monkeypatch.setattr(pool, "FEW", 3)


# ------------------------------------------------------------------ processes
def dies(_: Task) -> None:
    """A process that ends before it looks at anything."""
    os._exit(9)


def test_a_process_that_dies_early_takes_no_report_with_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("三局", "四局"):
        office(folder, name, 1)
    output = tmp_path / "读入"
    with monkeypatch.context() as patch:
        patch.setattr(pool, "FEW", 10_000)  # the first time by this process
        import_folder(folder, output, Wanted())
    before = {path: path.read_bytes() for path in output.iterdir()}
    monkeypatch.setattr(jobs, "read_afar", dies)
    assert len(import_folder(folder, output, Wanted()).left_out) == 4
    assert {path: path.read_bytes() for path in output.iterdir()} == before


def ends(task: Task) -> tuple[FileRead, None]:
    """A reader that takes its process with it on one file."""
    if "坏" in task.name:
        os._exit(9)
    return FileRead(task.path, task.name), None


def test_a_process_that_ends_costs_one_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("三局", "坏"):
        office(folder, name, 1)
    monkeypatch.setattr(jobs, "read_afar", ends)
    found = read_folder(folder)
    assert len(found.files) == 4
    assert errors(found) == {"坏.json": "读这个文件时程序意外退出，没有写入。"}


def test_many_files_come_back_as_one_would(folder: Path) -> None:
    for kind in ("xlsx", "html"):
        FORMATS[kind].write(written_report("2021", 3), folder / f"a.{kind}", ExportOptions())
    alone = read_one(Task(folder / "a.xlsx", "a.xlsx"))
    (pooled,) = (one for one in read_folder(folder).files if one.name == "a.xlsx")
    assert pooled.report is not None
    assert alone.report is not None
    assert pooled.report.form is alone.report.form
    assert pooled.report.values == alone.report.values
    assert pooled.report.texts == alone.report.texts
    assert pooled.report.fields == alone.report.fields
    assert replace(pooled, report=None, error="", same_as=()) == replace(alone, report=None)


def test_a_cancel_between_two_files_stops_the_rest(folder: Path, tmp_path: Path) -> None:
    for number in range(3):
        office(folder, f"局{number}", number)
    output = tmp_path / "读入"
    with pytest.raises(CancelledError):
        import_folder(folder, output, Wanted(), progress=Watcher(last=2))
    for path in output.iterdir():
        with Document.open(path) as document:
            assert document.report.year == 2024


def test_a_fault_of_the_program_costs_one_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, *_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "read", fail)
    assert errors(read_folder(folder)) == dict.fromkeys(
        ("一局.json", "二局.json"), "程序出错（ZeroDivisionError），请把这个文件反馈给我们。"
    )
