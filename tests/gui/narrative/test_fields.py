"""Numbers of the tables in the prose: put in, live, copied, gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.gui.narrative.conftest import RECEIVED, TOTAL, TOTAL_FIELD, filled
from ui.narrative.choices import ChoiceList
from ui.narrative.convert import address_at, field_positions
from ui.narrative.editor import NarrativeEditor
from ui.narrative.menu import ProseMenu
from ui.narrative.picker import FieldPicker
from ui.session import Session


def picker() -> FieldPicker:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FieldPicker)
    return popup


def test_a_brace_asks_for_a_number_and_enter_puts_it_in(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    session.put([(RECEIVED, 12)], "输入", "type")
    QTest.keyClicks(editor.text, "{")
    popup = picker()
    popup.line.setText("新收 总计")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert session.report.texts["overview"] == TOTAL_FIELD
    assert session.undo_stack.undoText() == "插入数字"
    assert address_at(editor.text.document(), 0) == TOTAL
    session.undo()
    assert session.report.texts["overview"] == ""


def test_arrow_keys_choose_another_cell(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    QTest.keyClicks(editor.text, "{")
    popup = picker()
    popup.line.setText("本年新收")
    QTest.keyClick(popup.line, Qt.Key.Key_Down)
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert session.report.texts["overview"] == "{requests/received/natural_person}"


@pytest.mark.parametrize("sign", ["{", "「"])
def test_escape_takes_the_sign_along_and_the_sign_again_is_text(
    editor: NarrativeEditor, session: Session, qtbot: QtBot, sign: str
) -> None:
    type_sign(editor, sign)
    QTest.keyClick(picker(), Qt.Key.Key_Escape)
    editor.commit()
    assert session.report.texts["overview"] == ""
    type_sign(editor, sign)
    picker().line.setText(sign)
    editor.commit()
    assert editor.text.stored == sign


def type_sign(editor: NarrativeEditor, sign: str) -> None:
    """As an input method commits it, where no key gives it."""
    commit = QInputMethodEvent("", [])
    commit.setCommitString(sign)
    QApplication.sendEvent(editor.text, commit)


def test_nothing_is_put_in_where_nothing_fits(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    editor.pick_field()
    popup = picker()
    popup.line.setText("没有这样的格")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert popup.isVisible()
    popup.close()
    assert editor.text.stored == ""


def test_the_field_follows_its_cell(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    filled(session, overview=f"收到{TOTAL_FIELD}件")

    def width() -> float:
        cursor = editor.text.textCursor()
        cursor.setPosition(3)
        return float(editor.text.cursorRect(cursor).left())

    blank = width()
    assert "还没有填写" in editor.text.tooltip_at(2)
    session.put([(RECEIVED, 7)], "输入", "type")
    short = width()
    assert "三 · 本年新收 · 总计：7" in editor.text.tooltip_at(2)
    session.put([(RECEIVED, 1234567)], "输入", "type")
    assert short < width()
    assert short < blank
    assert editor.status.words.text().startswith("字数 4")


def test_a_field_is_one_step_of_the_cursor_and_one_backspace(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    filled(session, overview=f"收到{TOTAL_FIELD}件")
    QTest.keyClick(editor.text, Qt.Key.Key_End)
    QTest.keyClick(editor.text, Qt.Key.Key_Left)
    QTest.keyClick(editor.text, Qt.Key.Key_Backspace)
    editor.commit()
    assert session.report.texts["overview"] == "收到件"


def test_typing_behind_a_field_is_plain_text(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    filled(session, overview=TOTAL_FIELD)
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor.text, "abc")
    editor.commit()
    assert session.report.texts["overview"] == f"{TOTAL_FIELD}abc"
    assert field_positions(editor.text.document()) == [0]


def test_copies_are_digits_outside_and_fields_inside(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    session.put([(RECEIVED, 12)], "输入", "type")
    filled(session, overview=f"收到{TOTAL_FIELD}件\n第二段")
    editor.text.selectAll()
    editor.text.copy()
    assert QGuiApplication.clipboard().text() == "收到12件\n第二段"
    other = NarrativeEditor(session, "problems")
    qtbot.addWidget(other)
    other.text.paste()
    assert session.report.texts["problems"] == f"收到{TOTAL_FIELD}件\n第二段"


def test_a_field_of_another_form_stays_and_says_so(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    stored = "制作{proactive/rules/made}件"
    filled(session, overview=stored)
    assert "没有这一格" in editor.text.tooltip_at(2)
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor.text, "x")
    editor.commit()
    assert session.report.texts["overview"] == stored + "x"


def test_the_menu_turns_a_field_into_its_digits(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    session.put([(RECEIVED, 12)], "输入", "type")
    filled(session, overview=f"收到{TOTAL_FIELD}件")
    menu = ProseMenu(editor.text, session, 2)
    by_name = {action.text(): action for action in menu.actions()}
    by_name["改为普通数字"].trigger()
    assert session.report.texts["overview"] == "收到12件"
    assert session.undo_stack.undoText() == "改为普通数字"


def test_control_click_leads_to_the_cell(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    filled(session, overview=f"收到{TOTAL_FIELD}件")
    cursor = editor.text.textCursor()
    cursor.setPosition(2)
    spot = editor.text.cursorRect(cursor).center() + QPoint(8, 0)
    with qtbot.waitSignal(editor.cell_requested) as blocker:
        QTest.mouseClick(
            editor.text.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            spot,
        )
    assert blocker.args == [TOTAL]


def test_the_list_of_cells_is_a_sound_model(session: Session, qtmodeltester: ModelTester) -> None:
    session.put([(RECEIVED, 1200)], "输入", "type")
    cells = ChoiceList(session.report)
    qtmodeltester.check(cells, force_py=True)  # type: ignore[no-untyped-call]
    cells.search("新收 自然人")
    assert cells.choice(0).stored == "{requests/received/natural_person}"
    assert [cells.index(0, column).data() for column in (0, 1)] == [
        "三 · 本年新收 · 自然人",
        "1,200",
    ]
