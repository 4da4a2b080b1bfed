"""The window, which the command line opens: the only place where the core does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from govreport_desktop.errors import GovReportError


def open_window(files: Sequence[Path]) -> int:
    """Open it with ``files``, if any, and answer the exit code when it is closed."""
    for file in files:
        if not file.exists():
            way = "用 govreport --help 看用法"
            raise GovReportError(f"找不到文件“{file}”，也没有这个命令。{way}。")
    from ui.application import run  # noqa: TID251  the one place where the core opens the window

    return run(files)
