"""Addresses, edits and forgeries that several tests use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import (
    Address,
    Content,
    ExplanationAddress,
    FieldAddress,
    TextAddress,
)
from govreport_desktop.report.report import Report
from govreport_desktop.store.document import Document
from govreport_desktop.store.rows import stored_contents

RECEIVED = CellAddress("requests", "received", "natural_person")
RECEIVED_TOTAL = CellAddress("requests", "received", "total")
FEES = CellAddress("proactive", "fees", "amount")
OVERVIEW = TextAddress("overview")
CONTACT = FieldAddress("contact_name")
EXPLAINED = ExplanationAddress("R6/requests/natural_person")


def put(document: Document, *contents: tuple[Address, Content]) -> frozenset[Address]:
    """Type those contents in, as one edit."""
    return document.apply(document.report.edit(contents))


def contents(report: Report) -> dict[Address, tuple[str, str]]:
    """Everything typed, so that 1.0 and 1.00 and the text "1" are three different things."""
    return {
        address: (type(value).__name__, getattr(value, "text", str(value)))
        for address, value in stored_contents(report).items()
    }


def beside(path: Path) -> list[str]:
    """The names of everything in the folder of ``path`` except itself."""
    return sorted(other.name for other in path.parent.iterdir() if other != path)


@contextmanager
def another_program(path: Path) -> Iterator[sqlite3.Connection]:
    """The file in the hands of somebody's database tool."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()
