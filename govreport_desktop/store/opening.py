"""Opening a file, or refusing it with a sentence and without having written to it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from govreport_desktop.errors import FileError, FormError
from govreport_desktop.form import Form, load_form
from govreport_desktop.store import lock, schema
from govreport_desktop.store.database import (
    check_header,
    connect,
    damaged,
    sentences,
    transaction,
)


class NewerError(FileError):
    """A sound file of a newer version: this program may look at it and no more."""


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A checked connection that cannot write. Raises FileError.

    A file of an older version is brought up to date in memory; the file stays as it is.
    """
    check_header(path)
    with sentences(path):
        _take_back_half_done(path)
        connection = connect(path, "ro")
        try:
            _refuse_what_is_not_sound(connection, path)
            if _version(connection) >= schema.latest():
                return connection
            copy = sqlite3.connect(":memory:", isolation_level=None)
            connection.backup(copy)
            with transaction(copy):
                schema.migrate(copy)
        except BaseException:
            connection.close()
            raise
        connection.close()
        return copy


def open_for_writing(path: Path) -> sqlite3.Connection:
    """A checked connection at the latest version; the caller holds the lock. Raises FileError."""
    check_header(path)
    with sentences(path):
        connection = connect(path, "rw")
        try:
            if journal_path(path).exists():
                _clear_journal(connection, path)
            _refuse_what_is_not_sound(connection, path)
            if needs := needed_program(connection):
                raise NewerError(f"“{path.name}”由更新版本的程序保存，要修改请升级到{needs}。")
            if _version(connection) < schema.latest():
                with transaction(connection):
                    schema.migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def form_of(connection: sqlite3.Connection, path: Path) -> Form:
    """The form that a checked file was made for. Raises FileError for one unknown here."""
    row = connection.execute("SELECT value FROM about WHERE key = 'form'").fetchone()
    if row is None:
        raise damaged(path)
    try:
        return load_form(row[0])
    except FormError as error:
        raise FileError(f"“{path.name}”用的报告格式本程序没有：{error}") from error


def journal_path(path: Path) -> Path:
    """Where SQLite keeps what it needs to take back a transaction that is under way."""
    real = path.resolve()
    return real.with_name(f"{real.name}-journal")


def _take_back_half_done(path: Path) -> None:
    """Roll back what a crash left half done, where nobody else has the file open."""
    if not journal_path(path).exists():
        return
    # Where this is not possible, reading says so itself, in its own words.
    with suppress(OSError, sqlite3.Error, lock.HeldError, FileError):
        held = lock.acquire(path)
        try:
            connection = connect(path, "rw")
            try:
                _clear_journal(connection, path)
            finally:
                connection.close()
        finally:
            held.release()


def _clear_journal(connection: sqlite3.Connection, path: Path) -> None:
    """Take back what a crash left half done, and the journal of what it had not begun."""
    with transaction(connection):
        # SQLite has rolled back and removed a journal with anything in it by now, and no
        # other program can have begun one: what is left has nothing in it and would stay.
        journal_path(path).unlink(missing_ok=True)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _refuse_what_is_not_sound(connection: sqlite3.Connection, path: Path) -> None:
    # Inside one read transaction, so that a window that writes cannot change file and
    # answers between two questions.
    connection.execute("BEGIN")
    try:
        version = _refuse_other_versions(connection, path)
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok" or path.stat().st_size < _length(connection):
            raise damaged(path)
        _refuse_foreign_objects(connection, path, version)
    finally:
        connection.execute("ROLLBACK")


def _refuse_other_versions(connection: sqlite3.Connection, path: Path) -> int:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    version = _version(connection)
    if application_id != schema.APPLICATION_ID or version < 1:
        raise damaged(path)
    if version > schema.latest() and _about(connection, "reads") not in _known_versions():
        raise FileError(
            f"“{path.name}”由更新版本的程序保存，请把本程序升级到"
            f"{needed_program(connection)}再打开。"
        )
    return version


def _known_versions() -> frozenset[str]:
    return frozenset(str(version) for version in range(1, schema.latest() + 1))


def _length(connection: sqlite3.Connection) -> int:
    """The bytes the file must have: SQLite takes what a cut last page lacks for zeros."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(size)


def _refuse_foreign_objects(connection: sqlite3.Connection, path: Path, version: int) -> None:
    found, expected = schema.objects(connection), schema.expected_objects(version)
    if version > schema.latest():
        # What a newer program added beside our own tables is not looked at.
        found = frozenset(o for o in found if o in expected or o[0] in ("view", "trigger"))
    ours = {name for _, name, *_ in expected}
    for kind, name, *_ in sorted(found - expected, key=lambda item: item[:2]):
        if name not in ours:
            word = {"table": "表", "index": "索引", "view": "视图", "trigger": "触发器"}[kind]
            raise FileError(
                f"“{path.name}”里有别的程序加进去的{word}“{name}”，为保险起见不打开："
                f"请用那个程序删去它，或改用备份的文件。"
            )
    if found != expected:
        raise damaged(path)


def needed_program(connection: sqlite3.Connection) -> str:
    """The program version that a newer file asks for, in words; "" for one of our own."""
    if _version(connection) <= schema.latest():
        return ""
    needs = _about(connection, "needs")
    return f" {needs} 或以上版本" if needs else "最新版本"


def _about(connection: sqlite3.Connection, key: str) -> str:
    """What a file says of itself; every version keeps that table."""
    try:
        row = connection.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
    except sqlite3.Error:
        row = None
    return str(row[0]) if row else ""
