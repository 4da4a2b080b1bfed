"""F6 goes round all that can be worked in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gui.conftest import Keys, cell, focus
from ui.window.main_window import MainWindow

Key = Qt.Key


def test_f6_goes_round_the_panes(window: MainWindow, keys: Keys) -> None:
    assert window.session is not None
    window.session.put([(cell("received"), 4)], "输入")
    window.problems.set_open(True)
    seen: list[QWidget] = []
    for _ in range(3):
        QTest.keyClick(focus(), Key.Key_F6)
        seen.append(focus())
    assert window.view is not None
    assert seen == [window.problems.view, window.view.parts, window.grid]


def test_f6_leaves_out_neither_the_line_of_problems_nor_the_preview(window: MainWindow) -> None:
    assert window.session is not None
    assert window.view is not None
    window.session.put([(cell("received"), 4)], "输入")
    window.session.recheck()
    window.problems.set_open(False)
    window.view.show_preview(True)
    preview = window.view.preview
    assert preview is not None
    seen: list[QWidget] = []
    for _ in range(4):
        QTest.keyClick(focus(), Key.Key_F6)
        seen.append(focus())
    line = window.problems.line.sentence
    assert seen == [preview.pages, line, window.view.parts, window.grid]
