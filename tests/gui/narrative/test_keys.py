"""Keys that are no text never touch what is written, wherever the keyboard is."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from govreport_desktop.report import TextAddress
from tests.gui.conftest import Keys, cell, fill, focus, values
from ui.forms import Line, Lines
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


@pytest.mark.parametrize("chord", CHORDS)
def test_a_chord_is_no_text_in_a_box_of_several_lines(
    qapp: object, chord: Qt.KeyboardModifier
) -> None:
    box = Lines()
    box.setPlainText("问过张科长")
    box.selectAll()
    for letter in "jyz9;":
        QTest.keyClicks(box, letter, chord)
    assert box.toPlainText() == "问过张科长"


def test_a_box_of_several_lines_claims_no_key_of_the_window(qtbot: QtBot) -> None:
    """Undo is the window's as long as nothing was typed into the box."""
    window, box = QMainWindow(), Lines()
    window.setCentralWidget(box)
    qtbot.addWidget(window)
    done: list[str] = []
    for key in ("Alt+J", "Ctrl+E", "Ctrl+K", "Ctrl+Z"):
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(partial(done.append, key))
        window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    box.setFocus()
    QTest.keyClick(box, Key.Key_J, ALT)
    for letter in (Key.Key_E, Key.Key_K, Key.Key_Z):
        QTest.keyClick(box, letter, Modifier.ControlModifier)
    assert done == ["Alt+J", "Ctrl+E", "Ctrl+K", "Ctrl+Z"]
    QTest.keyClicks(box, "a")
    QTest.keyClick(box, Key.Key_Z, Modifier.ControlModifier)
    assert not box.toPlainText() and done.count("Ctrl+Z") == 1


@pytest.mark.parametrize("kind", ["QLineEdit", "QPlainTextEdit"])
def test_every_field_one_writes_in_is_of_that_kind(kind: str) -> None:
    ui = Path(sys.modules["ui"].__path__[0])
    plain = [path.name for path in ui.rglob("*.py") if f"= {kind}(" in path.read_text("utf-8")]
    assert plain == [], f"not {kind}: it takes Alt and a letter for text"


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
    assert window.prose.pointed == "收到政府信息公开申请 9 件"
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
