"""What a .govtask file consists of, and what proves that it holds what was written.

Decisions and receipts are only ever appended, and a digest goes with them; readings can be made
again at any time and carry a digest of their own; ``files`` is what the last look at the folder
saw.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from govreport_desktop.collect import SUFFIX
from govreport_desktop.collect.decision import Decision, Draft, from_text, to_text
from govreport_desktop.errors import quoted
from govreport_desktop.store.digest import CONTENTS, kept_digest, total
from govreport_desktop.store.log import moment
from govreport_desktop.store.schema import FileKind, Migration

# "GOVT" in ASCII, at byte 68 of every file.
APPLICATION_ID = 0x474F5654

_DECISIONS = "SELECT id, time, who, kind, subject, what, why FROM decisions ORDER BY id"
_RECEIPTS = "SELECT id, time, path, hash, size, modified FROM receipts ORDER BY id"

# A released step is never changed again.
_MIGRATIONS = (
    Migration(
        "0.2.0",
        (
            """CREATE TABLE about (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
            """CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  time TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  what TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT""",
            """CREATE TABLE receipts (
  id INTEGER PRIMARY KEY,
  time TEXT NOT NULL,
  path TEXT NOT NULL,
  hash TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified TEXT NOT NULL
) STRICT""",
            """CREATE TABLE files (
  path TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
            """CREATE TABLE readings (
  hash TEXT PRIMARY KEY,
  program TEXT NOT NULL,
  head TEXT NOT NULL,
  body BLOB NOT NULL,
  digest TEXT NOT NULL
) STRICT""",
        ),
    ),
)


class Receipt(NamedTuple):
    """That a file came in, or came in anew: ``path`` is below the task's folder, with slashes.

    ``time`` is when it was first seen, ``modified`` when it was last written (both ISO 8601,
    UTC), ``size`` its bytes, ``hash`` that of its contents.
    """

    number: int
    time: str
    path: str
    hash: str
    size: int
    modified: str


class Seen(NamedTuple):
    """A file as the last look at the folder saw it; ``modified`` in nanoseconds."""

    path: str
    size: int
    modified: int
    hash: str


def decisions_in(connection: sqlite3.Connection) -> list[Decision]:
    """Every decision, oldest first. Raises ValueError for what is none."""
    return [_decision(*row) for row in connection.execute(_DECISIONS)]


def _decision(
    number: int, time: str, who: str, kind: str, subject: str, what: str, why: str
) -> Decision:
    return Decision(number, moment(time), who, kind, subject, from_text(what), why)


def receipts_in(connection: sqlite3.Connection) -> list[Receipt]:
    """Every receipt, oldest first."""
    return [Receipt(*row) for row in connection.execute(_RECEIPTS)]


def files_in(connection: sqlite3.Connection) -> dict[str, Seen]:
    """What lay in the folder when it was last looked at, by path."""
    rows = connection.execute("SELECT path, size, modified, hash FROM files ORDER BY path")
    return {row[0]: Seen(*row) for row in rows}


def put_decision(
    connection: sqlite3.Connection, draft: Draft, who: str, time: str
) -> tuple[Decision, int]:
    """Append a decision in the caller's transaction; answers it, as it will be read again, and
    what the digest grows by."""
    row = (time, who, draft.kind, draft.subject, to_text(draft.what), draft.why)
    number = connection.execute(
        "INSERT INTO decisions (time, who, kind, subject, what, why) VALUES (?, ?, ?, ?, ?, ?)",
        row,
    ).lastrowid
    assert number is not None
    return _decision(number, *row), _digest("decisions", (number, *row))


def put_receipt(connection: sqlite3.Connection, receipt: tuple[str, str, str, int, str]) -> int:
    """Append a receipt (without its number); answers what the digest grows by."""
    number = connection.execute(
        "INSERT INTO receipts (time, path, hash, size, modified) VALUES (?, ?, ?, ?, ?)", receipt
    ).lastrowid
    return _digest("receipts", (number, *receipt))


def digest_in(connection: sqlite3.Connection) -> int:
    """The digest of all that was decided and received, computed from the rows."""
    return total(
        _row(table, row)
        for table, query in (("decisions", _DECISIONS), ("receipts", _RECEIPTS))
        for row in connection.execute(query)
    )


def _digest(table: str, row: tuple[object, ...]) -> int:
    return total([_row(table, row)])


def _row(table: str, row: tuple[object, ...]) -> tuple[str, str, str, str]:
    return table, str(row[0]), "row", json.dumps(row[1:], ensure_ascii=False)


def _faults(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    damage = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
    if damage:
        yield from (f"文件结构已损坏，请改用备份的文件：{text}。" for text in damage)
        return
    try:
        decisions_in(connection)
    except (ValueError, RecursionError) as error:
        yield f"“{path.name}”里的决定读不出来（{quoted(error)}）。"
    if kept_digest(connection, CONTENTS) != digest_in(connection):
        yield "决定或收件记录与写入时不同：文件可能被别的程序改过或磁盘损坏。"


TASK = FileKind(
    application_id=APPLICATION_ID,
    suffix=SUFFIX,
    foreign="“{name}”不是汇总任务文件（.govtask），请另选一个文件。",
    empty="“{name}”是空文件，里面没有汇总任务，请另选一个文件。",
    unlikely="不像一个汇总任务，没有打开：请确认选对了文件。",
    migrations=_MIGRATIONS,
    log=(_DECISIONS, _RECEIPTS),
    faults=_faults,
    digest=digest_in,
)
