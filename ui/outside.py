"""Files and folders shown by the system's own programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_LIBRARIES = "LD_LIBRARY_PATH"


def show_outside(path: Path | str) -> None:
    """Open ``path`` with the program the system has for it; a folder in the file manager."""
    with _the_systems_own_libraries():
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@contextmanager
def _the_systems_own_libraries() -> Iterator[None]:
    """A packed program finds its libraries by a variable that others would inherit.

    Theirs would be replaced by ours of an older system, and a PDF viewer would not start. The
    packer keeps what the variable was before under another name.
    """
    ours = os.environ.get(_LIBRARIES)
    if not getattr(sys, "frozen", False) or ours is None:
        yield
        return
    before = os.environ.get(f"{_LIBRARIES}_ORIG")
    try:
        if before is None:
            del os.environ[_LIBRARIES]
        else:
            os.environ[_LIBRARIES] = before
        yield
    finally:
        # The preview's process, started later, needs ours again.
        os.environ[_LIBRARIES] = ours
