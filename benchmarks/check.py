"""The whole process of ``govreport check``, from the shell's point of view."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import Result, compare, repeat

LIMIT_SECONDS = 0.25
FLOOR = "import decimal, sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('select 1')"


def main() -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        path = make_report(Path(folder) / "sample.govreport")
        ours = [sys.executable, "-m", "govreport_desktop", "check", str(path)]
        floor = [sys.executable, "-c", FLOOR, str(path)]
        return [
            repeat(lambda: _run(ours), 15, "govreport check, whole process", LIMIT_SECONDS),
            compare(lambda: _run(ours), lambda: _run(floor), 9, "… beside bare Python and SQLite"),
        ]


def make_report(path: Path) -> Path:
    """The sample report as a file."""
    from govreport_desktop.jobs.bring_in import make_of, read
    from govreport_desktop.paths import resources

    proposal = read(resources() / "samples" / "published-sample.txt").proposal
    make_of(path, proposal, proposal.office)
    return path


def _run(command: list[str]) -> None:
    # Compiled modules are kept between runs, as they are where it is installed.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    # 1 says that the report has errors, which is an answer like another.
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode(errors="replace"))
