"""A new task from last year's: roster, names, answers and openings, in one step."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.collect import roster
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError


def from_last_year(path: Path, year: int) -> tuple[tuple[Office, ...], list[Draft]]:
    """The offices of last year's task, and the decisions that carry over what is known.

    Offices that had merged or ended stay on the roster, so that their figures explain those of
    the office that took them over. Raises GovReportError where ``path`` is not last year's.
    """
    with CollectTask.open(path, read_only=True) as last:
        if last.year != year - 1:
            raise GovReportError(
                f"“{path.name}”是 {last.year} 年度的任务，新任务是 {year} 年度，请选上一年度的。"
            )
        offices = last.roster
        made = [roster.entry(office, at) for at, office in enumerate(offices, 1)]
        if key := last.state.setting("key"):
            # Offices carry their workbooks on from year to year.
            made.append(Draft(Subject.TASK, "key", {"value": key}))
        for words, one in last.state.of(Subject.NAME).items():
            made.append(Draft(Subject.NAME, words, one.what, "上年答过"))
        for row in overview(last).rows:
            if row.counted is not None:
                shape = dict(last.body(row.counted.hash).shape)
                shape.pop("last_year", None)
                made.append(Draft(Subject.LAST, row.office.id, shape, "上年任务里计入的报告"))
        return offices, made
