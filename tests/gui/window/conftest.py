"""A report in a folder of its own, and the ways to lose it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from govreport_desktop.form import load_form
from govreport_desktop.store.document import Document, verify
from ui import messages
from ui.session import Session
from ui.window.main_window import MainWindow

Breaks = Callable[[Path], None]
WORDS = "yi ge zi dou bu neng diu"
PART = "overview"


def delete(path: Path) -> None:
    path.unlink()


def delete_folder(path: Path) -> None:
    for each in path.parent.iterdir():
        each.unlink()
    path.parent.rmdir()


def replace(path: Path) -> None:
    """As a sync client does: another version is put in place of the file in one step."""
    other = path.with_name("download.part")
    with Document.create(other, load_form("2021"), "别处的示例局", 2024):
        pass
    other.replace(path)


@contextmanager
def no_room() -> Iterator[None]:
    """No file can grow: what a full disk does, for this process alone."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (256, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """In a folder of its own, which can be taken away."""
    folder = tmp_path / "年报"
    folder.mkdir()
    path = folder / "示例局2024.govreport"
    with Document.create(path, load_form("2021"), "示例局", 2024):
        pass
    return path


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place the clerk chooses when asked."""
    target = tmp_path / "另存.govreport"
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    return target


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def type_prose(window: MainWindow, words: str = WORDS) -> None:
    """Typed this moment: not yet in the report, let alone in the file."""
    assert window.view is not None
    window.view.show_part(PART)
    assert window.prose is not None
    QTest.keyClicks(window.prose.text, words)
    assert window.prose.is_ahead


def another(folder: Path) -> Path:
    path = folder / "other.govreport"
    with Document.create(path, load_form("2021"), "另一局", 2024):
        return path


def kept(path: Path) -> str:
    assert verify(path) == []
    with Document.open(path, read_only=True) as document:
        return document.report.texts[PART]
