"""A Debian 11 tree made with debootstrap, and commands run in it.

Two are made. ``build`` has a compiler; ``bare`` has what a desktop without Python has, so that
what starts there starts on a desk. Needs root, debootstrap and the network; made once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.package.places import ARCHITECTURE, kept

RELEASE = "bullseye"
# With the compiler: what Python's modules are made from, what Qt's libraries ask for (they are
# copied into the program), and the packager's tools.
BUILD = (
    *("build-essential", "ca-certificates", "patchelf", "xz-utils", "tcl"),
    *("zlib1g-dev", "libexpat1-dev", "libffi-dev", "liblzma-dev", "libbz2-dev"),
    *("libglib2.0-0", "libegl1", "libgl1", "libxkbcommon0", "libxkbcommon-x11-0", "libdbus-1-3"),
    *("libfontconfig1", "libfreetype6", "libwayland-client0", "libwayland-cursor0"),
    *("libwayland-egl1", "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0"),
    *("libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-render0"),
    *("libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1", "libxcb-xfixes0"),
    *("libxcb-xinerama0", "libxcb-xkb1", "libcups2"),
)
# A screen, and of libraries only what every desktop has; no Python, and no face: the one that
# fontconfig asks for is taken away again.
BARE = (
    *("xvfb", "libgl1", "libegl1", "libglib2.0-0", "libfontconfig1", "libfreetype6"),
    *("libdbus-1-3", "libx11-xcb1", "desktop-file-utils", "shared-mime-info"),
)
# Its own /proc, shared memory and terminals, gone with the command.
_ENTER = """set -e
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount -t tmpfs tmpfs "$1/dev/shm"
mkdir -p "$1/dev/pts" && mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
root=$1 folder=$2; shift 2
while [ "$1" != -- ]; do mkdir -p "$root$2"; mount --bind "$1" "$root$2"; shift 2; done
shift
exec chroot "$root" sh -c 'cd "$1"; shift; exec "$@"' sh "$folder" "$@"
"""
FACES = ("fonts-dejavu-core",)
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True)
class Tree:
    """A tree at ``root``; folders of this machine are seen in it only where they are named."""

    root: Path

    def command(
        self,
        *words: str | Path,
        folder: str = "/",
        seen: Mapping[Path, str] | None = None,
        network: bool = False,
    ) -> list[str]:
        """``words`` as a command of this machine that runs in the tree.

        ``seen`` maps folders of this machine to where they stand in the tree.
        """
        unshare = ["unshare", "--mount", *([] if network else ["--net"])]
        binds = [str(part) for pair in (seen or {}).items() for part in pair]
        inside = [str(self.root), folder, *binds, "--", *map(str, words)]
        return [*unshare, "sh", "-c", _ENTER, "sh", *inside]

    def run(
        self,
        *words: str | Path,
        folder: str = "/",
        seen: Mapping[Path, str] | None = None,
        network: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> str:
        """Run it and answer what it printed; ``CalledProcessError`` where it fails."""
        command = self.command(*words, folder=folder, seen=seen, network=network)
        done = subprocess.run(
            command,
            env=clean(environment or {}),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout


def clean(more: Mapping[str, str]) -> dict[str, str]:
    """An environment that tells nothing of this machine's Python, home or language."""
    return {
        "PATH": _PATH,
        "HOME": "/root",
        "LANG": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
        **more,
    }


def make(name: str, packages: Sequence[str], unwanted: Sequence[str] = ()) -> Tree:
    """The tree of that name with ``packages``, less ``unwanted``; what is there is used again."""
    tree = Tree(kept() / f"{RELEASE}-{name}-{ARCHITECTURE}")
    if not (tree.root / "usr" / "bin" / "dpkg").exists():
        _bootstrap(tree.root)
    mark, wanted = tree.root / "var" / "lib" / "govreport-packages", "\n".join(packages)
    if not mark.exists() or mark.read_text(encoding="utf-8") != wanted:
        print(f"--> Installing {len(packages)} packages into {tree.root.name}", flush=True)
        shutil.copy("/etc/resolv.conf", tree.root / "etc" / "resolv.conf")
        apt = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0")
        tree.run(*apt, "update", network=True)
        install = ("install", "-y", "--no-install-recommends")
        tree.run(*apt, *install, *packages, network=True)
        if unwanted:
            tree.run("dpkg", "--purge", "--force-depends", *unwanted)
        tree.run("apt-get", "clean")
        mark.write_text(wanted, encoding="utf-8")
    return tree


def _bootstrap(root: Path) -> None:
    print(f"--> Making a Debian 11 tree in {root}", flush=True)
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        raise SystemExit("package: root and debootstrap are needed (apt-get install debootstrap)")
    shutil.rmtree(root, ignore_errors=True)
    command = ["debootstrap", "--variant=minbase", RELEASE, str(root)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
