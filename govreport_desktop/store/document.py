"""An open report and its file, always the same: what `apply` has returned from is on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from govreport_desktop.errors import FileError
from govreport_desktop.form.model import Form
from govreport_desktop.report import Address, Edit, Report
from govreport_desktop.report.edit import same
from govreport_desktop.store import lock, log, versions
from govreport_desktop.store.copying import hold, put, rescue, whole_copy
from govreport_desktop.store.database import data_version, sentences, transaction
from govreport_desktop.store.digest import CONTENTS, digest_after, digest_in, put_digest
from govreport_desktop.store.errors import (
    DamagedError,
    DiskFullError,
    FileChangedError,
    FileGoneError,
    FileReplacedError,
    changed,
    check_place,
    identity,
)
from govreport_desktop.store.kinds import REPORT
from govreport_desktop.store.lock import Lock
from govreport_desktop.store.log import LogEntry
from govreport_desktop.store.new import new_file
from govreport_desktop.store.opening import Opened, damage_proved, open_file, open_for_writing
from govreport_desktop.store.proof import load
from govreport_desktop.store.recovery import leftovers
from govreport_desktop.store.soundness import needed_program
from govreport_desktop.store.submission import Submission, mark
from govreport_desktop.store.verify import verify
from govreport_desktop.store.versions import Version

__all__ = [
    "DamagedError",
    "DiskFullError",
    "Document",
    "FileChangedError",
    "FileGoneError",
    "FileReplacedError",
    "LogEntry",
    "Submission",
    "Version",
    "rescue",
    "verify",
]


class Document:
    """One .govreport file, open; made by `create` and `open`, given back by `close`.

    ``report`` is changed by `apply` only. ``read_only`` is set where the file was asked
    for that way, may not be written, or is held by another window; ``holder`` then says
    who has it (user, computer, process, since when), and is "" otherwise. ``needs`` names
    the program that may change a file of a newer version, and is "" for all others.
    ``saved_at`` is when the last edit or version was written, in local time. ``notice`` is a
    sentence about what a crash had left beside the file and was put aside at opening, or "".

    Where an edit or a version cannot be written, neither file nor report has changed, and the
    error says why: FileGoneError, FileReplacedError and FileChangedError where the file is no
    longer the one that was opened, DiskFullError, or FileError for all else. `check_file`
    asks for the first three without writing. `save_as` then goes on elsewhere.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        held: Lock | None,
        holder: str = "",
        notice: str = "",
    ) -> None:
        self.notice = notice
        self._who = lock.user_name()
        # Edits whose writing failed, by the digest of what the file holds if it did not.
        self._doubtful: dict[int, Edit] = {}
        self.report = self._take(path, connection, held, holder)

    def _take(
        self, path: Path, connection: sqlite3.Connection, held: Lock | None, holder: str = ""
    ) -> Report:
        """Go by that file from now on; answers with the report in it."""
        with damage_proved(path), sentences(path):
            connection.execute("BEGIN")
            report, digest = load(connection, path)
            needs = needed_program(connection, REPORT).strip()
            saved_at = log.last_time(connection)
            seen, opened = data_version(connection), identity(path)
            connection.execute("COMMIT")
        # Only now: where anything of this failed, the document goes on with what it had.
        self._digest, self._seen, self._identity = digest, seen, opened
        self.needs, self.saved_at = needs, saved_at
        self.path = path
        self.read_only = held is None
        self.holder = holder
        self._connection = connection
        self._lock = held
        return report

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
        held = hold(path, overwrite)
        try:
            put(path, new_file(form, office, year, lock.user_name(), log.now(), first))
            connection, notice = open_for_writing(path)
        except BaseException:
            held.release()
            raise
        return cls._going_by(path, Opened(connection, held, "", notice))

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Self:
        """Open the file at ``path``; read-only where it is held elsewhere or write-protected.

        Raises FileError, without having written to the file, for whatever is not a sound
        .govreport file that this program can read.
        """
        return cls._going_by(path, open_file(path, REPORT, read_only=read_only))

    @classmethod
    def _going_by(cls, path: Path, opened: Opened) -> Self:
        try:
            return cls(path, *opened)
        except BaseException:
            opened.give_back()
            raise

    def close(self) -> None:
        """Give the file back; then there is one file and nothing beside it."""
        if self._doubtful:
            self._take_back()
        with suppress(sqlite3.Error):
            self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
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
        try:
            with self._write():
                log.record(self._connection, edit, changes, self._who, time)
                digest = digest_after(self._digest, changes)
                put_digest(self._connection, CONTENTS, digest)
                self._doubtful[digest] = Edit(tuple(changes), edit.name, edit.kind)
        except BaseException:
            if self._doubtful:
                self._take_back()
            raise
        self._digest = digest
        changed = self.report.apply(edit)
        self.saved_at = time.astimezone()
        return changed

    def save_version(self, name: str) -> Version:
        """Keep the report as it is now under ``name``. Raises FileError."""
        time = log.now()
        with self._write():
            version = versions.save(self._connection, self.report, self._digest, name, time)
        self.saved_at = version.time
        return version

    def mark_submitted(self, version_id: int, submission: Submission | None) -> None:
        """Say that a version was handed in, or with None that it was not. Raises FileError."""
        with self._write():
            mark(self._connection, version_id, submission)

    def rename_version(self, version_id: int, name: str) -> None:
        """Call a version something else. Raises FileError."""
        with self._write():
            versions.rename(self._connection, version_id, name)

    # ------------------------------------------------------------ elsewhere
    def save_copy(self, path: Path, *, overwrite: bool = False) -> bool:
        """Write the whole report with its log and its versions to ``path``, in one step.

        It is the report as it stands here, whatever has become of its own file: deleted,
        replaced, on a full disk. Answers False where that file can no longer be read, so
        that log and versions could not go along. Raises FileError where there is a file at
        ``path`` (unless ``overwrite``), where it is open, or cannot be written.
        """
        held = self._hold(path, overwrite)
        try:
            return self._put_whole(path)
        finally:
            if held is not self._lock:
                held.release()

    def save_as(self, path: Path, *, overwrite: bool = False) -> bool:
        """`save_copy`, and go on there: this document is then the one at ``path``, writable.

        ``report`` stays the same object. The file it was in stays as it is. Raises FileError
        as `save_copy` does; the document then goes on as before.
        """
        if self.needs:
            raise FileError(
                f"“{self.path.name}”由更新版本的程序保存，要修改请升级到 {self.needs}。"
            )
        held = self._hold(path, overwrite)
        before = self._connection, self._lock
        try:
            whole = self._put_whole(path)
            connection, _ = open_for_writing(path)
            try:
                self._take(path, connection, held)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            if held is not self._lock:
                held.release()
            raise
        self._doubtful.clear()
        with suppress(sqlite3.Error):
            before[0].close()
        if before[1] is not None and before[1] is not held:
            before[1].release()
        return whole

    def check_file(self) -> None:
        """Raise where the file is not, or no longer holds, what this document shows.

        FileGoneError, FileReplacedError or FileChangedError say which; any other FileError
        that it cannot be told. Nothing is written. For a window that comes to the front.
        """
        check_place(self.path, self._identity)
        with self._read():
            if data_version(self._connection) == self._seen:
                return
            if digest_in(self._connection) not in (self._digest, *self._doubtful):
                raise changed(self.path)

    def _hold(self, path: Path, overwrite: bool) -> Lock:
        with sentences(path):
            if path.exists() and identity(path) == self._identity:
                raise FileError(f"“{path.name}”就是这份报告现在的文件，请换一个文件名。")
        return hold(path, overwrite, self._lock)

    def _put_whole(self, path: Path) -> bool:
        connection: sqlite3.Connection | None = self._connection
        if leftovers(self.path):
            try:
                check_place(self.path, self._identity)
            except FileError:
                # SQLite would take the journal of what lies there now for that of our file.
                connection = None
        data, whole = whole_copy(connection, self.path, self.report, self._who, log.now())
        put(path, data)
        return whole

    # ------------------------------------------------------------ looking back
    def versions(self) -> list[Version]:
        """Every version kept, oldest first."""
        with self._read():
            return versions.listed(self._connection, self._digest)

    def version(self, version_id: int) -> Report:
        """The report as it was kept. Raises FileError for an unknown id or a damaged version."""
        with self._read():
            return versions.report_of(self._connection, self.report.form, version_id)

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
        check_place(self.path, self._identity)
        live = damage_proved(self.path, live=True)
        with live, sentences(self.path), transaction(self._connection):
            self._check_contents()
            yield
        self._doubtful.clear()

    def _check_contents(self) -> None:
        """In a transaction, raise where another program has written something else.

        SQLite's number moves with what others write, but also where an error made it roll
        back what was our own: the contents decide. An edit that was said to have failed and
        is in the file all the same is taken back there.
        """
        version = data_version(self._connection)
        if version == self._seen and not self._doubtful:
            return
        found = digest_in(self._connection)
        if found in self._doubtful:
            back = self._doubtful[found].inverse()
            log.record(self._connection, back, back.changes, self._who, log.now())
            put_digest(self._connection, CONTENTS, self._digest)
        elif found != self._digest:
            raise changed(self.path)
        self._seen = version

    def _take_back(self) -> None:
        """Have the file without what was said to have failed, now or with the next edit."""
        with suppress(FileError), self._write():
            pass

    @contextmanager
    def _read(self) -> Iterator[None]:
        """A look at the log or the versions; what is wrong with them is a sentence."""
        try:
            with damage_proved(self.path, live=True), sentences(self.path):
                self._connection.execute("BEGIN")
                try:
                    yield
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
        except ValueError as error:
            raise FileError(
                f"“{self.path.name}”的修改记录或版本被别的程序改过，读不出来；报告本身没有影响。"
            ) from error
