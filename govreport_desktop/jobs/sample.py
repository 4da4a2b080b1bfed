"""The bundled sample as a report to try things on."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.bring_in import make_of, read
from govreport_desktop.jobs.documents import make_folder
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.paths import file_stem, resources

SAMPLE = "示例"


def make_sample(folder: Path, progress: Progress = QUIET) -> Path:
    """The sample as a file in ``folder``, named 示例, as it was first made.

    What somebody wrote into a sample made before stays where it is: then this is another
    file. Raises GovReportError where ``folder`` cannot be written.
    """
    source = next((resources() / "samples").glob("*.txt"))
    proposal = read(source, progress=progress).proposal
    stem = file_stem(proposal.form.title_of(proposal.office, proposal.year))
    make_folder(folder)
    for number in count(1):
        path = folder / f"{SAMPLE}{number if number > 1 else ''}-{stem}.govreport"
        if not path.exists():
            make_of(path, proposal, proposal.office)
            return path
        if _is_untouched(path, proposal):
            return path
    raise AssertionError("there is always another number")


def _is_untouched(path: Path, proposal: Proposal) -> bool:
    try:
        report = load_report(path)
    except GovReportError:
        return False
    fresh = proposal.new_report()
    return report.values == fresh.values and report.texts == fresh.texts
