"""Keys that are no text never touch what is written, wherever the keyboard is."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from govreport_desktop.report import TextAddress
from tests.gui.conftest import Keys, cell, fill, focus, values
from ui.forms import Line
from ui.session import Session
from ui.window.main_window import MainWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier
SENTENCE = "全年收到政府信息公开申请 9 件。"
ALT = Modifier.AltModifier
CHORDS = (ALT, Modifier.MetaModifier, ALT | Modifier.ShiftModifier)

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="there Alt writes letters")


@pytest.fixture
def written(window: MainWindow) -> Session:
    session = window.session
    assert session is not None
    fill(session)
    session.put([(TextAddress("overview"), SENTENCE)], "输入")
    session.recheck()
    return session


@pytest.mark.parametrize("chord", CHORDS)
def test_a_chord_that_is_nobodys_leaves_the_selected_prose_alone(
    window: MainWindow, written: Session, chord: Qt.KeyboardModifier
) -> None:
    assert window.view is not None
    window.view.show_part("overview")
    assert window.prose is not None
    window.prose.text.selectAll()
    for letter in "jyz9;":
        QTest.keyClicks(window.prose.text, letter, chord)
    assert window.prose.text.stored == SENTENCE


@pytest.mark.parametrize("chord", CHORDS)
def test_a_chord_that_is_nobodys_types_into_no_cell(
    window: MainWindow, written: Session, keys: Keys, chord: Qt.KeyboardModifier
) -> None:
    QTest.keyClicks(focus(), "z", chord)
    assert window.grid is not None and window.grid.editor is None
    keys(Key.Key_F2)
    editor = window.grid.editor
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(focus(), "z", chord)
    assert editor.text() == "0"
    keys(Key.Key_Return)
    assert values(written, cell("received")) == [0]


def test_what_other_layouts_write_with_alt_and_control_is_text(
    window: MainWindow, written: Session
) -> None:
    """AltGr is both of them on Windows."""
    line = Line()
    line.setText("a")
    QTest.keyClicks(line, "@", Modifier.AltModifier | Modifier.ControlModifier)
    assert line.text() == "a@"


def test_every_line_one_writes_in_is_of_that_kind() -> None:
    from pathlib import Path

    ui = Path(sys.modules["ui"].__path__[0])
    plain = [path.name for path in ui.rglob("*.py") if "= QLineEdit(" in path.read_text("utf-8")]
    assert plain == [], f"not {QLineEdit.__name__}: it takes Alt and a letter for text"


@pytest.mark.parametrize("opened", [False, True])
def test_alt_j_goes_to_both_places_of_the_problem_whatever_is_shown_of_it(
    window: MainWindow, written: Session, keys: Keys, qtbot: QtBot, opened: bool
) -> None:
    window.problems.set_open(opened)
    problem = next(p for p in written.problems if p.rule == "R9")
    window.problems.show_problem(problem)
    jump = (Key.Key_J, Modifier.AltModifier)
    keys(jump)
    qtbot.waitUntil(lambda: window.prose is not None)
    assert window.prose is not None
    assert window.prose.text.textCursor().selectedText() == "收到政府信息公开申请 9 件"
    keys(jump)
    qtbot.waitUntil(lambda: window.grid is not None)
    assert window.grid is not None
    assert window.grid.current == cell("received", "total")
    keys(jump)
    qtbot.waitUntil(lambda: window.prose is not None)
    assert written.report.texts["overview"] == SENTENCE


def test_alt_j_goes_to_the_problem_from_the_facts_too(
    window: MainWindow, written: Session, keys: Keys
) -> None:
    assert window.view is not None
    window.problems.show_problem(next(p for p in written.problems if p.rule == "R9"))
    window.view.show_part("office")
    keys((Key.Key_J, Modifier.AltModifier))
    assert window.view.part == "overview"
    assert not written.report.fields["signed_on"]
