"""已报送: which version left the house, when, and to whom.

A mark beside the version and no part of the report: restoring a version does not take it
along, and an edit does not undo it. It is kept in ``about``, as the digest of a version is, so
that a program that knows nothing of it leaves it alone.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import NamedTuple

from govreport_desktop.errors import FileError
from govreport_desktop.store.rows import encode

_KEY = "submitted/"
_PUT = "INSERT INTO about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
_ALL = (
    "SELECT versions.id, about.value FROM versions JOIN about"
    f" ON about.key = '{_KEY}' || versions.id WHERE length(about.value) <= 2000"
)

# The longest name of an office that is kept.
LONGEST = 200


class Submission(NamedTuple):
    """On what day a version was handed in, and to whom; ``to`` is "" where nobody said."""

    on: date
    to: str = ""

    @property
    def words(self) -> str:
        """As a clerk reads it: 2026年1月22日报送县政府办公室."""
        return f"{self.on.year}年{self.on.month}月{self.on.day}日报送{self.to}"


def mark(connection: sqlite3.Connection, version: int, submission: Submission | None) -> None:
    """Say of a version that it was handed in, or with None that it was not.

    In the caller's transaction. Raises FileError where there is no such version.
    """
    if connection.execute("SELECT 1 FROM versions WHERE id = ?", (version,)).fetchone() is None:
        raise FileError(f"这份文件里没有第 {version} 个版本，请重新打开版本列表。")
    key = f"{_KEY}{version}"
    if submission is None:
        connection.execute("DELETE FROM about WHERE key = ?", (key,))
        return
    to = submission.to.strip()[:LONGEST]
    encode(to)
    value = json.dumps({"date": submission.on.isoformat(), "to": to}, ensure_ascii=False)
    connection.execute(_PUT, (key, value))


def submissions(connection: sqlite3.Connection) -> dict[int, Submission]:
    """Every version that was handed in, by its number; what cannot be read counts as absent."""
    found = ((number, _read(value)) for number, value in connection.execute(_ALL))
    return {number: submission for number, submission in found if submission is not None}


def _read(value: str) -> Submission | None:
    try:
        shape = json.loads(value)
        return Submission(date.fromisoformat(shape["date"]), str(shape.get("to", ""))[:LONGEST])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
