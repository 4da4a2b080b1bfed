"""An open task and its file, always the same: what `decide` has returned from is on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import NamedTuple, Self

from govreport_desktop.collect import SUFFIX, file
from govreport_desktop.collect.decision import Decision, Draft, Subject, state_of
from govreport_desktop.collect.file import TASK, Seen
from govreport_desktop.collect.office import Office, office_of
from govreport_desktop.collect.reading import Body, Head, body_of, digest, head_of
from govreport_desktop.errors import FileError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import Form
from govreport_desktop.store import lock, log
from govreport_desktop.store.copying import hold, put
from govreport_desktop.store.database import data_version, sentences, transaction
from govreport_desktop.store.digest import CONTENTS, kept_digest, put_digest
from govreport_desktop.store.errors import changed, check_place, damaged, identity
from govreport_desktop.store.lock import Lock
from govreport_desktop.store.opening import Opened, damage_proved, open_file, open_for_writing

_MODULUS = 1 << 128


class ReadFile(NamedTuple):
    """A reading on its way into the file: the hash it belongs to, head and body as stored."""

    hash: str
    head: str
    body: bytes


class CollectTask:
    """One .govtask file, open; made by `create` and `open`, given back by `close`.

    ``state`` is what holds after all ``decisions``; ``files`` what lay in the folder when it
    was last looked at, ``receipts`` everything that ever came in, ``heads`` what was read, by
    hash. ``read_only``, ``holder`` and ``notice`` are as those of a report's `Document`.

    Where something cannot be written, neither the file nor what stands here has changed, and
    the error says why: a FileError, as those of `Document`.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        held: Lock | None,
        holder: str = "",
        notice: str = "",
        *,
        scratch: bool = False,
    ) -> None:
        self.path = path
        self.holder, self.notice = holder, notice
        self.scratch = scratch
        self.read_only = held is None and not scratch
        self._connection, self._lock = connection, held
        self._who = lock.user_name()
        # Decisions whose writing failed: the disk may have them all the same.
        self._doubtful: list[int] = []
        with damage_proved(path, kind=TASK), sentences(path):
            self._load()
            self._identity = None if scratch else identity(path)

    def _load(self) -> None:
        """Take over what the file holds."""
        connection = self._connection
        self._digest = file.digest_in(connection)
        if kept_digest(connection, CONTENTS) != self._digest:
            raise damaged(self.path)
        try:
            self.decisions = file.decisions_in(connection)
        except (ValueError, RecursionError) as error:
            raise damaged(self.path) from error
        self._seen = data_version(connection)
        self.state = state_of(self.decisions)
        self.receipts = file.receipts_in(connection)
        self.files = file.files_in(connection)
        self.heads = dict(self._heads())

    def _heads(self) -> Iterator[tuple[str, Head]]:
        """What was read, as far as it is what was written; the rest is read again."""
        query = "SELECT hash, head, body, digest FROM readings"
        for key, text, body, kept in self._connection.execute(query):
            with suppress(ValueError):
                if digest(text, body) == kept:
                    yield key, head_of(text)

    # ------------------------------------------------------------ making and ending
    @classmethod
    def create(cls, path: Path, drafts: Iterable[Draft] = (), *, overwrite: bool = False) -> Self:
        """Make a new task at ``path`` that begins with ``drafts``, and open it.

        It appears whole or not at all. Raises FileError as `Document.create`.
        """
        held = hold(path, overwrite)
        try:
            put(path, _new(drafts).serialize())
            connection, notice = open_for_writing(path, TASK)
        except BaseException:
            held.release()
            raise
        return cls._going_by(path, Opened(connection, held, "", notice))

    @classmethod
    def in_memory(cls, folder: Path, drafts: Iterable[Draft] = ()) -> Self:
        """A task that is in no file: for a look at ``folder`` that leaves nothing behind."""
        return cls(folder / SCRATCH_NAME, _new(drafts), None, scratch=True)

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Self:
        """Open the task at ``path``; read-only where it is held elsewhere or write-protected.

        Raises FileError, without having written to the file, for whatever is not a sound
        .govtask file that this program can read.
        """
        return cls._going_by(path, open_file(path, TASK, read_only=read_only))

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
            with suppress(FileError), self._write():
                pass
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

    # ------------------------------------------------------------ what it is about
    @property
    def year(self) -> int:
        """The year reported on."""
        return int(self.state.setting("year", "0"))

    @property
    def form(self) -> Form:
        """The form the reports of that year are on. Raises FormError for one unknown here."""
        return load_form(self.state.setting("form"))

    @property
    def parent(self) -> str:
        """The office whose report is made of the others: 青川县人民政府."""
        return self.state.setting("parent")

    @property
    def rules(self) -> str:
        """The check sheet that all offices' reports are checked by, as its file; "" without."""
        return self.state.setting("sheet")

    @property
    def folder(self) -> Path:
        """Where the offices' files lie; kept relative to the task, so that both may move."""
        return self.path.parent / PurePosixPath(self.state.setting("folder", "."))

    @property
    def roster(self) -> tuple[Office, ...]:
        """The offices in the order they were put on the roster."""
        found = self.state.of(Subject.OFFICE)
        numbered = ((int(d.what.get("at", d.number)), d) for d in found.values() if d.what)
        return tuple(
            office_of(d.subject, d.what or {}) for _, d in sorted(numbered, key=lambda p: p[0])
        )

    def of_file(self, path: str) -> Path:
        """The file that a path of ``files`` stands for."""
        return self.folder / PurePosixPath(path)

    # ------------------------------------------------------------ changing
    def decide(self, *drafts: Draft) -> tuple[Decision, ...]:
        """Write ``drafts`` in one transaction, then go by them. Raises FileError."""
        if not drafts:
            return ()
        time = log.stamp(log.now())
        grown, made = self._digest, []
        try:
            with self._write():
                for draft in drafts:
                    one, more = file.put_decision(self._connection, draft, self._who, time)
                    made.append(one)
                    grown += more
                put_digest(self._connection, CONTENTS, grown % _MODULUS)
                self._doubtful.append(grown % _MODULUS)
        except BaseException:
            with suppress(FileError, sqlite3.Error):
                self._settle()
            raise
        self._doubtful.clear()
        self._digest = grown % _MODULUS
        self._go_by(made)
        return tuple(made)

    def undo(self, number: int, why: str = "") -> Decision:
        """Take back decision ``number`` by a decision.

        Raises FileError where there is none, and where it was taken back already.
        """
        if not any(one.number == number for one in self.decisions):
            raise FileError(f"这个任务里没有第 {number} 条决定，请从记录里抄编号。")
        if number in self.state.undone:
            raise FileError(f"第 {number} 条决定已经撤销过，不用再撤销。")
        (made,) = self.decide(Draft(Subject.UNDO, str(number), {}, why))
        return made

    def undo_all(self, first: int, last: int, why: str = "") -> tuple[Decision, ...]:
        """Take back every decision from ``first`` to ``last`` that holds, the latest first.

        In one step: all or none. Raises FileError where none of them holds.
        """
        holding = [
            one.number
            for one in reversed(self.decisions)
            if first <= one.number <= last
            and one.kind != Subject.UNDO
            and one.number not in self.state.undone
        ]
        if not holding:
            raise FileError(f"第 {first} 到 {last} 条里没有还能撤销的决定，请从记录里抄编号。")
        return self.decide(*(Draft(Subject.UNDO, str(one), {}, why) for one in holding))

    def take_in(self, seen: Sequence[Seen], readings: Sequence[ReadFile], program: str) -> None:
        """Write what a look at the folder found and what was read, in one transaction.

        A path with other contents than before is a new receipt. Raises FileError.
        """
        time, grown = log.stamp(log.now()), self._digest
        with self._write():
            for one in readings:
                self._connection.execute(
                    "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)",
                    (one.hash, program, one.head, one.body, digest(one.head, one.body)),
                )
            for each in seen:
                before = self.files.get(each.path)
                self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", each)
                if before is None or before.hash != each.hash:
                    written = datetime.fromtimestamp(each.modified / 1e9, UTC)
                    receipt = (time, each.path, each.hash, each.size, log.stamp(written))
                    grown += file.put_receipt(self._connection, receipt)
            put_digest(self._connection, CONTENTS, grown % _MODULUS)
        self._digest = grown % _MODULUS
        self.files |= {each.path: each for each in seen}
        self.files = dict(sorted(self.files.items()))
        self.receipts = file.receipts_in(self._connection)
        self.heads |= {one.hash: head_of(one.head) for one in readings}

    def forget(self, paths: Iterable[str]) -> None:
        """These files are gone from the folder; that they came in stays written."""
        gone = [(path,) for path in paths if path in self.files]
        if gone:
            with self._write():
                self._connection.executemany("DELETE FROM files WHERE path = ?", gone)
            for (path,) in gone:
                del self.files[path]

    # ------------------------------------------------------------ looking
    def body(self, key: str) -> Body:
        """All that was read of the file with that hash. Raises FileError where it is not there."""
        with sentences(self.path):
            row = self._connection.execute(
                "SELECT head, body, digest FROM readings WHERE hash = ?", (key,)
            ).fetchone()
        try:
            if row is not None and digest(row[0], row[1]) == row[2]:
                return body_of(row[1])
        except ValueError:
            pass
        raise FileError("这份文件的读取结果不在任务里，请再读一次文件夹。")

    def read_by(self) -> dict[str, str]:
        """Which program read each reading, by hash."""
        with sentences(self.path):
            return dict(self._connection.execute("SELECT hash, program FROM readings").fetchall())

    # ------------------------------------------------------------ the file
    @contextmanager
    def _write(self) -> Iterator[None]:
        if self.read_only:
            who = f"正由{self.holder}使用，" if self.holder else ""
            raise FileError(f"“{self.path.name}”{who}是以只读方式打开的，不能修改。")
        if self._identity is not None:
            check_place(self.path, self._identity)
        live = damage_proved(self.path, live=True, kind=TASK)
        with live, sentences(self.path), transaction(self._connection):
            if self._doubtful or data_version(self._connection) != self._seen:
                self._check_contents()
            yield

    def _check_contents(self) -> None:
        found = file.digest_in(self._connection)
        if found != self._digest:
            raise changed(self.path)
        self._doubtful.clear()
        self._seen = data_version(self._connection)

    def _settle(self) -> None:
        """After a failure: have what the disk has. What was said to have failed is taken back."""
        found = file.digest_in(self._connection)
        if found not in self._doubtful:
            self._doubtful.clear()
            return
        known = {one.number for one in self.decisions}
        self._doubtful.clear()
        self._digest = found
        self._seen = data_version(self._connection)
        self._reload_decisions()
        late = [one.number for one in self.decisions if one.number not in known]
        self.decide(*(Draft(Subject.UNDO, str(number), {}, "没有写成") for number in late))

    def _go_by(self, made: Sequence[Decision]) -> None:
        """Add what was just written to what is held; only an undoing looks at all of it."""
        self.decisions += made
        undoing = any(one.kind == Subject.UNDO for one in made)
        self.state = state_of(self.decisions) if undoing else self.state.after(made)

    def _reload_decisions(self) -> None:
        self.decisions = file.decisions_in(self._connection)
        self.state = state_of(self.decisions)


SCRATCH_NAME = f"未保存的汇总{SUFFIX}"


def _new(drafts: Iterable[Draft]) -> sqlite3.Connection:
    """A task in memory that begins with ``drafts``."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    time, who = log.stamp(log.now()), lock.user_name()
    with transaction(connection):
        TASK.migrate(connection)
        grown = 0
        for draft in drafts:
            grown += file.put_decision(connection, draft, who, time)[1]
        connection.execute("INSERT INTO about VALUES ('created', ?)", (time,))
        put_digest(connection, CONTENTS, grown % _MODULUS)
    return connection
