"""What makes a job one: no window, no printing, and the one place that makes files."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
JOBS = ROOT / "govreport_desktop" / "jobs"
SOURCES = [
    path
    for folder in ("govreport_desktop", "ui", "scripts", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
_FACES = {"typer", "rich", "PySide6", "ui", "click"}


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def names(path: Path) -> set[str]:
    """Every module a file imports and every name it calls, dotted where it is."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        match node:
            case ast.Import(names=aliases):
                found |= {alias.name.split(".")[0] for alias in aliases}
            case ast.ImportFrom(module=str(module)):
                found |= {module.split(".")[0], module}
            case ast.Call(func=func):
                found.add(ast.unparse(func))
    return found


@pytest.mark.parametrize("path", sorted(JOBS.rglob("*.py")), ids=short)
def test_a_job_knows_no_face_and_says_nothing_itself(path: Path) -> None:
    used = names(path)
    assert not used & (_FACES | {"print", "input", "sys.stdout.write", "sys.stderr.write"})
    assert not any(name.startswith("govreport_desktop.cli") for name in used)


def test_files_are_made_by_the_jobs_alone() -> None:
    named = [path for path in SOURCES if b"Document.create" in path.read_bytes()]
    making = {short(path) for path in named if "Document.create" in names(path)}
    assert making == {"govreport_desktop/jobs/documents.py"}
