"""docs/file-format.md says what is so: its queries run and its tables are the file's."""

import re
import sqlite3
from pathlib import Path

import pytest

from govreport_desktop.store.kinds import REPORT
from govreport_desktop.store.schema import APPLICATION_ID

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "tests" / "data" / f"version-{REPORT.latest}.govreport"


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL))
def test_a_query_of_the_page_finds_something(query: str) -> None:
    connection = sqlite3.connect(f"{SAMPLE.as_uri()}?mode=ro", uri=True)
    try:
        assert connection.execute(query).fetchall()
    finally:
        connection.close()


def test_the_page_has_every_table_with_its_columns() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (`.*?`) \| .+ \|$", PAGE, re.MULTILINE)
    told = {table: re.findall(r"`(\w+)`", columns) for table, columns in rows}
    connection = sqlite3.connect(f"{SAMPLE.as_uri()}?mode=ro", uri=True)
    try:
        found = {
            name: [column[1] for column in connection.execute(f"PRAGMA table_info({name})")]
            for kind, name, *_ in REPORT.expected_objects(REPORT.latest)
            if kind == "table"
        }
    finally:
        connection.close()
    assert told == found


def test_the_page_names_the_version_and_the_mark() -> None:
    assert f"What is described here is version {REPORT.latest}." in PAGE
    assert f"0x{APPLICATION_ID:X}" in PAGE
