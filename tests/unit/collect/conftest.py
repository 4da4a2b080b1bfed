"""A folder as an upper office gets it, made and read once for all tests that look at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from govreport_desktop.collect import roster
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from tests.collect_folder import PARENT, ROSTER, YEAR, Received, first_round


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Received:
    """The folder of the first round with its task, read."""
    folder = tmp_path_factory.mktemp("各单位")
    made = first_round(folder)
    offices = roster.from_text(ROSTER, PARENT)
    new_task(NewTask(folder / "汇总.govtask", PARENT, YEAR, offices=offices))
    with CollectTask.open(folder / "汇总.govtask") as task:
        scan(task)
    return made


@pytest.fixture
def made(read_once: Received, tmp_path: Path) -> Received:
    """A copy of it to work on: the folder has moved, and nothing is read again for that."""
    folder = tmp_path / "别处"
    shutil.copytree(read_once.folder, folder)
    copy = Received(folder, dict(read_once.reports), dict(read_once.last), dict(read_once.roles))
    copy.counted, copy.clean = set(read_once.counted), set(read_once.clean)
    return copy


@pytest.fixture
def task(made: Received) -> Iterator[CollectTask]:
    with CollectTask.open(made.folder / "汇总.govtask") as opened:
        yield opened
