"""``make package``: the program frozen in a Debian 11 tree, measured, tried and packed."""

from __future__ import annotations

import shutil
import subprocess
import sys

from scripts import smoke
from scripts.package import deb, frozen, installed, measure, python, sqlite, tree
from scripts.package.places import FOLDER

LARGEST_PACKED = 70e6  # bytes


def build() -> None:
    """``dist/govreport``, of which every library starts on the oldest system."""
    place = tree.make("build", tree.BUILD)
    sqlite.make(place)
    python.make(place)
    frozen.make(place)
    if faults := measure.report(place, FOLDER):
        raise SystemExit("package: " + "\npackage: ".join(faults))


def pack() -> None:
    """The packages in ``dist/``, no larger than they may be; lintian is asked where it is."""
    for made in (deb.make(), deb.make(store=True), deb.archive()):
        size = made.stat().st_size
        print(f"{made.name}: {size / 1e6:.1f} MB")
        if size > LARGEST_PACKED:
            raise SystemExit(f"package: {made.name} is more than {LARGEST_PACKED / 1e6:.0f} MB")
        if made.suffix == ".deb" and "store" not in made.name and shutil.which("lintian"):
            subprocess.run(["lintian", "--fail-on", "error", str(made)], check=True)


def trial() -> None:
    """The frozen program on a bare desk, then the package there."""
    smoke.main([str(FOLDER), "--bare"])
    installed.main()


STEPS = {"build": build, "pack": pack, "trial": trial}

if __name__ == "__main__":
    for step in sys.argv[1:] or STEPS:
        STEPS[step]()
