"""The installer for Windows, by NSIS, from ``dist/govreport``; needs ``makensis`` on the path."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scripts.package.places import DIST, FOLDER, VERSION

SCRIPT = Path(__file__).with_name("data") / "windows.nsi"


def make(source: Path, target: Path) -> None:
    """Write the installer ``target`` of the folder ``source``; warnings are errors."""
    told = {"VERSION": VERSION, "SOURCE": source.resolve(), "TARGET": target.resolve()}
    defines = [f"-D{name}={value}" for name, value in told.items()]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defines, str(SCRIPT)]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    make(FOLDER, DIST / f"govreport-{VERSION}-setup.exe")
