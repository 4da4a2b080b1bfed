"""The change log: who changed what, when, from what to what; nothing is ever taken out.

Of a text only the stretch that differs is kept (``start`` counts characters from 0), or an
hour of writing would store the whole narrative a thousand times.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.report import Address, Change, Content, Edit
from govreport_desktop.store.rows import Encoded, decode, encode, place_of, write_content

_HISTORY = """
SELECT time, who, kind, name, start, old_type, old, new_type, new
FROM changes JOIN edits ON edits.id = changes.edit
WHERE place = ? AND address = ? ORDER BY edit, number"""

_REPLAY = """
SELECT id, place, address, start, old_type, old, new_type, new
FROM edits LEFT JOIN changes ON changes.edit = edits.id ORDER BY id, number"""

# Place and address: type and text. What a report holds, rebuilt from its log.
State = dict[tuple[str, str], tuple[str, str]]


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
    return datetime.fromisoformat(text).astimezone()


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
        encode(address[-1])
        stored = encode(new)
        start, before, after = _difference(encode(old), stored)
        connection.execute(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (edit_id, number, *place_of(address), start, *before, *after),
        )
        write_content(connection, address, stored)


def history(connection: sqlite3.Connection, form: Form, address: Address) -> list[LogEntry]:
    """Every change of ``address``, newest last. Raises ValueError for a log that is not sound."""
    kind = form.cell(address).kind if isinstance(address, CellAddress) else None
    entries = []
    text = ""
    old: Content
    new: Content
    rows = connection.execute(_HISTORY, place_of(address))
    for time, who, edit_kind, name, start, old_type, before, new_type, after in rows:
        if kind is None:
            old, text = text, splice(text, start, before, after)
            new = text
        else:
            old, new = decode(old_type, before, kind), decode(new_type, after, kind)
        entries.append(LogEntry(moment(time), who, edit_kind, name, address, old, new))
    return entries


def replay(connection: sqlite3.Connection) -> Iterator[tuple[int, State]]:
    """After each edit its id and all contents as they then were.

    The state is one object that goes on changing. Raises ValueError with a sentence where
    a change does not start from what the ones before it left.
    """
    state: State = {}
    last = 0
    for edit, place, address, *change in connection.execute(_REPLAY):
        if last and edit != last:
            yield last, state
        last = edit
        if place is None:  # an edit without changes: a file made without office and year
            continue
        try:
            _redo(state, (place, address), *change)
        except ValueError as error:
            raise ValueError(f"修改记录第 {edit} 条与它之前的内容接不上（{address}）。") from error
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
) -> None:
    """Carry out one logged change. Raises ValueError where it does not fit ``state``."""
    type_, text = state.pop(key, (None, None))
    if key[0] == "cell":
        if (type_, text) != (old_type, old):
            raise ValueError(old)
        if new_type is not None and new is not None:
            state[key] = new_type, new
    elif after := splice(text or "", start, old, new):
        state[key] = "text", after


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
