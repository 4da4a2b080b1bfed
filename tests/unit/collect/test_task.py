"""The file of a task keeps the promises of a report's: durable, whole, refused where it is not."""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import pytest

from govreport_desktop.collect.decision import Draft, Subject, state_of
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.reading import Body, Head, body_bytes, head_text
from govreport_desktop.collect.task import CollectTask, ReadFile
from govreport_desktop.errors import FileError
from govreport_desktop.form import load_form
from govreport_desktop.store.document import DamagedError, Document, FileChangedError
from tests.unit.collect.keeper import decide_until_killed

SETTINGS = tuple(
    Draft(Subject.TASK, name, {"value": value})
    for name, value in (("year", "2025"), ("form", "2021"), ("parent", "某县人民政府"))
)
KILLS = 12

if sys.platform == "win32":
    CONTEXT = get_context("spawn")
else:
    CONTEXT = get_context("forkserver")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "汇总.govtask"
    CollectTask.create(place, SETTINGS).close()
    return place


def named(task: CollectTask) -> list[str]:
    return list(task.state.of(Subject.NAME))


def test_what_was_decided_is_there_the_next_time(path: Path) -> None:
    with CollectTask.open(path) as task:
        (made,) = task.decide(Draft(Subject.NAME, "教体局", {"office": "001"}, "电话问过"))
        assert made.who
    with CollectTask.open(path) as task:
        assert task.state.what(Subject.NAME, "教体局") == {"office": "001"}
        assert task.decisions[-1].why == "电话问过"
        assert (task.year, task.parent, task.form.id) == (2025, "某县人民政府", "2021")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_decision_is_added_and_no_other_is_read_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is held is what the file would give, tuples and taking away included."""
    with CollectTask.open(path) as task:

        def refuse(_: object) -> None:
            raise AssertionError("every decision was read again")

        with monkeypatch.context() as patched:
            patched.setattr("govreport_desktop.collect.file.decisions_in", refuse)
            task.decide(
                Draft(Subject.ADJUST, "a", {"cells": (("requests", "granted", "business", "1"),)}),
                Draft(Subject.NAME, "甲", {"office": "1"}),
                Draft(Subject.NAME, "乙", {"office": "2"}),
            )
            task.decide(Draft(Subject.NAME, "甲", {"office": "3"}))
            (gone,) = task.decide(Draft(Subject.NAME, "乙"))
            task.undo(gone.number)
        held, state = list(task.decisions), task.state
    with CollectTask.open(path) as again:
        assert again.decisions == held
        assert again.state == state
        assert list(again.state.of(Subject.NAME)) == list(state.of(Subject.NAME))


def test_undoing_is_a_decision_and_is_undone_like_one(path: Path) -> None:
    with CollectTask.open(path) as task:
        (first,) = task.decide(Draft(Subject.NAME, "甲", {"office": "1"}))
        task.decide(Draft(Subject.NAME, "甲", {"office": "2"}))
        back = task.undo(task.decisions[-1].number)
        assert task.state.what(Subject.NAME, "甲") == {"office": "1"}
        task.undo(back.number)
        assert task.state.what(Subject.NAME, "甲") == {"office": "2"}
        task.decide(Draft(Subject.NAME, "甲"))
        assert named(task) == []
        assert first in task.decisions
        assert state_of(task.decisions) == task.state
        with pytest.raises(FileError, match="没有第 99 条"):
            task.undo(99)


def test_a_task_that_somebody_has_open_can_be_looked_at(path: Path) -> None:
    with CollectTask.open(path), CollectTask.open(path) as second:
        assert second.read_only
        assert "打开" in second.holder
        with pytest.raises(FileError, match="只读"):
            second.decide(Draft(Subject.NAME, "甲", {"office": "1"}))


def test_what_is_no_task_is_refused_and_left_alone(path: Path, tmp_path: Path) -> None:
    report = tmp_path / "年报.govreport"
    Document.create(report, load_form("2021"), "某局", 2025).close()
    for other, opener in ((report, CollectTask.open), (path, Document.open)):
        before = other.read_bytes()
        with pytest.raises(FileError, match="不是"):
            opener(other)
        assert other.read_bytes() == before
    empty = tmp_path / "空.govtask"
    empty.write_bytes(b"")
    with pytest.raises(FileError, match="空文件"):
        CollectTask.open(empty)


def test_a_newer_and_a_foreign_and_a_changed_one_are_refused(path: Path) -> None:
    changes = {
        "PRAGMA user_version = 99": "更新版本",
        "CREATE TABLE mine (x)": "别的程序加进去的表",
        "UPDATE decisions SET what = '{\"value\": \"2024\"}' WHERE subject = 'year'": "已损坏",
        "DELETE FROM decisions WHERE id = 1": "已损坏",
    }
    for number, (statement, words) in enumerate(changes.items()):
        copy = path.with_name(f"{number}.govtask")
        shutil.copy(path, copy)
        with sqlite3.connect(copy) as connection:
            connection.execute(statement)
        connection.close()
        with pytest.raises(FileError, match=words):
            CollectTask.open(copy)


def test_flipped_bytes_never_open_as_something_else(path: Path) -> None:
    with CollectTask.open(path) as task:
        for number in range(30):
            task.decide(Draft(Subject.NAME, f"名称{number}", {"office": f"{number:03}"}))
        right = [(d.subject, d.what) for d in task.decisions]
    data, dice = path.read_bytes(), random.Random(5)
    for _ in range(150):
        bad = bytearray(data)
        bad[dice.randrange(100, len(bad))] ^= 1 << dice.randrange(8)
        path.write_bytes(bad)
        try:
            with CollectTask.open(path) as task:
                assert [(d.subject, d.what) for d in task.decisions] == right
        except FileError:
            pass


def test_another_programs_change_is_not_written_over(path: Path) -> None:
    with CollectTask.open(path) as task:
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE decisions SET why = 'x' WHERE id = 1")
        connection.close()
        with pytest.raises((FileChangedError, DamagedError)):
            task.decide(Draft(Subject.NAME, "甲", {"office": "1"}))
        assert named(task) == []


def test_a_reading_that_was_damaged_is_read_again(path: Path) -> None:
    head = Head("h", kind="docx", form="2021", values=(None,) * 152)
    head = Head("h", "docx", "unreadable", "坏了")
    one = ReadFile("h", head_text(head), body_bytes(Body(notes=("a",))))
    with CollectTask.open(path) as task:
        task.take_in([Seen("甲.docx", 3, 10**18, "h")], [one], "0")
        assert task.body("h").notes == ("a",)
        assert [r.path for r in task.receipts] == ["甲.docx"]
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE readings SET head = replace(head, '坏', '好')")
    connection.close()
    with CollectTask.open(path) as task:
        assert task.heads == {}
        with pytest.raises(FileError, match="再读一次"):
            task.body("h")
        assert list(task.files) == ["甲.docx"]


def test_nothing_decided_is_lost_when_the_program_ends(path: Path) -> None:
    dice = random.Random(3)
    for _ in range(KILLS):
        mine, theirs = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=decide_until_killed, args=(path, theirs))
        process.start()
        theirs.close()
        mine.poll(30)
        time.sleep(dice.uniform(0, 0.03))
        process.kill()
        process.join()
        last = 0
        with mine:
            try:
                while True:
                    last = int(mine.recv_bytes())
            except EOFError:
                pass
        assert last
        with CollectTask.open(path) as task:
            assert not task.read_only
            # One more may be on the disk of which nobody was told.
            assert len(task.decisions) in (last, last + 1)


def test_what_was_taken_back_is_not_taken_back_again(path: Path) -> None:
    with CollectTask.open(path) as task:
        (made,) = task.decide(Draft(Subject.NAME, "教体局", {"office": "001"}))
        task.undo(made.number)
        with pytest.raises(FileError, match="已经撤销过"):
            task.undo(made.number)
