"""The wheel as a person installs it: a fresh home and environment, no sources about.

``python -m scripts.fresh dist/*.whl`` installs it, does the jobs of the command line and opens
the window offscreen; then takes Qt away and does the jobs again. Needs the network.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from scripts import smoke

ROOT = Path(__file__).resolve().parent.parent
QT = ("PySide6_Essentials", "shiboken6")


class Installed(smoke.Here):
    """The command ``govreport`` of an environment."""

    def __init__(self, python: Path, home: Path) -> None:
        self.python, self.home = python, home
        home.mkdir()

    def found(self) -> None:
        """Look for the command, which is there once the wheel is installed."""
        super().__init__(self.python.parent, self.home)

    def pip(self, *words: str | Path) -> None:
        """Run this environment's pip, quietly."""
        command = [str(self.python), "-m", "pip", "-q", "--disable-pip-version-check"]
        subprocess.run([*command, *map(str, words)], check=True, cwd=self.home, env=_home(self))

    def says_why_no_window_opens(self) -> None:
        """Without Qt the window is refused in one sentence."""
        done = subprocess.run(
            self.command("open"), env=_home(self), capture_output=True, text=True, check=False
        )
        if done.returncode != 2 or "PySide6" not in done.stderr or done.stderr.count("\n") != 1:
            raise SystemExit(f"fresh: without Qt the window says\n{done.stderr}")


def main() -> int:
    """Install the wheel given and try it; ``SystemExit`` where something fails."""
    wheel = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as work:
        environment = Path(work) / "environment"
        venv.create(environment, with_pip=True)
        home = Path(work) / "home"
        program = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        first = Installed(program, home)
        first.pip("install", "-c", ROOT / "constraints.txt", wheel)
        first.found()
        smoke.commands(first)
        first.opens(home / "sample.govreport")
        print(f"{wheel.name}: every job, and the window")
        without = Installed(program, Path(work) / "without")
        without.found()
        without.pip("uninstall", "-y", *QT)
        smoke.commands(without)
        without.says_why_no_window_opens()
        print(f"{wheel.name}: every job without Qt")
    return 0


def _home(place: Installed) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return kept | {"HOME": str(place.home)}


if __name__ == "__main__":
    sys.exit(main())
