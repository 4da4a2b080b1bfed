"""The program may end at any moment: what `apply` has returned from is in the file."""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.store.document import Document, verify
from tests.unit.store.applier import NUMBER, apply_until_killed, contents_of

ROUNDS, MORE_ROUNDS = 4, 80  # the second in the slow campaign: two thousand kills
KILLS = 25  # in each round, in the same file
LONGEST = 0.03  # seconds until a kill: some forty edits

# A light process is forked for each kill; Windows has no such thing and starts a whole one.
if sys.platform == "win32":
    CONTEXT = get_context("spawn")
else:
    CONTEXT = get_context("forkserver")
    CONTEXT.set_forkserver_preload(["tests.unit.store.applier"])


@contextmanager
def _applying(path: Path, pause: float = 0) -> Iterator[Connection]:
    """A process that applies edits to ``path``, killed at the end; what it tells."""
    mine, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=apply_until_killed, args=(path, theirs, pause))
    process.start()
    theirs.close()
    try:
        mine.poll(30)
        yield mine
    finally:
        process.kill()
        process.join()


def _run_and_kill(path: Path, moment: float) -> int:
    """Have edits applied for ``moment`` seconds, kill; the last number that was told, or 0."""
    with _applying(path) as done:
        time.sleep(moment)
    with done:
        return _last_told(done)


def _last_told(done: Connection) -> int:
    last = 0
    try:
        while True:
            last = int(done.recv_bytes())
    except EOFError:
        return last


@pytest.mark.parametrize(
    "round_",
    [
        *range(ROUNDS),
        *(pytest.param(n, marks=pytest.mark.slow) for n in range(ROUNDS, MORE_ROUNDS)),
    ],
)
def test_no_edit_is_lost_or_half_there(tmp_path: Path, round_: int) -> None:
    path = tmp_path / "年报.govreport"
    Document.create(path, load_form("2021"), "某局", 2023).close()
    moments = random.Random(round_)
    half_done = 0
    for _ in range(KILLS):
        told = _run_and_kill(path, moments.uniform(0, LONGEST))
        assert told, "the process applied nothing before it was killed"
        half_done += path.with_name(f"{path.name}-journal").exists()
        with Document.open(path) as document:
            assert not document.read_only
            report = document.report
            number = int(report.fields[NUMBER.name])
            # The one edit that was under way may or may not be there, but not in part.
            assert number in (told, told + 1)
            for address, content in contents_of(number):
                assert report.content(address) == content
        assert verify(path) == []
        assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]
    assert half_done, "no kill hit a transaction: the test has lost its meaning"


def test_a_second_window_always_sees_whole_edits(tmp_path: Path) -> None:
    path = tmp_path / "年报.govreport"
    Document.create(path, load_form("2021"), "某局", 2023).close()
    seen = set()
    # Five milliseconds: nobody types faster, and a reader gets its turn between two edits.
    with _applying(path, 0.005) as done:
        for _ in range(100):
            with Document.open(path) as document:
                assert document.read_only
                assert document.holder
                number = int(document.report.fields[NUMBER.name])
                for address, content in contents_of(number):
                    assert document.report.content(address) == content
            seen.add(number)
        assert verify(path) == []
        # The writer tells of an edit after it is in the file: a kill must not come between.
        told = 0
        while told < max(seen):
            assert done.poll(30), "what was seen was never told"
            told = int(done.recv_bytes())
    done.close()
    assert len(seen) > 1, "nothing was written meanwhile: the test has lost its meaning"
