"""The window, which the command line opens: the only place where the core does."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.errors import GovReportError


def open_window(file: Path | None) -> int:
    """Open it with ``file``, if any, and answer the exit code when it is closed."""
    if file is not None and not file.is_file():
        raise GovReportError(f"找不到文件“{file}”，也没有这个命令。用 govreport --help 看用法。")
    from ui.application import run  # noqa: TID251  the one place where the core opens the window

    return run(file)
