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
    try:
        from ui.application import run  # noqa: TID251  the one place where the core opens the window
    except ImportError as error:
        raise GovReportError(_why_no_window(error)) from error
    return run(files)


def _why_no_window(error: ImportError) -> str:
    """What Qt lacks here: all of it, or a library of the system (``libEGL.so.1: cannot open``)."""
    if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith("PySide6"):
        return (
            "这台计算机没有安装窗口所用的 Qt（PySide6），不能打开窗口；"
            "其他命令照常可用，见 govreport --help。"
        )
    library = str(error).partition(":")[0]
    if not library.startswith("lib"):
        raise error
    return f"打开窗口要用的系统库 {library} 没有安装，请系统管理员装上；其他命令照常可用。"
