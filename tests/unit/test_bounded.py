"""Files of the program's own are read only where they are files, and no further than asked."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from govreport_desktop.bounded import read_regular

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    with pytest.raises(OSError, match="large"):
        read_regular(path, 4)


@posix
def test_a_pipe_or_device_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError):
            read_regular(path, 100)


@posix
def test_a_link_is_followed_only_where_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert read_regular(tmp_path / "link", 1) == b"x"
    with pytest.raises(OSError):
        read_regular(tmp_path / "link", 1, follow=False)
