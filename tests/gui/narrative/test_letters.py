"""A letter of the find bar and of the first steps is no menu's."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.actions import MENUS
from ui.narrative.find import FindBar
from ui.session import Session
from ui.settings import Settings
from ui.window.home.first_start import FirstStart

_LETTER = re.compile(r"\(&([A-Z])\)")


def test_no_letter_of_a_pane_opens_a_menu(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    menus = {letter for title, _ in MENUS for letter in _LETTER.findall(title)}
    panes: list[QWidget] = [FindBar(session), FirstStart(Settings(tmp_path / "a.ini"))]
    for pane in panes:
        qtbot.addWidget(pane)
        words = [w.text() for w in pane.findChildren(QLabel)]
        words += [w.text() for w in pane.findChildren(QAbstractButton)]
        letters = [letter for text in words for letter in _LETTER.findall(text)]
        assert letters and not menus & set(letters)
        assert len(letters) == len(set(letters)), "each is one field's"
