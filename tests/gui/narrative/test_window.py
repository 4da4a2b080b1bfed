"""Prose in the real window: keys, menus, other parts, closing."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.form import CellAddress
from govreport_desktop.report import TextAddress
from govreport_desktop.store.document import Document
from tests.gui.conftest import Keys, cell
from ui.narrative.editor import NarrativeEditor
from ui.narrative.picker import FieldPicker
from ui.window.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def prose(window: MainWindow, part: str = "overview") -> NarrativeEditor:
    assert window.view is not None
    window.view.show_part(part)
    assert window.prose is not None
    return window.prose


def text_of(window: MainWindow, part: str = "overview") -> str:
    assert window.session is not None
    return window.session.report.texts[part]


def test_undo_crosses_from_prose_to_table_and_back(window: MainWindow, keys: Keys) -> None:
    assert window.session is not None
    keys("7", Qt.Key.Key_Return)
    prose(window)
    keys("abc")
    window.actions_["undo"].trigger()
    assert text_of(window) == ""
    window.actions_["undo"].trigger()
    assert window.session.report.values[cell("received")] is None
    assert window.grid is not None
    window.actions_["redo"].trigger()
    window.actions_["redo"].trigger()
    assert text_of(window) == "abc"
    assert window.prose is not None
    assert window.prose.text.textCursor().position() == 3


def test_leaving_the_part_keeps_what_was_typed(window: MainWindow, keys: Keys) -> None:
    prose(window)
    keys("abc")
    assert window.view is not None
    window.view.show_part("requests")
    assert text_of(window) == "abc"


def test_closing_at_once_keeps_what_was_typed(window: MainWindow, keys: Keys, path: Path) -> None:
    prose(window)
    keys("abc")
    window.close()
    with Document.open(path) as document:
        assert document.report.texts["overview"] == "abc"


def test_the_edit_menu_works_in_prose(window: MainWindow, keys: Keys) -> None:
    editor = prose(window)
    keys("abc")
    assert not window.actions_["fill_down"].isEnabled()
    window.actions_["select_all"].trigger()
    window.actions_["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "abc"
    window.actions_["cut"].trigger()
    assert editor.text.toPlainText() == ""
    window.actions_["paste"].trigger()
    assert text_of(window) == "abc"
    assert window.actions_["undo"].text().startswith("撤销“粘贴文字”")


def test_the_menu_puts_a_number_in(window: MainWindow, keys: Keys) -> None:
    prose(window)
    assert window.actions_["insert_field"].isEnabled()
    window.actions_["insert_field"].trigger()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FieldPicker)
    popup.line.setText("行政许可")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert text_of(window) == "{proactive/licences/decisions}"
    assert window.view is not None
    window.view.show_part("requests")
    assert not window.actions_["insert_field"].isEnabled()


def test_find_goes_to_another_part_and_selects_there(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.put([(TextAddress("other"), "六里的2023年")], "导入", "import")
    prose(window)
    window.actions_["find"].trigger()
    assert window.view is not None
    bar = window.view.find_bar
    assert bar is not None
    bar.wanted.setText("2023")
    qtbot.waitUntil(bar.wanted.hasFocus)
    QTest.keyClick(bar.wanted, Qt.Key.Key_Return)
    assert window.view.part == "other"
    assert window.prose is not None
    assert window.prose.text.textCursor().selectedText() == "2023"


def test_a_field_leads_to_its_cell(window: MainWindow) -> None:
    editor = prose(window)
    editor.cell_requested.emit(CellAddress("proactive", "licences", "decisions"))
    assert window.view is not None
    assert window.view.part == "proactive"


def test_the_preview_lets_its_process_go_with_the_report(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["preview"].trigger()
    assert window.view is not None
    assert window.view.preview is not None
    with qtbot.waitSignal(window.view.preview.pages.swapped, timeout=20_000):
        pass
    assert multiprocessing.active_children()
    window.show_session(None)
    qtbot.waitUntil(lambda: not multiprocessing.active_children(), timeout=10_000)


@pytest.mark.parametrize(
    ("key", "claimed"), [("E", False), ("D", False), ("Z", False), ("A", True), ("V", True)]
)
def test_prose_claims_no_command_of_the_window(window: MainWindow, key: str, claimed: bool) -> None:
    """Ctrl+E is the end of the line to Qt on Linux, and an export to the clerk."""
    editor = prose(window)
    code = Qt.Key[f"Key_{key}"].value
    event = QKeyEvent(QEvent.Type.ShortcutOverride, code, CONTROL)
    event.ignore()
    QApplication.sendEvent(editor.text, event)
    assert event.isAccepted() == claimed


def test_undo_and_find_work_while_writing(window: MainWindow, keys: Keys) -> None:
    editor = prose(window)
    keys("abc")
    QTest.keyClick(editor.text, Qt.Key.Key_Z, CONTROL)
    assert text_of(window) == ""
    QTest.keyClick(editor.text, Qt.Key.Key_F, CONTROL)
    assert window.view is not None
    assert window.view.find_bar is not None
    assert window.view.find_bar.isVisible()


def test_a_copied_file_is_answered_with_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    assert window.view is not None
    window.view.show_part("overview")
    assert window.prose is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "图.png"))])
    QGuiApplication.clipboard().setMimeData(data)
    assert QGuiApplication.clipboard().mimeData().hasUrls()
    assert window.actions_["paste"].isEnabled()
    window.actions_["paste"].trigger()
    assert window.status.currentMessage().startswith("复制的是文件，没有粘贴")
    assert window.prose.text.stored == ""
