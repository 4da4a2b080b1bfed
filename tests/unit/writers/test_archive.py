"""Files that are zips say neither when nor on what system they were made."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.unit.writers.written import written_report


@pytest.mark.parametrize("kind", ["docx", "ofd", "xlsx"])
def test_entries_say_neither_time_nor_system(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    FORMATS[kind].write(written_report("2021", 4), path, ExportOptions())
    with ZipFile(path) as archive:
        said = {(i.date_time, i.create_system, i.compress_type) for i in archive.infolist()}
        assert archive.testzip() is None
    assert said == {((1980, 1, 1, 0, 0, 0), 0, ZIP_DEFLATED)}
