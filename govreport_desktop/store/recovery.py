"""What a crash left beside a file: taken back where it is the file's own, else put aside.

SQLite rolls any journal back into any database that lies beside it. Where a backup was
copied over a file that had crashed, that would destroy the backup. So both are looked at in
memory and on a copy first, and only then is anything done.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from govreport_desktop.errors import FileError
from govreport_desktop.store import schema
from govreport_desktop.store.database import connect, guard, transaction
from govreport_desktop.store.digest import CONTENTS, kept_digest
from govreport_desktop.store.errors import DamagedError, is_damage
from govreport_desktop.store.kinds import REPORT
from govreport_desktop.store.schema import FileKind
from govreport_desktop.store.soundness import refuse_unsound, version_of

# The last bytes of a journal that names a file of its own, for transactions over several
# databases: ours are never part of one, and SQLite would delete the file that is named.
_NAMES_A_FILE = bytes.fromhex("d9d505f920a163d7")


def journal_path(path: Path) -> Path:
    """Where SQLite keeps what it needs to take back a transaction that is under way."""
    real = path.resolve()
    return real.with_name(f"{real.name}-journal")


def leftovers(path: Path) -> list[Path]:
    """What lies beside ``path`` that SQLite would read together with it."""
    real = path.resolve()
    found = (real.with_name(f"{real.name}-{kind}") for kind in ("journal", "wal", "shm"))
    return [each for each in found if os.path.lexists(each)]


def strangers(path: Path) -> list[Path]:
    """Those of them that are not the file's own: it is not in that way of writing."""
    return [each for each in leftovers(path) if not each.name.endswith("-journal")]


def recover(path: Path, kind: FileKind = REPORT) -> str:
    """Have the file at ``path`` as it was last sure of itself, with nothing left beside it.

    The caller holds the lock. Answers with a sentence about what was put aside, "" where
    there was nothing. Raises DamagedError, with everything left as it was, where the file is
    sound neither as it lies there nor with the journal taken back.
    """
    found = leftovers(path)
    if not found:
        return ""
    for each in found:
        if not stat.S_ISREG(each.lstat().st_mode):
            raise FileError(f"旁边的“{each.name}”不是普通的文件，请把它移走后再打开“{path.name}”。")
    aside = [_put_aside(path, each) for each in strangers(path)]
    try:
        aside += _end_unfinished(path, journal_path(path), kind)
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        # SQLite says so of a disk that fails, too, and what is half done tells nothing.
        raise FileError(
            f"“{path.name}”上次没有正常关闭，现在又读不出来：请检查磁盘或网络后再试；"
            "总是这样，就是文件坏了。"
        ) from error
    if not aside:
        return ""
    names = "、".join(f"“{each.name}”" for each in aside)
    return (
        f"“{path.name}”旁边有不属于它的日志（多半是出错以后用备份代替了原来的文件），"
        f"没有用，已改名为{names}保留：核对无误后可以删去。"
    )


def is_sound(data: bytes, path: Path, kind: FileKind = REPORT) -> bool:
    """Whether a file of these bytes has nothing wrong with it, contents, log and versions."""
    opened = _examined(data, path, kind)
    if opened is not None:
        opened.close()
    return opened is not None


def opened_in_memory(data: bytes) -> sqlite3.Connection:
    """A database of these bytes that is in no file. Raises sqlite3.Error."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(data)
        guard(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _end_unfinished(path: Path, journal: Path, kind: FileKind) -> list[Path]:
    """Leave no journal beside the file; answers with what was put aside. Raises sqlite3.Error."""
    if not journal.exists():
        return []
    aside = _settle(path, journal, kind) if _is_hot(path) else []
    if journal.exists():
        _clear(path, journal)
    return aside


def _settle(path: Path, journal: Path, kind: FileKind) -> list[Path]:
    """Decide between the file as it lies there and the one with the journal taken back."""
    if journal.stat().st_size > 2 * schema.MAX_BYTES:
        raise FileError(f"旁边的“{journal.name}”大得不像日志，请把它移走后再打开“{path.name}”。")
    data, left = path.read_bytes(), journal.read_bytes()
    back = _taken_back(data, left)
    lying, earlier = _examined(data, path, kind), _examined(back, path, kind)
    try:
        if lying is None and earlier is None:
            raise DamagedError(
                f"“{path.name}”上次没有写完，旁边的“{journal.name}”也接不上，不能打开："
                "请用备份的文件代替它。两个文件都没有被改动。"
            )
        if lying is None:
            return []  # SQLite takes it back the moment the file is read
        if earlier is None or not _has_all_of(lying, earlier, kind):
            return [_put_aside(path, journal)]
        # The journal is the file's own. Without the digest that belongs to what it holds,
        # the file may hold half of an edit that looks like a whole one: SQLite takes it back.
        if kept_digest(lying, CONTENTS) == kind.digest(lying):
            # All or nothing of the last edit is there, and the journal adds nothing.
            _flush(path)
            journal.unlink()
        return []
    finally:
        for connection in (lying, earlier):
            if connection is not None:
                connection.close()


def _is_hot(path: Path) -> bool:
    """Whether SQLite would roll the journal back; nothing is touched by asking.

    Raises sqlite3.Error where another program is at work on the file.
    """
    try:
        with closing(connect(path, "ro")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK":
            return True
        raise
    return False


def _taken_back(data: bytes, journal: bytes) -> bytes:
    """What SQLite makes of the two, tried on a copy; no bytes where it makes nothing of them."""
    if journal.endswith(_NAMES_A_FILE):
        return b""
    import tempfile  # for damaged files only

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        copy.write_bytes(data)
        journal_path(copy).write_bytes(journal)
        try:
            with closing(connect(copy, "rw")) as connection:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.Error as error:
            if not str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_IOERR"):
                return b""
            raise
        return copy.read_bytes()


def _examined(data: bytes, path: Path, kind: FileKind) -> sqlite3.Connection | None:
    """A database in memory of these bytes; None where anything is wrong with it."""
    connection = None
    if not data:
        return None
    with suppress(sqlite3.Error, UnicodeDecodeError, FileError):
        connection = opened_in_memory(data)
        refuse_unsound(connection, path, kind, len(data))
        if version_of(connection) < kind.latest:
            with transaction(connection):
                kind.migrate(connection)
        if not any(kind.faults(connection, path)):
            return connection
    if connection is not None:
        connection.close()
    return None


def _has_all_of(lying: sqlite3.Connection, earlier: sqlite3.Connection, kind: FileKind) -> bool:
    """Whether the log of the one goes on from the log of the other."""
    for query in kind.log:
        rows, others = iter(lying.execute(query)), earlier.execute(query)
        if any(row != next(rows, None) for row in others):
            return False
    return True


def _clear(path: Path, journal: Path) -> None:
    """Take back what was begun, and remove the journal of what had not even begun."""
    with closing(connect(path, "rw")) as connection, transaction(connection):
        # SQLite has rolled back and removed a journal with anything in it by now, and no
        # other program can have begun one: what is left has nothing in it and would stay.
        journal.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """What the crashed program had written may not be on the disk yet."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _put_aside(path: Path, stranger: Path) -> Path:
    """Give ``stranger`` a plain name that SQLite does not look for, and no file has."""
    real, kind = path.resolve(), stranger.name.rpartition("-")[2]
    for number in _numbers():
        aside = real.with_name(f"{real.stem[:40]}-没有用的日志{number}.{kind}")
        if not os.path.lexists(aside):
            stranger.rename(aside)
            return aside
    raise AssertionError


def _numbers() -> Iterable[str]:
    yield ""
    yield from map(str, count(2))
