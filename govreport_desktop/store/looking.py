"""A report that is in no file of its own, as a document: to be looked at like any other."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from govreport_desktop.paths import resources
from govreport_desktop.report import Report
from govreport_desktop.store import log
from govreport_desktop.store.document import Document
from govreport_desktop.store.new import new_file


def looked_at(report: Report, path: Path) -> Document:
    """``report`` as a read-only document; ``path`` is the file it comes from, which is not read.

    It has neither log nor versions.
    """
    image = new_file(report.form, report.office, report.year, "", log.now())
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(image)
    try:
        # Which file lies there matters to whoever writes; this one may even be gone.
        document = Document(resources(), connection, None)
    except BaseException:
        connection.close()
        raise
    document.path, document.report = path, report
    return document
