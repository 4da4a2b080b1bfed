"""The texts of the licences of everything a build carries along, laid beside it."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from scripts.package.tree import Tree

_TEXT = re.compile(
    r"^[^/]+\.dist-info/(licen[cs]es/.+|(licen[cs]e|copying|notice|authors)[^/]*)$", re.IGNORECASE
)
# What only packs the program and is not in it; its loader may be passed on with anything.
_TOOLS = ("pip", "setuptools", "altgraph", "packaging", "pyinstaller_hooks_contrib")


def collect(tree: Tree, wheels: Path, folder: Path) -> None:
    """Write ``folder/licences``: a folder a wheel, and Debian's file for each system library."""
    target = folder / "licences"
    for wheel in sorted(wheels.glob("*.whl")):
        name = wheel.name.partition("-")[0]
        if name not in _TOOLS:
            _unpack(wheel, target / name)
    shutil.copy(tree.root / "opt/python/LICENSE", target / "python.txt")
    shutil.copy(tree.root / "opt/sqlite/copyright", target / "sqlite.txt")
    # Qt's wheels say which licence and leave its text out; Debian has it.
    for name in ("LGPL-3", "GPL-3", "GPL-2"):
        shutil.copy(tree.root / "usr/share/common-licenses" / name, target / f"{name}.txt")
    for package in owners(tree, (path.name for path in folder.rglob("*.so*"))):
        told = tree.root / "usr/share/doc" / package / "copyright"
        shutil.copy(told, target / f"{package}.txt")


def owners(tree: Tree, names: Iterable[str]) -> list[str]:
    """The Debian packages of the tree that the libraries of these names were copied from."""
    lists = tree.root / "var/lib/dpkg/info"
    wanted = set(names)
    found = set()
    for listed in lists.glob("*.list"):
        files = listed.read_text(encoding="utf-8").splitlines()
        if any(line.rpartition("/")[2] in wanted and "/lib/" in line for line in files):
            found.add(listed.stem.partition(":")[0])
    return sorted(found)


def _unpack(wheel: Path, target: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            if _TEXT.match(name) and not name.endswith("/"):
                text = target / Path(name).name
                text.parent.mkdir(parents=True, exist_ok=True)
                text.write_bytes(packed.read(name))
