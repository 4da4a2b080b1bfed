"""The walls of the house: what may import what, how long things may be, where data lies."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from govreport_desktop import paths

ROOT = Path(__file__).parents[2]
FOLDERS = ("govreport_desktop", "ui", "tests", "benchmarks", "scripts")
SOURCES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
CORE = [path for path in SOURCES if path.is_relative_to(ROOT / "govreport_desktop")]
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
DISTRIBUTIONS = packages_distributions()

# Imports every module of the core in a process where Qt can't be had, and says how many.
WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None
sys.modules["ui"] = None
import govreport_desktop
names = [m.name for m in pkgutil.walk_packages(govreport_desktop.__path__, "govreport_desktop.")]
for name in names:
    if not name.endswith(".__main__"):
        importlib.import_module(name)
print(len(names))
"""


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_whole_core_imports_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_QT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    modules = [path for path in CORE if path.name != "__init__.py"]
    packages = [
        path for path in CORE if path.name == "__init__.py" and path.parent != CORE[0].parent
    ]
    assert int(done.stdout) == len(modules) + len(packages)


class Facts(NamedTuple):
    """What the walls ask of a module."""

    lines: int
    functions: dict[str, int]  # the longest of each name, in lines
    imported: set[str]  # the top names, of imports inside functions too


@cache
def facts() -> dict[Path, Facts]:
    """Every module, parsed once for all the tests."""
    return {path: facts_of(path.read_text(encoding="utf-8")) for path in SOURCES}


def facts_of(source: str) -> Facts:
    functions: dict[str, int] = {}
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            functions[node.name] = max(length, functions.get(node.name, 0))
    return Facts(len(source.splitlines()), functions, names)


def in_program(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] in FOLDERS[:2]


def test_one_place_of_the_core_opens_the_window() -> None:
    using = {short(path) for path in CORE if "ui" in facts()[path].imported}
    assert using == {"govreport_desktop/cli/opening.py"}


def test_nothing_in_the_program_imports_tests_or_tools() -> None:
    outside = {"tests", "benchmarks", "scripts"}
    assert {
        short(path): found
        for path in SOURCES
        if in_program(path) and (found := facts()[path].imported & outside)
    } == {}


def test_files_stay_short() -> None:
    lengths = {short(path): facts()[path].lines for path in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines >= LONGEST_FILE} == {}


def test_functions_stay_short() -> None:
    lengths = {
        (short(path), name): lines
        for path in SOURCES
        for name, lines in facts()[path].functions.items()
    }
    assert {name: lines for name, lines in lengths.items() if lines >= LONGEST_FUNCTION} == {}


@pytest.fixture
def fresh_resources() -> object:
    paths.resources.cache_clear()
    yield
    paths.resources.cache_clear()


def forms_in(folder: Path) -> Path:
    """A folder ``resources`` as an installation would have it."""
    (folder / "resources" / "forms").mkdir(parents=True)
    return folder / "resources"


@pytest.mark.usefixtures("fresh_resources")
class TestResources:
    def test_in_a_checkout(self) -> None:
        assert paths.resources() == ROOT / "resources"

    def test_in_a_wheel_they_lie_inside_the_package(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inside = forms_in(tmp_path / "site-packages" / "govreport_desktop")
        monkeypatch.setattr(paths, "__file__", str(inside.parent / "paths.py"))
        assert paths.resources() == inside

    def test_in_a_frozen_build_they_lie_where_it_was_unpacked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        unpacked = forms_in(tmp_path)
        monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
        assert paths.resources() == unpacked

    def test_an_installation_without_them_says_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(paths, "__file__", str(tmp_path / "package" / "paths.py"))
        with pytest.raises(FileNotFoundError, match="resources not found"):
            paths.resources()


def test_the_wheel_takes_the_resources_along() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wheel = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["govreport_desktop", "ui"]
    assert wheel["force-include"] == {"resources": "govreport_desktop/resources"}


def declared() -> tuple[set[str], set[str]]:
    """The packages the program asks for, and those that work on it needs beside them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    groups = project["optional-dependencies"].values()
    return (
        {plain(entry) for entry in project["dependencies"]},
        {plain(entry) for entry in chain.from_iterable(groups)},
    )


def plain(entry: str) -> str:
    """A package's name as it is compared: without version, in one spelling."""
    return re.split(r"[<>=!~;\[ ]", entry)[0].lower().replace("_", "-")


def test_every_dependency_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all("==" in pin and "/" not in pin for pin in pins)
    needed, extra = declared()
    assert needed | extra <= {plain(pin) for pin in pins}


def test_whatever_is_imported_is_asked_for() -> None:
    needed, extra = declared()
    own = {*FOLDERS, "shiboken6"}  # shiboken6 is the other half of PySide6
    missing = {}
    for path in SOURCES:
        allowed = needed if in_program(path) else needed | extra
        for name in facts()[path].imported - own - sys.stdlib_module_names:
            if not {plain(package) for package in DISTRIBUTIONS.get(name, [])} & allowed:
                missing[short(path)] = name
    assert missing == {}
