"""The program in a bare Debian 11 tree: no Python, no faces, no network; a screen of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from scripts import smoke
from scripts.package import tree

PROGRAM = "/opt/apps/tried"
_SOCKETS = Path("/tmp/.X11-unix")


class Bare(smoke.Here):
    """The program of a folder of this machine, seen in the tree; files stand where they do here."""

    def __init__(self, folder: Path, home: Path) -> None:
        super().__init__(folder, home)
        self.folder = folder.resolve()
        self.display = _free_display()
        self.tree = tree.make("bare", tree.BARE, tree.FACES)
        for path in ("usr/bin/python3", "usr/share/fonts/truetype", "usr/share/fonts/opentype"):
            if (self.tree.root / path).exists():
                raise SystemExit(f"smoke: the bare tree is not bare: /{path}")

    def command(self, *words: str | Path) -> list[str]:
        """One command line of the program, in the tree."""
        seen = {self.folder: PROGRAM, self.home: str(self.home), _SOCKETS: str(_SOCKETS)}
        _SOCKETS.mkdir(exist_ok=True)
        program = f"{PROGRAM}/{self.program.name}"
        return self.tree.command(program, *words, folder=str(self.home), seen=seen)

    def environment(self) -> dict[str, str]:
        """What a desktop sets, in Chinese as far as a tree without locales has it."""
        return tree.clean({"HOME": str(self.home), "DISPLAY": self.display})

    def opens(self, report: Path) -> None:
        """The window appears on the tree's screen, and prints to a file through its dialog."""
        screen = self.tree.command(
            *("Xvfb", self.display, "-screen", "0", "1366x768x24", "-nolisten", "tcp"),
            seen={_SOCKETS: str(_SOCKETS)},
        )
        with (
            smoke.running(screen, tree.clean({})),
            smoke.running(self.command("open", report), self.environment()),
        ):
            (window,) = self._windows(report.name)
            self._keys(window, "ctrl+p")
            (dialog,) = self._windows("^打印$")
            self.picture("print.png")
            self._keys(dialog, "Return")
            smoke.until(lambda: list(self.home.glob("*年度报告.pdf")), "nothing was printed")
            self._windows("^已存为 PDF$")
            self.picture("printed.png")

    def _windows(self, name: str) -> list[str]:
        """The windows of that name (a regular expression), once there is one."""
        search = ["xdotool", "search", "--onlyvisible", "--name", name]
        smoke.until(lambda: self._told(search), f"no window {name}")
        return self._told(search).split()[-1:]

    def _keys(self, window: str, keys: str) -> None:
        self._told(["xdotool", "windowfocus", "--sync", window])
        self._told(["xdotool", "key", keys])

    def _told(self, command: list[str]) -> str:
        environment = os.environ | {"DISPLAY": self.display}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        return done.stdout

    def picture(self, name: str) -> None:
        """A picture of the screen in the folder ``GOVREPORT_PICTURES``, where that is set."""
        folder = os.environ.get("GOVREPORT_PICTURES")
        if folder and shutil.which("import"):
            target = str(Path(folder) / name)
            subprocess.run(
                ["import", "-display", self.display, "-window", "root", target], check=True
            )


def _free_display() -> str:
    return next(f":{n}" for n in range(200, 1000) if not (_SOCKETS / f"X{n}").exists())
