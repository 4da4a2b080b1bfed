"""The processes that tests kill: one applies edit after edit, one ends in the middle of one."""

import os
import signal
import sqlite3
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Address, Content, FieldAddress, TextAddress
from govreport_desktop.store.document import Document

NUMBER = FieldAddress("contact_phone")
COLUMNS = ("natural_person", "business", "research", "legal_service")


def contents_of(number: int) -> list[tuple[Address, Content]]:
    """What edit ``number`` puts in: four cells, prose of changing length and the number."""
    cells: list[tuple[Address, Content]] = [
        (CellAddress("requests", "received", column), number) for column in COLUMNS
    ]
    prose = "".join(f"第{i}句。" for i in range(number % 700))
    return [*cells, (TextAddress("overview"), prose), (NUMBER, str(number))]


def apply_until_killed(path: Path, done: Connection, pause: float) -> None:
    """Go on from where the file is; ``done`` gets the number of each edit that has returned.

    ``pause`` are the seconds between two edits.
    """
    with Document.open(path) as document:
        number = int(document.report.fields[NUMBER.name] or 0)
        while True:
            number += 1
            document.apply(document.report.edit(contents_of(number)))
            done.send_bytes(str(number).encode())
            time.sleep(pause)


class _Deadly:
    """A connection on which the process ends before the ``point``-th statement from now."""

    def __init__(self, connection: sqlite3.Connection, point: int) -> None:
        self._connection = connection
        self._left = point

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        self._left -= 1
        if self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._connection.execute(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def crash(path: Path, point: int) -> None:
    """Be killed in the middle of the next edit of ``path``, of which half is in the file."""
    with Document.open(path) as document:
        connection = document._connection
        connection.execute("PRAGMA cache_size = 1")  # pages go to the file before the commit
        number = int(document.report.fields[NUMBER.name]) + 1
        document._connection = _Deadly(connection, point)  # type: ignore[assignment]
        document.apply(document.report.edit(long_contents_of(number)))


def long_contents_of(number: int) -> list[tuple[Address, Content]]:
    """An edit of every count and every text, so that many pages change."""
    form = load_form("2021")
    cells: list[tuple[Address, Content]] = [
        (cell.address, number)
        for cell in form.cells
        if not cell.formula and cell.kind.type == "integer"
    ]
    texts = [(TextAddress(section.id), f"第{number}稿。" * 900) for section in form.narratives]
    return [*cells, *texts, (NUMBER, str(number))]
