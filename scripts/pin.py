"""Write ``constraints.txt``: every package a fresh install brings in, at what it brought in.

Resolved in an environment of its own, so that nothing from this one leaks in, and without
a word about where the packages came from.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "constraints.txt"
HEAD = """\
# Every package an install brings in, pinned; written by `make pins`.
# Only where a dependency asks for it on Windows or macOS (not seen by a resolve on Linux):
"""
# Packages other systems bring in; kept by hand because a resolve on Linux can't see them.
ELSEWHERE = ("colorama", "macholib", "pefile", "pywin32-ctypes")
# The newest Qt that runs on the systems of the offices (docs/platforms.md), by system.
QT_PACKAGES = ("PySide6_Essentials", "shiboken6")
QT = {
    "sys_platform == 'linux' and platform_machine != 'aarch64'": "6.9.3",  # glibc 2.28
    "sys_platform == 'linux' and platform_machine == 'aarch64'": "6.7.3",  # glibc 2.31
    "sys_platform != 'linux'": "6.11.3",
}


def main() -> int:
    """Resolve, and rewrite the file."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
        # setuptools is in the environment already, as old as the Python; PyInstaller uses it.
        wanted = ["--upgrade", "setuptools", "-e", f"{ROOT}[dev,build]"]
        subprocess.run([*pip, "install", "-qq", *wanted], check=True)
        frozen = subprocess.run(
            [*pip, "freeze", "--all", "--exclude-editable"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    pins = [line for line in frozen.splitlines() if "==" in line and not line.startswith("pip==")]
    old = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    kept = [line for line in old if line.partition("==")[0] in ELSEWHERE]
    here = [line for line in pins if line.partition("==")[0] not in (*ELSEWHERE, *QT_PACKAGES)]
    here += [f"{name}=={qt}; {where}" for name in QT_PACKAGES for where, qt in QT.items()]
    text = HEAD + "\n".join([*kept, "# Everywhere:", *sorted(here, key=str.lower)]) + "\n"
    FILE.write_text(text, encoding="utf-8", newline="\n")
    print(f"{FILE.name}: {len(kept) + len(here)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
