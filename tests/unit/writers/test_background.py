"""The worker that renders for the window: gone when the window is."""

from __future__ import annotations

import subprocess
import sys

_WINDOW = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from govreport_desktop.writers.pdf.background import end_with_parent

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=end_with_parent)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""
PATIENCE = 20  # seconds


def test_the_worker_does_not_outlive_a_killed_window() -> None:
    with subprocess.Popen([sys.executable, "-c", _WINDOW], stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        assert int(window.stdout.readline())
        window.kill()
        # The worker writes to the same pipe: it ends when nobody is left.
        window.communicate(timeout=PATIENCE)
