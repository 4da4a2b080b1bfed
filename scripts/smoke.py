"""Try a built program: every command that needs bundled data, then the window, offscreen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "published-sample.txt"
# A window that lives this long has opened.
SECONDS = 6.0


def main() -> int:
    """Try the program in the folder given; 1 and what it said where something fails."""
    program = next(Path(sys.argv[1]).glob("govreport*"), None)
    if program is None:
        print(f"smoke: no program in {sys.argv[1]}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "sample.govreport"
        pdf, xlsx = report.with_suffix(".pdf"), report.with_suffix(".xlsx")
        steps: tuple[tuple[str | Path, ...], ...] = (
            ("--version",),
            ("--help",),
            ("import", SAMPLE, "-o", report),
            ("check", report),
            ("verify", report),
            ("export", report, "--pdf", pdf, "--xlsx", xlsx),
        )
        if not all(tried(program, step, folder) for step in steps):
            return 1
        if not pdf.exists() or not xlsx.exists() or not opens(program, report, folder):
            return 1
    size = sum(path.lstat().st_size for path in Path(sys.argv[1]).rglob("*"))
    print(f"{program} works; {size / 1e6:.0f} MB")
    return 0


def tried(program: Path, step: tuple[str | Path, ...], home: str) -> bool:
    """Whether one command line ends well."""
    command = [str(program.resolve()), *map(str, step)]
    done = subprocess.run(command, env=bare(home), capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"smoke: {' '.join(command)}\n{done.stdout}{done.stderr}", file=sys.stderr)
    return done.returncode == 0


def opens(program: Path, report: Path, home: str) -> bool:
    """Whether the window opens and stays open."""
    command = [str(program.resolve()), "open", str(report)]
    window = subprocess.Popen(command, env=bare(home), stderr=subprocess.PIPE, text=True)
    try:
        window.wait(SECONDS)
    except subprocess.TimeoutExpired:
        window.terminate()
        window.communicate()
        return True
    print(f"smoke: the window closed itself\n{window.communicate()[1]}", file=sys.stderr)
    return False


def bare(home: str) -> dict[str, str]:
    """An environment without this checkout's Python."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return kept | {"HOME": home, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


if __name__ == "__main__":
    sys.exit(main())
