"""Where the build keeps what takes long to make, and what the packages are called."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from govreport_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
FOLDER = DIST / "govreport"
# The id under which 麒麟 and 统信 file a program: a domain turned round, in lower case.
APP_ID = "org.govreport.desktop"
VERSION = __version__
# Debian's name of this machine's processor.
ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), "")
# The newest glibc that the oldest system of that processor has (docs/platforms.md).
GLIBC = {"amd64": (2, 28), "arm64": (2, 31)}


def kept() -> Path:
    """The folder of trees, sources and wheels, outside the checkout: it outlives a clean one."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(os.environ.get("GOVREPORT_BUILD") or Path(home) / "govreport-build")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
