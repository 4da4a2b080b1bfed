"""The one wrong cell in the window: said as soon as the prose is read, mended with one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Problem
from govreport_desktop.checks.background import ProseCheck
from govreport_desktop.report import TextAddress
from tests.gui.conftest import Keys, cell, fill, values
from ui.session import Session
from ui.window.main_window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier
PROSE = "全年办结政府信息公开申请12件，予以公开7件，部分公开5件。"


def balance(session: Session) -> Problem:
    return next(p for p in session.problems if p.key == "R1:requests/natural_person")


def astray(session: Session) -> None:
    """A single digit too large, which the table alone cannot tell from any other cell's."""
    fill(session)
    session.put([(cell("received"), 12), (cell("granted"), 7), (cell("partial"), 5)], "输入")
    session.put([(TextAddress("overview"), PROSE)], "输入")


def test_prose_that_was_read_tells_the_cell_before_it_is_read_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None
    astray(session)
    qtbot.waitUntil(lambda: not session.checking)
    monkeypatch.setattr(ProseCheck, "__call__", lambda *_: pytest.fail("the prose is read again"))
    session.put([(cell("partial"), 8)], "输入")
    qtbot.waitUntil(lambda: bool(balance(session).cause))
    problem = balance(session)
    assert problem.cause.startswith("只有“部分公开·自然人”的 8 改为 5")
    assert problem.fix is not None
    assert problem.fix.label == "部分公开改为 5"


def test_one_key_mends_it_and_undo_takes_it_back(
    window: MainWindow, keys: Keys, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    astray(session)
    session.put([(cell("partial"), 8)], "输入")
    session.recheck()
    keys(Qt.Key.Key_F8)
    keys((Qt.Key.Key_Return, ALT))
    assert values(session, cell("partial")) == [5]
    qtbot.waitUntil(lambda: not session.checking)
    assert not any(p.rule in ("R1", "R9") for p in session.problems)
    session.undo()
    assert values(session, cell("partial")) == [8]


def test_sets_that_explain_it_equally_are_a_menu(window: MainWindow, keys: Keys) -> None:
    session = window.session
    assert session is not None
    fill(session)
    session.put([(cell("received"), 20), (cell("granted"), 24)], "输入")
    session.put([(cell("carried_over"), 3)], "输入")
    session.explain()
    problem = balance(session)
    assert problem.choice == "有 3 种改法"
    keys(Qt.Key.Key_F8, (Qt.Key.Key_Return, ALT))
    menu = window.problems.line.remedy.choices
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "上年结转·自然人改为 4",  # typed last
        "本年新收·自然人改为 21",
        "予以公开·自然人改为 23",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert values(session, cell("carried_over")) == [4]
