"""Killed at any moment of a working day, a task has all that was decided, and each step whole."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from govreport_desktop.collect.decision import Subject
from govreport_desktop.collect.task import CollectTask
from tests.unit.collect.keeper import BATCH, play_until_killed
from tests.unit.collect.test_task import CONTEXT, SETTINGS


@pytest.mark.parametrize("rounds", [4, pytest.param(100, marks=pytest.mark.slow)])
def test_a_day_that_is_cut_off_is_there_as_far_as_it_went(tmp_path: Path, rounds: int) -> None:
    path = tmp_path / "汇总.govtask"
    CollectTask.create(path, SETTINGS).close()
    dice = random.Random(rounds)
    for _ in range(rounds):
        decided, received = _play(path, dice.uniform(0.01, 0.12))
        with CollectTask.open(path) as task:
            assert not task.read_only
            kinds = Counter(one.kind for one in task.decisions)
            # Several returns are one step: all of them or none.
            assert kinds[Subject.RETURN] % BATCH == 0
            assert decided <= len(task.decisions) <= decided + BATCH + 2
            assert received <= len(task.receipts) <= received + 1
            assert set(task.files) == {one.path for one in task.receipts}
            for seen in task.files.values():
                assert task.body(seen.hash).notes
    assert not [p.name for p in tmp_path.iterdir() if p.name.endswith("-journal")]


def _play(path: Path, seconds: float) -> tuple[int, int]:
    """Let it work for so long, then kill it; answers what it had told last."""
    mine, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=play_until_killed, args=(path, theirs))
    process.start()
    theirs.close()
    assert mine.poll(60)
    time.sleep(seconds)
    process.kill()
    process.join()
    told = [0, 0]
    with mine:
        try:
            while True:
                told = [int(part) for part in mine.recv_bytes().split()]
        except EOFError:
            pass
    return told[0], told[1]
