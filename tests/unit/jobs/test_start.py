"""What a check of one report has to wait for: nothing that only other jobs need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from govreport_desktop.form import load_form
from govreport_desktop.store.document import Document

_CODE = """
import sys
from pathlib import Path
from govreport_desktop.jobs.check import check_file
check_file(Path(sys.argv[1]))
rooms = ("govreport_desktop.matching", "govreport_desktop.readers", "govreport_desktop.collect")
print([name for name in sys.modules if name.startswith((*rooms, "rapidfuzz", "lxml", "openpyxl"))])
"""


def test_a_report_of_ours_is_checked_without_readers_and_matching(tmp_path: Path) -> None:
    path = tmp_path / "a.govreport"
    Document.create(path, load_form("2021"), "云岫市水务局", 2024).close()
    done = subprocess.run(
        [sys.executable, "-c", _CODE, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
