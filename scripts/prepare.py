"""Make this checkout ready: ``.venv`` with the pinned packages, and the libraries Qt needs.

Uses the standard library alone, because nothing is installed when it runs. Everything noisy
goes into one log that is shown only when a step fails.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOG = VENV / "prepare.log"
OLDEST = (3, 11)

# What the window loads; ldd on these names every system library that is missing. Without
# the xcb plugin the window can't open, without the others the tests can't run either.
_QT_PARTS = (
    "plugins/platforms/libqxcb.so",
    "plugins/platforms/libqoffscreen.so",
    "lib/libQt6Widgets.so.6",
    "lib/libQt6Svg.so.6",
    "lib/libQt6PrintSupport.so.6",
)

# Debian names a library's package after its soname, but for these.
_ODD_PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}


def main() -> int:
    """Prepare everything; ``--extra NAME`` installs one more group of packages as well."""
    extras = sys.argv[2:] if sys.argv[1:2] == ["--extra"] else []
    if sys.version_info < OLDEST:
        return _give_up("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    try:
        make_environment()
        install(["dev", *extras])
        install_libraries()
    except subprocess.CalledProcessError as error:
        if LOG.exists():
            print(LOG.read_text(encoding="utf-8", errors="replace"), file=sys.stderr)
        return _give_up(f"failed: {' '.join(map(str, error.cmd))}")
    return 0


def make_environment() -> None:
    """Create ``.venv`` where there is none that works."""
    if environment_python().exists() and _quiet([environment_python(), "-m", "pip", "--version"]):
        return
    say(f"Creating .venv with Python {sys.version.split()[0]}")
    create = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    # Debian cuts ensurepip out of python3 and puts it into a package of its own.
    if not _quiet(create):
        apt_install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
        subprocess.run(create, check=True)


def install(extras: Sequence[str]) -> None:
    """Install this checkout and its pinned dependencies into ``.venv``."""
    say("Installing the pinned packages (about a minute the first time)")
    pip = [str(environment_python()), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    _logged([*pip, "-e", f"{ROOT}[{','.join(extras)}]", "-c", str(ROOT / "constraints.txt")])


def install_libraries() -> None:
    """Install the system libraries Qt lacks, or say exactly how to."""
    if sys.platform != "linux":
        return
    # A missing library hides what it needs itself, hence the second look.
    for _ in range(2):
        missing = missing_libraries()
        if not missing:
            return
        apt_install(sorted({debian_package(soname) for soname in missing}))
    if missing := missing_libraries():
        say(f"Still missing: {' '.join(sorted(missing))}")


def missing_libraries() -> set[str]:
    """The sonames Qt asks for and this machine does not have."""
    folders = list((VENV / "lib").glob("python*/site-packages/PySide6/Qt"))
    if not folders or not shutil.which("ldd"):
        return set()
    parts = [str(folders[0] / part) for part in _QT_PARTS if (folders[0] / part).exists()]
    found = subprocess.run(["ldd", *parts], capture_output=True, text=True, check=False).stdout
    return unresolved(found)


def unresolved(ldd_output: str) -> set[str]:
    """The sonames ldd could not find."""
    return set(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE))


def debian_package(soname: str) -> str:
    """The Debian package of a library: libxcb-icccm.so.4 is in libxcb-icccm4."""
    if soname in _ODD_PACKAGES:
        return _ODD_PACKAGES[soname]
    name, _, version = soname.partition(".so.")
    name = name.lower().replace("_", "-")
    return f"{name}-{version}" if name[-1].isdigit() else f"{name}{version}"


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages where we may without asking; otherwise print the line to run."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    prefix = [] if root else ["sudo", "-n"]
    allowed = root or (shutil.which("sudo") is not None and _quiet(["sudo", "-n", "true"]))
    if not shutil.which("apt-get") or not allowed:
        say(f"Missing system packages. Please run:  sudo {line}")
        return
    say(f"Installing system packages: {' '.join(packages)}")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    install_now = [*quiet, *line.split()]
    # The first try saves the update where the package lists are fresh.
    if _logged(install_now, may_fail=True):
        return
    _logged([*quiet, "apt-get", "update"], may_fail=True)
    if not _logged(install_now, may_fail=True):
        print("".join(LOG.read_text(encoding="utf-8").splitlines(keepends=True)[-4:]), end="")
        say(f"That did not work. Please run:  sudo {line}")


def environment_python() -> Path:
    """The interpreter of ``.venv`` on this system."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def say(what: str) -> None:
    """One line on what happens now."""
    print(f"--> {what}", flush=True)


def _logged(command: Sequence[str], *, may_fail: bool = False) -> bool:
    VENV.mkdir(exist_ok=True)
    with LOG.open("w", encoding="utf-8") as log:
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False)
    if done.returncode and not may_fail:
        raise subprocess.CalledProcessError(done.returncode, list(command))
    return done.returncode == 0


def _quiet(command: Sequence[str | Path]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _give_up(why: str) -> int:
    print(f"prepare: {why}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
