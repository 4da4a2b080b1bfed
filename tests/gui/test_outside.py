"""What the system shows is shown with the system's libraries, not with those packed along."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ui.outside import show_outside

_NAME = "LD_LIBRARY_PATH"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    opened: list[tuple[str, str | None]] = []

    def open_(url: QUrl) -> bool:
        opened.append((url.toLocalFile(), os.environ.get(_NAME)))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_)
    monkeypatch.setenv(_NAME, "/packed")
    monkeypatch.delenv(f"{_NAME}_ORIG", raising=False)
    return opened


def test_a_packed_program_lends_its_libraries_to_nobody(
    seen: list[tuple[str, str | None]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    show_outside(tmp_path)
    assert seen == [(str(tmp_path), None)]
    assert os.environ[_NAME] == "/packed"


def test_what_was_set_before_is_given_back(
    seen: list[tuple[str, str | None]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv(f"{_NAME}_ORIG", "/theirs")
    show_outside(tmp_path)
    assert seen == [(str(tmp_path), "/theirs")]
    assert os.environ[_NAME] == "/packed"


def test_an_unpacked_program_changes_nothing(
    seen: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    show_outside(tmp_path)
    assert seen == [(str(tmp_path), "/packed")]


def test_nobody_opens_files_past_it() -> None:
    rooms = Path(__file__).parents[2] / "ui"
    users = [path for path in rooms.rglob("*.py") if "QDesktopServices" in path.read_text("utf-8")]
    assert [path.name for path in users] == ["outside.py"]
