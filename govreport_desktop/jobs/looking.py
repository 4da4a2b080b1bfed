"""A task as somebody names it: its file, or the folder it lies in, or a folder without one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from govreport_desktop.collect import SUFFIX, roster
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.guess import guess
from govreport_desktop.collect.names import PARENT, Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError, ReadError
from govreport_desktop.form import form_for_year, newest_form
from govreport_desktop.jobs.collecting import Scanned, look_at, scan
from govreport_desktop.jobs.progress import QUIET, Progress


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says about a folder without a task; what is left out is guessed."""

    year: int | None = None
    parent: str = ""
    offices: tuple[Office, ...] = ()


_NOTHING = Told()


def task_file(path: Path) -> Path | None:
    """The task that ``path`` names: a file, or the one of a folder; None without one.

    Beside the sealed tasks of counties it is the one on whose roster they are. Raises
    GovReportError where a folder has several that are no such, or ``path`` is not there.
    """
    if path.is_file():
        return path
    if not path.is_dir():
        raise ReadError(f"找不到“{path}”，请检查任务文件或文件夹的名称。")
    found = sorted(path.glob(f"*{SUFFIX}"))
    if len(found) > 1 and (own := _covering(found)):
        return own
    if len(found) > 1:
        names = "、".join(f"“{each.name}”" for each in found)
        raise GovReportError(f"文件夹“{path}”里有几个任务：{names}，请写明是哪一个。")
    return found[0] if found else None


def _covering(files: list[Path]) -> Path | None:
    """The one of several tasks on whose roster the parents of all others are; None without."""
    parents: dict[Path, str] = {}
    names: dict[Path, Names] = {}
    for file in files:
        with suppress(GovReportError), CollectTask.open(file, read_only=True) as task:
            parents[file], names[file] = task.parent, Names(task.roster, task.parent)
    for file, known in names.items():
        others = [known.meant(parent).office for at, parent in parents.items() if at != file]
        if others and all(office not in ("", PARENT) for office in others):
            return file
    return None


def look(
    path: Path, told: Told = _NOTHING, progress: Progress = QUIET, *, fresh: bool = True
) -> tuple[CollectTask, Scanned | None]:
    """The task at ``path``, open and with its folder read; the caller closes it.

    A folder without a task is looked at in memory, with what is likeliest about it. A task
    that cannot be written to is shown as it stands; None is then answered for the scan, as
    without ``fresh``. Raises GovReportError, CancelledError.
    """
    file = task_file(path)
    if file is None:
        return _look_at(path, told, progress)
    task = CollectTask.open(file)
    try:
        reads = fresh and not task.read_only and task.folder.is_dir()
        return task, scan(task, progress) if reads else None
    except BaseException:
        task.close()
        raise


def _look_at(folder: Path, told: Told, progress: Progress) -> tuple[CollectTask, Scanned]:
    year = told.year or newest_form().first_year
    task = look_at(folder, told.parent, year, told.offices)
    found = scan(task, progress, guess=told.year is None)
    files = {path: task.heads[seen.hash] for path, seen in task.files.items()}
    likely = guess(files, told.year, told.parent)
    if likely.year is None:
        raise GovReportError(
            f"“{folder}”里的报告都没有写年度，请用 --year 指明，例如 --year 2025。"
        )
    settings = {
        "year": str(likely.year),
        "form": form_for_year(likely.year).id,
        "parent": likely.parent,
        "guessed": "" if told.offices else "roster",
    }
    made = [Draft(Subject.TASK, name, {"value": value}) for name, value in settings.items()]
    if not told.offices:
        made += roster.drafts(likely.offices)
    task.decide(*made)
    return task, found
