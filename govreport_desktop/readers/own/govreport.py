"""A ``.govreport`` as a source: another office's file, or last year's."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.matching.placed import placed_contents
from govreport_desktop.source import Source


def read_govreport(path: Path) -> Source:
    """Everything in the file at ``path``, which is opened read-only and closed again.

    Raises FileError where it is damaged, from a newer program, or not ours.
    """
    from govreport_desktop.store.document import Document

    with Document.open(path, read_only=True) as document:
        report = document.report
        return Source(
            name=path.name,
            placed=placed_contents(report),
            form_id=report.form.id,
            office=report.office,
            year=report.year,
        )
