"""What is to be exported where and how, and the work itself, off the window's thread."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from govreport_desktop.errors import WriteError
from govreport_desktop.report import Report
from govreport_desktop.writers.formats import FORMATS, ExportOptions, Format
from ui.tasks import Task


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What was decided in the export dialog: a file name for each format's id, and a folder."""

    folder: Path
    names: Mapping[str, str]
    options: ExportOptions

    @property
    def existing(self) -> list[str]:
        """The names that are taken already."""
        return [name for name in self.names.values() if (self.folder / name).exists()]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what the clerk should see about each file."""

    folder: Path
    names: tuple[str, ...]
    notes: tuple[str, ...]


def file_name(base: str, item: Format) -> str:
    """``base`` as a file of that format."""
    return f"{base}{item.ending}{item.suffix}"


def base_name(report: Report) -> str:
    """The name offices give their report, without what the formats add."""
    item = FORMATS["pdf"]
    return item.file_name(report).removesuffix(f"{item.ending}{item.suffix}")


def write_plan(plan: ExportPlan, report: Report, task: Task) -> Exported:
    """Write every file of ``plan``; ``report`` is a copy.

    They are made beside their place and moved there at the end, so that a cancel or a
    fault on the way leaves what was there. Raises WriteError, and CancelledError when called off.
    """
    if not plan.folder.is_dir():
        raise WriteError(f"没有文件夹“{plan.folder}”，请先建好或另选一处。")
    notes: list[str] = []
    try:
        with tempfile.TemporaryDirectory(prefix=".govreport-", dir=plan.folder) as scratch:
            for done, (format_id, name) in enumerate(plan.names.items()):
                item = FORMATS[format_id]
                task.step(90 * done // len(plan.names), f"正在写{item.name}")
                notes += item.write(report, Path(scratch) / name, plan.options)
            task.step(95, "正在放到文件夹里")
            for name in plan.names.values():
                _move(Path(scratch) / name, plan.folder / name)
    except OSError as error:
        raise WriteError(
            f"文件夹“{plan.folder}”里不能写文件，请检查权限和磁盘空间，或另选一处。"
        ) from error
    return Exported(plan.folder, tuple(plan.names.values()), tuple(dict.fromkeys(notes)))


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        why = "是一个文件夹" if target.is_dir() else "可能正被别的程序打开"
        raise WriteError(f"“{target.name}”没有写成：{why}，请关闭后再试或另选一个名字。") from error
