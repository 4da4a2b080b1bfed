"""The bytes of a new file. They are made in memory, so that no half of one is ever on a disk."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from govreport_desktop.form.model import Form
from govreport_desktop.report import Edit, FieldAddress, Report
from govreport_desktop.store import log
from govreport_desktop.store.database import transaction
from govreport_desktop.store.digest import CONTENTS, digest_in, put_digest
from govreport_desktop.store.kinds import REPORT


def new_file(
    form: Form, office: str, year: int | None, who: str, time: datetime, first: Edit | None = None
) -> bytes:
    """A whole .govreport file with office, year and what ``first`` puts in, as its log says.

    Raises EditError where ``first`` does not fit a blank report of that office and year.
    """
    if first is not None:
        Report(form, office, year).check(first)
    contents = ((FieldAddress("office"), office), (FieldAddress("year"), str(year or "")))
    edit = Report(form).edit(contents, "新建", "create")
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with transaction(connection):
            REPORT.migrate(connection)
            connection.executemany(
                "INSERT INTO about VALUES (?, ?)",
                (("form", form.id), ("created", log.stamp(time))),
            )
            log.record(connection, edit, edit.changes, who, time)
            if first is not None:
                log.record(connection, first, first.changes, who, time)
            put_digest(connection, CONTENTS, digest_in(connection))
        return connection.serialize()
    finally:
        connection.close()
