"""Plain lists look like all others: one chosen line, and ticks where they are drawn."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from ui.look import colors
from ui.look.items import dress


def a_list(qtbot: QtBot) -> QListWidget:
    view = QListWidget()
    qtbot.addWidget(view)
    dress(view)
    for words in ("教育局", "公安局"):
        item = QListWidgetItem(words, view)
        item.setCheckState(Qt.CheckState.Unchecked)
    view.setCurrentRow(1)
    view.resize(300, 120)
    view.show()
    return view


def test_the_chosen_line_has_the_pale_ground_of_every_list(qtbot: QtBot) -> None:
    view = a_list(qtbot)
    rect = view.visualItemRect(view.item(1))
    picture = view.viewport().grab().toImage()
    ground = picture.pixelColor(rect.right() - 20, rect.center().y())
    wanted = [colors.chosen(view.palette(), focused=focused) for focused in (True, False)]
    assert ground.name() in [color.name() for color in wanted]


def test_a_tick_is_set_where_it_is_drawn(qtbot: QtBot) -> None:
    view = a_list(qtbot)
    rect = view.visualItemRect(view.item(0))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 12, rect.center().y())
    )
    assert view.item(0).checkState() == Qt.CheckState.Checked
