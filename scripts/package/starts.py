"""How long the frozen window takes to appear beside the unfrozen one, by turns.

``python -m scripts.package.starts dist/govreport`` needs Xvfb and xdotool. Prints the medians
in seconds and their ratio; 1 where the ratio is above ``MOST``.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts import smoke

TURNS = 7
MOST = 1.3


def main() -> int:
    """Measure, print, judge."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        home = Path(work)
        frozen = smoke.Here(folder, home)
        shutil.copy(smoke.SAMPLE, home)
        report = home / "sample.govreport"
        smoke.tried(frozen, ("import", home / smoke.SAMPLE.name, "-o", report))
        rivals = {
            "frozen": frozen.command("open", report),
            "unfrozen": [sys.executable, "-m", "govreport_desktop", "open", str(report)],
        }
        seconds = measured(rivals, frozen.environment(), report.name)
    for name, each in seconds.items():
        print(f"{name:9} {statistics.median(each):.2f} s  ({min(each):.2f} to {max(each):.2f})")
    ratio = statistics.median(seconds["frozen"]) / statistics.median(seconds["unfrozen"])
    print(f"ratio     {ratio:.2f}, at most {MOST}")
    return int(ratio > MOST)


def measured(
    rivals: dict[str, list[str]], environment: dict[str, str], name: str
) -> dict[str, list[float]]:
    """Seconds from the start of each command to its window, the first turn left out."""
    display = next(f":{n}" for n in range(300, 999) if not Path(f"/tmp/.X11-unix/X{n}").exists())
    environment = environment | {"DISPLAY": display, "PYTHONPATH": str(smoke.ROOT)}
    del environment["QT_QPA_PLATFORM"]
    found: dict[str, list[float]] = {each: [] for each in rivals}
    with smoke.running(["Xvfb", display, "-nolisten", "tcp"], os.environ.copy()):
        time.sleep(1)
        for turn in range(TURNS + 1):
            for rival, command in rivals.items():
                took = appears(command, environment, name)
                if turn:
                    found[rival].append(took)
    return found


def appears(command: list[str], environment: dict[str, str], name: str) -> float:
    """Seconds until a window of that name is on the screen."""
    look = ["xdotool", "search", "--sync", "--onlyvisible", "--name", name]
    begin = time.perf_counter()
    with smoke.running(command, environment):
        subprocess.run(look, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=120)
        return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
