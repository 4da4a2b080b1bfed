"""What a .govreport file consists of, version by version. See docs/file-format.md."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

# "GOVR" in ASCII, at byte 68 of every file; tools such as file(1) may rely on it.
APPLICATION_ID = 0x474F5652

# The largest file that is opened, in bytes, and so the largest that is written: twice what a
# source may have, for the sake of log and versions. A report has some hundred kilobytes.
MAX_BYTES = 128 * 2**20


class Migration(NamedTuple):
    """One step from a version of the file to the next.

    ``program`` is the first release of this program that reads the result: a file carries
    it, so that an older program can say which one is needed. A step that only adds tables
    names in ``reads`` the oldest version whose program may still look at the result (0 for
    none): such a program opens the file read-only.
    """

    program: str
    statements: tuple[str, ...]
    reads: int = 0


# One row of sqlite_schema: type, name, table, the statement that made it.
SchemaObject = tuple[str, str, str, str | None]


@dataclass(eq=False)
class FileKind:
    """One kind of file of this program's: what tells it from others, and what it consists of.

    ``log`` are queries whose answers only ever grow. ``faults`` are everything that can be wrong
    with a database that is open, a sentence each; ``digest`` is that of what it holds now.
    """

    application_id: int
    suffix: str
    foreign: str
    empty: str
    unlikely: str
    migrations: tuple[Migration, ...]
    log: tuple[str, ...]
    faults: Callable[[sqlite3.Connection, Path], Iterable[str]]
    digest: Callable[[sqlite3.Connection], int]

    @property
    def latest(self) -> int:
        """The version this program writes; also the newest it reads."""
        return len(self.migrations)

    def migrate(self, connection: sqlite3.Connection) -> None:
        """Take a database of this kind (or an empty one) to the latest version.

        Runs inside the transaction of the caller, so that it happens as a whole or not at all.
        """
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for migration in self.migrations[version:]:
            for statement in migration.statements:
                connection.execute(statement)
            _tell(connection, "needs", migration.program)
            if migration.reads:
                _tell(connection, "reads", str(migration.reads))
        connection.execute(f"PRAGMA application_id = {self.application_id}")
        connection.execute(f"PRAGMA user_version = {self.latest}")

    def expected_objects(self, version: int) -> frozenset[SchemaObject]:
        """Every object a file of ``version`` has, no more and no less."""
        return _objects_after(self.migrations[:version])


# A released step is never changed again: its result is compared with the file word by word.
MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        "0.1.0",
        (
            """CREATE TABLE about (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
            """CREATE TABLE cells (
  table_id TEXT NOT NULL,
  row_id TEXT NOT NULL,
  column_id TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('integer', 'decimal', 'unread')),
  text TEXT NOT NULL,
  PRIMARY KEY (table_id, row_id, column_id)
) STRICT, WITHOUT ROWID""",
            """CREATE TABLE texts (
  section TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
            """CREATE TABLE fields (
  name TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
            """CREATE TABLE explanations (
  problem TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
            """CREATE TABLE edits (
  id INTEGER PRIMARY KEY,
  time TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT""",
            """CREATE TABLE changes (
  edit INTEGER NOT NULL REFERENCES edits (id),
  number INTEGER NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('cell', 'text', 'field', 'explanation')),
  address TEXT NOT NULL,
  start INTEGER NOT NULL,
  old_type TEXT,
  old TEXT,
  new_type TEXT,
  new TEXT,
  PRIMARY KEY (edit, number)
) STRICT, WITHOUT ROWID""",
            """CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  edit INTEGER NOT NULL REFERENCES edits (id),
  time TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT""",
            """CREATE TABLE snapshots (
  edit INTEGER NOT NULL REFERENCES edits (id),
  place TEXT NOT NULL CHECK (place IN ('cell', 'text', 'field', 'explanation')),
  address TEXT NOT NULL,
  type TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (edit, place, address)
) STRICT, WITHOUT ROWID""",
        ),
    ),
)


def _tell(connection: sqlite3.Connection, key: str, value: str) -> None:
    connection.execute(
        "INSERT INTO about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def objects(connection: sqlite3.Connection) -> frozenset[SchemaObject]:
    """Every table, index, view and trigger that ``connection`` has."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    return frozenset(rows.fetchall())


@cache
def _objects_after(migrations: tuple[Migration, ...]) -> frozenset[SchemaObject]:
    # Built by the very steps a file went through, so the two agree to the letter.
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for migration in migrations:
            for statement in migration.statements:
                connection.execute(statement)
        return objects(connection)
    finally:
        connection.close()
