"""A folder of an earlier year, copied today: nobody is late by the day of the copy."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from govreport_desktop.collect import chase
from govreport_desktop.collect.decision import Draft
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.jobs.collecting import scan
from govreport_desktop.jobs.next_year import lessons
from tests.collect_folder import Received


@pytest.fixture
def fresh(made: Received) -> CollectTask:
    """A task that has never seen the folder, with the roster of the one there."""
    path = made.folder / "汇总.govtask"
    with CollectTask.open(path) as known:
        drafts = [Draft(d.kind, d.subject, d.what, d.why) for d in known.decisions]
    return CollectTask.in_memory(made.folder, drafts)


def dated(folder: Path, day: datetime) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and "govtask" not in path.name:
            os.utime(path, (day.timestamp(), day.timestamp()))


def late(task: CollectTask) -> list[int]:
    return [one.past.late for one in lessons(task) if one.past.late]


def test_the_day_of_copying_is_no_day_of_receipt(made: Received, fresh: CollectTask) -> None:
    dated(made.folder, datetime(2027, 12, 1, 8, tzinfo=UTC))
    scan(fresh)
    assert late(fresh) == []
    found = chase.figures(overview(fresh), fresh.state)
    assert (found.late, found.in_time) == (0, 0)
    assert found.undated == found.handed_in > 3
    assert "按期报送率" not in found.words
    assert "收到日期不明" in found.words
    assert "同一天拷来" in found.doubt


def test_a_day_within_the_season_is_one(made: Received, fresh: CollectTask) -> None:
    dated(made.folder, datetime(2026, 2, 10, 8, tzinfo=UTC))
    scan(fresh)
    assert set(late(fresh)) == {10}
    found = chase.figures(overview(fresh), fresh.state)
    assert (found.undated, found.in_time) == (0, 0)
    assert found.late == found.handed_in
