"""Try a built program: its commands, every format, then the window.

``python -m scripts.smoke FOLDER`` tries it here, the window offscreen. ``--bare`` tries it in a
bare Debian 11 tree without Python, faces or network, on a screen of its own, and prints to a
file through the window; that needs root, debootstrap and xdotool.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "published-sample.txt"
FORMATS = {".pdf", ".ofd", ".docx", ".html", ".xlsx", ".csv", ".json"}
# A window that lives this long has opened.
SECONDS = 6.0
PATIENCE = 120.0


class Here:
    """The program on this machine."""

    def __init__(self, folder: Path, home: Path) -> None:
        program = next((path for path in sorted(folder.glob("govreport*")) if path.is_file()), None)
        if program is None:
            raise SystemExit(f"smoke: no program in {folder}")
        self.program, self.home = program.resolve(), home

    def command(self, *words: str | Path) -> list[str]:
        """One command line of the program."""
        return [str(self.program), *map(str, words)]

    def environment(self) -> dict[str, str]:
        """An environment without this checkout's Python."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
        more = {"HOME": str(self.home), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
        return kept | more

    def opens(self, report: Path) -> None:
        """The window opens and stays open."""
        command = self.command("open", report)
        window = subprocess.Popen(
            command, env=self.environment(), stderr=subprocess.PIPE, text=True
        )
        try:
            window.wait(SECONDS)
        except subprocess.TimeoutExpired:
            window.terminate()
            window.communicate()
            return
        raise SystemExit(f"smoke: the window closed itself\n{window.communicate()[1]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the program in the folder given; ``SystemExit`` with what it said where one fails."""
    folder, *more = sys.argv[1:] if arguments is None else arguments
    with tempfile.TemporaryDirectory() as work:
        home = Path(work)
        place: Here = Here(Path(folder), home)
        if "--bare" in more:
            from scripts.package.bare import Bare

            place = Bare(Path(folder), home)
        commands(place)
        place.opens(home / "sample.govreport")
    size = sum(path.lstat().st_size for path in Path(folder).rglob("*"))
    print(f"{folder} works; {size / 1e6:.0f} MB")
    return 0


def commands(place: Here) -> None:
    """Every command that needs data the build carries along, and every format."""
    home = place.home
    report, out, task = home / "sample.govreport", home / "out", home / "offices"
    shutil.copy(SAMPLE, home)
    task.mkdir()
    for step in (
        ("--version",),
        ("--help",),
        ("import", home / SAMPLE.name, "-o", report),
        ("check", report),
        ("verify", report),
        ("export", report, "--all", "-o", out),
        ("blank", "--form", "2021", "--xlsx", task / "blank.xlsx", "--pdf", task / "blank.pdf"),
    ):
        tried(place, step)
    made = {path.suffix: path for path in out.iterdir()}
    if missing := FORMATS - set(made):
        raise SystemExit(f"smoke: not exported: {' '.join(sorted(missing))}")
    for suffix in (".pdf", ".docx", ".html", ".xlsx"):
        back = home / f"back{suffix}.govreport"
        tried(place, ("import", made[suffix], "-o", back))
        tried(place, ("check", back))


def tried(place: Here, step: Sequence[str | Path]) -> None:
    """One command line ends well."""
    command = place.command(*step)
    done = subprocess.run(
        command, env=place.environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"smoke: {' '.join(map(str, step))}\n{done.stdout}{done.stderr}")


@contextmanager
def running(command: Sequence[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A program for as long as the block runs; what it says on stderr is kept."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, env=environment, stderr=said, text=True)
        try:
            yield process
        except SystemExit as error:
            said.seek(0)
            raise SystemExit(f"{error}\n{said.read()}") from error
        finally:
            process.terminate()
            process.wait(PATIENCE)


def until(look: Callable[[], object], what: str) -> None:
    """Wait until ``look()`` is true; ``SystemExit`` with ``what`` where it never is."""
    end = time.monotonic() + PATIENCE
    while not look():
        if time.monotonic() > end:
            raise SystemExit(f"smoke: {what}")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
