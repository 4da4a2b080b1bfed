"""The road to the SQLite file: what may be opened at all, connecting, transactions."""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from govreport_desktop.errors import FileError
from govreport_desktop.store import schema
from govreport_desktop.store.errors import damaged, sentences, system_sentence

__all__ = [
    "SUFFIX",
    "check_header",
    "connect",
    "data_version",
    "guard",
    "looks_like_report",
    "sentences",
    "system_sentence",
    "transaction",
]

SUFFIX = ".govreport"

# The longest text that is read or written.
_MAX_TEXT_BYTES = 8 * 2**20

# How long a write waits for a reader to finish, in seconds. Readers take milliseconds.
_PATIENCE = 2.0

_MAGIC = b"SQLite format 3\0"
_HEADER_LENGTH = 100
_ROLLBACK_JOURNAL = b"\x01\x01"  # bytes 18 and 19; 2 and 2 are WAL

_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS only: fsync alone does not reach the disk there
    "PRAGMA temp_store = MEMORY",
)


def looks_like_report(path: Path) -> bool:
    """Whether ``path`` is to be opened rather than imported: by its content, else its name."""
    head = b""
    with suppress(OSError):
        if path.is_file():  # a pipe would be waited for
            with path.open("rb") as file:
                head = file.read(len(_MAGIC))
    return head == _MAGIC or path.suffix == SUFFIX


def check_header(path: Path, kind: schema.FileKind) -> None:
    """Refuse what is plainly no file of ``kind``, before SQLite has touched it.

    Only bytes are read: SQLite would roll back the journal of somebody else's database.
    Raises FileError.
    """
    with sentences(path):
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileError(f"“{path.name}”是文件夹，请选择其中的 {kind.suffix} 文件。")
        if not stat.S_ISREG(found.st_mode):
            raise FileError(kind.foreign.format(name=path.name))
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
    if not header:
        raise FileError(kind.empty.format(name=path.name))
    if len(header) < _HEADER_LENGTH:
        begins_like_ours = _MAGIC.startswith(header[: len(_MAGIC)])
        raise damaged(path) if begins_like_ours else FileError(kind.foreign.format(name=path.name))
    (application_id,) = struct.unpack_from(">i", header, 68)
    if not header.startswith(_MAGIC) or application_id != kind.application_id:
        raise FileError(kind.foreign.format(name=path.name))
    if found.st_size > schema.MAX_BYTES:
        raise FileError(
            f"“{path.name}”有 {found.st_size >> 20} MB，超过了 {schema.MAX_BYTES >> 20} MB，"
            f"{kind.unlikely}"
        )
    if header[18:20] != _ROLLBACK_JOURNAL:
        raise FileError(
            f"“{path.name}”被别的程序改成了另一种写入方式，不能打开："
            "请用那个程序把 journal_mode 改回 DELETE，或改用备份的文件。"
        )


def connect(
    path: Path, mode: Literal["ro", "rw"], patience: float = _PATIENCE
) -> sqlite3.Connection:
    """A connection to an existing file; others are waited for ``patience`` seconds.

    Raises sqlite3.Error.

    Nothing is written, except that in ``rw`` the first read takes back a transaction that
    a crash left half done (the journal beside the file).
    """
    posix = path.absolute().as_posix()
    # C:/x needs a slash more than /x; //server/share needs the empty authority before it.
    uri = f"file://{'' if posix.startswith('/') else '/'}{quote(os.fsencode(posix))}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)
    try:
        guard(connection)
        if mode == "ro":
            connection.execute("PRAGMA query_only = ON")
            return connection
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        connection.execute(f"PRAGMA max_page_count = {schema.MAX_BYTES // size}")
    except BaseException:
        connection.close()
        raise
    return connection


def guard(connection: sqlite3.Connection) -> None:
    """Bound what a file can make ``connection`` do."""
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_TEXT_BYTES)


def data_version(connection: sqlite3.Connection) -> int:
    """A number that moves when another connection writes to the file."""
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return int(version)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it; durable when the block is left."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite itself rolls back after some errors (disk full); a second time would fail.
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise
