"""The scripted clerk gets from last year's report to this year's with few keys and clicks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.office.before import COUNTED

ROOT = Path(__file__).parents[3]


def test_a_years_report_takes_at_most_six_tenths_of_the_keys_it_took() -> None:
    """In a process of its own: the clerk answers the system's dialogs and sets the day."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "clerk"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(sum(COUNTED.values())) in done.stdout
