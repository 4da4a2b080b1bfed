"""The command ``import`` for a folder: every file in it, on all cores.

Each file is read and written by a process of its own pool, so that one that cannot be read,
or that ends its process, leaves the others as they are.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from govreport_desktop.errors import GovReportError

# Files that office programs and systems leave beside the documents.
_SKIPPED = re.compile(r"~\$|\.|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)
_REPORT_WORDS = re.compile(
    r"[\s_\-—]*(?:20\d\d\s*年?度?)?[\s_\-—]*(?:政府)?信息公开(?:工作)?(?:年度)?(?:报告|年报).*$"
)
# Starting a process takes as long as reading some files.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read, and where to; ``target`` is not written where ``write`` is False."""

    source: Path
    name: str
    target: Path
    form: str = ""
    year: int | None = None
    force: bool = False
    write: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; ``error`` is the sentence where nothing was written."""

    name: str
    target: str = ""
    office: str = ""
    office_from_name: bool = False
    year: int | None = None
    numbers: int = 0
    texts: int = 0
    unplaced: int = 0
    declared: int = 0
    notes: tuple[str, ...] = field(default=())
    error: str = ""

    def __str__(self) -> str:
        if self.error:
            return f"未读入　{self.name}：{self.error}"
        whose = f"{self.office}{'（取自文件名）' if self.office_from_name else ''}"
        parts = [f"{whose}，{self.year or '年度未知'}，{self.numbers} 个数、{self.texts} 段文字"]
        if self.unplaced:
            parts.append(f"{self.unplaced} 处没有认出")
        if self.declared:
            parts.append(f"{self.declared} 个合计与原表不同")
        return f"已读入　{self.name} → {self.target}：{'，'.join(parts)}。"


class Meter(Protocol):
    """Told of each file that is done."""

    def __call__(self) -> None:
        """One more."""


def jobs(
    folder: Path, output: Path, form: str, year: int | None, *, force: bool, write: bool
) -> list[Job]:
    """A job for every file below ``folder``, each with a target that no other one has.

    Targets keep the folders of their sources. Raises GovReportError where there is no file.
    """
    inside = output.resolve()
    sources = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(_SKIPPED.match(part) for part in path.relative_to(folder).parts)
        and inside not in path.resolve().parents
    )
    if not sources:
        raise GovReportError(f"文件夹“{folder}”里没有文件。")
    taken: set[str] = set()
    found = []
    for source in sources:
        relative = source.relative_to(folder)
        target = output / relative.parent / _unique(relative, taken)
        found.append(Job(source, str(relative), target, form, year, force, write))
    return found


def run(todo: Sequence[Job], done: Meter) -> Iterator[Outcome]:
    """The outcomes, in no order. ``done`` is called for each."""
    workers = min(os.cpu_count() or 1, len(todo))
    if workers == 1 or len(todo) <= _FEW:
        for job in todo:
            yield convert(job)
            done()
        return
    left = {job.name: job for job in todo}
    for outcome in _pooled(todo, workers):
        del left[outcome.name]
        yield outcome
        done()
    # A process that ended takes the pool with it: what is left is read one by one.
    for job in left.values():
        outcomes = list(_pooled([job], 1))
        yield outcomes[0] if outcomes else _crashed(job)
        done()


def convert(job: Job) -> Outcome:
    """Read one file and write its report."""
    from govreport_desktop.jobs.bring_in import Wanted, make_of, read
    from govreport_desktop.jobs.load import refuse_empty

    try:
        if job.write and job.target.exists() and not job.force:
            raise GovReportError(f"“{job.target}”已经存在，加 --force 可以覆盖。")
        proposal = read(job.source, Wanted(job.form, job.year)).proposal
        refuse_empty(proposal, job.source)
        office = proposal.office or office_in_name(job.source.stem)
        if job.write:
            job.target.parent.mkdir(parents=True, exist_ok=True)
            make_of(job.target, proposal, office, overwrite=job.force)
    except GovReportError as error:
        return Outcome(job.name, error=str(error))
    except OSError as error:
        return Outcome(job.name, error=f"读写时出错：{error.strerror or error}。")
    except Exception as error:
        # The border of a file: a fault in the program must not cost the other files.
        return Outcome(
            job.name, error=f"程序出错（{type(error).__name__}），请把这个文件反馈给我们。"
        )
    return Outcome(
        name=job.name,
        target=str(job.target),
        office=office,
        office_from_name=not proposal.office,
        year=proposal.year,
        numbers=sum(value is not None for value in proposal.values.values()),
        texts=sum(bool(text) for text in proposal.texts.values()),
        unplaced=len(proposal.unplaced),
        declared=len(proposal.declared),
        notes=proposal.notes,
    )


def office_in_name(stem: str) -> str:
    """The office as a file is named after it: 某县水务局2023年政府信息公开工作年度报告."""
    return _REPORT_WORDS.sub("", stem).strip(" _-—") or stem


def summary(outcomes: Iterable[Outcome]) -> str:
    """How many of each."""
    found = list(outcomes)
    failed = sum(bool(outcome.error) for outcome in found)
    return f"共 {len(found)} 个文件，读入 {len(found) - failed} 个，未读入 {failed} 个。"


@contextmanager
def meter(count: int) -> Iterator[Meter]:
    """A bar on a terminal; nothing in a pipe."""
    import sys

    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("正在读入", total=count)
        yield lambda: bar.advance(task)


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


def _pooled(todo: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Outcomes as they come, until a process ends before its time."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_quiet)
    try:
        for future in as_completed([pool.submit(convert, job) for job in todo]):
            try:
                yield future.result()
            except BrokenProcessPool:
                continue
    finally:
        pool.shutdown(cancel_futures=True)


def _quiet() -> None:
    """Ctrl+C is for the program that was asked, which then lets these finish."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _crashed(job: Job) -> Outcome:
    """Whatever the ended process left of a new file is taken away."""
    if job.write and not job.force:
        job.target.unlink(missing_ok=True)
    return Outcome(job.name, error="读这个文件时程序意外退出，没有写入。")
