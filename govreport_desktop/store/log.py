"""The change log: who changed what, when, from what to what; nothing is ever taken out.

Of a text only the stretch that differs is kept (``start`` counts characters from 0), or an
hour of writing would store the whole narrative a thousand times.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from govreport_desktop.errors import quoted
from govreport_desktop.form.model import CellAddress, Form, Kind
from govreport_desktop.report import Address, Change, Content, Edit
from govreport_desktop.store.rows import (
    Encoded,
    State,
    decode,
    encode,
    place_of,
    stored_at,
    write_content,
)

_HISTORY = """
SELECT time, who, kind, name, start, old_type, old, new_type, new
FROM changes JOIN edits ON edits.id = changes.edit
WHERE place = ? AND address = ? ORDER BY edit, number"""

_REPLAY = """
SELECT id, place, address, start, old_type, old, new_type, new
FROM edits LEFT JOIN changes ON changes.edit = edits.id ORDER BY id, number"""

# Characters that a replay copies at most, so that a log made to take for ever ends: twenty
# thousand edits of ten thousand characters are a tenth of it, and take a fifth of a second.
_MOST_COPIED = 2_000_000_000


class LogEntry(NamedTuple):
    """One change of one address; ``time`` has the local time zone."""

    time: datetime
    who: str
    kind: str
    name: str
    address: Address
    old: Content
    new: Content


def now() -> datetime:
    """This moment, as precise as the log keeps it."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def stamp(time: datetime) -> str:
    """A moment as stored: ISO 8601 in UTC, milliseconds."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")


def moment(text: str) -> datetime:
    """A stored moment, in the local time zone. Raises ValueError."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (OverflowError, OSError) as error:  # before or after what the system can tell
        raise ValueError(text) from error


def last_time(connection: sqlite3.Connection) -> datetime | None:
    """When the last edit or version was written; None where that cannot be told."""
    queries = (f"SELECT time FROM {t} ORDER BY id DESC LIMIT 1" for t in ("edits", "versions"))
    texts = [text for query in queries for (text,) in connection.execute(query)]
    try:
        return max(map(moment, texts), default=None)
    except ValueError:
        return None  # `verify` says so; it is no reason not to open a sound report


def record(
    connection: sqlite3.Connection,
    edit: Edit,
    changes: Iterable[Change],
    who: str,
    time: datetime,
) -> None:
    """Write ``changes`` of ``edit`` to the log and to the contents, in the caller's transaction.

    Raises EditError for content that no file can hold, sqlite3.Error where writing fails.
    """
    encode(edit.name)
    edit_id = connection.execute(
        "INSERT INTO edits (time, who, kind, name) VALUES (?, ?, ?, ?)",
        (stamp(time), who, edit.kind, edit.name),
    ).lastrowid
    for number, (address, old, new) in enumerate(changes):
        encode(str(address))
        stored = encode(new)
        start, before, after = _difference(encode(old), stored)
        connection.execute(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (edit_id, number, *place_of(address), start, *before, *after),
        )
        write_content(connection, address, stored)


def history(connection: sqlite3.Connection, form: Form, address: Address) -> list[LogEntry]:
    """Every change of ``address``, newest last.

    Raises ValueError for a log that is not sound: each change begins with what the one
    before it left, and the last one left what the file holds now.
    """
    kind = form.cell(address).kind if isinstance(address, CellAddress) else None
    entries = []
    blank: Encoded = (None, None) if kind else ("text", "")
    left = blank
    rows = connection.execute(_HISTORY, place_of(address))
    for time, who, edit_kind, name, start, old_type, before, new_type, after in rows:
        if kind is None:
            new: Encoded = "text", splice(left[1] or "", start, before, after)
        elif (old_type, before) == left:
            new = new_type, after
        else:
            raise ValueError(before)
        contents = _content(left, kind), _content(new, kind)
        entries.append(LogEntry(moment(time), who, edit_kind, name, address, *contents))
        left = new
    if left != stored_at(connection, address):
        raise ValueError(left)
    return entries


def _content(encoded: Encoded, kind: Kind | None) -> Content:
    return (encoded[1] or "") if kind is None else decode(*encoded, kind)


def replay(connection: sqlite3.Connection) -> Iterator[tuple[int, State]]:
    """After each edit its id and all contents as they then were.

    The state is one object that goes on changing. Raises ValueError with a sentence where
    a change does not start from what the ones before it left, or there is no end of them.
    """
    state: State = {}
    last = copied = 0
    for edit, place, address, *change in connection.execute(_REPLAY):
        if last and edit != last:
            yield last, state
        last = edit
        if place is None:  # an edit without changes: a file made without office and year
            continue
        try:
            copied += len(_redo(state, (place, address), *change))
        except ValueError as error:
            where = f"修改记录第 {edit} 条与它之前的内容接不上（{quoted(address)}）。"
            raise ValueError(where) from error
        if copied > _MOST_COPIED:
            raise ValueError(f"修改记录到第 {edit} 条已经太长，不像一份年度报告的，没有核对完。")
    if last:
        yield last, state


def _redo(
    state: State,
    key: tuple[str, str],
    start: int,
    old_type: str | None,
    old: str | None,
    new_type: str | None,
    new: str | None,
) -> str:
    """Carry out one logged change, say what stands there now; ValueError where it cannot be."""
    type_, text = state.pop(key, (None, None))
    if key[0] == "cell":
        if (type_, text) != (old_type, old):
            raise ValueError(old)
        if new_type is not None and new is not None:
            state[key] = new_type, new
        return new or ""
    if after := splice(text or "", start, old, new):
        state[key] = "text", after
    return after


def splice(text: str, start: int, old: str | None, new: str | None) -> str:
    """``text`` with ``old`` at ``start`` replaced by ``new``. Raises ValueError where it is not."""
    old, new = old or "", new or ""
    if not text.startswith(old, start) or start > len(text):
        raise ValueError(old)
    return text[:start] + new + text[start + len(old) :]


def _difference(old: Encoded, new: Encoded) -> tuple[int, Encoded, Encoded]:
    """Where the two begin to differ and both without what they share; numbers stay whole."""
    before, after = old[1], new[1]
    if old[0] != "text" or new[0] != "text" or before is None or after is None:
        return 0, old, new
    start = _common(before, after)
    before, after = before[start:], after[start:]
    end = _common(before[::-1], after[::-1])
    if end:
        before, after = before[:-end], after[:-end]
    return start, ("text", before), ("text", after)


def _common(left: str, right: str) -> int:
    """How many characters both begin with, found by halving."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
