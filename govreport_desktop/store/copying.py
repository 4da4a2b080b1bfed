"""The whole of an open document at another place: when its own file is gone, or its disk full."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.errors import EditError, FileError, WriteError
from govreport_desktop.report import Report
from govreport_desktop.store import lock, log, versions
from govreport_desktop.store.database import sentences, transaction
from govreport_desktop.store.digest import CONTENTS, digest_in, digest_of, put_digest
from govreport_desktop.store.lock import Lock
from govreport_desktop.store.log import replay
from govreport_desktop.store.new import new_file
from govreport_desktop.store.recovery import leftovers, opened_in_memory
from govreport_desktop.store.rows import (
    Row,
    State,
    build,
    replace_contents,
    rows_of,
    stored_contents,
)
from govreport_desktop.store.soundness import form_of, refuse_unsound

_NAME = "另存时按窗口里的内容恢复"


def whole_copy(
    connection: sqlite3.Connection | None, path: Path, report: Report, who: str, time: datetime
) -> tuple[bytes, bool]:
    """The bytes of a file that holds ``report``, with log and versions as far as there are any.

    They come from ``connection``, which still reads a file that was deleted. The second
    answer is False where it no longer reads, or is None: the report is then all there is.
    """
    try:
        if connection is not None:
            return _with_contents(connection.serialize(), path, report, who, time), True
    except (sqlite3.Error, ValueError, FileError, EditError):
        pass  # the report in memory is whole, and that is what matters
    first = Report(report.form).edit(stored_contents(report).items(), _NAME, "rescue")
    return new_file(report.form, "", None, who, time, first), False


def _with_contents(data: bytes, path: Path, report: Report, who: str, time: datetime) -> bytes:
    """``data`` where it holds ``report``; else what its log leads to, and an edit from there.

    Raises ValueError for a log that is not sound.
    """
    with closing(opened_in_memory(data)) as copy:
        refuse_unsound(copy, path, len(data))
        if digest_in(copy) == digest_of(report.form.id, rows_of(report)):
            return data
        state: State = {}
        for _, played in replay(copy):
            state = played
        logged, _ = build(form_of(copy, path), [Row(*k, *content) for k, content in state.items()])
        edit = logged.edit(versions.contents_of(report, logged), _NAME, "rescue")
        with transaction(copy):
            replace_contents(copy, logged)
            log.record(copy, edit, edit.changes, who, time)
            put_digest(copy, CONTENTS, digest_in(copy))
        return copy.serialize()


def hold(path: Path, overwrite: bool, own: Lock | None = None) -> Lock:
    """The lock of a place where a file is to be put; ``own`` where that is it already.

    Raises FileError where there is a file (unless ``overwrite``), where it is open elsewhere,
    or where something lies beside it that SQLite would take for the new file's own.
    """
    with sentences(path):
        try:
            held = own if own and own.covers(path) else lock.acquire(path)
        except lock.HeldError as error:
            raise FileError(
                f"“{path.name}”正由{error.holder}编辑，不能覆盖，请换一个文件名。"
            ) from error
    try:
        if path.exists() and not overwrite:
            raise FileError(f"“{path.name}”已经存在，请换一个文件名，或先确认覆盖。")
        for each in leftovers(path):
            raise FileError(
                f"旁边有上次没有正常结束留下的“{each.name}”，"
                f"请先打开一次“{path.name}”，或把它移走。"
            )
    except BaseException:
        if held is not own:
            held.release()
        raise
    return held


def put(path: Path, data: bytes) -> None:
    """Have ``data`` at ``path``, as a whole or not at all. Raises FileError."""
    with sentences(path):
        try:
            write_atomically(path, data)
        except WriteError as error:
            if isinstance(error.__cause__, OSError):
                raise error.__cause__ from None
            raise FileError(str(error)) from error
