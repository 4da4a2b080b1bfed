"""What counts here, without a click: beside the table, or in the line at the foot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Keys, cell
from ui.report.inspector import Inspector
from ui.window.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def card(window: MainWindow) -> Inspector:
    assert window.view is not None
    return window.view.beside.card


def test_the_card_follows_the_cell(window: MainWindow, card: Inspector, keys: Keys) -> None:
    assert card.isVisible()
    assert card.title.text() == "本年新收 · 自然人"
    keys(Key.Key_Right, Key.Key_Down)
    assert card.title.text() == "上年结转 · 商业企业"
    assert card.counts.text()
    assert card.mistake.text().startswith("常见错误")
    assert card.basis.text().startswith("依据：")
    assert window.status.place.text() == "三 · 上年结转 · 商业企业", "said once"


def test_the_card_says_how_a_total_comes_about_and_what_the_notice_says(
    window: MainWindow, card: Inspector
) -> None:
    assert window.grid is not None
    window.grid.go_to(cell("received", "total"))
    assert "由程序计算" in card.counts.text()
    window.grid.go_to(cell("partial"))
    assert "区分处理的，只在这里计一次" in card.counts.text()


def test_prose_has_a_card_too_and_the_office_none(window: MainWindow, card: Inspector) -> None:
    assert window.view is not None
    window.view.show_part("problems")
    assert card.title.text() == "五、存在的主要问题及改进情况"
    window.view.show_part("office")
    assert not card.title.isVisible()


def test_where_there_is_no_room_the_line_at_the_foot_says_it(
    window: MainWindow, card: Inspector, qtbot: QtBot
) -> None:
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: not card.isVisible())
    line = window.status.place.text()
    assert line.startswith("三 · 本年新收 · 自然人　")
    assert "常见错误：" in line
    window.resize(1366, 740)
    qtbot.waitUntil(card.isVisible)
    assert window.status.place.text() == "三 · 本年新收 · 自然人"


def test_the_preview_takes_its_place(window: MainWindow, card: Inspector) -> None:
    window.actions_["preview"].trigger()
    assert not card.isVisible()
    assert "常见错误：" in window.status.place.text()


def test_it_can_be_put_away_for_good(window: MainWindow, card: Inspector, keys: Keys) -> None:
    keys((Key.Key_I, CTRL))
    assert not card.isVisible()
    assert not window.actions_["inspector"].isChecked()
    keys((Key.Key_I, CTRL))
    assert card.isVisible()


def test_a_number_that_is_typed_changes_the_difference(
    window: MainWindow, card: Inspector, keys: Keys
) -> None:
    assert window.grid is not None
    keys("7", Key.Key_Return, Key.Key_Up)
    assert window.grid.current == cell("received")
    assert not card.last.isVisible(), "no last year, nothing said"
