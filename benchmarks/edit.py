"""One edit: totals, relations and the durable write, beside a bare commit of the same bytes."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
from pathlib import Path

from benchmarks.timing import Result, Work, compare, repeat
from govreport_desktop.form import load_form
from govreport_desktop.form.model import Balance, CellAddress
from govreport_desktop.jobs.create import NewReport, create
from govreport_desktop.report import Address, Content, Report, TextAddress
from govreport_desktop.report.balance import balance_columns
from govreport_desktop.store.document import Document

LIMIT_RATIO = 3.0
LIMIT_SECONDS = 0.001
ROUNDS = 201
CELL = CellAddress("requests", "granted", "natural_person")
PROSE = TextAddress("overview")
PARAGRAPH = "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，及时回应社会关切。"

# What the last edit wrote: its rows of the log and the content itself.
_WRITTEN = """
SELECT sum(length(CAST(time || who || kind || name AS BLOB)))
  + (SELECT sum(length(CAST(place || address || ifnull(old_type, '') || ifnull(old, '')
      || ifnull(new_type, '') || ifnull(new, '') AS BLOB))) FROM changes WHERE edit = edits.id)
FROM edits WHERE id = (SELECT max(id) FROM edits)"""


def main() -> list[Result]:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        return [
            _beside_bare(Path(folder), "cell", CELL, _numbers()),
            _beside_bare(Path(folder), "prose", PROSE, _drafts()),
            repeat(
                _in_memory(),
                ROUNDS,
                "one edit with totals and relations, in memory",
                LIMIT_SECONDS,
                0.99,
            ),
        ]


def _beside_bare(
    folder: Path, name: str, address: Address, contents: itertools.cycle[Content]
) -> Result:
    path = folder / f"{name}.govreport"
    create(NewReport(path, load_form("2021"), "某市政务服务中心", 2025))
    with Document.open(path) as document:
        document.apply(document.report.edit(_everything(document.report)))

        def edit() -> None:
            document.apply(document.report.edit([(address, next(contents))]))
            _relate(document.report)

        edit()
        bare = _bare(folder / f"{name}.db", _bytes_written(path, address))
        return compare(edit, bare, ROUNDS, f"one edit of {name}, durable", LIMIT_RATIO)


def _bare(path: Path, size: int) -> Work:
    """The least a durable program can do: as many bytes, one row, one transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, data BLOB)")
    data = b"x" * size

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO log (data) VALUES (?)", (data,))
        connection.execute("COMMIT")

    return commit


def _in_memory() -> Work:
    report = Report(load_form("2021"), "某市政务服务中心", 2025)
    report.apply(report.edit(_everything(report)))
    numbers = _numbers()

    def edit() -> None:
        report.apply(report.edit([(CELL, next(numbers))]))
        _relate(report)

    return edit


def _relate(report: Report) -> None:
    """The relations that the window shows beside the table with every number typed."""
    for relation in report.form.relations:
        if isinstance(relation, Balance):
            balance_columns(report, relation)


def _everything(report: Report) -> list[tuple[Address, Content]]:
    """A report without a blank."""
    cells = [cell for cell in report.form.cells if not cell.formula]
    contents: list[tuple[Address, Content]] = [
        (cell.address, index) for index, cell in enumerate(cells) if cell.kind.type == "integer"
    ]
    return [*contents, *((TextAddress(name), PARAGRAPH * 60) for name in report.texts)]


def _numbers() -> itertools.cycle[Content]:
    return itertools.cycle([int(f"{tens}7") for tens in range(1, 90)])


def _drafts() -> itertools.cycle[Content]:
    """Three thousand characters with a sentence more in the middle every second."""
    return itertools.cycle([PARAGRAPH * 30 + "。" * n + PARAGRAPH * 30 for n in range(1, 90)])


def _bytes_written(path: Path, address: Address) -> int:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        (log,) = connection.execute(_WRITTEN).fetchone()
        if isinstance(address, TextAddress):
            query = "SELECT length(CAST(section || text AS BLOB)) FROM texts WHERE section = ?"
            (content,) = connection.execute(query, (address.section,)).fetchone()
        else:
            content = len(str(address)) + len("integer") + 3
        return int(log) + int(content)
    finally:
        connection.close()
