"""Whether the database as such is one of ours and whole; what it holds is looked at elsewhere."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from govreport_desktop.errors import FileError, FormError, quoted
from govreport_desktop.form import Form, load_form
from govreport_desktop.store import schema
from govreport_desktop.store.errors import damaged
from govreport_desktop.store.schema import FileKind

_WORDS = {"table": "表", "index": "索引", "view": "视图", "trigger": "触发器"}
_LONGEST_ID = 40


def form_of(connection: sqlite3.Connection, path: Path) -> Form:
    """The form that a checked file was made for. Raises FileError for one unknown here."""
    row = connection.execute("SELECT value FROM about WHERE key = 'form'").fetchone()
    if row is None or len(row[0]) > _LONGEST_ID:
        raise damaged(path)
    try:
        return load_form(row[0])
    except FormError as error:
        raise FileError(f"“{path.name}”用的报告格式本程序没有：{quoted(error, 120)}") from error


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the format that a file says it has."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def refuse_unsound(
    connection: sqlite3.Connection, path: Path, kind: FileKind, size: int | None = None
) -> None:
    """Refuse a file that is broken, of a newer program, or not all ours.

    ``size`` are the bytes there are of it, where that is not for ``path`` to say.

    Raises FileError, and sqlite3.Error where SQLite finds it out by itself.
    """
    # Inside one read transaction, so that a window that writes cannot change file and
    # answers between two questions.
    connection.execute("BEGIN")
    try:
        version = _refuse_other_versions(connection, path, kind)
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        # Asked for only now: before SQLite has locked the file, it may still be growing.
        size = path.stat().st_size if size is None else size
        if sound != "ok" or size < _length(connection):
            raise damaged(path)
        _refuse_foreign_objects(connection, path, kind, version)
    finally:
        connection.execute("ROLLBACK")


def _refuse_other_versions(connection: sqlite3.Connection, path: Path, kind: FileKind) -> int:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    version = version_of(connection)
    if application_id != kind.application_id or version < 1:
        raise damaged(path)
    if version > kind.latest and _about(connection, "reads") not in _known_versions(kind):
        raise FileError(
            f"“{path.name}”由更新版本的程序保存，请把本程序升级到"
            f"{needed_program(connection, kind)}再打开。"
        )
    return version


def _known_versions(kind: FileKind) -> frozenset[str]:
    return frozenset(str(version) for version in range(1, kind.latest + 1))


def _length(connection: sqlite3.Connection) -> int:
    """The bytes the file must have: SQLite takes what a cut last page lacks for zeros."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(size)


def _refuse_foreign_objects(
    connection: sqlite3.Connection, path: Path, kind: FileKind, version: int
) -> None:
    found, expected = schema.objects(connection), kind.expected_objects(version)
    if version > kind.latest:
        # What a newer program added beside our own tables is not looked at.
        found = frozenset(o for o in found if o in expected or o[0] in ("view", "trigger"))
    ours = {name for _, name, *_ in expected}
    for type_, name, *_ in sorted(found - expected, key=repr):
        if name not in ours:
            word = _WORDS.get(type_, "内容")
            raise FileError(
                f"“{path.name}”里有别的程序加进去的{word}“{quoted(name)}”，为保险起见不打开："
                f"请用那个程序删去它，或改用备份的文件。"
            )
    if found != expected:
        raise damaged(path)


def needed_program(connection: sqlite3.Connection, kind: FileKind) -> str:
    """The program version that a newer file asks for, in words; "" for one of our own."""
    if version_of(connection) <= kind.latest:
        return ""
    needs = _about(connection, "needs")
    return f" {needs} 或以上版本" if needs else "最新版本"


def _about(connection: sqlite3.Connection, key: str) -> str:
    """What a file says of itself; every version keeps that table."""
    try:
        row = connection.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
    except sqlite3.Error:
        row = None
    return quoted(row[0]) if row else ""
