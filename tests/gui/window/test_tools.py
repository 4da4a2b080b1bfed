"""The tool bar in narrow windows: what a clerk needs to the end stays in view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import cell
from ui.actions import TOOLBAR, TOOLBAR_KEPT, TOOLBAR_WORDS
from ui.settings import TOOLBAR_TEXT
from ui.window.main_window import MainWindow
from ui.window.tools import Tools


def tools_of(window: MainWindow) -> Tools:
    (tools,) = window.findChildren(Tools)
    return tools


def names(entries: str) -> set[str]:
    return set(entries.replace("|", " ").split())


@pytest.mark.parametrize("worded", [False, True])
@pytest.mark.parametrize("width", [1920, 1366, 911])
def test_checking_leaving_and_the_panels_stay_in_view(
    window: MainWindow, qtbot: QtBot, width: int, worded: bool
) -> None:
    window.settings.put(TOOLBAR_TEXT, worded)
    window.take_settings()
    window.resize(width, 700)
    tools = tools_of(window)
    qtbot.waitUntil(lambda: tools.width() > 0 and window.width() == width)
    QApplication.processEvents()
    for name in names(TOOLBAR_KEPT):
        button = tools.button(name)
        right = button.mapTo(window, button.rect().bottomRight()).x()
        assert button.isVisible() and right < width, name
    if width >= 1366 or not worded:  # 911 are 1366 pixels at 150 %
        assert all(tools.button(name).isVisible() for name in names(TOOLBAR))


def test_words_are_given_up_for_the_best_known_pictures_first(window: MainWindow) -> None:
    window.settings.put(TOOLBAR_TEXT, True)
    window.take_settings()
    window.resize(1180, 700)
    QApplication.processEvents()
    tools = tools_of(window)
    worded = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    order = TOOLBAR_WORDS.split()
    kept = [tools.button(name).toolButtonStyle() == worded for name in order]
    assert kept == sorted(kept), "none is given up before one that stands further on"
    assert kept[-3:] == [True] * 3
    assert names(TOOLBAR_WORDS) == names(f"{TOOLBAR} {TOOLBAR_KEPT}")


def test_every_tool_has_its_words_at_1366(window: MainWindow) -> None:
    window.settings.put(TOOLBAR_TEXT, True)
    window.take_settings()
    window.resize(1366, 700)
    QApplication.processEvents()
    tools = tools_of(window)
    for name in TOOLBAR_WORDS.split():
        button = tools.button(name)
        assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon, name
        assert button.isVisible() and button.text() and button.accessibleName(), name


def test_the_tool_of_the_problems_is_pressed_while_their_list_is_seen(window: MainWindow) -> None:
    assert window.session is not None
    action = window.actions_["problems"]
    window.problems.set_open(True)
    assert action.isChecked() == (not window.problems.is_line)
    window.session.put([(cell("received"), 4)], "输入")
    assert action.isChecked() == (not window.problems.is_line)
    for _ in range(2):
        action.trigger()
        assert action.isChecked() == (not window.problems.is_line)
