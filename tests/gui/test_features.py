"""What PySide6 does behind an import, and is kept from."""

from __future__ import annotations

import subprocess
import sys

WATCHED = """
import linecache, sys
import ui.application
print([name for name in linecache.cache if "govreport" in name or "/ui/" in name])
"""


def test_no_source_is_read_while_the_window_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
