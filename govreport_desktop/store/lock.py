"""Who has a file open: a lock file beside it, held for as long as the document is open.

The lock itself is the operating system's, so it ends with the process that holds it,
however that ends; the lock file only carries the words about who holds it. SQLite's own
locks would not do: the one that keeps writers out for long keeps readers out as well.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from govreport_desktop.errors import FileError, quoted

if sys.platform == "win32":
    import msvcrt

    # Windows locks keep readers out of the locked bytes: lock one far behind the words.
    _FAR = 1 << 30

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        # flock and not lockf: it also keeps out a second window of the same process.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
_SOMEBODY = "另一个窗口"


class UnsupportedError(FileError):
    """The disk has no locks."""


class HeldError(Exception):
    """Another window has the file; ``holder`` says who."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


class Lock:
    """A held lock. `release` takes the lock file away again."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle: int | None = handle

    def covers(self, path: Path) -> bool:
        """Whether this is, still, the lock of the file at ``path``."""
        return (
            self._handle is not None
            and self._path == lock_path(path)
            and _is_still(self._handle, self._path)
        )

    def release(self) -> None:
        """Give the file free; a second call does nothing."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":
            # An open file cannot be removed there; if somebody has it by now, it stays.
            os.close(handle)
            with suppress(OSError):
                self._path.unlink()
        else:
            # Removed before it is given free: whoever waits then finds it gone and makes
            # a new one, instead of holding a lock on a file that no longer has a name.
            with suppress(OSError):
                if _is_still(handle, self._path):
                    self._path.unlink()
            os.close(handle)


def lock_path(path: Path) -> Path:
    """Where the lock file of ``path`` lies: beside the file itself, not beside a link."""
    real = path.resolve()
    return real.with_name(f".~lock.{real.name}#")


def acquire(path: Path) -> Lock:
    """Take the lock for ``path``.

    Raises HeldError where another window has it, OSError where no lock file can be made,
    UnsupportedError on a disk that has no locks, and FileError where something else is in
    the place of the lock file: a link would have its target written to, a pipe waited for.
    """
    lock = lock_path(path)
    while True:
        _refuse_others(lock)
        handle = _open(lock)
        taken = False
        try:
            if not _is_ours(os.fstat(handle)):
                raise _in_the_way(lock)
            taken = _take(handle, lock)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
            raise UnsupportedError(
                f"“{path.parent}”所在的磁盘不支持文件锁，请把“{path.name}”复制到本机再打开。"
            ) from error
        finally:
            if not taken:
                os.close(handle)
        if taken:
            return Lock(lock, handle)


def _take(handle: int, lock: Path) -> bool:
    """Lock the opened lock file and sign it; False where it has to be opened again."""
    if not _try_lock(handle):
        raise HeldError(_holder(handle))
    if not _is_still(handle, lock):
        return False
    try:
        _write_words(handle)
    except PermissionError:
        # Left by a crashed program of somebody else: nobody holds it, but it is theirs.
        lock.unlink()
        return False
    except OSError as error:
        # On a full disk the words do not fit; the lock holds without them.
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
    return True


# Windows has only the first of them, the others only the rest.
_CAREFULLY = sum(
    getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC")
)


def _open(lock: Path) -> int:
    try:
        return os.open(lock, os.O_RDWR | os.O_CREAT | _CAREFULLY, 0o666)
    except PermissionError:
        if not lock.exists():
            raise
        return os.open(lock, os.O_RDONLY | _CAREFULLY)


def _refuse_others(lock: Path) -> None:
    """Raise where the lock file's place is taken; what comes in between, `_open` refuses."""
    with suppress(FileNotFoundError):
        if not _is_ours(lock.lstat()):
            raise _in_the_way(lock)


def _is_ours(found: os.stat_result) -> bool:
    """Whether that may be a lock file: an ordinary one that has no second name."""
    return stat.S_ISREG(found.st_mode) and found.st_nlink <= 1


def _in_the_way(lock: Path) -> FileError:
    return FileError(
        f"“{lock.name}”应是本程序的锁文件，现在是链接或别的东西，没有打开：请把它删去后再试。"
    )


def _is_still(handle: int, lock: Path) -> bool:
    """Whether the opened file still is the one that has the name."""
    try:
        return os.path.samestat(os.fstat(handle), lock.stat())
    except FileNotFoundError:
        return False


def _write_words(handle: int) -> None:
    words = {
        "user": user_name(),
        "host": _host_name(),
        "pid": os.getpid(),
        "time": datetime.now().astimezone().isoformat(timespec="minutes"),
    }
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(words, ensure_ascii=False).encode("utf-8", "replace"))
    except OSError as error:
        # EBADF and EINVAL: opened for reading only, because it belongs to somebody else.
        if error.errno in (errno.EBADF, errno.EINVAL):
            raise PermissionError(errno.EACCES, "lock file of another user") from error
        raise


def _holder(handle: int) -> str:
    """The words in the lock file as a clerk reads them; never empty, always one short line."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        words = json.loads(os.read(handle, 4096).decode("utf-8"))
        since = datetime.fromisoformat(words["time"]).astimezone()
        user, host = (quoted(words[key]) for key in ("user", "host"))
        return f"{user or _SOMEBODY}（电脑 {host}，{since:%Y-%m-%d %H:%M} 打开）"
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return _SOMEBODY


def _host_name() -> str:
    """What `platform.node` answers; that library is asked where the system has no such call."""
    if sys.platform != "win32":
        return os.uname().nodename
    import platform

    return platform.node()


def user_name() -> str:
    """The name the person logged in with; "" where the system does not know one."""
    import getpass

    try:
        return getpass.getuser().encode("utf-8", "replace").decode()
    except (OSError, KeyError, ImportError):
        return ""
