"""A second window reads only and says who writes; a crashed one stands in nobody's way."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from govreport_desktop.errors import FileError
from govreport_desktop.form import load_form
from govreport_desktop.store import lock
from govreport_desktop.store.document import Document, verify
from tests.unit.store.samples import RECEIVED, another_program, beside, put

ROOT = Path(__file__).parents[3]

HOLD = """
import sys
from pathlib import Path
from govreport_desktop.store.document import Document
document = Document.open(Path(sys.argv[1]))
print(document.read_only, flush=True)
sys.stdin.read()
"""


def _other_window(path: Path) -> subprocess.Popen[str]:
    """Another process with the file open; killed by the test."""
    window = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"LOGNAME": "李四"},
    )
    assert window.stdout is not None
    assert window.stdout.readline() == "False\n"
    return window


def test_another_process_holds_it_until_it_is_killed(path: Path, document: Document) -> None:
    put(document, (RECEIVED, 3))
    document.close()
    with _other_window(path) as window:
        try:
            with Document.open(path) as mine:
                assert mine.read_only
                assert "李四" in mine.holder
                assert str(window.pid) not in mine.holder, "a number that says nothing to anybody"
                assert mine.report.values[RECEIVED] == 3
                with pytest.raises(FileError, match="正由李四"):
                    put(mine, (RECEIVED, 4))
            with pytest.raises(FileError, match=r"正由李四.*不能覆盖"):
                Document.create(path, load_form("2021"), overwrite=True)
        finally:
            window.kill()
    assert beside(path) == [f".~lock.{path.name}#"]
    with Document.open(path) as mine:
        assert not mine.read_only
        put(mine, (RECEIVED, 4))
    assert beside(path) == []


def test_a_second_window_of_the_same_program(path: Path, document: Document) -> None:
    with Document.open(path) as second:
        assert second.read_only
        assert str(os.getpid()) not in second.holder
        assert "打开" in second.holder
    put(document, (RECEIVED, 3))
    document.close()
    with Document.open(path) as third:
        assert not third.read_only
        assert third.report.values[RECEIVED] == 3


def test_a_link_to_the_file_is_the_same_file(path: Path, document: Document) -> None:
    link = path.with_name("链接.govreport")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody but administrators make links")
    with Document.open(link) as second:
        assert second.read_only


def test_a_lock_file_without_readable_words_still_holds(path: Path, document: Document) -> None:
    lock.lock_path(path).write_bytes(b"\xff\xfe")
    with Document.open(path) as second:
        assert second.holder == "另一个窗口"


def test_words_left_by_a_crash_do_not_hold(path: Path, document: Document) -> None:
    document.close()
    words = {"user": "李四", "host": "pc", "pid": 1, "time": "2020-01-01T00:00+08:00"}
    lock.lock_path(path).write_text(json.dumps(words), "utf-8")
    with Document.open(path) as again:
        assert not again.read_only
        assert "李四" not in lock.lock_path(path).read_text("utf-8")


def test_where_no_lock_file_can_be_made_the_file_is_shown(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    document.close()
    opened = os.open

    def refuse(name: str, *rest: int) -> int:
        if "lock" in str(name):
            raise PermissionError(errno.EACCES, "no")
        return opened(name, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with Document.open(path) as shown:
        assert shown.read_only
        assert shown.holder == ""


def test_a_disk_without_locks_is_said(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    document.close()

    def refuse(handle: int) -> bool:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(lock, "_try_lock", refuse)
    with pytest.raises(FileError, match="不支持文件锁"):
        Document.open(path)


def test_a_lock_file_of_another_user_who_crashed_is_replaced(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    document.close()
    theirs = lock.lock_path(path)
    theirs.write_text("{}", "utf-8")
    inode = theirs.stat().st_ino
    opened = os.open

    def reading_only(name: Path, flags: int, *mode: int) -> int:
        if name == theirs and theirs.exists() and flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "theirs")
        return opened(name, flags, *mode)

    keep = os.open(theirs, os.O_RDONLY)  # so that its number is not given out again
    try:
        monkeypatch.setattr(os, "open", reading_only)
        with Document.open(path) as again:
            assert not again.read_only
            assert theirs.stat().st_ino != inode
    finally:
        os.close(keep)


def test_a_window_that_waited_for_a_removed_lock_file_takes_a_new_one(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening the lock file and locking it, its holder may have removed it."""
    opened, calls = lock._open, []

    def late(name: Path) -> int:
        handle = opened(name)
        calls.append(handle)
        if len(calls) == 1:
            document.close()
        return handle

    monkeypatch.setattr(lock, "_open", late)
    with Document.open(path) as mine:
        assert not mine.read_only
        assert len(calls) == 2
        assert lock.lock_path(path).exists()


@pytest.mark.parametrize("read_only", [False, True], ids=["write", "read"])
def test_what_a_crash_left_half_done_is_taken_back(
    path: Path, document: Document, tmp_path: Path, read_only: bool
) -> None:
    put(document, (RECEIVED, 3))
    document.close()
    crashed = tmp_path / "crashed.govreport"
    with another_program(path) as connection:
        connection.execute("PRAGMA cache_size = 1")  # spills to the file before it commits
        connection.execute("BEGIN")
        connection.execute("UPDATE cells SET text = '999'")
        connection.execute(f"UPDATE fields SET text = '{'乱' * 100000}'")
        shutil.copy(path, crashed)
        shutil.copy(f"{path}-journal", f"{crashed}-journal")
        connection.execute("ROLLBACK")
    assert crashed.stat().st_size > path.stat().st_size
    with Document.open(crashed, read_only) as again:
        assert again.report.values[RECEIVED] == 3
        assert again.report.office == "某县档案局"
    assert verify(crashed) == []
    assert not Path(f"{crashed}-journal").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few make links, and no pipes")
@pytest.mark.parametrize("kind", ["link", "link to nothing", "second name", "pipe", "folder"])
def test_what_lies_in_the_place_of_the_lock_file_is_neither_written_nor_waited_for(
    path: Path, document: Document, tmp_path: Path, kind: str
) -> None:
    document.close()
    place, victim = lock.lock_path(path), tmp_path / "victim"
    if kind != "link to nothing":
        victim.write_bytes(b"precious")
    match kind:
        case "link" | "link to nothing":
            place.symlink_to(victim)
        case "second name":
            os.link(victim, place)
        case "pipe":
            os.mkfifo(place)
        case "folder":
            place.mkdir()
    with pytest.raises(FileError, match="请把它删去后再试"):
        Document.open(path)
    assert os.path.lexists(place)
    assert victim.exists() == (kind != "link to nothing")
    assert not victim.exists() or victim.read_bytes() == b"precious"
    with Document.open(path, read_only=True) as shown:
        assert shown.read_only


@pytest.mark.parametrize(
    "words",
    [
        "[" * 4000,
        '{"user": "x", "host": "y", "pid": 1, "time": "0001-01-01T00:00+14:00"}',
        '{"user": "x", "host": "y", "pid": 1, "time": "9999-12-31T23:59-14:00"}',
        '{"user": "\\u001b[2J\\u202e\\n长' + "长" * 900 + '", "host": [[]], "pid": {}, '
        '"time": "2026-01-22T08:15+08:00"}',
        '{"user": "\\ud83d", "host": "y", "pid": 1, "time": "2026-01-22T08:15+08:00"}',
        '["user"]',
        '"time"',
    ],
)
def test_hostile_words_in_the_lock_file_become_one_plain_short_line(
    path: Path, document: Document, words: str
) -> None:
    lock.lock_path(path).write_text(words, "utf-8")
    with Document.open(path) as second:
        assert second.read_only
        assert second.holder.isprintable()
        assert 0 < len(second.holder) < 200
        assert second.holder.encode()


def test_a_lock_file_that_another_window_made_meanwhile_is_left_to_it(
    path: Path, document: Document
) -> None:
    """The folder was deleted and came back: what lies there now is somebody else's."""
    theirs = lock.lock_path(path)
    theirs.unlink()
    theirs.write_text("{}", "utf-8")
    document.close()
    assert theirs.read_text("utf-8") == "{}"
