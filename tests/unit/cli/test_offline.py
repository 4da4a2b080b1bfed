"""Nothing leaves the machine: the main job is done where every socket is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport_desktop.paths import resources

SAMPLE = resources() / "samples" / "published-sample.txt"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def reached(tmp_path: Path) -> Path:
    """Where whoever reached for the network is written down."""
    return tmp_path / "reached.txt"


@pytest.fixture
def run(tmp_path: Path, reached: Path) -> Run:
    guard = tmp_path / "guard"
    guard.mkdir()
    shutil.copy(Path(__file__).with_name("sitecustomize_guard.py"), guard / "sitecustomize.py")
    path = os.pathsep.join([str(guard), str(Path.cwd())])
    environment = os.environ | {"PYTHONPATH": path, "GOVREPORT_REACHED": str(reached)}

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, words)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def test_the_guard_sees_an_attempt(run: Run, reached: Path) -> None:
    tried = "import urllib.request as r; r.urlopen('http://127.0.0.1:9/')"
    assert run("-c", tried).returncode
    assert "127.0.0.1" in reached.read_text(encoding="utf-8")


def test_the_main_job_reaches_for_nothing(run: Run, reached: Path, tmp_path: Path) -> None:
    report, folder = tmp_path / "r.govreport", tmp_path / "out"
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for words in [
        ("import", SAMPLE, "-o", report),
        ("check", report),
        ("export", report, "--all", "-o", folder),
        ("blank", "--form", "2021", "--xlsx", tmp_path / "b.xlsx", "--pdf", tmp_path / "b.pdf"),
    ]:
        done = run("-m", "govreport_desktop", *words)
        assert done.returncode == 0, done.stderr
    made = sorted(folder.iterdir())
    assert {path.suffix for path in made} >= {".pdf", ".ofd", ".docx", ".xlsx", ".html"}
    for path in made:
        if path.suffix in (".pdf", ".docx", ".xlsx"):
            shutil.copy(path, inbox)
    # 0 or 3: the same report three times is told of, which is no matter here.
    assert run("-m", "govreport_desktop", "collect", inbox, "sums", "--json").returncode in (0, 3)
    assert not reached.exists(), reached.read_text(encoding="utf-8")
