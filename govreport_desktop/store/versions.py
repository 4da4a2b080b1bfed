"""Named versions: the whole report as it was, to look at, compare and go back to."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import NamedTuple

from govreport_desktop.errors import EditError, FileError
from govreport_desktop.form import Form
from govreport_desktop.report import Address, Change, Content, Edit, Report
from govreport_desktop.report.remarks import ADDRESS as REMARKS
from govreport_desktop.store.digest import (
    digest_after,
    digest_of,
    kept_digest,
    put_digest,
    read_digest,
    version_key,
)
from govreport_desktop.store.log import moment, replay, stamp
from govreport_desktop.store.rows import Row, build, encode, rows_of, state_of, stored_contents
from govreport_desktop.store.submission import Submission, submissions

# What a version is called that nobody gave a name.
UNNAMED = "手工保存"

_LISTED = f"""SELECT versions.id, name, time, about.value, snapshots.text FROM versions
LEFT JOIN about ON about.key = 'version/' || versions.id
LEFT JOIN snapshots ON snapshots.edit = versions.edit
  AND place = 'field' AND address = '{REMARKS.name}'
ORDER BY versions.id"""
_SENT_BACK = "SELECT text FROM fields WHERE name = ?"
_RENAME = "UPDATE versions SET name = ? WHERE id = ?"


class Version(NamedTuple):
    """A version without its contents; ``time`` has the local time zone.

    ``submission`` says when it was handed in and to whom; None where nobody said so.
    ``is_current`` is set where the report holds just what this version does; what the office
    above sent back since is its word and none of the report's.
    """

    id: int
    name: str
    time: datetime
    submission: Submission | None = None
    is_current: bool = False


def save(
    connection: sqlite3.Connection, report: Report, digest: int, name: str, time: datetime
) -> Version:
    """Keep ``report`` with its ``digest`` under ``name``, in the caller's transaction."""
    encode(name)
    (edit,) = connection.execute("SELECT max(id) FROM edits").fetchone()
    number = connection.execute(
        "INSERT INTO versions (edit, time, name) VALUES (?, ?, ?)", (edit, stamp(time), name)
    ).lastrowid
    assert number is not None
    # Who presses Ctrl+S twice gets two versions but no second copy of the same contents.
    connection.executemany(
        "INSERT INTO snapshots VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        ((edit, *row) for row in rows_of(report)),
    )
    put_digest(connection, version_key(number), digest)
    return Version(number, name, time.astimezone(), is_current=True)


def listed(connection: sqlite3.Connection, digest: int | None = None) -> list[Version]:
    """Every version, oldest first; ``digest`` is of what the report holds now."""
    handed_in = submissions(connection)
    row = connection.execute(_SENT_BACK, (REMARKS.name,)).fetchone()
    now = _own(digest, row[0] if row else None)
    return [
        Version(
            number,
            name,
            moment(time),
            handed_in.get(number),
            now is not None and _own(read_digest(kept), remarks) == now,
        )
        for number, name, time, kept, remarks in connection.execute(_LISTED)
    ]


def _own(digest: int | None, remarks: str | None) -> int | None:
    """``digest`` of what holds ``remarks``, without them."""
    if digest is None or not remarks:
        return digest
    return digest_after(digest, [Change(REMARKS, remarks, "")])


def rename(connection: sqlite3.Connection, number: int, name: str) -> None:
    """Call a version ``name``, in the caller's transaction. Raises FileError for none such."""
    encode(name)
    if not connection.execute(_RENAME, (name, number)).rowcount:
        raise FileError(f"这份文件里没有第 {number} 个版本，请重新打开版本列表。")


def rows(connection: sqlite3.Connection, number: int) -> list[Row]:
    """What a version holds. Raises FileError where there is no such version."""
    version = connection.execute("SELECT edit FROM versions WHERE id = ?", (number,)).fetchone()
    if version is None:
        raise FileError(f"这份文件里没有第 {number} 个版本，请重新打开版本列表。")
    query = "SELECT place, address, type, text FROM snapshots WHERE edit = ?"
    return list(map(Row._make, connection.execute(query, version)))


def report_of(connection: sqlite3.Connection, form: Form, number: int) -> Report:
    """The report as a version holds it, proved to be what was kept. Raises FileError."""
    found = rows(connection, number)
    report, faults = build(form, found)
    if faults:
        raise FileError(f"这个版本的内容有问题，不能打开：{faults[0]}")
    kept = kept_digest(connection, version_key(number))
    # Where they differ it may be the digest that was hit: then the log knows.
    if kept not in (None, digest_of(form.id, found)) and not _as_logged(connection, number, found):
        raise FileError(
            "这个版本的内容被改动过或已损坏，不能打开：请改用别的版本或备份的文件；报告本身没有影响。"
        )
    return report


def _as_logged(connection: sqlite3.Connection, number: int, found: list[Row]) -> bool:
    (edit,) = connection.execute("SELECT edit FROM versions WHERE id = ?", (number,)).fetchone()
    try:
        return any(at == edit and state == state_of(found) for at, state in replay(connection))
    except ValueError:
        return False


def restoring(report: Report, version: Report, name: str) -> Edit:
    """The edit that makes ``report`` what ``version`` is, explanations and fields included."""
    contents = contents_of(version, report)
    return report.edit(contents, f"恢复版本“{name}”", "restore")


def contents_of(wanted: Report, report: Report) -> list[tuple[Address, Content]]:
    """What to put into ``report`` to have all of ``wanted`` and no more. Raises EditError."""
    if report.form.id != wanted.form.id:
        raise EditError("这个版本用的是另一种格式，不能恢复到这份报告里。")
    addresses = dict.fromkeys([*stored_contents(report), *stored_contents(wanted)])
    return [(address, wanted.content(address)) for address in addresses]
