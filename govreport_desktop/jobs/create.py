"""A new report: blank, or begun with what is known of the office and of last year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from govreport_desktop.form.choose import refuse_foreign_form
from govreport_desktop.form.model import Form
from govreport_desktop.jobs.carry_over import Carried, offer
from govreport_desktop.jobs.documents import refuse_same, write_new
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.report import Edit, FieldAddress, Report
from govreport_desktop.report.edit import FIELDS


@dataclass(frozen=True, slots=True)
class NewReport:
    """What a new report begins with.

    ``facts`` are known facts about the office, by their names in `FIELDS`; others and empty
    ones are passed over. ``last`` is last year's report, ``with_text`` takes its prose too
    and not only the headings, ``any_year`` takes it of whatever year it is. ``zeros`` puts 0
    in every cell that is then still blank. ``overwrite`` replaces a file that is there.
    """

    path: Path
    form: Form
    office: str
    year: int | None
    facts: Mapping[str, str] = field(default_factory=dict)
    last: Report | None = None
    with_text: bool = False
    any_year: bool = False
    zeros: bool = False
    overwrite: bool = False


def create(
    new: NewReport, source: Path | None = None, progress: Progress = QUIET
) -> Carried | None:
    """Make the file of ``new``, all of it as one first edit; answers what was carried over.

    ``source`` is the file that last year's report came from. Raises GovReportError, with
    what was there before untouched, where ``source`` is the new file itself, the form is not
    for such an office, last year's report is of another year, something does not fit, or the
    place cannot be written.
    """
    if source is not None:
        refuse_same(new.path, source)
    refuse_foreign_form(new.form, new.office, new.facts.get("office_kind", ""))
    progress.step(20, "正在新建")
    report = Report(new.form, new.office, new.year)
    edits = []
    carried = None
    for edit in _before(new, report):
        report.apply(edit)
        edits.append(edit)
    if new.last is not None:
        carried = offer(report, new.last, with_text=new.with_text, any_year=new.any_year)
        report.apply(carried.edit)
        edits.append(carried.edit)
    if new.zeros:
        edits.append(_zeros(report))
        report.apply(edits[-1])
    _write(new, edits)
    return carried


def _before(new: NewReport, report: Report) -> Iterator[Edit]:
    known = {n: text for n, text in new.facts.items() if text and n in FIELDS}
    facts = [(FieldAddress(n), text) for n, text in known.items() if n not in ("office", "year")]
    yield report.edit(facts, "填写机关信息", "new")


def _zeros(report: Report) -> Edit:
    from govreport_desktop.report.gestures import blanks_to_zero

    return blanks_to_zero(report, [cell.address for cell in report.form.cells])


def _write(new: NewReport, edits: list[Edit]) -> None:
    """All ``edits`` as one, called after what they were where there is only one."""
    done = [edit for edit in edits if edit]
    contents = {change.address: change.new for edit in done for change in edit.changes}
    named = done[0] if len(done) == 1 else Edit((), "新建", "create")
    write_new(
        new.path,
        new.form,
        new.office,
        new.year,
        contents.items(),
        name=named.name,
        kind=named.kind,
        overwrite=new.overwrite,
    )
