"""The bytes of a new file. They are made in memory, so that no half of one is ever on a disk."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from govreport_desktop.form.model import Form
from govreport_desktop.report import FieldAddress, Report
from govreport_desktop.store import log, schema
from govreport_desktop.store.database import transaction


def new_file(form: Form, office: str, year: int | None, who: str, time: datetime) -> bytes:
    """A whole .govreport file with nothing but office and year in it, as its log says."""
    contents = ((FieldAddress("office"), office), (FieldAddress("year"), str(year or "")))
    edit = Report(form).edit(contents, "新建", "create")
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with transaction(connection):
            schema.migrate(connection)
            connection.executemany(
                "INSERT INTO about VALUES (?, ?)",
                (("form", form.id), ("created", log.stamp(time))),
            )
            log.record(connection, edit, edit.changes, who, time)
        return connection.serialize()
    finally:
        connection.close()
