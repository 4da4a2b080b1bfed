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
from govreport_desktop.store.database import check_header, sentences, transaction
from govreport_desktop.store.digest import CONTENTS, digest_in, digest_of, kept_digest, put_digest
from govreport_desktop.store.errors import damaged
from govreport_desktop.store.kinds import REPORT
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
        refuse_unsound(copy, path, REPORT, len(data))
        if digest_in(copy) == digest_of(report.form.id, rows_of(report)):
            return data
        logged = _as_logged(copy, path)
        edit = logged.edit(versions.contents_of(report, logged), _NAME, "rescue")
        with transaction(copy):
            replace_contents(copy, logged)
            log.record(copy, edit, edit.changes, who, time)
            put_digest(copy, CONTENTS, digest_in(copy))
        return copy.serialize()


def rescue(path: Path, target: Path, *, overwrite: bool = False) -> None:
    """Write to ``target`` what the file at ``path`` held before a number or a text was damaged.

    The log leads there, and the digest proves that it leads to what was written; log and
    versions go along. The damaged file stays as it is. Raises DamagedError where that cannot
    be proved, FileError where ``target`` cannot be written (as `Document.save_copy`).
    """
    check_header(path, REPORT)
    with sentences(path), closing(opened_in_memory(path.read_bytes())) as copy:
        refuse_unsound(copy, path, REPORT, path.stat().st_size)
        try:
            logged = _as_logged(copy, path)
        except ValueError as error:
            raise damaged(path, "和它的修改记录都已损坏") from error
        if kept_digest(copy, CONTENTS) != digest_of(logged.form.id, rows_of(logged)):
            raise damaged(path, "已损坏，从修改记录里也恢复不了")
        with transaction(copy):
            replace_contents(copy, logged)
        data = copy.serialize()
    held = hold(target, overwrite)
    try:
        put(target, data)
    finally:
        held.release()


def _as_logged(connection: sqlite3.Connection, path: Path) -> Report:
    """The report that the log leads to. Raises ValueError for a log that is not sound."""
    state: State = {}
    for _, played in replay(connection):
        state = played
    rows = [Row(*key, *content) for key, content in state.items()]
    return build(form_of(connection, path), rows)[0]


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
