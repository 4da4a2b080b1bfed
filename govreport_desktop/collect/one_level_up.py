"""One level higher: the sealed task of a county is what the county states to its city."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.collect.file import APPLICATION_ID
from govreport_desktop.collect.seal import seals
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import ReadError
from govreport_desktop.matching.placed import placed_contents
from govreport_desktop.source import SEALED_ON, Source

_AT = 68  # where SQLite keeps the application's id


class UnsealedError(ReadError):
    """Nothing was sealed in the task of ``parent``."""

    def __init__(self, message: str, parent: str) -> None:
        super().__init__(message)
        self.parent = parent


def is_task(path: Path) -> bool:
    """Whether a file is a task, by its header. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(_AT + 4)
    return head[_AT:] == APPLICATION_ID.to_bytes(4, "big")


def read_task(path: Path) -> Source:
    """The figures that were sealed last in the task at ``path``, as the parent's report.

    Raises UnsealedError where nothing was sealed, FileError where it is no sound task.
    """
    with CollectTask.open(path, read_only=True) as task:
        found = seals(task.state)
        parent = task.parent
    if not found:
        words = f"“{path.name}”是{parent or '一个'}的汇总任务，还没有签发，请签发以后再报。"
        raise UnsealedError(words, parent)
    report = found[-1].report()
    notes = [f"签发时没有办完：{one.words}（{one.reason}）" for one in found[-1].open]
    return Source(
        name=path.name,
        placed=placed_contents(report),
        form_id=report.form.id,
        office=report.office,
        year=report.year,
        notes=tuple(notes),
        sealed=f"{found[-1].when:{SEALED_ON}} {found[-1].number:04}",
    )
