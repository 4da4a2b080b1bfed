"""The parent's own report: made of the sums, brought up to them, compared with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from govreport_desktop.collect.overview import Overview
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.carry_over import offer, read_last_year
from govreport_desktop.jobs.documents import changing, write_new
from govreport_desktop.jobs.load import load_report
from govreport_desktop.report import Address, Content, Report, Unread, Value, format_value
from govreport_desktop.report.open_points import ADDRESS as OPEN_POINTS
from govreport_desktop.report.open_points import OpenPoint, written

_NAME = "按汇总填写"


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell in which a report and the sum are not the same; None is a blank."""

    address: CellAddress
    words: str
    stands: str
    total: str


def make(
    view: Overview, path: Path, *, last: Path | None = None, overwrite: bool = False
) -> tuple[str, ...]:
    """Make the parent's report of the sums as they are; what is open in them stays open in it.

    ``last`` is the parent's report of last year: its prose is taken, with the figures that its
    tables held bound to the sums, and its years moved on. Answers what was taken of it and what
    to look at, in words. Raises GovReportError, with what was there before untouched, where a
    sum is none that a report can hold, ``last`` cannot be read or is of another year, or
    ``path`` cannot be written.
    """
    form, contents = view.sums.form, _contents(view)
    words: tuple[str, ...] = ()
    if last is not None:
        prose, words = _of_last(view, contents, last)
        contents += prose
    write_new(
        path,
        form,
        view.parent,
        view.year,
        contents,
        name=_NAME,
        kind="collect",
        overwrite=overwrite,
    )
    return words


def _of_last(
    view: Overview, contents: Sequence[tuple[Address, Content]], path: Path
) -> tuple[list[tuple[Address, Content]], tuple[str, ...]]:
    """Facts and prose of last year's report of the parent; the cells are the sums' alone."""
    report = Report(view.sums.form, view.parent, view.year)
    report.apply(report.edit(contents))
    carried = offer(report, read_last_year(path), with_text=True)
    taken: list[tuple[Address, Content]] = [
        (change.address, change.new)
        for change in carried.edit.changes
        if not isinstance(change.address, CellAddress)
    ]
    return taken, (*carried.words, *carried.doubts)


def bring_up(view: Overview, path: Path) -> Sequence[Differing]:
    """Put the sums into the parent's report at ``path`` as one step; answers what it changed.

    Prose and facts stay. Raises GovReportError, with nothing changed, where it is another
    office's, another year's or on another form.
    """
    with changing(path) as document:
        report = document.report
        if (report.form.id, report.year) != (view.sums.form.id, view.year):
            raise GovReportError(f"“{path.name}”不是 {view.year} 年度{view.sums.form.name}的报告。")
        before = differing(view, report.values)
        document.apply(report.edit(_contents(view), _NAME, "collect"))
    return before


def compare(view: Overview, path: Path) -> Sequence[Differing]:
    """The cells in which the report at ``path``, typed elsewhere, differs from the sums."""
    report = load_report(path)
    if report.form.id != view.sums.form.id:
        raise GovReportError(f"“{path.name}”用的是{report.form.name}，不能逐格比较。")
    return differing(view, report.values)


def differing(view: Overview, values: Mapping[CellAddress, Value]) -> Sequence[Differing]:
    """The cells in which ``values`` are not the sums; a blank and 0 are two things."""
    found = []
    for cell in view.sums.form.cells:
        total, stands = view.sums.values[cell.address], values.get(cell.address)
        if total != stands or (total is None) != (stands is None):
            found.append(Differing(cell.address, cell.words, _said(stands), _said(total)))
    return found


def _contents(view: Overview) -> list[tuple[Address, Content]]:
    report = view.sums.report(view.year, view.parent)
    contents: list[tuple[Address, Content]] = []
    for cell in view.sums.form.cells:
        value = report.values[cell.address]
        if isinstance(value, Unread):
            raise GovReportError(
                f"{cell.words}的合计是 {value.text}，{value.reason}，请先核对调整。"
            )
        if cell.formula is None:
            contents.append((cell.address, value))
    points = [OpenPoint("doubt", f"汇总时还没有定：{words}") for words in view.sums.provisional]
    contents.append((OPEN_POINTS, written(points)))
    return contents


def _said(value: Value) -> str:
    return format_value(value, blank="空白")
