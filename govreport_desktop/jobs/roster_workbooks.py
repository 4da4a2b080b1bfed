"""The blank an office fills in: made out to it, with what last year says already inside.

A workbook carries the office's id on the roster in its hidden sheet, a report among its facts, so
that what comes back is known whatever the file is called and whatever becomes of the office's name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from govreport_desktop.collect.compare import Last
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError, WriteError
from govreport_desktop.form.model import CarryOver, CellAddress, Stock
from govreport_desktop.jobs.documents import make_folder, write_new
from govreport_desktop.jobs.placing import Place, put_all
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.report import Address, Content, FieldAddress, Report
from govreport_desktop.store.database import SUFFIX as REPORT_SUFFIX
from govreport_desktop.writers.formats import FORMATS, ExportOptions

_NAME = "按名单填写"


def write_workbooks(
    task: CollectTask,
    view: Overview,
    folder: Path,
    offices: Sequence[Office] = (),
    progress: Progress = QUIET,
    *,
    reports: bool = False,
    overwrite: bool = False,
) -> tuple[Path, ...]:
    """Write the workbook of each of ``offices`` into ``folder``; of all that owe a report without.

    With ``reports`` each office gets a .govreport as well, for those that have this program.
    All of them or none. Raises GovReportError, with nothing written, where the task has no key
    of its own, ``folder`` lies where the offices' files come in, one of the files is there
    already, or a place cannot be written; CancelledError.
    """
    key = _key(task, folder)
    chosen = offices or [row.office for row in view.rows if row.office.owes(view.year)]
    if not chosen:
        raise GovReportError("名单里没有应报的单位，没有表可做。")
    blanks = [_blank(task, office, view.last.get(office.id), key) for office in chosen]
    targets = [folder / FORMATS["xlsx"].file_name(one.report) for one in blanks]
    if reports:
        targets += [path.with_suffix(REPORT_SUFFIX) for path in targets]
    taken = [path for path in targets if path.exists()]
    if taken and not overwrite:
        more = f"等 {len(taken)} 个文件" if len(taken) > 1 else ""
        raise WriteError(f"“{taken[0]}”{more}已经存在，没有覆盖。")
    make_folder(folder)

    def write(place: Place) -> None:
        at = place.number % len(blanks)
        progress.step(90 * place.number // len(targets), chosen[at].name)
        _write(blanks[at], place)

    put_all(targets, write, progress)
    return tuple(targets)


class _Blank(NamedTuple):
    """What an office begins with, and the report that holds it."""

    report: Report
    contents: Sequence[tuple[Address, Content]]


def _write(blank: _Blank, place: Place) -> None:
    """One file of an office: the report itself, or its workbook."""
    report = blank.report
    if place.target.suffix == REPORT_SUFFIX:
        given = (report.form, report.office, report.year, blank.contents)
        write_new(place.scratch, *given, name=_NAME)
    else:
        FORMATS["xlsx"].write(report, place.scratch, ExportOptions())


def _key(task: CollectTask, folder: Path) -> str:
    """What the ids of the task go by, where it may write into ``folder``."""
    key = task.state.setting("key")
    if not key:
        raise GovReportError("这个任务没有自己的编号，做不了发给各单位的表，请新建任务。")
    if _within(folder, task.folder):
        raise GovReportError(
            f"“{folder}”在收件文件夹里，发出去的空表会当作收到的，请放到别的文件夹。"
        )
    return key


def _within(folder: Path, inbox: Path) -> bool:
    here, there = (Path(os.path.realpath(path)) for path in (folder, inbox))
    return here == there or there in here.parents


def _blank(task: CollectTask, office: Office, last: Last | None, key: str) -> _Blank:
    """The blank report of ``office`` with its 上年结转 and the 现行有效 it begins with."""
    report = Report(task.form, office.name, task.year)
    contents: list[tuple[Address, Content]] = [(FieldAddress("roster_id"), f"{key}/{office.id}")]
    if office.kind:
        contents.append((FieldAddress("office_kind"), office.kind))
    contents += _openings(report, last) if last is not None else []
    report.apply(report.edit(contents, _NAME))
    return _Blank(report, contents)


def _openings(report: Report, last: Last) -> Iterator[tuple[CellAddress, Content]]:
    for relation in report.form.relations:
        if isinstance(relation, CarryOver):
            for column in report.form.tables[relation.table].column_names:
                here = CellAddress(relation.table, relation.opening, column)
                then = last.then(here._replace(row=relation.closing))
                if then is not None and report.form.cell(here).formula is None:
                    yield here, then
        elif isinstance(relation, Stock):
            for row in relation.rows:
                here = CellAddress(relation.table, row, relation.stock)
                if (stock := last.then(here)) is not None:
                    yield here, stock
