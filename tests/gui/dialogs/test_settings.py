"""Settings: how pages are printed is remembered, and the open preview follows."""

from __future__ import annotations

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
    assert settings.print_options() == {"blank": "", "signature": False, "notes": False}
    dialog = opened(window)
    dialog.blank.setCurrentIndex(dialog.blank.findData("0"))
    dialog.signature.setChecked(True)
    dialog.accept()
    assert settings.print_options() == {"blank": "0", "signature": True, "notes": False}
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)
    again = opened(window)
    assert again.blank.currentData() == "0"
    assert again.signature.isChecked()


def test_cancel_changes_nothing(window: MainWindow, settings: Settings) -> None:
    dialog = opened(window)
    dialog.signature.setChecked(True)
    dialog.reject()
    assert not settings.print_options()["signature"]
