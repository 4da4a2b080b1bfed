"""Debian's source packages, of a newer release than the tree's, through the tree's own mirror."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from scripts.package.places import kept
from scripts.package.tree import RELEASE, Tree

SOURCE_RELEASE = "bookworm"


def fetch(tree: Tree, name: str) -> str:
    """The name of the package's ``.dsc``; it is fetched where it is not kept."""
    folder = kept() / "sources"
    folder.mkdir(exist_ok=True)
    if not list(folder.glob(f"{name}_*.dsc")):
        apt = tree.root / "etc" / "apt"
        binary = (apt / "sources.list").read_text(encoding="utf-8").splitlines()[0]
        line = binary.replace("deb ", "deb-src ", 1).replace(RELEASE, SOURCE_RELEASE)
        (apt / "sources.list.d" / "newer.list").write_text(line + "\n", encoding="utf-8")
        tree.run("apt-get", "-qq", "update", network=True)
        tree.run("apt-get", "-qq", "source", "--download-only", name, folder="/sources",
                 seen={folder: "/sources"}, network=True)  # fmt: skip
    return max(folder.glob(f"{name}_*.dsc")).name


def build(tree: Tree, source: str, script: str, *, patches: str, **files: str) -> None:
    """Unpack ``source``, mend it by ``patches``, and run ``script`` in it; ``SystemExit`` where
    that fails, with the place of its log.

    ``patches`` is a shell command that prints which of ``debian/patches`` to take; ``files`` are
    texts laid into ``/opt/build``, a dot in their names written as ``_``.
    """
    print(f"--> Building {source} in the tree", flush=True)
    work = tree.root / "opt" / "build"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    seen = {kept() / "sources": "/sources"}
    unpack = ("dpkg-source", "--no-check", "--skip-patches", "-x")
    tree.run(*unpack, f"/sources/{source}", "/opt/build/src", seen=seen)
    one = "patch -s -f -p1 --no-backup-if-mismatch < debian/patches/$fix || exit 1"
    tree.run("sh", "-c", f"{patches} | while read fix; do {one}; done", folder="/opt/build/src")
    for name, text in ({"build_sh": script} | files).items():
        (work / name.replace("_", ".")).write_text(text, encoding="utf-8")
    log = kept() / f"{source.partition('_')[0]}.log"
    try:
        said = tree.run("sh", "-c", "sh /opt/build/build.sh 2>&1", folder="/opt/build/src")
    except subprocess.CalledProcessError as error:
        log.write_text(error.stdout, encoding="utf-8")
        raise SystemExit(f"package: {source} was not built; see {log}") from error
    log.write_text(said, encoding="utf-8")
    shutil.rmtree(work)


def is_made(mark: Path, recipe: str) -> bool:
    """Whether ``mark`` says that this very recipe was followed."""
    return mark.exists() and mark.read_text(encoding="utf-8") == recipe
