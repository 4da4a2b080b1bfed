"""What can go wrong with a file, as sentences: from what SQLite and the system say."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreport_desktop.errors import FileError, cause
from govreport_desktop.store import schema

_FULL = {errno.ENOSPC, errno.EDQUOT}

# What SQLite calls a file that is broken. No name: a text in it is none (Python says so).
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_CONSTRAINT")
_DAMAGE_EXACTLY = ("", "SQLITE_ERROR")


class DamagedError(FileError):
    """A file of ours that is broken; any other FileError says it is none, or out of reach."""


class FileGoneError(FileError):
    """The open file is no longer under its name: deleted, moved, or its folder is gone."""


class FileReplacedError(FileError):
    """Under the name of the open file lies another one, put there by a program in between."""


class FileChangedError(FileError):
    """Another program has written other contents into the open file."""


class DiskFullError(FileError):
    """There is no room left for what was to be written."""


def damaged(path: Path, why: str = "") -> DamagedError:
    """The error for a file at ``path`` whose contents cannot be had, or not be trusted."""
    return DamagedError(
        f"“{path.name}”{why or '已损坏'}，不能打开：请用备份的文件代替它，原文件没有被改动。"
    )


def gone(path: Path) -> FileGoneError:
    """The error for an open file that no longer is where it was."""
    return FileGoneError(
        f"“{path.name}”已被移走或删除，这次修改没有保存：请把文件放回“{path.absolute().parent}”，或另存一份。"
    )


def replaced(path: Path) -> FileReplacedError:
    """The error for an open file in whose place another one was put."""
    return FileReplacedError(
        f"“{path.name}”已被另一份文件代替（例如被同步程序换掉），这次修改没有保存：请另存一份再核对。"
    )


def changed(path: Path) -> FileChangedError:
    """The error for an open file that another program has written to."""
    return FileChangedError(
        f"“{path.name}”被别的程序改过，这次没有保存：请另存一份，或关闭后重新打开。"
    )


def identity(path: Path) -> tuple[int, int]:
    """Which file lies at ``path``, whatever is in it. Raises OSError."""
    found = path.stat()
    return found.st_dev, found.st_ino


def check_place(path: Path, opened: tuple[int, int]) -> None:
    """Raise FileGoneError or FileReplacedError where at ``path`` is not the ``opened`` file."""
    with sentences(path):
        try:
            found = identity(path)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise gone(path) from error
    if found != opened:
        raise replaced(path)


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
        kind = DiskFullError if error.errno in _FULL else FileError
        raise kind(system_sentence(error, path)) from error


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
    return f"读写“{path.name}”时系统出错（{cause(error)}），请检查磁盘后再试。"


def is_damage(error: sqlite3.Error) -> bool:
    """Whether ``error`` says that the file is broken, and not that it could not be reached."""
    name = _name(error)
    return name in _DAMAGE_EXACTLY or name.startswith(_DAMAGE)


def is_busy(error: sqlite3.Error) -> bool:
    """Whether ``error`` says that another program is at work on the file."""
    return _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _database_error(error: sqlite3.Error, path: Path) -> FileError:
    name = _name(error)
    if is_damage(error):
        return damaged(path)
    if name == "SQLITE_FULL":
        if _is_too_large(path):
            return FileError(
                f"“{path.name}”已经太大，这次修改没有保存：请另存一份，不要再加进这么多内容。"
            )
        return DiskFullError(f"磁盘已满，这次修改没有保存到“{path.name}”：请腾出空间后再做一次。")
    if name == "SQLITE_READONLY_DBMOVED" or name.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR")):
        if not path.exists():
            return gone(path)
        if name == "SQLITE_READONLY_DBMOVED":
            return replaced(path)
    return FileError(_database_sentence(name, path))


def _is_too_large(path: Path) -> bool:
    """Whether the file, and not the disk, is what has no room left."""
    try:
        import shutil

        size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    except OSError:
        return False
    return size > schema.MAX_BYTES // 2 and free > schema.MAX_BYTES


def _database_sentence(name: str, path: Path) -> str:
    """What SQLite's error called ``name`` means for the clerk."""
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
    if name == "SQLITE_TOOBIG":
        return f"“{path.name}”里有一处文字太长，不像年度报告，这一步没有成功：请删短后再试。"
    return f"读写“{path.name}”时出错（{name}），这一步没有成功：请稍后再试。"
