"""`make run` where there is no screen: the main job, from the sample's text to documents."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import run


def test_without_a_screen_the_documents_are_made(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in ("once", "and again over what is there"):
        assert run.make_documents(tmp_path) == 0
    said = capfd.readouterr().out
    assert "这里没有屏幕" in said
    for name, start in {"govreport": b"SQLite", "pdf": b"%PDF-", "xlsx": b"PK"}.items():
        path = tmp_path / f"sample.{name}"
        assert path.read_bytes().startswith(start)
        assert f"sample.{name}  {path.stat().st_size:,} bytes" in said


def test_a_step_that_fails_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "SAMPLE", tmp_path / "nothing.txt")
    assert run.make_documents(tmp_path) == 2
    assert "Made" not in capfd.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_no_display_means_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not run.has_screen()


def test_a_display_that_nobody_answers_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":987")
    assert not run.has_screen()
