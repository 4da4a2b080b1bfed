"""Saving as, saving a copy, and showing the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from govreport_desktop.report import TextAddress, Unread
from govreport_desktop.store.document import Document
from tests.gui.conftest import Keys, cell
from tests.gui.window.conftest import (
    PART,
    WORDS,
    kept,
    session_of,
    type_prose,
)
from ui import messages
from ui.settings import ASK_VERSION
from ui.window.main_window import MainWindow


def test_saving_as_goes_on_in_the_other_file(
    window: MainWindow, path: Path, elsewhere: Path, keys: Keys
) -> None:
    keys("1", Qt.Key.Key_Return)
    type_prose(window)
    window.settings.put(ASK_VERSION, False)
    window.actions_["version"].trigger()
    window.actions_["save_as"].trigger()
    session = session_of(window)
    assert session.document.path == elsewhere
    assert window.windowTitle().startswith("另存.govreport")
    session.put([(cell("received"), Unread("x"))], "填写")
    assert [version.name for version in session.document.versions()] == ["手工保存"]
    session.undo()
    session.undo()
    assert window.close()
    assert window.settings.recent()[0].path == elsewhere
    assert (kept(path), kept(elsewhere)) == (WORDS, "")


def test_a_copy_is_written_and_work_goes_on_here(
    window: MainWindow, path: Path, elsewhere: Path
) -> None:
    type_prose(window)
    window.actions_["save_copy"].trigger()
    assert kept(elsewhere) == WORDS
    session = session_of(window)
    assert session.document.path == path
    session.put([(TextAddress(PART), "")], "清除")
    assert kept(elsewhere) == WORDS


def test_what_can_only_be_read_is_saved_as_and_then_written(
    window: MainWindow, path: Path, elsewhere: Path
) -> None:
    window.actions_["close"].trigger()
    with Document.open(path):
        window.files.open_path(path)
        assert session_of(window).read_only
        window.actions_["save_as"].trigger()
        session = session_of(window)
        assert session.document.path == elsewhere
        assert not session.read_only
        assert session.put([(cell("received"), 4)], "填写")


def test_a_place_that_cannot_be_written_is_said_and_nothing_moves(
    window: MainWindow,
    path: Path,
    tmp_path: Path,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for target in (tmp_path / "none" / "a.govreport", path):
        monkeypatch.setattr(messages, "ask_save", lambda *_, target=target: target)
        for command in ("save_as", "save_copy"):
            count = len(told)
            window.actions_[command].trigger()
            assert len(told) == count + 1
    assert session_of(window).document.path == path


def test_the_folder_is_shown(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    window.actions_["open_folder"].trigger()
    assert [Path(url.toLocalFile()) for url in shown] == [path.parent]


def test_a_file_being_read_may_go_away(window: MainWindow, path: Path, tmp_path: Path) -> None:
    window.actions_["close"].trigger()
    with Document.open(path):
        window.files.open_path(path)
        moved = tmp_path / "moved"
        if os.name == "posix":
            path.rename(moved)
        assert window.close()
