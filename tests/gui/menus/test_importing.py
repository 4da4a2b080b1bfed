"""What is brought in: several files, a folder, several reports in one file, the file itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from govreport_desktop.paths import resources
from tests.gui.conftest import cell
from ui import messages
from ui.collect.new_task import NewTaskDialog
from ui.dialogs.dropped import DroppedDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.new_report import NewReportDialog
from ui.dialogs.which_report import WhichReportDialog
from ui.window.main_window import MainWindow

T = TypeVar("T", bound=QWidget)
SAMPLE = next((resources() / "samples").glob("*.txt"))


def shown(window: MainWindow, kind: type[T], qtbot: QtBot) -> T:
    def found() -> list[T]:
        return [d for d in window.findChildren(kind) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=10_000)
    return found()[0]


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, button, none))


@pytest.fixture
def two_reports(tmp_path: Path) -> Path:
    """One text with the sample of two years in it."""
    text = SAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "两份.txt"
    path.write_text(text + "\n" + text.replace("2023", "2022").replace("24380", "11111"), "utf-8")
    return path


def test_of_several_reports_in_a_file_one_is_chosen_and_read(
    window: MainWindow, qtbot: QtBot, two_reports: Path
) -> None:
    window.files.open_path(two_reports)
    which = shown(window, WhichReportDialog, qtbot)
    words = [which.list.item(row).text() for row in range(which.list.count())]
    assert ["2023 年度" in words[0], "2022 年度" in words[1]] == [True, True]
    which.list.setCurrentRow(1)
    QTest.keyClick(which, Qt.Key.Key_Return)
    dialog = shown(window, ImportDialog, qtbot)
    assert "2022 年度" in dialog.stranger.words.text()
    dialog.stranger.sure.setChecked(True)
    dialog.accept()
    assert window.session is not None
    assert window.session.report.values[cell("licences", "decisions", "proactive")] == 11111
    assert window.session.report.year == 2024


def test_two_reports_of_the_same_name_are_asked_about_with_what_differs(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "两份.txt"
    path.write_text(text + "\n" + text.replace("24380", "11111"), "utf-8")
    window.files.open_path(path)
    which = shown(window, WhichReportDialog, qtbot)
    said = [label.text() for label in which.findChildren(QLabel)]
    assert any("24380／11111" in words for words in said), said
    which.list.setCurrentRow(1)
    which.accept()
    dialog = shown(window, ImportDialog, qtbot)
    dialog.stranger.sure.setChecked(True)
    dialog.accept()
    assert window.session is not None
    assert window.session.report.values[cell("licences", "decisions", "proactive")] == 11111


def test_last_years_report_too_is_chosen_among_several(
    window: MainWindow, qtbot: QtBot, two_reports: Path
) -> None:
    window.actions_["new"].trigger()
    dialog = shown(window, NewReportDialog, qtbot)
    dialog.take_last_year(two_reports)
    which = shown(window, WhichReportDialog, qtbot)
    which.accept()
    qtbot.waitUntil(lambda: dialog.year.text() == "2024" and dialog.chosen() is not None)
    dialog.reject()


def test_several_files_are_imported_one_after_the_other(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 nothing")
    second = tmp_path / "second.txt"
    shutil.copy(SAMPLE, second)
    drop(window, SAMPLE, bad, second)
    dropped = shown(window, DroppedDialog, qtbot)
    assert dropped.list.count() == 3
    dropped.accept()
    first = shown(window, ImportDialog, qtbot)
    assert SAMPLE.name in first._name
    first.reject()
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    qtbot.waitUntil(lambda: first not in window.findChildren(ImportDialog), timeout=10_000)
    assert "second.txt" in shown(window, ImportDialog, qtbot)._name


def test_a_dropped_folder_becomes_a_task_or_one_table(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "各单位"
    folder.mkdir()
    asked: list[str] = []
    monkeypatch.setattr(messages, "ask_save", lambda *said: asked.append(said[3]))
    drop(window, folder)
    dropped = shown(window, DroppedDialog, qtbot)
    assert not dropped.one_button.isVisible()
    assert dropped.task_button.isDefault()
    dropped.task_button.click()
    task = shown(window, NewTaskDialog, qtbot)
    assert task.folder.text() == str(folder)
    task.reject()
    drop(window, folder)
    shown(window, DroppedDialog, qtbot).table_button.click()
    assert asked == ["各单位-汇总表.xlsx"]


@pytest.mark.parametrize("folders", [1, 2])
def test_every_button_of_dropped_files_shows_all_of_its_words(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, folders: int
) -> None:
    (tmp_path / "别处").mkdir()
    drop(window, tmp_path / "a.txt", tmp_path / ("别处" if folders > 1 else ".") / "b.txt")
    dropped = shown(window, DroppedDialog, qtbot)
    buttons = [button for button in dropped.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) == (3 if folders > 1 else 5)
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
    (about, *_) = dropped.findChildren(QLabel)
    assert ("文件夹" in about.text()) == (folders == 1)
    dropped.reject()


def test_one_of_several_files_can_be_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(window, SAMPLE, tmp_path / "b.txt")
    shown(window, DroppedDialog, qtbot).one_button.click()
    shown(window, ImportDialog, qtbot).reject()


def test_a_report_is_not_imported_into_itself(
    window: MainWindow, qtbot: QtBot, told: list[str]
) -> None:
    assert window.session is not None
    window.files.importing.read(window.session.document.path)
    assert "同一个文件" in told[-1]
