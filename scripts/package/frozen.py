"""The program frozen in the tree: the pinned wheels fetched here, installed and packed there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from scripts.package import licences, older
from scripts.package.places import ARCHITECTURE, DIST, FOLDER, GLIBC, ROOT, kept
from scripts.package.python import PYTHON
from scripts.package.tree import Tree

_ENVIRONMENT = "/opt/env"
_CONSTRAINTS = ROOT / "constraints.txt"
_MACHINE = {"amd64": "x86_64", "arm64": "aarch64"}


def make(tree: Tree) -> Path:
    """Freeze this checkout; answers ``dist/govreport``."""
    wheels = fetch()
    print("--> Freezing the program in the tree", flush=True)
    seen = {wheels: "/wheels", ROOT: "/checkout"}
    pip = next(wheels.glob("pip-*.whl")).name
    tree.run(PYTHON, "-m", "venv", "--clear", "--without-pip", _ENVIRONMENT)
    install = (
        "install",
        "-q",
        "--no-index",
        "--find-links",
        "/wheels",
        "--root-user-action=ignore",
        "--no-compile",
    )
    constrained = ("-c", "/checkout/constraints.txt")
    tree.run(f"{_ENVIRONMENT}/bin/python", f"/wheels/{pip}/pip", *install, *constrained,
             *requirements(), seen=seen)  # fmt: skip
    shutil.rmtree(FOLDER, ignore_errors=True)
    DIST.mkdir(exist_ok=True)
    folders = ("--distpath", "/checkout/dist", "--workpath", "/opt/work")
    # The same hashes in every run make the same files of the same sources.
    tree.run(f"{_ENVIRONMENT}/bin/pyinstaller", "--noconfirm", "--log-level", "WARN", *folders,
             "build.spec", folder="/checkout", seen=seen,
             environment={"PYTHONHASHSEED": "1", "PYTHONDONTWRITEBYTECODE": "1"})  # fmt: skip
    lighten(tree)
    licences.collect(tree, wheels, FOLDER)
    return FOLDER


def lighten(tree: Tree) -> None:
    """Take out what only debuggers read and where the tree has its libraries, and bind them to
    the older libm (x86-64).

    Libraries that a packer has given a new path lie unusually, and old strips break them: only
    those that came untouched are taken.
    """
    internal = FOLDER / "_internal"
    untouched = [
        *(internal / "fontTools").rglob("*.so"),
        *(internal / "cryptography").rglob("*.so"),
    ]
    names = [str(path.relative_to(FOLDER)) for path in untouched]
    here: dict[str, Any] = {"folder": "/lightened", "seen": {FOLDER: "/lightened"}}
    tree.run("strip", "--strip-unneeded", *names, **here)
    built = [*internal.glob("libpython3.11.*"), *(internal / "python3.11").rglob("*.so")]
    names = [str(path.relative_to(FOLDER)) for path in built]
    tree.run("patchelf", "--remove-rpath", *names, **here)
    if ARCHITECTURE == "amd64":
        for library in internal.glob("lib*.so*"):
            older.bind(library)


def requirements() -> list[str]:
    """What the program and its packing ask for, as ``pyproject.toml`` says it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["build"], "setuptools"]


def platforms() -> list[str]:
    """Tags of wheels that run on the oldest glibc of this processor, newest first."""
    major, newest = GLIBC[ARCHITECTURE]
    machine = _MACHINE[ARCHITECTURE]
    old = ("manylinux2014", "manylinux2010", "manylinux1")
    tags = [f"manylinux_{major}_{minor}" for minor in range(newest, 4, -1)] + list(old)
    return [f"{tag}_{machine}" for tag in tags]


def fetch() -> Path:
    """The folder of wheels, by the pins; only such as fit the oldest system are taken."""
    folder = kept() / "wheels"
    wanted = "\n".join([_CONSTRAINTS.read_text(encoding="utf-8"), *requirements()])
    mark = folder / "wanted.txt"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return folder
    print("--> Fetching the pinned wheels", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-q"]
    tags = [word for tag in platforms() for word in ("--platform", tag)]
    fit = ["--only-binary=:all:", "--implementation=cp", "--python-version=3.11", *tags]
    command = [*pip, "-d", str(folder), "-c", str(_CONSTRAINTS), *fit, "pip", *requirements()]
    subprocess.run(command, check=True, env=dict(os.environ))
    mark.write_text(wanted, encoding="utf-8")
    return folder
