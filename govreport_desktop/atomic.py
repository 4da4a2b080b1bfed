"""Files appear whole or not at all: written beside the target, then put in its place."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from govreport_desktop.errors import WriteError, cause


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, replacing what is there in one step.

    The bytes are on the disk before the name is: a crash leaves the old file or the new
    one. A file that is replaced keeps its permissions. Raises WriteError with a sentence
    where the folder is missing, the target may not be written or is open elsewhere, or the
    disk is full; then the old file is untouched and nothing is left beside it.
    """
    if path.is_dir():
        raise WriteError(f"“{path.name}”是一个文件夹，请另选一个文件名。")
    if not path.parent.is_dir():
        raise WriteError(f"没有文件夹“{path.parent}”，请先建好或另选一处。")
    try:
        _replace(path, data)
    except OSError as error:
        raise WriteError(_sentence(path, error)) from error


def _replace(path: Path, data: bytes) -> None:
    import tempfile  # not needed by whoever only looks

    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def put_in_place(temporary: Path, path: Path) -> None:
    """Move a finished file to ``path`` in one step, durably; both are on one disk.

    A file that is replaced keeps its permissions, and a link stays a link: what it points at
    is replaced. Raises OSError, with both left as they were.
    """
    temporary.chmod(_mode(path))
    real = path.resolve() if path.is_symlink() else path
    temporary.replace(real)
    _sync_folder(real.parent)


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those any new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name durable where the system lets a folder be opened (not on Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(path: Path, error: OSError) -> str:
    match error:
        case PermissionError():
            why = "没有写入的权限，或文件正被别的程序打开，请关闭后再试或另选一处"
        case FileNotFoundError():
            why = "这个位置不存在，请另选一处"
        case _:
            why = f"{cause(error)}，请检查磁盘空间或另选一处"
    return f"“{path.name}”没有写成：{why}。"
