"""What a list of reports says of each: read in a moment, without opening the report.

Nothing is written, nothing is made beside the file, no lock is taken that would keep anybody
from writing, and no more is read than a few rows. So nothing is proved either: a number that
was damaged is found when the report is opened, not here.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from govreport_desktop.errors import FileError
from govreport_desktop.form import Form
from govreport_desktop.report.carry_over import has_body
from govreport_desktop.report.years import is_year
from govreport_desktop.store import log, schema, versions
from govreport_desktop.store.database import check_header, connect, sentences
from govreport_desktop.store.digest import CONTENTS, kept_digest
from govreport_desktop.store.errors import damaged
from govreport_desktop.store.kinds import REPORT
from govreport_desktop.store.recovery import leftovers
from govreport_desktop.store.soundness import form_of, version_of
from govreport_desktop.store.versions import Version

# Seconds that one file may take: what lies on a network that sleeps is not waited for.
_PATIENCE = 0.5
# SQLite's own steps between two looks at the clock.
_STEPS = 20_000
# The characters of a narrative that are looked at, and of a fact.
_LONGEST_TEXT, _LONGEST_FACT = 20_000, 200

_CELLS = "SELECT table_id, row_id, column_id FROM cells LIMIT 5000"
_TEXTS = "SELECT section, substr(text, 1, ?) FROM texts LIMIT 100"
_FACT = "SELECT substr(text, 1, ?) FROM fields WHERE name = ?"


class Summary(NamedTuple):
    """One report, as a list shows it.

    ``filled`` of ``places`` are filled in: every cell that is typed and every part of prose
    that may not stay blank; headings alone fill no part. ``saved_at`` is when anything was
    written last, local time, as of a version. ``last`` is the last version kept, with the day
    it was handed in where it was; ``submitted`` is the last one that was handed in, and
    ``changed_since`` says whether the report no longer holds what was handed in.
    """

    form: Form
    office: str
    year: int | None
    filled: int
    places: int
    saved_at: datetime | None
    last: Version | None
    submitted: Version | None
    changed_since: bool

    @property
    def share(self) -> int:
        """How much is filled in, in whole per cent: 100 only where nothing is missing."""
        return 100 * self.filled // self.places if self.places else 0


def summary(path: Path) -> Summary:
    """What the file at ``path`` says of itself.

    Raises FileError, within half a second, where that is not a .govreport file of a version
    known here, where a crash left something beside it, or where it cannot be read now.
    """
    check_header(path, REPORT)
    with sentences(path):
        if leftovers(path):
            raise FileError(f"“{path.name}”正在写入，或上次没有正常关闭：请打开一次。")
        with closing(connect(path, "ro", _PATIENCE / 5)) as connection:
            end = time.monotonic() + _PATIENCE
            connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
            connection.execute("BEGIN")
            if not 1 <= version_of(connection) <= REPORT.latest:
                raise FileError(f"“{path.name}”由别的版本的程序保存，打开后才知道内容。")
            # What is asked for are tables of ours, and no view or trigger of somebody else.
            if schema.objects(connection) != REPORT.expected_objects(version_of(connection)):
                raise damaged(path)
            return _read(connection, path)


def _read(connection: sqlite3.Connection, path: Path) -> Summary:
    form = form_of(connection, path)
    cells = [spec.address for spec in form.cells if spec.formula is None]
    parts = [section.id for section in form.narratives if not section.optional]
    texts = dict(connection.execute(_TEXTS, (_LONGEST_TEXT,)))
    filled = len(set(cells) & set(connection.execute(_CELLS)))
    now = kept_digest(connection, CONTENTS)
    try:
        kept = versions.listed(connection, now)
    except ValueError:
        kept = []
    submitted = next((version for version in reversed(kept) if version.submission), None)
    return Summary(
        form=form,
        office=_fact(connection, "office"),
        year=_year(_fact(connection, "year")),
        filled=filled + sum(has_body(texts.get(part, "")) for part in parts),
        places=len(cells) + len(parts),
        saved_at=log.last_time(connection),
        last=kept[-1] if kept else None,
        submitted=submitted,
        changed_since=submitted is not None and not submitted.is_current,
    )


def _fact(connection: sqlite3.Connection, name: str) -> str:
    row = connection.execute(_FACT, (_LONGEST_FACT, name)).fetchone()
    return row[0] if row else ""


def _year(text: str) -> int | None:
    known = len(text) == len("2024") and text.isdecimal() and is_year(int(text))
    return int(text) if known else None
