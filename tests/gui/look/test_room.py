"""A window that is collected leaves the screen where it is."""

from __future__ import annotations

import gc
import re

import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from govreport_desktop.paths import resources
from ui.look.room import room_at, room_of

ROOT = resources().parent


class Window(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.itself = self  # so that only the collector finds it
        self.room = room_of(self)


def test_a_window_that_is_collected_leaves_the_screen(qapp: QApplication) -> None:
    screen = QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    for _ in range(3):
        assert Window().room == room
        gc.collect()
    assert shiboken6.isValid(screen)


def test_a_point_on_no_screen_has_the_room_of_the_first(qapp: QApplication) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room_at(room.center()) == room
    assert room_at(QPoint(-(10**6), 0)) == room


def test_nobody_asks_a_widget_for_its_screen() -> None:
    asks = [
        path.name
        for folder in ("ui", "tests/gui")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"\.screen\(" + r"\)", path.read_text(encoding="utf-8"))
    ]
    assert asks == []
