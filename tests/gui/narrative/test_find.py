"""Find and replace across the parts, with one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.narrative.conftest import RECEIVED, TOTAL_FIELD, filled
from ui.narrative.editor import NarrativeEditor
from ui.narrative.find import PROSE_ONLY, FindBar
from ui.session import Session

Place = tuple[str, int, int]


@pytest.fixture
def bar(session: Session, qtbot: QtBot) -> FindBar:
    bar = FindBar(session)
    qtbot.addWidget(bar)
    filled(session, overview="2023年与2023年", problems="无", other="2023年")
    bar.show_find("2023年", "overview", 3)
    return bar


@pytest.fixture
def places(bar: FindBar) -> list[Place]:
    places: list[Place] = []
    bar.found.connect(lambda *place: places.append(place))
    return places


def test_enter_walks_all_parts_and_comes_round(bar: FindBar, places: list[Place]) -> None:
    assert bar.state.text() == "共 3 处"
    for _ in range(3):
        QTest.keyClick(bar.wanted, Qt.Key.Key_Return)
    assert places == [("overview", 6, 11), ("other", 0, 5), ("overview", 0, 5)]
    assert bar.state.text() == "第 1 处，共 3 处"
    QTest.keyClick(bar.wanted, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert places[-1] == ("other", 0, 5)


def test_going_back_begins_before_the_cursor(bar: FindBar, places: list[Place]) -> None:
    bar.find_previous()
    assert places == [("overview", 0, 5)]


def test_replacing_one_by_one(bar: FindBar, places: list[Place], session: Session) -> None:
    bar.new.setText("2024年")
    bar.find_next()
    bar.replace()
    assert session.report.texts["overview"] == "2023年与2024年"
    assert places[-1] == ("other", 0, 5)
    bar.replace()
    assert session.report.texts["other"] == "2024年"
    assert places[-1] == ("overview", 0, 5)
    assert bar.state.text() == "已替换 1 处，现在第 1 处，共 1 处"
    bar.replace()
    assert bar.state.text() == "已替换 1 处，没有别的了"


def test_who_comes_from_a_table_is_told_what_is_looked_through(bar: FindBar) -> None:
    bar.show_find(in_table=True)
    bar.wanted.setText("九千")
    assert bar.state.text() == f"没有找到，{PROSE_ONLY}"
    bar.wanted.clear()
    assert bar.state.text() == PROSE_ONLY
    bar.show_find()
    assert bar.state.text() == ""


def test_replacing_all_is_one_step_over_all_parts(bar: FindBar, session: Session) -> None:
    bar.new.setText("2024年")
    bar.replace_all()
    assert session.report.texts["overview"] == "2024年与2024年"
    assert session.report.texts["other"] == "2024年"
    assert session.undo_stack.undoText() == "替换 3 处"
    assert bar.state.text() == "已替换 3 处，没有别的了"
    session.undo()
    assert session.report.texts["overview"] == "2023年与2023年"
    assert session.report.texts["other"] == "2023年"


def test_numbers_of_the_tables_are_left_alone_and_said(bar: FindBar, session: Session) -> None:
    session.put([(RECEIVED, 12)], "输入", "type")
    filled(session, overview=f"收到{TOTAL_FIELD}件，办结12件", other="")
    bar.wanted.setText("12")
    bar.new.setText("13")
    bar.replace_all()
    assert session.report.texts["overview"] == f"收到{TOTAL_FIELD}件，办结13件"
    assert bar.state.text() == "已替换 1 处，1 处来自表格，没有改"


def test_what_is_being_typed_is_found(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    bar = FindBar(session)
    qtbot.addWidget(bar)
    QTest.keyClicks(editor.text, "abc")
    bar.show_find("abc")
    assert bar.state.text() == "共 1 处"


def test_a_place_is_selected_in_its_editor(editor: NarrativeEditor, session: Session) -> None:
    session.put([(RECEIVED, 12)], "输入", "type")
    filled(session, overview=f"𠮷{TOTAL_FIELD}件2023年")
    at = session.report.texts["overview"].index("2023")
    editor.select(at, at + 4)
    assert editor.text.textCursor().selectedText() == "2023"


def test_nothing_found_is_said_and_escape_closes(bar: FindBar, qtbot: QtBot) -> None:
    bar.wanted.setText("没有的字")
    bar.find_next()
    assert bar.state.text() == "没有找到"
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.wanted, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_the_keyboard_stays_in_the_bar(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    """Otherwise the next Enter would replace what was found."""
    filled(session, overview="2023年与2023年")
    bar = FindBar(session, editor)

    def show(_part: str, start: int, end: int) -> None:
        editor.setFocus()
        editor.select(start, end)

    bar.found.connect(show)
    bar.show_find("2023年")
    qtbot.waitUntil(bar.wanted.hasFocus)
    QTest.keyClick(bar.wanted, Qt.Key.Key_Return)
    assert bar.wanted.hasFocus()
    assert editor.text.textCursor().selectedText() == "2023年"
