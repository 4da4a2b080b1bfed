"""A folder of other offices' files: one walk, one reading of each, one policy for all jobs.

What office programs and systems leave there is passed over. Every other thing has an outcome
of its own: a report with all that is known of how it was read, or the sentence that says why
it has none. One file that cannot be read, or takes its process with it, costs that file.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreport_desktop.collect import SUFFIX, roster
from govreport_desktop.collect.names import office_words
from govreport_desktop.errors import GovReportError, ReadError, cause
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs import pool, twice
from govreport_desktop.jobs.bring_in import Wanted, left_over, make_of, read
from govreport_desktop.jobs.documents import make_folder
from govreport_desktop.jobs.judged import doubted, judged
from govreport_desktop.jobs.outcomes import FileRead, FolderRead
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.jobs.refusing import refuse_empty
from govreport_desktop.jobs.walk import Entry, Walked, walk
from govreport_desktop.report import FieldAddress, Report, Unread, Value
from govreport_desktop.shown import shown

if TYPE_CHECKING:
    from govreport_desktop.matching.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read; its report is written to ``target`` where ``write`` says so.

    ``fresh`` says that nothing was there when the job began.
    """

    path: Path
    name: str
    form: str = ""
    year: int | None = None
    target: Path | None = None
    write: bool = False
    overwrite: bool = False
    fresh: bool = False


def read_folder(
    folder: Path,
    *,
    recursive: bool = False,
    but: Path | None = None,
    year: int | None = None,
    parent: str = "",
    expected: Sequence[str] = (),
    progress: Progress = QUIET,
) -> FolderRead:
    """Read every file in ``folder`` and judge which reports are to be added up (`judged`).

    ``but`` is a file that is none of them, wherever it lies. Raises ReadError where
    ``folder`` cannot be looked into, CancelledError.
    """
    walked = _walked(folder, recursive=recursive)
    files = _read_walked(walked, progress, but)
    offices = roster.from_rows([[name] for name in expected], parent) if expected else ()
    found = judged(files, year=year, parent=parent, expected=offices)
    return _whole(folder, walked, found.files)


def _walked(folder: Path, *, recursive: bool, beside: Path | None = None) -> Walked:
    """What lies in ``folder``; the task that is about this very folder is no office's file."""
    found = walk(folder, recursive=recursive, beside=beside)
    own = [e for e in found.entries if e.path.suffix == SUFFIX and _is_about(e.path, folder)]
    if not own:
        return found
    entries = tuple(entry for entry in found.entries if entry not in own)
    return found._replace(entries=entries, litter=(*found.litter, *(e.name for e in own)))


def _is_about(path: Path, folder: Path) -> bool:
    from govreport_desktop.collect.task import CollectTask

    with suppress(GovReportError, OSError), CollectTask.open(path, read_only=True) as task:
        # That of a lower level lies here as well, and knows files that lie elsewhere.
        known = not task.files or any(task.of_file(each).exists() for each in task.files)
        return known and task.folder.resolve() == folder.resolve()
    return False


def _read_walked(walked: Walked, progress: Progress, but: Path | None = None) -> list[FileRead]:
    entries = [entry for entry in walked.entries if not entry.error]
    if but is not None and but.exists():
        entries = [entry for entry in entries if not entry.path.samefile(but)]
    return _read_all(walked, [Task(entry.path, entry.name) for entry in entries], progress)


def import_folder(
    folder: Path,
    output: Path,
    wanted: Wanted,
    *,
    overwrite: bool = False,
    write: bool = True,
    progress: Progress = QUIET,
) -> FolderRead:
    """Read every file below ``folder`` and write its report into the same place of ``output``.

    Each file is a job of its own: those that are written stay when a later one fails or the
    rest is called off. Raises GovReportError where there is nothing to read or ``output``
    cannot be a folder, CancelledError.
    """
    if output.is_dir() and output.samefile(folder):
        raise GovReportError(f"“{folder}”就是来源，读出的报告请写到另一个文件夹。")
    walked = _walked(folder, recursive=True, beside=output)
    if not walked.entries:
        raise GovReportError(f"文件夹“{folder}”里没有文件。")
    if write:
        make_folder(output)
    plan = Task(folder, "", wanted.form, wanted.year, write=write, overwrite=overwrite)
    todo = [
        replace(plan, path=entry.path, name=entry.name, target=target, fresh=not target.exists())
        for entry, target in targets(walked.entries, folder, output)
    ]
    return _whole(folder, walked, twice.noted(_read_all(walked, todo, progress)))


def consolidate(
    folder: Path,
    target: Path,
    progress: Progress = QUIET,
    year: int | None = None,
    names: Path | None = None,
) -> FolderRead:
    """Write the reports of ``folder`` that count into one workbook, one row an office.

    Those of ``year``, or of the year that most of them are of. ``names`` is a roster (workbook
    or text); without one nothing proves which offices belong, and the answer says so.

    Raises GovReportError, with nothing written, where ``target`` may not be written or is a
    file of the folder, or where no report counts; CancelledError.
    """
    from govreport_desktop.jobs.collecting import read_roster
    from govreport_desktop.jobs.export import refuse_target
    from govreport_desktop.writers.xlsx.consolidated import write_consolidated_xlsx

    expected = read_roster(names) if names is not None else ()
    walked = _walked(folder, recursive=False)
    sources = [e.path for e in walked.entries if e.path.exists()]
    refuse_target("xlsx", target, [*sources, *([names] if names is not None else [])])
    read = judged(_read_walked(walked, progress, names), year=year, expected=expected)
    found = replace(
        _whole(folder, walked, doubted(read.files)),
        missing=read.missing or (),
        proven=read.missing is not None,
    )
    if not found.reports:
        raise ReadError(f"文件夹“{folder}”里没有可以汇总的报告{_first_reason(found)}。")
    write_consolidated_xlsx(found.reports, target)
    return found


def targets(entries: Sequence[Entry], folder: Path, output: Path) -> list[tuple[Entry, Path]]:
    """A target for each file to read that no other one has, in the folders of the sources."""
    taken: set[str] = set()
    found = []
    for entry in entries:
        if not entry.error:
            relative = entry.path.relative_to(folder)
            found.append((entry, output / relative.parent / _unique(relative, taken)))
    return found


def read_one(task: Task) -> FileRead:
    """Read one file, and write its report where that is asked for; a fault is its ``error``."""
    found = FileRead(task.path, task.name, target=str(task.target or ""))
    try:
        if task.write and task.target and task.target.exists() and not task.overwrite:
            error = f"“{task.target}”已经存在，没有覆盖它。"
            return replace(found, error=error, exists=True)
        found = replace(found, kind=_kind(task.path))
        _refuse_task(task.path)
        proposal = read(task.path, Wanted(task.form, task.year)).proposal
        refuse_empty(proposal, task.path)
        found = _understood(found, proposal)
        if task.write and task.target:
            task.target.parent.mkdir(parents=True, exist_ok=True)
            make_of(task.target, proposal, found.office, overwrite=task.overwrite)
    except GovReportError as error:
        return replace(found, report=None, error=shown(str(error)))
    except OSError as error:
        return replace(found, report=None, error=f"读写时出错：{cause(error)}。")
    except Exception as error:
        # The border of a file: a fault in the program must not cost the other files.
        words = f"程序出错（{type(error).__name__}），请把这个文件反馈给我们。"
        return replace(found, report=None, error=words)
    return found


def _refuse_task(path: Path) -> None:
    """Raise ReadError for the task of a lower level, whose reader is that of a task."""
    from govreport_desktop.collect.one_level_up import is_task, read_task

    if is_task(path):
        read_task(path)  # one that is not sealed says so itself
        raise ReadError(f"“{path.name}”是下一级的汇总任务，请用 collect 汇总，或改报本级的报告。")


class _Contents(NamedTuple):
    """A report on its way from one process to another: the form there is that of here."""

    form: str
    values: dict[CellAddress, Value]
    texts: dict[str, str]
    fields: dict[str, str]
    explanations: dict[str, str]


def read_afar(task: Task) -> tuple[FileRead, _Contents | None]:
    """`read_one` for another process."""
    found = read_one(task)
    report = found.report
    if report is None:
        return found, None
    contents = _Contents(
        report.form.id,
        dict(report.values),
        dict(report.texts),
        dict(report.fields),
        dict(report.explanations),
    )
    return replace(found, report=None), contents


def _read_all(walked: Walked, todo: Sequence[Task], progress: Progress) -> list[FileRead]:
    """The outcome of every entry, by name."""
    files = [FileRead(e.path, e.name, error=e.error) for e in walked.entries if e.error]
    progress.step(0, f"共 {len(todo)} 个文件")
    with closing(pool.run(read_afar, todo)) as answers:
        for done, (number, answer) in enumerate(answers, 1):
            files.append(_arrived(*answer) if answer else _crashed(todo[number]))
            progress.step(100 * done // len(todo), files[-1].name)
    return sorted(files, key=lambda one: one.name)


def _arrived(found: FileRead, contents: _Contents | None) -> FileRead:
    if contents is None:
        return found
    report = Report(load_form(contents.form))
    report.load(contents.values, contents.texts, contents.fields, contents.explanations)
    return replace(found, report=report)


def _crashed(task: Task) -> FileRead:
    """Whatever the ended process left of a new file is taken away."""
    if task.write and task.target and task.fresh:
        task.target.unlink(missing_ok=True)
    error = "读这个文件时程序意外退出，没有写入。"
    return FileRead(task.path, task.name, target=str(task.target or ""), error=error)


def _understood(found: FileRead, proposal: Proposal) -> FileRead:
    report = proposal.new_report()
    office = proposal.office or shown(office_words(found.path.stem))
    report.apply(report.edit([(FieldAddress("office"), office)]))
    _refuse_half_characters(report, found.name)
    return replace(
        found,
        office=office,
        office_from_name=not proposal.office,
        year=proposal.year,
        form=proposal.form.id,
        report=report,
        unplaced=proposal.unplaced,
        left_over=left_over(proposal),
        declared=proposal.declared,
        notes=proposal.notes,
    )


def _refuse_half_characters(report: Report, name: str) -> None:
    """Raise ReadError for what no file, sheet or screen can hold."""
    unread = (value.text for value in report.values.values() if isinstance(value, Unread))
    try:
        "".join((*report.texts.values(), *report.fields.values(), *unread)).encode()
    except UnicodeEncodeError as error:
        raise ReadError(f"“{name}”里有不能保存的字符，请在原文件里删去后再读。") from error


def _kind(path: Path) -> str:
    """What the contents are; too large a file is read by nobody."""
    from govreport_desktop.readers.detect import MAX_BYTES, kind_of

    with suppress(OSError):
        if path.stat().st_size <= MAX_BYTES:
            return kind_of(path.read_bytes())
    return ""


def _whole(folder: Path, walked: Walked, files: Sequence[FileRead]) -> FolderRead:
    return FolderRead(folder, tuple(files), walked.folders, walked.litter)


def _first_reason(found: FolderRead) -> str:
    if not found.files:
        return "，它是空的" if not found.folders else "，报告要直接放在里面"
    first = found.left_out[0]
    return f"，共 {len(found.files)} 个文件，例如“{first.name}”：{first.error.rstrip('。')}"


def _unique(relative: Path, taken: set[str]) -> str:
    """A name for the target; 年报.docx and 年报.pdf differ, also where case does not count."""
    names = [f"{relative.stem}.govreport", f"{relative.name}.govreport"]
    names += [f"{relative.stem}（{number}）.govreport" for number in range(2, 1000)]
    for name in names:
        key = str(relative.parent / name).casefold()
        if key not in taken:
            taken.add(key)
            return name
    raise GovReportError(f"文件夹“{relative.parent}”里同名的文件太多，请先整理。")
