"""What is told in the status line concerns the place one is at: elsewhere the place comes back."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from govreport_desktop.report import TextAddress
from tests.gui.conftest import Keys, focus
from ui.forms import Line
from ui.window.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def filled(window: MainWindow) -> MainWindow:
    window.actions_["zero_table"].trigger()
    assert window.status.told.text().startswith("已执行")
    assert not window.status.place.isVisible()
    return window


def test_the_place_comes_back_with_the_next_cell(filled: MainWindow, keys: Keys) -> None:
    keys(Key.Key_Down)
    assert filled.status.currentMessage() == ""
    assert filled.status.place.isVisible()
    assert "上年结转" in filled.status.place.text()


def test_the_place_comes_back_in_another_part(filled: MainWindow) -> None:
    assert filled.view is not None
    filled.view.show_part("disputes")
    assert filled.status.currentMessage() == ""


def test_what_was_taken_back_is_told_no_longer(filled: MainWindow, keys: Keys) -> None:
    keys((Key.Key_Z, CTRL))
    assert filled.status.currentMessage() == ""


def test_what_is_longer_than_the_line_stays_above_the_page_until_it_is_put_away(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.view is not None
    note = window.view.note
    window.tell("已导入。")
    assert not note.isVisible()
    assert window.status.told.text() == "已导入。"
    long = "已从上年度报告带入：" + "上年结转 3 格；" * 40
    window.tell(long)
    assert note.isVisible()
    assert note.words.text() == long
    qtbot.waitUntil(lambda: note.words.height() >= note.words.heightForWidth(note.words.width()))
    note.close_button.click()
    assert not note.isVisible()
    assert window.view.page.isAncestorOf(focus()) or focus() is window.view.page


def test_what_was_told_can_be_seen_again(window: MainWindow) -> None:
    assert window.view is not None
    note, again = window.view.note, window.actions_["told_again"]
    again.trigger()
    assert "还没有消息" in note.words.text()
    note.close_button.click()
    long = "已从上年度报告带入：" + "上年结转 3 格；" * 40
    window.tell(long)
    note.close_button.click()
    again.trigger()
    assert note.isVisible() and note.words.text() == long
    note.close_button.click()
    window.tell("已导入。")
    again.trigger()
    assert note.words.text() == "已导入。"


def test_moving_in_the_prose_brings_the_place_back(window: MainWindow, keys: Keys) -> None:
    assert window.session is not None
    assert window.view is not None
    window.session.put([(TextAddress("overview"), "全年收到政府信息公开申请 9 件。")], "输入")
    window.view.show_part("overview")
    window.tell("已保存")
    assert window.status.currentMessage()
    keys(Key.Key_Right)
    assert window.status.currentMessage() == ""


def test_a_command_is_not_handed_what_qt_says_of_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It once came up as a folder called False."""
    handed: list[tuple[object, ...]] = []
    window.actions_["collect"]._handlers = [lambda *args: handed.append(args)]
    window.actions_["collect"].trigger()
    assert handed == [()]


def test_the_keys_of_the_window_work_from_a_field(window: MainWindow) -> None:
    """X11 knows Ctrl+E as the end of the line; here it exports."""
    assert window.view is not None
    window.view.show_part("office")
    line = window.view.page.findChildren(Line)[0]
    for key in (Key.Key_E, Key.Key_D, Key.Key_H, Key.Key_K, Key.Key_P, Key.Key_U):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL, "")
        event.accept()
        line.event(event)
        assert not event.isAccepted(), f"the field keeps Ctrl+{key.name}"


def test_a_step_that_outlives_its_window_is_named_to_nobody(
    window: MainWindow, qtbot: QtBot
) -> None:
    """The steps of a report go last: with the program, after the menus."""
    assert window.session is not None
    stack = window.session.undo_stack
    with qtbot.captureExceptions() as raised:
        for name in ("undo", "redo"):
            shiboken6.delete(window.actions_[name])
        stack.undoTextChanged.emit("输入")
        stack.redoTextChanged.emit("输入")
    assert raised == []
