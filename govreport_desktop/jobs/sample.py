"""The bundled sample as a report to try things on: finished, checked and handed in."""

from __future__ import annotations

import json
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.documents import make_folder, write_new
from govreport_desktop.jobs.leaving import submit
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.paths import file_stem, resources
from govreport_desktop.report import Address, Content, FieldAddress, Report, TextAddress
from govreport_desktop.report.shape import from_shape, to_shape
from govreport_desktop.store.submission import Submission

SAMPLE = "示例"
_FILE = "finished.json"


def make_sample(folder: Path, progress: Progress = QUIET, today: date | None = None) -> Path:
    """The sample as a file in ``folder``, named 示例, as it was first made.

    It is the report on the last year that is over on ``today``. What somebody wrote into a
    sample made before stays where it is: then this is another file. Raises GovReportError
    where ``folder`` cannot be written.
    """
    progress.step(20, "正在准备示例")
    year = (today or date.today()).year - 1
    shape = _shape(year)
    report = _report(shape, year)
    stem = file_stem(report.form.title_of(report.office, year))
    make_folder(folder)
    for number in count(1):
        path = folder / f"{SAMPLE}{number if number > 1 else ''}-{stem}.govreport"
        if not path.exists():
            write_new(path, report.form, report.office, year, _contents(report))
            handed_in = shape["handed_in"]
            submit(path, Submission(date.fromisoformat(handed_in["on"]), handed_in["to"]))
            return path
        if _is_untouched(path, report):
            return path
    raise AssertionError("there is always another number")


def _shape(year: int) -> dict[str, Any]:
    """The sample's data (docs/forms.md), which names the year and the next by words."""
    text = (resources() / "samples" / _FILE).read_text(encoding="utf-8")
    shape: dict[str, Any] = json.loads(
        text.replace("〔年〕", str(year)).replace("〔次年〕", str(year + 1))
    )
    return shape


def _report(shape: dict[str, Any], year: int) -> Report:
    """This year's report with last year's in it."""
    known = {name: shape[name] for name in ("form", "office", "profile")}
    last, _ = from_shape(known | {"year": year - 1, "tables": shape["last_year_tables"]})
    report, _ = from_shape(
        known | {"year": year, "tables": shape["tables"], "narratives": shape["narratives"]}
    )
    before = json.dumps(to_shape(last), ensure_ascii=False)
    report.apply(report.edit([(FieldAddress("last_year"), before)]))
    return report


def _contents(report: Report) -> list[tuple[Address, Content]]:
    """All that was typed."""
    typed = [cell.address for cell in report.form.cells if cell.formula is None]
    found: list[tuple[Address, Content]] = [(cell, report.values[cell]) for cell in typed]
    found += [(TextAddress(section), text) for section, text in report.texts.items()]
    return found + [(FieldAddress(name), text) for name, text in report.fields.items()]


def _is_untouched(path: Path, fresh: Report) -> bool:
    try:
        report = load_report(path)
    except GovReportError:
        return False
    return report.values == fresh.values and report.texts == fresh.texts
