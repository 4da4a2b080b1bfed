"""Whatever step of writing fails, the file and the report are as before, and a sentence says so."""

import errno
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govreport_desktop.errors import FileError
from govreport_desktop.form import load_form
from govreport_desktop.store import database, log
from govreport_desktop.store.document import Document, verify
from govreport_desktop.store.rows import Encoded
from tests.unit.store.samples import (
    CONTACT,
    OVERVIEW,
    RECEIVED,
    another_program,
    beside,
    contents,
    put,
)

FORM = load_form("2021")

Act = Callable[[Document], object]


class _Failing:
    """A connection whose ``n``-th statement fails, as a full disk or a pulled cable makes it."""

    def __init__(self, connection: sqlite3.Connection, failing: int) -> None:
        self._connection = connection
        self._left = failing

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_WRITE"
            raise error

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        if arguments[0] != "ROLLBACK":
            self._count()
        return self._connection.execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        self._count()
        return self._connection.executemany(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


ACTS: dict[str, tuple[Act, int]] = {
    # BEGIN, data_version, edits, 2 x (change, content), digest, COMMIT
    "apply": (lambda document: put(document, (RECEIVED, 4), (OVERVIEW, "改过")), 9),
    # BEGIN, data_version, last edit, version, its contents, its digest, COMMIT
    "save_version": (lambda document: document.save_version("终稿"), 7),
}
STEPS = [(name, step) for name, (_, steps) in ACTS.items() for step in range(1, steps + 1)]


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_each_step_of_saving(path: Path, document: Document, name: str, step: int) -> None:
    act, steps = ACTS[name]
    put(document, (RECEIVED, 3), (OVERVIEW, "初稿"))
    saved_at, before = document.saved_at, contents(document.report)
    connection = document._connection
    document._connection = _Failing(connection, step)  # type: ignore[assignment]
    with pytest.raises(FileError, match="磁盘出错"):
        act(document)
    assert contents(document.report) == before
    assert document.saved_at == saved_at
    assert document.versions() == []
    assert verify(path) == []
    act(document)  # and the next attempt succeeds
    assert step <= steps
    document.close()
    assert verify(path) == []
    with Document.open(path) as again:
        assert (contents(again.report) != before) == (name == "apply")
        assert len(again.versions()) == (name == "save_version")


@pytest.mark.parametrize("name", ACTS)
def test_no_step_of_saving_was_forgotten(path: Path, document: Document, name: str) -> None:
    act, steps = ACTS[name]
    put(document, (RECEIVED, 3))
    document._connection = _Failing(document._connection, steps + 1)  # type: ignore[assignment]
    act(document)
    with pytest.raises(sqlite3.OperationalError):
        document._connection.execute("SELECT 1")


def _refusing(number: int) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EIO, "系统出错"), (errno.EACCES, "权限")],
)
@pytest.mark.parametrize(
    ("owner", "name"),
    [(tempfile, "mkstemp"), (os, "fsync"), (Path, "chmod"), (Path, "replace")],
)
@pytest.mark.parametrize("existing", [False, True])
def test_each_step_of_creating(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    owner: Any,
    name: str,
    number: int,
    words: str,
    existing: bool,
) -> None:
    if existing:
        with Document.create(path, FORM, "旧的", 2022) as old:
            put(old, (RECEIVED, 3))
    before = path.read_bytes() if existing else None
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, _refusing(number))
        with pytest.raises(FileError) as refusal:
            Document.create(path, FORM, "新的", 2023, overwrite=True)
    assert path.name in str(refusal.value)
    assert words in str(refusal.value)
    assert (path.read_bytes() if existing else None) == before
    assert path.exists() == existing
    assert beside(path) == []
    with Document.create(path, FORM, "新的", 2023, overwrite=True) as document:
        assert document.report.office == "新的"
        assert document.report.values[RECEIVED] is None


def test_an_unforeseen_error_changes_nothing_either(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(document, (RECEIVED, 3))
    with monkeypatch.context() as patch:
        # The first content of the edit is written by then, the second one is not.
        patch.setattr(log, "_difference", _third_time_wrong())
        with pytest.raises(RuntimeError):
            put(document, (RECEIVED, 4), (OVERVIEW, "改过"), (CONTACT, "张三"))
    assert document.report.values[RECEIVED] == 3
    assert verify(path) == []
    put(document, (RECEIVED, 5))
    document.close()
    with Document.open(path) as again:
        assert again.report.values[RECEIVED] == 5
        assert again.report.texts["overview"] == ""


def _third_time_wrong() -> Callable[[Encoded, Encoded], object]:
    difference, calls = log._difference, []

    def wrong(old: Encoded, new: Encoded) -> object:
        calls.append(new)
        if len(calls) == 3:
            raise RuntimeError("unforeseen")
        return difference(old, new)

    return wrong


def test_a_full_disk(path: Path, document: Document) -> None:
    (pages,) = document._connection.execute("PRAGMA page_count").fetchone()
    document._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    put(document, (RECEIVED, 3))
    with pytest.raises(FileError, match="磁盘已满"):
        put(document, (RECEIVED, 4), (OVERVIEW, "长文" * 100000))
    assert document.report.values[RECEIVED] == 3
    assert verify(path) == []
    put(document, (RECEIVED, 5))
    document.close()
    with Document.open(path) as again:
        assert again.report.values[RECEIVED] == 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of open files")
def test_a_file_that_is_moved_or_deleted_while_it_is_open(path: Path, document: Document) -> None:
    put(document, (RECEIVED, 3))
    for gone in (path, path.parent):
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
        with pytest.raises(FileError, match="已被移走或删除"):
            put(document, (RECEIVED, 4))
        with pytest.raises(FileError, match="已被移走或删除"):
            document.save_version("终稿")
        assert document.report.values[RECEIVED] == 3
    path.parent.mkdir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of open files")
def test_a_file_that_was_replaced_while_it_is_open(path: Path, document: Document) -> None:
    """A folder that is kept in step with another machine does that."""
    put(document, (RECEIVED, 3))
    theirs = path.with_name("theirs")
    shutil.copy(path, theirs)
    theirs.replace(path)
    with pytest.raises(FileError, match="没有保存"):
        put(document, (RECEIVED, 4))
    assert document.report.values[RECEIVED] == 3
    assert verify(path) == []


def test_a_file_another_program_is_writing(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(document, (RECEIVED, 3))
    document._connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileError, match="另一个程序正在使用"):
            put(document, (RECEIVED, 4))
        other.execute("ROLLBACK")
    finally:
        other.close()
    put(document, (RECEIVED, 5))
    assert document.report.values[RECEIVED] == 5


def test_opening_while_another_program_is_writing(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(document, (RECEIVED, 3))
    document.close()
    monkeypatch.setattr(database, "_PATIENCE", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE cells SET text = '999'")
        assert path.with_name(f"{path.name}-journal").exists()
        with pytest.raises(FileError, match="另一个程序正在使用"):
            Document.open(path)
        with Document.open(path, read_only=True) as shown:
            assert shown.report.values[RECEIVED] == 3
        other.execute("ROLLBACK")
    finally:
        other.close()
    assert beside(path) == []
    assert verify(path) == []


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "没有" / "年报.govreport", "先建好文件夹"),
        (tmp_path / ("长" * 100 + ".govreport"), "短一些的名字"),
        (tmp_path, "文件夹|已经存在"),
    ):
        with pytest.raises(FileError, match=words):
            Document.create(path, FORM)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten_unasked(path: Path, document: Document) -> None:
    put(document, (RECEIVED, 3))
    document.close()
    before = path.read_bytes()
    with pytest.raises(FileError, match="已经存在"):
        Document.create(path, FORM, "新的", 2024)
    assert path.read_bytes() == before
    assert beside(path) == []


def test_a_journal_that_lies_around_is_not_taken_for_the_new_files(path: Path) -> None:
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"left by a crash")
    with pytest.raises(FileError, match="-journal"):
        Document.create(path, FORM)
    assert beside(path) == [journal.name]
    assert not path.exists()


class _Forgetful(_Failing):
    """A connection that commits, and then says that it failed: the folder was not synced."""

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        done = self._connection.execute(*arguments)
        if arguments[0] == "COMMIT":
            self._count()
        return done


@pytest.mark.parametrize("failures", [1, 3], ids=["once", "again and again"])
@pytest.mark.parametrize("closing", [True, False], ids=["close", "go on"])
def test_an_edit_that_was_said_to_have_failed_is_not_in_the_file(
    path: Path, document: Document, failures: int, closing: bool
) -> None:
    put(document, (RECEIVED, 3))
    before = contents(document.report)
    connection = document._connection
    for _ in range(failures):
        document._connection = _Forgetful(connection, 1)  # type: ignore[assignment]
        with pytest.raises(FileError, match="磁盘出错"):
            put(document, (RECEIVED, 4), (OVERVIEW, "改过"))
    assert contents(document.report) == before
    if not closing:
        put(document, (RECEIVED, 5))
        before = contents(document.report)
    document.close()
    assert verify(path) == []
    with Document.open(path) as again:
        assert contents(again.report) == before


def test_what_only_looks_like_a_foreign_change_is_none(path: Path, document: Document) -> None:
    """SQLite's number moves where it rolls back, or another tool writes what changes nothing."""
    put(document, (RECEIVED, 3))
    with another_program(path) as connection:
        connection.execute("UPDATE cells SET text = '4'")
        connection.execute("UPDATE cells SET text = '3'")
    document.check_file()
    put(document, (RECEIVED, 5))
    document.close()
    assert verify(path) == []
