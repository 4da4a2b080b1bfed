"""Where no Qt can be had (龙芯) everything but the window works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from govreport_desktop.cli.opening import open_window
from govreport_desktop.errors import GovReportError
from govreport_desktop.paths import resources

SAMPLE = resources() / "samples" / "published-sample.txt"
# Stands before the installed one on the path, and is not there as far as Python can tell.
_ABSENT = """\
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
"""
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
# One process does many jobs one after the other; their exit codes are its last line.
_JOBS = """\
import json, sys
from govreport_desktop.cli import main
print("\\n", json.dumps([main(words) for words in json.load(sys.stdin)]))
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "sitecustomize.py").write_text(_ABSENT, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path.cwd())])
    environment = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"}

    def run(*words: object, jobs: Sequence[tuple[object, ...]] = ()) -> Done:
        program = ["-c", _JOBS] if jobs else ["-m", "govreport_desktop", *map(str, words)]
        return subprocess.run(
            [sys.executable, *program],
            input=json.dumps([[str(word) for word in job] for job in jobs]),
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_every_job_of_the_command_line_is_done(run: Run, tmp_path: Path) -> None:
    report, out = tmp_path / "r.govreport", tmp_path / "out"
    folder = tmp_path / "offices"
    folder.mkdir()
    jobs = [
        ("import", SAMPLE, "-o", report),
        ("check", report),
        ("verify", report),
        ("show", report),
        ("versions", report),
        ("export", report, "--all", "-o", out),
        ("blank", "--form", "2021", "--xlsx", folder / "b.xlsx", "--pdf", tmp_path / "b.pdf"),
        ("submit", report, "--to", "市政府办公室"),
        ("rescue", report, "-o", tmp_path / "rescued.govreport"),
        ("new", folder / "n.govreport", "--office", "青屿市档案局", "--year", "2024"),
        ("last-year", folder / "n.govreport", report),
    ]
    assert codes(run(jobs=jobs)) == [0] * len(jobs)
    # All but OFD, which is written and not read.
    made = {path.suffix: path for path in out.iterdir() if path.suffix != ".ofd"}
    assert set(made) >= {".csv", ".docx", ".html", ".json", ".pdf", ".xlsx"}
    back = [
        ("import", path, "-o", tmp_path / f"back{suffix}.govreport")
        for suffix, path in made.items()
    ]
    adding = [
        ("consolidate", folder, "--xlsx", tmp_path / "sums.xlsx"),
        ("collect", folder, "sums", "--json"),
    ]
    found = codes(run(jobs=[*back, *adding]))
    assert found[: len(back)] == [0] * len(back)
    # 3: files were left out of the sum, the empty workbook here.
    assert set(found[len(back) :]) <= {0, 3}


def codes(done: Done) -> list[int]:
    assert done.returncode == 0, done.stderr
    found: list[int] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("words", [("open",), ()])
def test_the_window_says_in_one_sentence_why_it_does_not_open(
    run: Run, words: tuple[str, ...]
) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "PySide6" in done.stderr
    assert "其他命令照常可用" in done.stderr


def test_a_missing_library_of_the_system_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = "libEGL.so.1: cannot open shared object file: No such file or directory"
    monkeypatch.setattr("builtins.__import__", _failing(missing))
    with pytest.raises(GovReportError, match=r"libEGL\.so\.1 没有安装"):
        open_window([])


def _failing(sentence: str) -> Callable[..., object]:
    true = __import__

    def fail(name: str, *more: object) -> object:
        if name == "ui.application":
            raise ImportError(sentence)
        return true(name, *more)  # type: ignore[arg-type]

    return fail
