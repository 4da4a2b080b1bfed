"""The process that test_kill.py kills: it applies edit after edit and says which are done."""

import time
from multiprocessing.connection import Connection
from pathlib import Path

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
