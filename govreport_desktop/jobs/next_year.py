"""A new task from last year's: roster, names, answers and openings, in one step."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from govreport_desktop.collect import roster
from govreport_desktop.collect.chase import day_of_copying, report_due
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.past import Past
from govreport_desktop.collect.returns import sent
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError

# Settings of the task that hold from year to year; days do not.
_KEPT = ("phone",)


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
        kept = ((setting, last.state.setting(setting)) for setting in _KEPT)
        made += [Draft(Subject.TASK, n, {"value": v}, "上年的") for n, v in kept if v]
        made += [one.draft for one in lessons(last)]
        return offices, made


class Lesson(NamedTuple):
    """What an office got wrong in the year of a task."""

    office: Office
    past: Past

    @property
    def words(self) -> str:
        """In one sentence, as the list of next year shows it."""
        return f"{self.office.name}：{self.past.words}"

    @property
    def draft(self) -> Draft:
        """What next year's task keeps of it."""
        return Draft(Subject.PAST, self.office.id, self.past.what, "上年任务")


def lessons(task: CollectTask) -> tuple[Lesson, ...]:
    """What each office got wrong in the year of ``task``; those that did nothing wrong left out."""
    found = []
    view = overview(task)
    copied = day_of_copying(view.rows, view.year)
    for row in view.rows:
        letters = sent(task.decisions, task.state, row.office.id)
        points = dict.fromkeys(one.words for letter in letters for one in letter.remarks)
        due = report_due(row.office, task.state, view.sums.form, view.year)
        came = row.received.date() if row.received else None
        late = (came - due).days if came and came != copied else 0
        absent = row.counted is None and not row.zero and row.office.owes(view.year)
        if letters or late > 0 or absent:
            past = Past(len(letters), max(late, 0), tuple(points), absent)
            found.append(Lesson(row.office, past))
    return tuple(found)
