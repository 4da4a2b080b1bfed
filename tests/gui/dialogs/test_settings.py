"""Settings: how pages are printed is remembered, and the open preview follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.dialogs.settings import SettingsDialog
from ui.settings import Settings
from ui.window.main_window import MainWindow


def opened(window: MainWindow) -> SettingsDialog:
    window.actions_["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    return dialog


def test_print_options_are_remembered(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    assert settings.print_options() == {
        "blank": "",
        "signature": False,
        "contact": False,
        "notes": False,
    }
    dialog = opened(window)
    dialog.blank.setCurrentIndex(dialog.blank.findData("0"))
    dialog.signature.setChecked(True)
    dialog.accept()
    assert settings.print_options() == {
        "blank": "0",
        "signature": True,
        "contact": False,
        "notes": False,
    }
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)
    again = opened(window)
    assert again.blank.currentData() == "0"
    assert again.signature.isChecked()


def test_cancel_changes_nothing(window: MainWindow, settings: Settings) -> None:
    dialog = opened(window)
    dialog.signature.setChecked(True)
    dialog.reject()
    assert not settings.print_options()["signature"]


def test_rows_and_tool_bar_follow_at_once(
    window: MainWindow, settings: Settings, qtbot: QtBot
) -> None:
    assert window.grid is not None
    before = window.grid.rowHeight(5)
    dialog = opened(window)
    dialog.looks.density.setCurrentIndex(dialog.looks.density.findData("roomy"))
    dialog.looks.tools.setCurrentIndex(1)
    dialog.looks.scheme.setCurrentIndex(dialog.looks.scheme.findData("dark"))
    dialog.accept()
    QApplication.processEvents()
    assert window.grid.rowHeight(5) > before
    preview = window._bars.tools.button("preview")
    assert preview.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert window._bars.tools.geometry().top() >= window._bars.menus.geometry().bottom()
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)
    again = opened(window)
    assert again.looks.density.currentData() == "roomy"
    assert again.looks.scheme.currentData() == "dark"
    again.looks.scheme.setCurrentIndex(0)
    again.looks.tools.setCurrentIndex(0)
    again.accept()
    # Menus and pictures stand on one line.
    qtbot.waitUntil(lambda: window._bars.height() < 40)
