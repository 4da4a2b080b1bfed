"""Opening a file, or refusing it with a sentence and without having written to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from govreport_desktop.errors import FileError
from govreport_desktop.notices import give_notice
from govreport_desktop.store import lock
from govreport_desktop.store.database import check_header, connect, sentences, transaction
from govreport_desktop.store.errors import DamagedError, is_busy
from govreport_desktop.store.kinds import REPORT
from govreport_desktop.store.lock import Lock
from govreport_desktop.store.proof import load
from govreport_desktop.store.recovery import leftovers, opened_in_memory, recover, strangers
from govreport_desktop.store.schema import FileKind
from govreport_desktop.store.soundness import needed_program, refuse_unsound, version_of


class NewerError(FileError):
    """A sound file of a newer version: this program may look at it and no more."""


class Opened(NamedTuple):
    """A file as it was opened: to be written where the lock is ``held``, else to be looked at.

    ``holder`` has it where that is somebody else; ``notice`` is what `recover` had to say.
    """

    connection: sqlite3.Connection
    held: Lock | None
    holder: str
    notice: str

    def give_back(self) -> None:
        """Let go of the file, without a word."""
        with suppress(sqlite3.Error):
            self.connection.close()
        if self.held is not None:
            self.held.release()


def open_file(path: Path, kind: FileKind, *, read_only: bool = False) -> Opened:
    """Open a file; to be looked at where it is held elsewhere, write-protected or newer.

    Raises FileError, without having written to the file, for whatever is no sound file of
    ``kind`` that this program can read.
    """
    # Before the lock: nothing is made beside a file that is not ours.
    check_header(path, kind)
    if read_only:
        return _looked_at(path, kind)
    try:
        with path.open("r+b"):
            held = lock.acquire(path)
    except lock.HeldError as error:
        return _looked_at(path, kind, error.holder)
    except OSError:
        # Write-protected file, folder or disk: it can still be looked at.
        return _looked_at(path, kind)
    try:
        connection, notice = open_for_writing(path, kind)
    except NewerError:
        held.release()
        return _looked_at(path, kind)
    except BaseException:
        held.release()
        raise
    return Opened(connection, held, "", notice)


def _looked_at(path: Path, kind: FileKind, holder: str = "") -> Opened:
    connection, notice = open_for_reading(path, kind)
    return Opened(connection, None, holder, notice)


def open_for_reading(path: Path, kind: FileKind = REPORT) -> tuple[sqlite3.Connection, str]:
    """A checked connection that cannot write, and what `recover` had to say. Raises FileError.

    A file of an older version is brought up to date in memory; the file stays as it is.
    """
    check_header(path, kind)
    with sentences(path):
        notice = _recovered_if_alone(path, kind)
    with damage_proved(path, kind=kind), sentences(path):
        connection = connect(path, "ro")
        try:
            refuse_unsound(connection, path, kind)
            if version_of(connection) >= kind.latest:
                return connection, notice
            copy = sqlite3.connect(":memory:", isolation_level=None)
            connection.backup(copy)
            with transaction(copy):
                kind.migrate(copy)
        except BaseException:
            connection.close()
            raise
        connection.close()
        return copy, notice


def open_for_writing(path: Path, kind: FileKind = REPORT) -> tuple[sqlite3.Connection, str]:
    """A checked connection at the latest version, and what `recover` had to say.

    The caller holds the lock. Raises FileError.
    """
    check_header(path, kind)
    with sentences(path):
        notice = recover(path, kind)
    with damage_proved(path, kind=kind), sentences(path):
        connection = connect(path, "rw")
        try:
            refuse_unsound(connection, path, kind)
            if needs := needed_program(connection, kind):
                raise NewerError(f"“{path.name}”由更新版本的程序保存，要修改请升级到{needs}。")
            if version_of(connection) < kind.latest:
                with transaction(connection):
                    kind.migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection, notice


@contextmanager
def damage_proved(path: Path, live: bool = False, kind: FileKind = REPORT) -> Iterator[None]:
    """Believe that a file is damaged only where it looks so when it is read once more, whole.

    SQLite itself calls a file malformed where the disk or the network failed for a moment,
    and that must not make anybody replace a good file. ``live`` is for a file that is open:
    where an error left a transaction half done, what lies there says nothing.
    """
    try:
        yield
    except DamagedError as error:
        with sentences(path):
            unknown = live and leftovers(path)
            if unknown or _opens(path.read_bytes(), path, kind):
                raise glitch(path) from error
        if live:
            raise DamagedError(
                f"“{path.name}”在磁盘上已损坏，这一步没有成功：打开着的内容是完整的，请另存一份。"
            ) from error
        raise


def glitch(path: Path) -> FileError:
    """The error for a file that looked damaged once and does not the second time."""
    return FileError(
        f"读写“{path.name}”时磁盘出错，再读一遍又是好的，这一步没有成功："
        "请再做一次；常常这样，请检查磁盘或网络。"
    )


def _opens(data: bytes, path: Path, kind: FileKind) -> bool:
    with suppress(sqlite3.Error, UnicodeDecodeError, FileError):
        connection = opened_in_memory(data)
        try:
            refuse_unsound(connection, path, kind, len(data))
            if kind is REPORT:
                load(connection, path)
            else:
                return not any(kind.faults(connection, path))
        finally:
            connection.close()
        return True
    return False


def _recovered_if_alone(path: Path, kind: FileKind) -> str:
    """Recover the file where nobody else has it open, and nothing is in the way of it."""
    if not leftovers(path):
        return ""
    notice = ""
    # Where that is not possible, reading says so itself, in its own words.
    with suppress(OSError, lock.HeldError, lock.UnsupportedError):
        held = lock.acquire(path)
        try:
            notice = recover(path, kind)
            give_notice(notice)
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
        finally:
            held.release()
    if others := strangers(path):
        names = "、".join(f"“{each.name}”" for each in others)
        raise FileError(
            f"旁边有不属于“{path.name}”的{names}，不能一起打开："
            "请把它移走，或把文件单独复制到别处再打开。"
        )
    return notice
