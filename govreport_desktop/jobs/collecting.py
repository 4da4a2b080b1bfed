"""The task of an upper office: begun, its folder read, and its report made of the others."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol
from uuid import uuid4

from govreport_desktop.build import build
from govreport_desktop.collect import SUFFIX, roster
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Body, Head, body_bytes, head_text
from govreport_desktop.collect.task import CollectTask, ReadFile
from govreport_desktop.errors import CancelledError, GovReportError, cause
from govreport_desktop.form import form_for_year
from govreport_desktop.jobs import pool
from govreport_desktop.jobs.documents import make_folder
from govreport_desktop.jobs.next_year import Lesson, from_last_year, lessons
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.jobs.walk import Entry, walk
from govreport_desktop.shown import shown

# So many readings are written at once: a crash costs no more than these, to be read again.
_BATCH = 25


@dataclass(frozen=True, slots=True)
class NewTask:
    """What a new task begins with.

    ``folder`` is where the offices' files lie, kept relative to ``path``. ``offices`` is the
    roster; ``last`` is last year's task, which gives roster, names, answers and openings.
    """

    path: Path
    parent: str
    year: int
    folder: Path | None = None
    offices: tuple[Office, ...] = ()
    last: Path | None = None
    overwrite: bool = False


def new_task(new: NewTask) -> int:
    """Make the file of a new task, all at once; answers how many offices its roster has.

    Raises GovReportError, with nothing made.
    """
    drafts = [*_settings(new), Draft(Subject.TASK, "key", {"value": uuid4().hex[:12]})]
    known: tuple[Office, ...] = ()
    if new.last is not None:
        known, carried = from_last_year(new.last, new.year)
        drafts += carried
    drafts += roster.drafts(new.offices, known)
    with CollectTask.create(new.path, drafts, overwrite=new.overwrite) as made:
        return len(made.roster)


def follows(last: Path) -> tuple[str, int]:
    """The parent and the year of the task that goes on from ``last``. Raises GovReportError."""
    with CollectTask.open(last, read_only=True) as task:
        return task.parent, task.year + 1


def begin_next(
    task: CollectTask, folder: Path, path: Path | None = None, *, overwrite: bool = False
) -> tuple[Path, tuple[Lesson, ...]]:
    """Begin the task of the year after ``task``, about ``folder``, which is made if need be.

    It lies at ``path``, in the folder where none is named. Answers where it is and what it takes
    along of each office. Raises GovReportError, with no task made.
    """
    if task.scratch:
        raise GovReportError("下一年的要从一个任务文件开始，请写 .govtask 文件的名称。")
    learned = lessons(task)
    make_folder(folder)
    place = path or folder / f"{task.year + 1}年度汇总{SUFFIX}"
    new = NewTask(place, task.parent, task.year + 1, folder, last=task.path, overwrite=overwrite)
    new_task(new)
    return place, learned


def look_at(folder: Path, parent: str, year: int, offices: Sequence[Office] = ()) -> CollectTask:
    """A task in no file, for a look at ``folder`` that leaves nothing behind."""
    new = NewTask(folder / "x", parent, year, folder, tuple(offices))
    return CollectTask.in_memory(folder, [*_settings(new), *roster.drafts(offices)])


def _settings(new: NewTask) -> Iterator[Draft]:
    form = form_for_year(new.year)
    folder = new.folder or new.path.parent
    try:
        below = os.path.relpath(folder.resolve(), new.path.resolve().parent)
    except ValueError as error:  # another drive
        raise GovReportError("任务文件要放在收件文件夹里面或旁边，在同一个盘上。") from error
    settings = {
        "year": str(new.year),
        "form": form.id,
        "parent": new.parent,
        "folder": PurePosixPath(Path(below)).as_posix(),
    }
    for name, value in settings.items():
        yield Draft(Subject.TASK, name, {"value": value})


def read_roster(path: Path, parent: str = "") -> tuple[Office, ...]:
    """The roster in a workbook or a text. Raises GovReportError."""
    from govreport_desktop.jobs.refusing import refuse_missing
    from govreport_desktop.readers.detect import kind_of
    from govreport_desktop.readers.text.text import decode

    refuse_missing(path)
    data = path.read_bytes()
    if kind_of(data) != "xlsx":
        return roster.from_text(decode(data, path.name), parent)
    from govreport_desktop.readers.workbooks import read_rows

    return roster.from_rows(read_rows(path), parent)


# ------------------------------------------------------------ scanning
class Scanned(NamedTuple):
    """What a look at the folder found: how many files, read anew, not changed, gone.

    ``litter`` is what programs leave there, ``failed`` the names of what cannot be looked at.
    """

    files: int
    read: int
    same: int
    gone: int
    litter: tuple[str, ...]
    failed: tuple[str, ...]


class _Given(NamedTuple):
    path: str
    name: str
    hash: str
    rules: str
    year: int


class Inbox(Protocol):
    """What `scan` needs of a task: the `CollectTask`, or one that stands in on another thread."""

    @property
    def path(self) -> Path:
        """The file of the task itself, which is no office's."""

    @property
    def folder(self) -> Path:
        """Where the offices' files lie."""

    @property
    def rules(self) -> str:
        """The check sheet for all offices, "" without one."""

    @property
    def year(self) -> int:
        """The year that is collected."""

    @property
    def files(self) -> Mapping[str, Seen]:
        """What the last look saw, by path."""

    @property
    def heads(self) -> Container[str]:
        """The hashes of what was read."""

    def read_by(self) -> Mapping[str, str]:
        """Which program read each reading, by hash."""

    def forget(self, paths: Iterable[str]) -> None:
        """See `CollectTask.forget`."""

    def take_in(self, seen: Sequence[Seen], readings: Sequence[ReadFile], program: str) -> None:
        """See `CollectTask.take_in`."""


def scan(
    task: Inbox, progress: Progress = QUIET, *, again: bool = False, guess: bool = False
) -> Scanned:
    """Look at the task's folder and read what is new or has changed; ``again`` reads all of it.

    With ``guess`` the year of the task is not known yet, and is to be told from the files.

    What was read so far stays when it is called off: raises CancelledError then, GovReportError
    where the folder cannot be looked into or the task not be written.
    """
    walked = walk(task.folder, recursive=True)
    entries = [e for e in walked.entries if not _is_itself(e.path, task.path)]
    usable = [e for e in entries if not e.error]
    seen = list(_seen(task, usable, progress))
    by_program = {} if again else task.read_by()
    program = _program(task.rules)
    todo: dict[str, _Given] = {}
    for entry, one in seen:
        if by_program.get(one.hash) != program or one.hash not in task.heads:
            given = _Given(
                str(entry.path), entry.name, one.hash, task.rules, 0 if guess else task.year
            )
            todo.setdefault(one.hash, given)
    gone = [path for path in task.files if path not in {one.path for _, one in seen}]
    task.forget(gone)
    task.take_in([one for _, one in seen if task.files.get(one.path) != one], (), program)
    _read(task, list(todo.values()), program, progress)
    failed = tuple(f"{e.name}：{e.error}" for e in entries if e.error)
    return Scanned(len(seen), len(todo), len(seen) - len(todo), len(gone), walked.litter, failed)


def _seen(
    task: Inbox, entries: Sequence[Entry], progress: Progress
) -> Iterator[tuple[Entry, Seen]]:
    """Every file with the hash of its contents, which is computed where size or time changed."""
    progress.step(0, f"共 {len(entries)} 个文件")
    for entry in entries:
        path = shown(entry.path.relative_to(task.folder).as_posix())
        try:
            found = entry.path.stat()
            before = task.files.get(path)
            unchanged = before is not None and (before.size, before.modified) == (
                found.st_size,
                found.st_mtime_ns,
            )
            key = before.hash if before and unchanged else _hash(entry.path)
            yield entry, Seen(path, found.st_size, found.st_mtime_ns, key)
        except OSError:
            # Gone between the look at the folder and now, or not to be read: read_file says so.
            yield entry, Seen(path, 0, 0, f"unreadable:{path}")


def _is_itself(path: Path, task: Path) -> bool:
    """Whether a file is the task that looks; that of a lower level is what that level states."""
    return path.suffix == SUFFIX and task.exists() and path.samefile(task)


def _hash(path: Path) -> str:
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def _program(rules: str) -> str:
    """What reads: the program, and the sheet it goes by, so that another one reads all anew."""
    if not rules:
        return build()
    return f"{build()}+{blake2b(rules.encode(), digest_size=8).hexdigest()}"


def _read(task: Inbox, todo: Sequence[_Given], program: str, progress: Progress) -> None:
    batch: list[ReadFile] = []
    try:
        with closing(pool.run(read_file, todo)) as answers:
            for done, (number, answer) in enumerate(answers, 1):
                batch.append(answer or _crashed(todo[number]))
                if len(batch) >= _BATCH:
                    task.take_in((), batch, program)
                    batch = []
                progress.step(100 * done // len(todo), todo[number].name)
    except CancelledError:
        task.take_in((), batch, program)
        raise
    if batch:
        task.take_in((), batch, program)


def _crashed(given: _Given) -> ReadFile:
    words = "读这个文件时程序意外退出"
    head = Head(given.hash, trouble="unreadable", error=words, ask="请换一种格式再报一份")
    return ReadFile(given.hash, head_text(head), body_bytes(Body()))


def read_file(given: _Given) -> ReadFile:
    """Read and check one file; a fault is its head's ``error``. For a process of its own."""
    from govreport_desktop.jobs.reading_one import read_one

    try:
        head, body = read_one(Path(given.path), given.hash, given.rules, given.year)
    except GovReportError as error:
        head, body = Head(given.hash, trouble="unreadable", error=shown(str(error))), Body()
    except OSError as error:
        words = f"打不开（{cause(error)}）。"
        head, body = Head(given.hash, trouble="unreadable", error=words), Body()
    except Exception as error:
        # The border of a file: a fault in the program must not cost the other files.
        words = f"程序出错（{type(error).__name__}），请把这个文件反馈给我们。"
        head, body = Head(given.hash, trouble="unreadable", error=words), Body()
    try:
        return ReadFile(given.hash, head_text(head), body_bytes(body))
    except UnicodeEncodeError:
        words = "里面有不能保存的字符，请在原文件里删去后再报。"
        bad = Head(given.hash, kind=head.kind, trouble="unreadable", error=words)
        return ReadFile(given.hash, head_text(bad), body_bytes(Body()))
