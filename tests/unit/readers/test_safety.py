"""No file costs more than a clerk would wait for, and none reaches beyond itself."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.unit.readers.hostile import LARGE, SMALL, Maker

pytest.importorskip("resource", reason="what a process cost is not told on Windows")

ROOT = Path(__file__).parents[3]
SECONDS, MEGABYTES = 10.0, 500.0


@contextmanager
def nobody_asks() -> Iterator[str]:
    """The address of a server on this machine that must not be asked anything."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.settimeout(0.05)
        with pytest.raises(TimeoutError):
            server.accept()


def made(folder: Path, makers: dict[str, Maker], url: str) -> list[Path]:
    paths = []
    for name, maker in makers.items():
        path = folder / name
        path.write_bytes(maker(url))
        paths.append(path)
    return paths


def read_in_child(paths: Iterable[Path]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.unit.readers.reading_child", *map(str, paths)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def harmless(path: Path, before: bytes, report: dict[str, Any]) -> list[str]:
    """What was wrong with reading ``path``."""
    faults = [f"noted {event}" for event in report["noted"]]
    if report["seconds"] > SECONDS:
        faults.append(f"{report['seconds']:.1f} s")
    if report["megabytes"] > MEGABYTES:
        faults.append(f"{report['megabytes']:.0f} MB")
    if report["open"]:
        faults.append("left open")
    if report["leaked"]:
        faults.append("told what stands in another file")
    if path.read_bytes() != before:
        faults.append("changed")
    if report["error"] and not report["error"].endswith("。"):
        faults.append(report["error"])
    return faults


def test_hostile_files_are_refused_or_bounded(tmp_path: Path) -> None:
    with nobody_asks() as url:
        paths = made(tmp_path, SMALL, url)
        before = [path.read_bytes() for path in paths]
        reports = read_in_child(paths)
    assert len(reports) == len(paths)
    found = {
        path.name: harmless(path, data, report)
        for path, data, report in zip(paths, before, reports, strict=True)
    }
    assert {name: faults for name, faults in found.items() if faults} == {}
    refused = {path.name for path, report in zip(paths, reports, strict=True) if report["error"]}
    bombs = {name for name in SMALL if name.startswith(("bomb", "deep-bomb", "locked", "laughs.x"))}
    assert bombs <= refused


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_huge_files_are_refused_or_bounded(name: str, tmp_path: Path) -> None:
    with nobody_asks() as url:
        (path,) = made(tmp_path, {name: LARGE[name]}, url)
        (report,) = read_in_child([path])
    assert harmless(path, path.read_bytes(), report) == []
