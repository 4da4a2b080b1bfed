"""How reports stand, for a list of them: filled in, wrong, due, handed in. Nothing is written."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreport_desktop.checks import tally
from govreport_desktop.collect import SUFFIX as TASK_SUFFIX
from govreport_desktop.errors import GovReportError
from govreport_desktop.report import Report
from govreport_desktop.report.deadline import due_date, organ_of

if TYPE_CHECKING:
    from govreport_desktop.store.summary import Summary


@dataclass(frozen=True, slots=True)
class Standing:
    """One report as a list shows it; plain values, so that it can be kept.

    ``stamp`` is the file's as of `stamp_of`. ``kind`` names the kind of organ, "" where it is
    to be asked; ``due`` is the last day (条例第四十九条), None without a year. ``filled`` of
    ``places`` are filled in. ``errors`` is None where the report could not be checked.
    ``handed_in`` says when and to whom, "" where nobody said so; ``changed`` that it is no
    longer what was handed in. ``trouble`` is the sentence where the file is not readable.
    Of a task of 汇总 ``task`` counts its offices, in words, and ``open_`` says that something
    waits for a person; ``filled`` of ``places`` offices are then in order.
    """

    stamp: str
    office: str = ""
    year: int | None = None
    kind: str = ""
    due: date | None = None
    filled: int = 0
    places: int = 0
    errors: int | None = None
    warnings: int = 0
    version: str = ""
    saved: datetime | None = None
    handed_in: str = ""
    changed: bool = False
    trouble: str = ""
    task: str = ""
    open_: bool = False

    @property
    def gone(self) -> bool:
        """Whether there is no file."""
        return not self.stamp

    def stored(self) -> dict[str, Any]:
        """Everything as JSON takes it."""
        shape = asdict(self)
        shape["due"] = self.due.isoformat() if self.due else None
        shape["saved"] = self.saved.isoformat() if self.saved else None
        return shape


def stamp_of(path: Path) -> str:
    """What changes whenever the file does; "" where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):  # a name no disk could have
        return ""
    return f"{found.st_mtime_ns}:{found.st_size}"


def standing_of(path: Path) -> Standing:
    """How the report in ``path`` stands. Raises nothing: what is wrong is its ``trouble``."""
    stamp = stamp_of(path)
    if not stamp:
        return Standing("")
    return _of_task(path, stamp) if path.suffix == TASK_SUFFIX else _of_report(path, stamp)


def _of_report(path: Path, stamp: str) -> Standing:
    """How a report stands; what reads and checks it is imported where that has to be asked."""
    from govreport_desktop.jobs.check import check
    from govreport_desktop.jobs.load import load_report
    from govreport_desktop.store.summary import summary

    try:
        known = summary(path)
    except GovReportError as error:
        return Standing(stamp, trouble=str(error))
    try:
        report = load_report(path)
    except GovReportError as error:
        return _told(stamp, known, trouble=str(error))
    found = tally(check(report).problems)
    return _told(stamp, known, report=report, errors=found.errors, warnings=found.warnings)


def _of_task(path: Path, stamp: str) -> Standing:
    """How a task of 汇总 stands: its offices by state."""
    from govreport_desktop.collect.overview import overview
    from govreport_desktop.collect.status import OfficeState, counter_words
    from govreport_desktop.collect.task import CollectTask

    try:
        with CollectTask.open(path, read_only=True) as task:
            view = overview(task)
            saved = task.decisions[-1].time if task.decisions else None
    except GovReportError as error:
        return Standing(stamp, trouble=str(error))
    counted = counter_words(view.rows)
    return Standing(
        stamp,
        view.parent,
        view.year,
        filled=view.counters[OfficeState.PASSED],
        places=view.sums.due,
        saved=saved,
        task="，".join(filter(None, (f"应报 {view.sums.due}", counted))),
        open_=view.open,
    )


def restored(shape: object) -> Standing | None:
    """What `Standing.stored` gave; None where it is not that."""
    if not isinstance(shape, dict) or set(shape) != {field.name for field in fields(Standing)}:
        return None
    due, saved = shape["due"], shape["saved"]
    try:
        known = shape | {
            "due": date.fromisoformat(due) if due else None,
            "saved": datetime.fromisoformat(saved) if saved else None,
        }
    except (TypeError, ValueError):
        return None
    return Standing(**known) if _are_as_said(known) else None


def _told(stamp: str, known: Summary, report: Report | None = None, **found: Any) -> Standing:
    kind = organ_of(report).kind if report else None
    handed_in = known.submitted.submission if known.submitted else None
    return Standing(
        stamp=stamp,
        office=known.office,
        year=known.year,
        kind=kind.name if kind else "",
        due=due_date(report) if report else None,
        filled=known.filled,
        places=known.places,
        version=known.last.name if known.last else "",
        saved=known.saved_at,
        handed_in=handed_in.words if handed_in else "",
        changed=known.changed_since,
        **found,
    )


def _are_as_said(known: dict[str, Any]) -> bool:
    texts = ("stamp", "office", "kind", "version", "handed_in", "trouble", "task")
    counts = ("filled", "places", "warnings")
    maybe = (known["year"], known["errors"])
    return (
        all(isinstance(known[name], str) for name in texts)
        and all(type(known[name]) is int for name in counts)
        and all(value is None or type(value) is int for value in maybe)
        and all(isinstance(known[name], bool) for name in ("changed", "open_"))
    )
