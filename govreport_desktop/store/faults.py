"""All that can be wrong with a database: structure, contents, log and versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from govreport_desktop.errors import EditError, quoted
from govreport_desktop.form import Form
from govreport_desktop.store import versions
from govreport_desktop.store.digest import CONTENTS, digest_in, kept_digest
from govreport_desktop.store.errors import is_damage
from govreport_desktop.store.log import moment, replay
from govreport_desktop.store.rows import State, build, read_rows, state_of

_LOG_DAMAGED = (
    "修改记录或版本已损坏，读不出来；报告里的数和文字读得出来，可以照常打开、导出，"
    "但看不到以前的修改和版本：请改用备份的文件，或核对后另存一份。"
)
_CHANGED = "报告的内容与修改记录不一致：文件可能被别的程序改过，请核对各项数字。"


def faults_of(connection: sqlite3.Connection, form: Form) -> Iterator[str]:
    """Everything that is wrong with an opened database, a sentence each. Raises sqlite3.Error."""
    damage = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
    if damage:
        yield from (f"文件结构已损坏，请改用备份的文件：{text}。" for text in damage)
        return
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield f"表 {table} 里有一行指向不存在的记录。"
    yield from _content_faults(connection, form)
    try:
        yield from _time_faults(connection)
        yield from _log_faults(connection, form)
    except UnicodeDecodeError:
        # Broken characters: SQLite's own check looks at the structure only.
        yield _LOG_DAMAGED
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        yield _LOG_DAMAGED


def _time_faults(connection: sqlite3.Connection) -> Iterator[str]:
    for table, name in (("edits", "修改记录"), ("versions", "版本")):
        for number, time in connection.execute(f"SELECT id, time FROM {table}"):
            try:
                moment(time)
            except ValueError:
                yield f"{name}第 {number} 条的时间“{quoted(time)}”读不出来。"


def _content_faults(connection: sqlite3.Connection, form: Form) -> Iterator[str]:
    report, faults = build(form, read_rows(connection))
    yield from faults
    try:
        _ = report.last_year
    except EditError as error:
        yield str(error)


def _log_faults(connection: sqlite3.Connection, form: Form) -> Iterator[str]:
    """The log leads from an empty report to the present one, through every version."""
    saved: dict[int, list[tuple[int, str]]] = {}
    for number, edit, name in connection.execute("SELECT id, edit, name FROM versions"):
        saved.setdefault(edit, []).append((number, name))
    state: State = {}
    try:
        for edit, state in replay(connection):
            for number, name in saved.pop(edit, ()):
                yield from _version_faults(connection, form, number, name, state)
    except ValueError as error:
        yield str(error)
        if kept_digest(connection, CONTENTS) not in (None, digest_in(connection)):
            yield _CHANGED
        return
    for lost in saved.values():
        yield from (f"版本“{quoted(name)}”没有对应的修改记录。" for _, name in lost)
    if state_of(read_rows(connection)) != state:
        yield _CHANGED


def _version_faults(
    connection: sqlite3.Connection, form: Form, number: int, name: str, state: State
) -> Iterator[str]:
    rows = versions.rows(connection, number)
    _, faults = build(form, rows)
    yield from (f"版本“{quoted(name)}”：{fault}" for fault in faults)
    if state_of(rows) != state:
        yield f"版本“{quoted(name)}”的内容与修改记录不一致：文件可能被别的程序改过，请核对后再用。"
