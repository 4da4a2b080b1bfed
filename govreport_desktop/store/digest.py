"""A digest of everything a report holds, kept in the file and moved on by every edit.

It is the sum of the digests of the single rows, so that an edit takes off what it replaces
and adds what it puts in, without reading the rest. It guards against broken disks and foreign
programs, not against someone who can compute it as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

from govreport_desktop.report import Change
from govreport_desktop.store.rows import Row, encode, place_of, read_rows

_BYTES = 16
_MODULUS = 1 << 8 * _BYTES

_PUT = "INSERT INTO about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
_FORM = "SELECT value FROM about WHERE key = 'form'"

CONTENTS = "digest"


def digest_of(form_id: str, rows: Iterable[Row]) -> int:
    """The digest of a report of form ``form_id`` that holds ``rows``, in any order."""
    return (_of_form(form_id) + sum(map(_of_row, rows))) % _MODULUS


def digest_in(connection: sqlite3.Connection) -> int:
    """The digest of what a file holds now, computed from its rows."""
    (form_id,) = connection.execute(_FORM).fetchone()
    return digest_of(form_id, read_rows(connection))


def digest_after(digest: int, changes: Iterable[Change]) -> int:
    """What ``digest`` becomes with ``changes``. Raises EditError for what no file can hold."""
    for address, old, new in changes:
        key = place_of(address)
        for sign, (type_, text) in ((-1, encode(old)), (1, encode(new))):
            # A blank cell and an empty text have no row.
            if type_ is not None and text is not None and (text or type_ != "text"):
                digest += sign * _of_row((*key, type_, text))
    return digest % _MODULUS


def version_key(number: int) -> str:
    """Under which key the digest of what version ``number`` holds is kept."""
    return f"version/{number}"


def put_digest(connection: sqlite3.Connection, key: str, digest: int) -> None:
    """Keep ``digest`` in the file under ``key``, in the caller's transaction."""
    connection.execute(_PUT, (key, f"{digest:032x}"))


def kept_digest(connection: sqlite3.Connection, key: str) -> int | None:
    """The digest kept under ``key``; None where there is none, as in files of 0.1.0."""
    row = connection.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
    return read_digest(row[0] if row else None)


def read_digest(kept: str | None) -> int | None:
    """A digest as the file keeps it; None where none is kept."""
    if kept is None:
        return None
    try:
        return int(kept[: 2 * _BYTES], 16)
    except ValueError:
        return -1  # there was one, and it agrees with nothing


def total(rows: Iterable[tuple[str, str, str, str]]) -> int:
    """The digest of rows of any four texts, in any order."""
    return sum(map(_of_row, rows)) % _MODULUS


def _of_row(row: tuple[str, str, str, str]) -> int:
    place, address, type_, text = row
    data = f"{place}\0{type_}\0{len(address)}\0{address}{text}".encode()
    return int.from_bytes(blake2b(data, digest_size=_BYTES).digest(), "big")


def _of_form(form_id: str) -> int:
    return _of_row(("about", "form", "text", form_id))
