"""Whether what a file holds is what was written: by its digest, and where that fails by its log."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from govreport_desktop.errors import FileError, quoted
from govreport_desktop.form import Form
from govreport_desktop.report import FIELDS, Report
from govreport_desktop.store.digest import CONTENTS, digest_of, kept_digest
from govreport_desktop.store.errors import damaged
from govreport_desktop.store.log import replay
from govreport_desktop.store.rows import Row, State, build, cell_address, read_rows, state_of
from govreport_desktop.store.soundness import form_of


class Loaded(NamedTuple):
    """A report as its file holds it, and the digest of that."""

    report: Report
    digest: int


def load(connection: sqlite3.Connection, path: Path) -> Loaded:
    """The report in a sound database, proved to be what was written.

    Raises FileError for what the form has no place for, and DamagedError where a number or
    a text is not the one that was written.
    """
    form = form_of(connection, path)
    rows = read_rows(connection)
    report, faults = build(form, rows)
    if faults:
        raise FileError(f"“{path.name}”里的内容有问题，不能打开：{faults[0]}")
    digest = digest_of(form.id, rows)
    kept = kept_digest(connection, CONTENTS)
    # Where they differ, a program that keeps no digest may have gone on with the file, or
    # the digest itself was hit: then the log knows.
    if kept != digest and (why := _against_log(connection, form, rows, kept is None)):
        raise damaged(path, why)
    return Loaded(report, digest)


def _against_log(connection: sqlite3.Connection, form: Form, rows: list[Row], old: bool) -> str:
    """What the log says against ``rows``; "" where it leads to exactly them.

    A file that never had a digest (``old``) may have a log that cannot be read: it then
    opens as it always did, for nothing is wrong with what the log does not speak of.
    """
    logged: State = {}
    try:
        for _, state in replay(connection):
            logged = state
    except ValueError:
        return "" if old else "的内容和修改记录都被改动过或已损坏"
    held = state_of(rows)
    places = [key for key in held | logged if held.get(key) != logged.get(key)]
    if not places:
        return ""
    where = _words(form, *places[0]) + (f"等 {len(places)} 处" if len(places) > 1 else "")
    values = ""
    if places[0][0] == "cell":
        mine, theirs = (quoted(side.get(places[0], ("", "空白"))[1]) for side in (held, logged))
        values = f"（文件里是“{mine}”，修改记录里是“{theirs}”）"
    return f"里{where}与修改记录不一致{values}，可能是磁盘损坏或被别的程序改过"


def _words(form: Form, place: str, key: str) -> str:
    address = cell_address(key) if place == "cell" else None
    if address and form.has(address):
        return form.cell(address).words
    titles = {section.id: section.title for section in form.narratives} | FIELDS
    return "审核说明" if place == "explanation" else titles.get(key, quoted(key))
