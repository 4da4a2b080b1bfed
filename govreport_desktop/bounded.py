"""Reading a file that may be anything by now: a pipe, a device, a link, endless.

For files of the program's own (caches, settings) that anybody may have replaced.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_regular(path: Path, most: int, *, follow: bool = True) -> bytes:
    """The bytes of the regular file at ``path``, which may have ``most`` of them.

    ``follow`` goes through a symbolic link. Never waits for the other end of a pipe. Raises
    OSError where there is no such file, something else stands there, or it is larger.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not follow:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123  a descriptor, not a path
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data
