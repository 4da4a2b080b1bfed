"""A folder as an upper office gets it, made and read once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from govreport_desktop.collect import roster
from govreport_desktop.collect.task import CollectTask, ReadFile
from govreport_desktop.jobs import collecting, pool
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from tests.collect_folder import PARENT, ROSTER, YEAR, Received, first_round

_KNOWN: dict[tuple[str, str, str], ReadFile] = {}


@contextmanager
def by_this_process() -> Iterator[None]:
    """Contents are read once, by this process: the tests look at the same files over and over.

    What is read of a file follows from its contents, its name and the check sheet; that others
    read in processes of their own is tested where the pool is.
    """
    read = collecting.read_file

    def once(given: Any) -> ReadFile:
        key = (given.hash, given.name, f"{given.rules}{given.year}")
        if key not in _KNOWN:
            _KNOWN[key] = read(given)
        return _KNOWN[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "FEW", 10_000)
        patch.setattr(collecting, "read_file", once)
        yield


@pytest.fixture(autouse=True)
def read_by_this_process() -> Iterator[None]:
    """Each test of this folder, and no other."""
    with by_this_process():
        yield


class Touched(NamedTuple):
    """What lay in the folder before it was read for the first time, and what afterwards."""

    before: dict[str, tuple[bytes, int]]
    after: dict[str, tuple[bytes, int]]


@pytest.fixture(scope="session")
def read_first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Received, Touched]:
    """The folder of the first round with its task, read."""
    folder = tmp_path_factory.mktemp("各单位")
    made = first_round(folder)
    before = contents(folder)
    offices = roster.from_text(ROSTER, PARENT)
    new_task(NewTask(folder / "汇总.govtask", PARENT, YEAR, offices=offices))
    with by_this_process(), CollectTask.open(folder / "汇总.govtask") as task:
        scan(task)
    return made, Touched(before, contents(folder))


@pytest.fixture(scope="session")
def read_once(read_first: tuple[Received, Touched]) -> Received:
    """The folder of the first round with its task, read."""
    return read_first[0]


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All that lies in ``folder`` but the task, byte by byte, with its times."""
    files = (p for p in folder.rglob("*") if p.is_file() and "govtask" not in p.name)
    return {str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime_ns) for p in files}


@pytest.fixture
def made(read_once: Received, tmp_path: Path) -> Received:
    """A copy of it to work on: the folder has moved, and nothing is read again for that."""
    return read_once.copied(tmp_path / "别处")


@pytest.fixture
def task(made: Received) -> Iterator[CollectTask]:
    with CollectTask.open(made.folder / "汇总.govtask") as opened:
        yield opened
