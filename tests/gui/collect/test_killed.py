"""Killed in the middle of deciding, the window has lost nothing that was decided."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.status import counters
from govreport_desktop.collect.task import CollectTask
from tests.gui.collect.conftest import BUREAUS, Place


@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_a_window_that_is_killed_has_kept_every_decision(
    place: Place, tmp_path: Path, rounds: int
) -> None:
    dice = random.Random(rounds)
    before = 0
    for _ in range(rounds):
        told = _play(place.task, tmp_path / "settings.ini", dice.uniform(0, 0.6))
        with CollectTask.open(place.task) as task:
            assert not task.read_only
            # A press may undo as well before its number is told.
            assert before < told <= len(task.decisions) <= told + 2
            assert sum(counters(overview(task).rows).values()) == len(BUREAUS)
            before = len(task.decisions)
    assert not list(place.task.parent.glob("*-journal"))


def _play(task: Path, settings: Path, seconds: float) -> int:
    """Let it decide for so long after its first decision, then kill it; what it told last."""
    clerk = [sys.executable, "-m", "tests.gui.collect.clerk", str(task), str(settings)]
    with subprocess.Popen(clerk, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        told = [first, *process.stdout.read().splitlines(keepends=True)]
    return int([line for line in told if line.endswith("\n")][-1])
