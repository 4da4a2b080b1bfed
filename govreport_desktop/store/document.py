"""An open report and its file, always the same: what `apply` has returned from is on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from govreport_desktop.atomic import write_atomically
from govreport_desktop.errors import FileError, WriteError
from govreport_desktop.form.model import Form
from govreport_desktop.report import Address, Edit, Report
from govreport_desktop.report.edit import same
from govreport_desktop.store import lock, log, versions
from govreport_desktop.store.database import check_header, sentences, transaction
from govreport_desktop.store.lock import Lock
from govreport_desktop.store.log import LogEntry
from govreport_desktop.store.new import new_file
from govreport_desktop.store.opening import (
    NewerError,
    form_of,
    journal_path,
    needed_program,
    open_for_reading,
    open_for_writing,
)
from govreport_desktop.store.rows import build, read_rows
from govreport_desktop.store.verify import verify
from govreport_desktop.store.versions import Version

__all__ = ["Document", "LogEntry", "Version", "verify"]


class Document:
    """One .govreport file, open; made by `create` and `open`, given back by `close`.

    ``report`` is changed by `apply` only. ``read_only`` is set where the file was asked
    for that way, may not be written, or is held by another window; ``holder`` then says
    who has it (user, computer, process, since when), and is "" otherwise. ``needs`` names
    the program that may change a file of a newer version, and is "" for all others.
    ``saved_at`` is when the last edit or version was written, in local time.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, held: Lock | None, holder: str = ""
    ) -> None:
        self.path = path
        self.read_only = held is None
        self.holder = holder
        self._connection = connection
        self._lock = held
        self._who = lock.user_name()
        with sentences(path):
            connection.execute("BEGIN")
            form = form_of(connection, path)
            self.needs = needed_program(connection).strip()
            self.report, faults = build(form, read_rows(connection))
            self.saved_at = _last_time(connection)
            self._seen = self._data_version()
            connection.execute("COMMIT")
        if faults:
            raise FileError(f"“{path.name}”里的内容有问题，不能打开：{faults[0]}")

    # ------------------------------------------------------------ making and ending
    @classmethod
    def create(
        cls,
        path: Path,
        form: Form,
        office: str = "",
        year: int | None = None,
        *,
        first: Edit | None = None,
        overwrite: bool = False,
    ) -> Self:
        """Make a new file at ``path`` and open it; it appears whole or not at all.

        ``first`` is an edit of a blank report of that office and year: it is in the file
        from its first moment. Raises FileError where there is a file already (unless
        ``overwrite``), where that file is open elsewhere, or where the place cannot be
        written; EditError where ``first`` does not fit.
        """
        with sentences(path):
            try:
                held = lock.acquire(path)
            except lock.HeldError as error:
                raise FileError(
                    f"“{path.name}”正由{error.holder}编辑，不能覆盖，请换一个文件名。"
                ) from error
        try:
            if path.exists() and not overwrite:
                raise FileError(f"“{path.name}”已经存在，请换一个文件名，或先确认覆盖。")
            journal = journal_path(path)
            if journal.exists():
                # SQLite would take it for the new file's own and roll it back into it.
                raise FileError(
                    f"旁边有上次没有正常结束留下的“{journal.name}”，"
                    f"请先打开一次“{path.name}”，或把它移走。"
                )
            _put(path, new_file(form, office, year, lock.user_name(), log.now(), first))
            return cls._writing(path, held)
        except BaseException:
            held.release()
            raise

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Self:
        """Open the file at ``path``; read-only where it is held elsewhere or write-protected.

        Raises FileError, without having written to the file, for whatever is not a sound
        .govreport file that this program can read.
        """
        # Before the lock: nothing is made beside a file that is not ours.
        check_header(path)
        if read_only:
            return cls._reading(path)
        try:
            with path.open("r+b"):
                held = lock.acquire(path)
        except lock.HeldError as error:
            return cls._reading(path, error.holder)
        except OSError:
            # Write-protected file, folder or disk: it can still be looked at.
            return cls._reading(path)
        try:
            return cls._writing(path, held)
        except NewerError:
            held.release()
            return cls._reading(path)
        except BaseException:
            held.release()
            raise

    @classmethod
    def _writing(cls, path: Path, held: Lock) -> Self:
        connection = open_for_writing(path)
        try:
            return cls(path, connection, held)
        except BaseException:
            connection.close()
            raise

    @classmethod
    def _reading(cls, path: Path, holder: str = "") -> Self:
        connection = open_for_reading(path)
        try:
            return cls(path, connection, None, holder)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Give the file back; then there is one file and nothing beside it."""
        with suppress(sqlite3.Error):
            self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ------------------------------------------------------------ changing
    def apply(self, edit: Edit) -> frozenset[Address]:
        """Check ``edit``, write it durably, then carry it out; says which addresses changed.

        Raises EditError where it does not fit the report and FileError where it cannot be
        written; neither the report nor the file has then changed.
        """
        self.report.check(edit)
        changes = [change for change in edit.changes if not same(change.old, change.new)]
        if not changes:
            return frozenset()
        time = log.now()
        with self._write():
            log.record(self._connection, edit, changes, self._who, time)
        changed = self.report.apply(edit)
        self.saved_at = time.astimezone()
        return changed

    def save_version(self, name: str) -> Version:
        """Keep the report as it is now under ``name``. Raises FileError."""
        time = log.now()
        with self._write():
            version = versions.save(self._connection, self.report, name, time)
        self.saved_at = version.time
        return version

    # ------------------------------------------------------------ looking back
    def versions(self) -> list[Version]:
        """Every version kept, oldest first."""
        with self._read():
            return versions.listed(self._connection)

    def version(self, version_id: int) -> Report:
        """The report as it was kept. Raises FileError for an unknown id or a damaged version."""
        with self._read():
            rows = versions.rows(self._connection, version_id)
        report, faults = build(self.report.form, rows)
        if faults:
            raise FileError(f"这个版本的内容有问题，不能打开：{faults[0]}")
        return report

    def restoring(self, version_id: int) -> Edit:
        """The edit that takes the report back to a version; empty where nothing differs."""
        report = self.version(version_id)
        name = next((v.name for v in self.versions() if v.id == version_id), "")
        return versions.restoring(self.report, report, name)

    def history(self, address: Address) -> list[LogEntry]:
        """Every change of ``address`` since the file was made, newest last."""
        self.report.content(address)  # an EditError where there is no such place
        with self._read():
            return log.history(self._connection, self.report.form, address)

    # ------------------------------------------------------------ the file
    @contextmanager
    def _write(self) -> Iterator[None]:
        """One durable transaction, unless the file is not ours to write."""
        if self.read_only:
            who = f"正由{self.holder}编辑，" if self.holder else ""
            raise FileError(f"“{self.path.name}”{who}是以只读方式打开的，不能修改。")
        with sentences(self.path), transaction(self._connection):
            if self._data_version() != self._seen:
                raise FileError(
                    f"“{self.path.name}”被别的程序改过，这次没有保存：请关闭后重新打开。"
                )
            yield

    @contextmanager
    def _read(self) -> Iterator[None]:
        """A look at the log or the versions; what is wrong with them is a sentence."""
        try:
            with sentences(self.path):
                yield
        except ValueError as error:
            raise FileError(
                f"“{self.path.name}”的修改记录或版本被别的程序改过，读不出来；报告本身没有影响。"
            ) from error

    def _data_version(self) -> int:
        """A number that moves when another connection writes to the file."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)


def _put(path: Path, data: bytes) -> None:
    with sentences(path):
        try:
            write_atomically(path, data)
        except WriteError as error:
            if isinstance(error.__cause__, OSError):
                raise error.__cause__ from None
            raise FileError(str(error)) from error


def _last_time(connection: sqlite3.Connection) -> datetime | None:
    query = "SELECT max(time) FROM (SELECT time FROM edits UNION ALL SELECT time FROM versions)"
    (text,) = connection.execute(query).fetchone()
    try:
        return log.moment(text) if text else None
    except ValueError:
        return None  # `verify` says so; it is no reason not to open a sound report
