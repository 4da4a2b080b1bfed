"""The road to the SQLite file: connecting, transactions, and errors as sentences."""

from __future__ import annotations

import errno
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from govreport_desktop.errors import FileError
from govreport_desktop.store import schema

SUFFIX = ".govreport"

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

_DAMAGED = "“{name}”已损坏，不能打开：请用备份的文件代替它，原文件没有被改动。"
FOREIGN = "“{name}”不是政府信息公开年度报告文件（.govreport），请另选一个文件。"


class DamagedError(FileError):
    """A file of ours that is broken; any other FileError says it is none, or out of reach."""


def looks_like_report(path: Path) -> bool:
    """Whether ``path`` is to be opened rather than imported: by its content, else its name."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError:
        head = b""
    return head == _MAGIC or path.suffix == SUFFIX


def damaged(path: Path) -> DamagedError:
    """The error for a file at ``path`` whose contents cannot be had."""
    return DamagedError(_DAMAGED.format(name=path.name))


def check_header(path: Path) -> None:
    """Refuse what is plainly not ours, before SQLite has touched it.

    Only bytes are read: SQLite would roll back the journal of somebody else's database.
    Raises FileError.
    """
    with sentences(path):
        if path.is_dir():
            raise FileError(f"“{path.name}”是文件夹，请选择其中的 .govreport 文件。")
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
    if not header:
        raise FileError(f"“{path.name}”是空文件，里面没有报告，请另选一个文件。")
    if len(header) < _HEADER_LENGTH:
        begins_like_ours = _MAGIC.startswith(header[: len(_MAGIC)])
        raise damaged(path) if begins_like_ours else FileError(FOREIGN.format(name=path.name))
    (application_id,) = struct.unpack_from(">i", header, 68)
    if not header.startswith(_MAGIC) or application_id != schema.APPLICATION_ID:
        raise FileError(FOREIGN.format(name=path.name))
    if header[18:20] != _ROLLBACK_JOURNAL:
        raise FileError(
            f"“{path.name}”被别的程序改成了另一种写入方式，不能打开："
            "请用那个程序把 journal_mode 改回 DELETE，或改用备份的文件。"
        )


def connect(path: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
    """A connection to an existing file. Raises sqlite3.Error.

    Nothing is written, except that in ``rw`` the first read takes back a transaction that
    a crash left half done (the journal beside the file).
    """
    posix = path.absolute().as_posix()
    # C:/x needs a slash more than /x; //server/share needs the empty authority before it.
    uri = f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if mode == "ro":
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


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


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system report into a FileError for the clerk."""
    try:
        yield
    except sqlite3.Error as error:
        raise _database_error(error, path) from error
    except UnicodeDecodeError as error:
        # What SQLite says of a damaged file quotes the damage, and Python cannot read that.
        raise damaged(path) from error
    except OSError as error:
        raise FileError(system_sentence(error, path)) from error


def system_sentence(error: OSError, path: Path) -> str:
    """What the operating system refused, said about ``path``."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            if path.parent.is_dir():
                return f"找不到“{path.name}”，请确认它没有被移走或改名。"
            return f"找不到文件夹“{path.parent}”，请先建好文件夹，或换一个位置。"
        case errno.EACCES | errno.EPERM:
            return f"没有读写“{path.name}”的权限，请换一个位置，或请管理员放开权限。"
        case errno.EROFS:
            return f"“{path.name}”所在的磁盘是只读的，请换一个位置保存。"
        case errno.ENOSPC | errno.EDQUOT:
            return f"磁盘已满，“{path.name}”没有保存：请腾出空间后再做一次。"
        case errno.ENAMETOOLONG:
            return f"文件名“{path.name}”太长，请取一个短一些的名字。"
    return f"读写“{path.name}”时系统出错（{error.strerror or error}），请检查磁盘后再试。"


def _database_error(error: sqlite3.Error, path: Path) -> FileError:
    sentence = _database_sentence(str(getattr(error, "sqlite_errorname", "")), path)
    return FileError(sentence) if sentence else damaged(path)


def _database_sentence(name: str, path: Path) -> str:
    """What SQLite's error called ``name`` means for the clerk; "" where it means damage."""
    if name == "SQLITE_FULL":
        return f"磁盘已满，这次修改没有保存到“{path.name}”：请腾出空间后再做一次。"
    if name == "SQLITE_READONLY_DBMOVED" or (
        name.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR")) and not path.exists()
    ):
        return f"“{path.name}”已被移走或删除，这次修改没有保存：请把文件放回“{path.parent}”。"
    if name in ("SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY"):
        return (
            f"“{path.name}”上次没有正常关闭，这里又不能写入："
            "请把它和旁边的 -journal 文件一起复制到可以写入的位置再打开。"
        )
    if name.startswith("SQLITE_READONLY"):
        return f"“{path.name}”是只读的，不能保存，请换一个位置，或去掉只读属性。"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"另一个程序正在使用“{path.name}”，这一步没有成功，请稍后再试。"
    if name.startswith("SQLITE_CANTOPEN"):
        return f"不能在“{path.parent}”里写入，请检查这个文件夹的权限，或换一个位置。"
    if name.startswith("SQLITE_IOERR"):
        return f"读写“{path.name}”时磁盘出错，这一步没有成功：请检查磁盘或网络后再试。"
    return ""
