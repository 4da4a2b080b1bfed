"""``make run``: the sample report in the window, or without a screen as Excel and PDF in out/."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "published-sample.txt"
OUT = ROOT / "out"
REPORT = OUT / "sample.govreport"
# The window's own way of asking for a screen: whatever fails there fails here first.
PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def main() -> int:
    """Open the window on the sample, or make the documents from it."""
    OUT.mkdir(exist_ok=True)
    return show() if has_screen() else make_documents()


def has_screen() -> bool:
    """Whether a window can be opened here."""
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    probe = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, check=False)
    return probe.returncode == 0


def show() -> int:
    """The window; what was entered there last time is still in the file."""
    if not REPORT.exists():
        made = govreport("import", SAMPLE, "-o", REPORT)
        if made:
            return made
    print(f"Opening the window on {relative(REPORT)}.", flush=True)
    return govreport("open", REPORT)


def make_documents() -> int:
    """Sample text to .govreport, checked, and as Excel and PDF."""
    print("No screen here (这里没有屏幕), so the same without the window:", flush=True)
    pdf, xlsx = OUT / "sample.pdf", OUT / "sample.xlsx"
    steps: tuple[tuple[str | Path, ...], ...] = (
        ("import", SAMPLE, "-o", REPORT, "--force"),
        ("check", REPORT),
        ("export", REPORT, "--pdf", pdf, "--xlsx", xlsx),
    )
    for step in steps:
        print("$ govreport", *map(relative, step), flush=True)
        if code := govreport(*step):
            return code
    print("Made:")
    for path in (REPORT, pdf, xlsx):
        print(f"  {relative(path)}  {path.stat().st_size:,} bytes")
    return 0


def govreport(*arguments: str | Path) -> int:
    """The exit code of the command ``govreport`` with those arguments."""
    command = [sys.executable, "-m", "govreport_desktop", *map(relative, arguments)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def relative(argument: str | Path) -> str:
    """A path as one would type it in the checkout."""
    inside = isinstance(argument, Path) and argument.is_relative_to(ROOT)
    return str(Path(argument).relative_to(ROOT)) if inside else str(argument)


if __name__ == "__main__":
    sys.exit(main())
