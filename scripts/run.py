"""``make run``: the sample report in the window, or without a screen as Excel and PDF in out/."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "published-sample.txt"
OUT = ROOT / "out"
# The window's own way of asking for a screen: whatever fails there fails here first.
PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def main() -> int:
    """Open the window on the sample, or make the documents from it."""
    OUT.mkdir(exist_ok=True)
    return show(OUT) if has_screen() else make_documents(OUT)


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


def show(folder: Path) -> int:
    """The window; what was entered there last time is still in the file."""
    report = folder / "sample.govreport"
    if not report.exists() and (code := govreport("import", SAMPLE, "-o", report)):
        return code
    print(f"Opening the window on {relative(report)}.", flush=True)
    return govreport("open", report)


def make_documents(folder: Path) -> int:
    """Sample text to .govreport, checked, and as Excel and PDF."""
    print("No screen here (这里没有屏幕), so the same without the window:", flush=True)
    report = folder / "sample.govreport"
    pdf, xlsx = report.with_suffix(".pdf"), report.with_suffix(".xlsx")
    steps: tuple[tuple[str | Path, ...], ...] = (
        ("import", SAMPLE, "-o", report, "--force"),
        ("check", report),
        ("export", report, "--pdf", pdf, "--xlsx", xlsx),
    )
    for step in steps:
        print("$ govreport", *map(relative, step), flush=True)
        if code := govreport(*step):
            return code
    print("Made:")
    for path in (report, pdf, xlsx):
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
