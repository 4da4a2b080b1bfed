"""The kind of file a report is kept in; what opens, refuses and mends files is handed the kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from govreport_desktop.store.digest import digest_in
from govreport_desktop.store.faults import faults_of
from govreport_desktop.store.schema import APPLICATION_ID, MIGRATIONS, FileKind
from govreport_desktop.store.soundness import form_of


def _faults(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    return faults_of(connection, form_of(connection, path))


REPORT = FileKind(
    application_id=APPLICATION_ID,
    suffix=".govreport",
    foreign="“{name}”不是政府信息公开年度报告文件（.govreport），请另选一个文件。",
    empty="“{name}”是空文件，里面没有报告，请另选一个文件。",
    unlikely="不像一份年度报告，没有打开：请确认选对了文件。",
    migrations=MIGRATIONS,
    log=(
        "SELECT * FROM edits ORDER BY id",
        "SELECT * FROM changes ORDER BY edit, number",
        "SELECT * FROM versions ORDER BY id",
    ),
    faults=_faults,
    digest=digest_in,
)
