"""The .deb in the bare tree: installed, used, upgraded, removed; reports stay where they were."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from scripts import smoke
from scripts.package import deb, tree
from scripts.package.places import APP_ID, DIST, VERSION

TYPES = ("x-govreport", "x-govtask", "x-govreturn", "x-govrules")
_LINKS = (
    "usr/bin/govreport",
    f"usr/share/applications/{APP_ID}.desktop",
    f"usr/share/mime/packages/{APP_ID}.xml",
    f"usr/share/icons/hicolor/scalable/apps/{APP_ID}.svg",
)


def main() -> int:
    """Walk a package's life; ``SystemExit`` where a step is not as it should be."""
    first = deb.place(deb.four_part(VERSION))
    if not first.exists():
        raise SystemExit(f"installed: {first.name} is not packed yet")
    # One version later and the same in it; nobody keeps it, so it need not be small.
    second = deb.make(version=deb.four_part(VERSION)[:-1] + "1", level=0)
    bare = tree.make("bare", tree.BARE, tree.FACES)
    with tempfile.TemporaryDirectory() as work:
        seen = {DIST: "/packages", Path(work): "/home/clerk"}
        run = _Runner(bare, seen)
        run("dpkg", "-i", f"/packages/{first.name}")
        _check(bare, installed=True)
        shutil.copy(smoke.SAMPLE, work)
        sample = f"/home/clerk/{smoke.SAMPLE.name}"
        run("govreport", "import", sample, "-o", "/home/clerk/r.govreport")
        run("dpkg", "-i", f"/packages/{second.name}")
        _check(bare, installed=True)
        run("govreport", "check", "/home/clerk/r.govreport")
        run("dpkg", "-r", APP_ID)
        run("dpkg", "-P", APP_ID)
        _check(bare, installed=False)
        if not (Path(work) / "r.govreport").exists():
            raise SystemExit("installed: removing the package took a report away")
    second.unlink()
    print(f"{first.name}: installed, used, upgraded and removed")
    return 0


class _Runner:
    def __init__(self, bare: tree.Tree, seen: dict[Path, str]) -> None:
        self._bare, self._seen = bare, seen

    def __call__(self, *words: str) -> None:
        self._bare.run(*words, seen=self._seen, environment={"HOME": "/home/clerk"})


def _check(bare: tree.Tree, *, installed: bool) -> None:
    """What the desktop is told is there, or nothing of it is left."""
    for link in _LINKS:
        path = bare.root / link
        if path.is_symlink() != installed:
            raise SystemExit(f"installed: /{link} {'is missing' if installed else 'is left'}")
    if (bare.root / "opt" / "apps" / APP_ID).exists() != installed:
        raise SystemExit(f"installed: /opt/apps/{APP_ID}")
    known = (bare.root / "usr/share/applications/mimeinfo.cache").read_text(encoding="utf-8")
    types = (bare.root / "usr/share/mime/types").read_text(encoding="utf-8").split()
    for name in TYPES:
        if (f"application/{name}={APP_ID}.desktop;" in known) != installed:
            raise SystemExit(f"installed: who opens {name}")
        if (f"application/{name}" in types) != installed:
            raise SystemExit(f"installed: the type {name}")
    if installed:
        bare.run("desktop-file-validate", f"/usr/share/applications/{APP_ID}.desktop")
        bare.run("test", "-x", f"/opt/apps/{APP_ID}/files/bin/govreport")
