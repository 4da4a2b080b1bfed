"""Running the command line, and a report to run it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport_desktop.cli import main
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.paths import resources
from govreport_desktop.store.document import Document

Run = Callable[..., tuple[int, str, str]]

SAMPLE = resources() / "samples" / "published-sample.txt"
OFFICE = "青屿市档案局"
RECEIVED = CellAddress("requests", "received", "natural_person")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command line; answers exit code, stdout, stderr."""

    def go(*args: object) -> tuple[int, str, str]:
        code = main([str(arg) for arg in args])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return go


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    """A report of 2023 in which three requests are all that is filled in yet."""
    path = tmp_path / "年报.govreport"
    with Document.create(path, load_form("2021"), OFFICE, 2023) as document:
        document.apply(document.report.edit([(RECEIVED, 3)]))
    return path


def last_year_file(tmp_path: Path, closing: int, year: int = 2024) -> Path:
    path = tmp_path / "去年.json"
    shape = {
        "form": "2021",
        "office": OFFICE,
        "year": year,
        "tables": {"requests": {"carried_forward": {"natural_person": closing}}},
        "narratives": {"overview": "（一）主动公开。公开12条。"},
    }
    path.write_text(json.dumps(shape), encoding="utf-8")
    return path


@pytest.fixture
def sample(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "年报.govreport"
    code, _, err = run("import", SAMPLE, "-o", path, "--office", OFFICE, "--year", "2023")
    assert (code, err) == (0, "")
    return path
