"""What a clerk notices while writing: nothing is lost, undo is sane, the cursor stays."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QTextBlock, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.errors import FileError
from govreport_desktop.report import Edit, TextAddress
from govreport_desktop.store.document import Document
from tests.gui.narrative.conftest import RECEIVED, TOTAL_FIELD, filled
from ui.look.structures import Selection
from ui.narrative.editor import NarrativeEditor
from ui.narrative.faces import prose_faces
from ui.session import Refusal, Session

HERE = TextAddress("overview")


def typed(editor: NarrativeEditor, qtbot: QtBot, text: str) -> None:
    """Text as an input method hands it in, Enter as a key."""
    for line in text.splitlines(keepends=True):
        event = QInputMethodEvent("", [])
        event.setCommitString(line.rstrip("\n"))
        QApplication.sendEvent(editor.text, event)
        if line.endswith("\n"):
            QTest.keyClick(editor.text, Qt.Key.Key_Return)


def put_cursor(editor: NarrativeEditor, position: int, select_to: int | None = None) -> None:
    cursor = editor.text.textCursor()
    cursor.setPosition(position)
    if select_to is not None:
        cursor.setPosition(select_to, QTextCursor.MoveMode.KeepAnchor)
    editor.text.setTextCursor(cursor)


def test_what_is_typed_reaches_the_file_at_the_first_pause(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    typed(editor, qtbot, "全年公开信息")
    assert session.report.texts["overview"] == ""
    qtbot.waitUntil(lambda: session.report.texts["overview"] == "全年公开信息", timeout=1500)
    with Document.open(session.document.path, read_only=True) as other:
        assert other.report.texts["overview"] == "全年公开信息"


def test_a_finished_sentence_is_handed_in_at_once(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    typed(editor, qtbot, "总的情况良好。")
    QApplication.processEvents()
    assert session.report.texts["overview"] == "总的情况良好。"


def test_typing_without_a_pause_is_handed_in_every_second(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    for _ in range(30):
        typed(editor, qtbot, "甲")
        qtbot.wait(50)
        if session.report.texts["overview"]:
            break
    assert session.report.texts["overview"] == "甲" * len(session.report.texts["overview"])
    assert session.report.texts["overview"]


def test_leaving_the_text_hands_it_in(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    typed(editor, qtbot, "一半")
    editor.header.find_button.setFocus()
    assert session.report.texts["overview"] == "一半"


def test_a_burst_of_typing_is_one_step(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    filled(session, overview="原有文字")
    put_cursor(editor, 4)
    for word in ("，先写", "一段。", "再写一段"):
        typed(editor, qtbot, word)
        assert editor.commit()
    assert session.report.texts["overview"] == "原有文字，先写一段。再写一段"
    assert session.undo_stack.undoText() == "输入文字"
    QTest.keyClick(editor.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.report.texts["overview"] == editor.text.toPlainText() == "原有文字"
    assert editor.text.textCursor().position() == 4
    QTest.keyClick(editor.text, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.text.toPlainText() == "原有文字，先写一段。再写一段"
    assert editor.text.textCursor().position() == len("原有文字，先写一段。再写一段")


def test_moving_the_cursor_begins_another_step(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    typed(editor, qtbot, "甲乙")
    QTest.keyClick(editor.text, Qt.Key.Key_Home)
    typed(editor, qtbot, "丙")
    session.undo()
    assert session.report.texts["overview"] == "甲乙"
    session.undo()
    assert session.report.texts["overview"] == ""


def test_typing_and_taking_all_back_leaves_no_step(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    typed(editor, qtbot, "甲")
    editor.commit()
    QTest.keyClick(editor.text, Qt.Key.Key_Backspace)
    editor.commit()
    assert session.report.texts["overview"] == ""
    assert session.undo_stack.count() == 0


def test_undo_of_the_text_shares_the_stack_with_the_tables(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    typed(editor, qtbot, "文字")
    editor.commit()
    session.put([(RECEIVED, 3)], "输入", "type")
    session.undo()
    assert session.report.values[RECEIVED] is None
    assert editor.text.toPlainText() == "文字"
    session.undo()
    assert editor.text.toPlainText() == ""


def test_the_cursor_stays_while_the_text_is_handed_in(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    filled(session, overview="甲乙丙丁")
    put_cursor(editor, 2)
    typed(editor, qtbot, "新")
    editor.commit()
    typed(editor, qtbot, "字")
    editor.commit()
    assert session.report.texts["overview"] == "甲乙新字丙丁"
    assert editor.text.textCursor().position() == 4


def test_what_an_input_method_composes_is_left_alone(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    typed(editor, qtbot, "公开")
    QApplication.sendEvent(editor.text, QInputMethodEvent("xinxi", []))
    editor.commit()
    session.put([(RECEIVED, 3)], "输入", "type")
    assert session.report.texts["overview"] == "公开"
    layout = editor.text.textCursor().block().layout()
    assert layout.preeditAreaText() == "xinxi"
    typed(editor, qtbot, "信息")
    assert editor.text.stored == "公开信息"


def test_rare_characters_and_paragraphs_survive(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    filled(session, overview=f"𠮷林{TOTAL_FIELD}\n第二段")
    put_cursor(editor, 3)
    typed(editor, qtbot, "𠮷")
    editor.commit()
    assert session.report.texts["overview"] == f"𠮷林𠮷{TOTAL_FIELD}\n第二段"
    session.undo()
    assert editor.text.stored == f"𠮷林{TOTAL_FIELD}\n第二段"


def test_a_refused_text_stays_and_is_tried_again(
    editor: NarrativeEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Edit) -> frozenset[object]:
        raise FileError("磁盘已满。")

    told: list[Refusal] = []
    session.failed.connect(told.append)
    with monkeypatch.context() as patched:
        patched.setattr(session.document, "apply", full)
        typed(editor, qtbot, "不能丢")
        assert not editor.commit()
        assert editor.text.toPlainText() == "不能丢"
        assert editor.status.refused.isVisible()
        typed(editor, qtbot, "一句也不能。")
        QTest.keyClick(editor.text, Qt.Key.Key_Home)
        editor.header.find_button.setFocus()
        qtbot.wait(250)
        # Said once, and not again with every word.
        assert [str(refusal.error) for refusal in told] == ["磁盘已满。"]
    assert editor.commit()
    assert session.report.texts["overview"] == "不能丢一句也不能。"
    assert not editor.status.refused.isVisible()


def test_words_are_counted_against_the_limit(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    editor.set_limit(5)
    filled(session, overview="甲乙丙丁")
    assert editor.status.words.text() == "4 / 5 字"
    filled(session, overview="甲乙丙丁戊己")
    assert editor.status.words.text() == "! 6 / 5 字，超出 1"


def test_a_paste_from_word_is_one_step_of_clean_paragraphs(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    typed(editor, qtbot, "前")
    from PySide6.QtCore import QMimeData

    data = QMimeData()
    data.setText("\u3000\u3000第一段\r\n\r\n\u3000\u3000第二段\r\n")
    data.setHtml("<p style='font-size:30pt'>　　<b>第一段</b></p><p>&nbsp;</p><p>　　第二段</p>")
    QGuiApplication.clipboard().setMimeData(data)
    editor.text.paste()
    assert session.report.texts["overview"] == "前第一段\n第二段"
    assert not editor.text.textCursor().charFormat().fontWeight() > 400
    assert session.undo_stack.undoText() == "粘贴文字"
    session.undo()
    assert session.report.texts["overview"] == "前"


def test_what_a_paste_leaves_out_is_said(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    from PySide6.QtCore import QMimeData

    data = QMimeData()
    data.setText("收到8812件")
    data.setHtml("<p>收到<s>88</s>12件</p>")
    QGuiApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(editor.left_out) as said:
        editor.text.paste()
    assert session.report.texts["overview"] == "收到12件"
    assert "“88”" in said.args[0]


@pytest.mark.parametrize(("name", "kind"), [("拖入文字", "paste"), ("粘贴板说明", "type")])
def test_the_change_log_is_told_what_a_step_was_not_left_to_guess(
    editor: NarrativeEditor, session: Session, name: str, kind: str
) -> None:
    editor.text.insert_stored("新的一段", name, kind)
    (entry,) = session.document.history(TextAddress("overview"))
    assert (entry.name, entry.kind) == (name, kind)


def test_braces_in_pasted_text_are_text(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(f"写作{TOTAL_FIELD}")
    editor.text.paste()
    assert editor.text.toPlainText() == f"写作{TOTAL_FIELD}"
    assert session.report.texts["overview"] != f"写作{TOTAL_FIELD}"


def test_a_read_only_report_takes_nothing(session: Session, qtbot: QtBot) -> None:
    filled(session, overview="定稿")
    with Document.open(session.document.path, read_only=True) as document:
        locked = Session(document)
        editor = NarrativeEditor(locked, "overview")
        qtbot.addWidget(editor)
        typed(editor, qtbot, "改")
        QTest.keyClicks(editor.text, "x{")
        for held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            QTest.keyClick(editor.text, Qt.Key.Key_Return, held)
        assert editor.text.toPlainText() == "定稿"
        assert not editor.header.field_button.isEnabled()


@pytest.mark.parametrize(
    "held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier]
)
def test_enter_twice_keeps_indent_and_line_height(
    editor: NarrativeEditor, qtbot: QtBot, held: Qt.KeyboardModifier
) -> None:
    typed(editor, qtbot, "甲")
    first = editor.text.document().begin().blockFormat()
    for _ in range(3):
        QTest.keyClick(editor.text, Qt.Key.Key_Return, held)
    typed(editor, qtbot, "乙")
    last = editor.text.textCursor().blockFormat()
    assert editor.text.stored == "甲\n\n\n乙"
    assert last.textIndent() == first.textIndent() > 0
    assert last.lineHeight() == first.lineHeight() > 0


def formats(block: QTextBlock) -> list[Any]:
    return list(block.layout().formats())


def test_levels_show_while_typing(editor: NarrativeEditor, session: Session, qtbot: QtBot) -> None:
    typed(editor, qtbot, "一、总体情况\n　　（一）政策公开。全年公开。\n第一是正文")
    faces = prose_faces()
    document = editor.text.document()
    shown = [
        [(f.start, f.length, f.format.fontFamilies()) for f in formats(block)]
        for block in (document.findBlockByNumber(number) for number in range(3))
    ]
    assert shown == [
        [(0, 6, [faces.first])],
        [(2, 8, [faces.second or faces.body])],
        [],
    ]


def test_problems_are_underlined_and_explained_where_they_are(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    session.put([(RECEIVED, 12)], "输入", "type")
    filled(session, overview=f"收到{TOTAL_FIELD}件，许可{{proactive/licences/decisions}}件")
    session.recheck()
    assert "还没有填写" in editor.text.problem_at(7)
    selection: Selection = editor.text.extraSelections()[0]
    assert editor.text.problem_at(0) == ""
    assert (selection.cursor.selectionStart(), selection.cursor.selectionEnd()) == (7, 8)
    assert selection.format.underlineStyle() != selection.format.UnderlineStyle.NoUnderline


def test_letters_grow_with_the_zoom_and_stay_readable(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    column = editor.text.document().textWidth()
    editor.set_zoom(125)
    assert editor.text.letter_size == 22
    assert editor.text.document().textWidth() > column
    editor.set_zoom(70)
    assert editor.text.letter_size == 16


def test_28_characters_make_a_line(editor: NarrativeEditor, session: Session, qtbot: QtBot) -> None:
    editor.resize(900, 600)
    filled(session, overview="国" * 60)
    layout = editor.text.document().firstBlock().layout()
    lengths = [layout.lineAt(line).textLength() for line in range(layout.lineCount())]
    assert lengths == [26, 28, 6]


@pytest.mark.parametrize(
    ("before", "pasted", "after"),
    [
        ("一是公开。", "\n\n二是……", "一是公开。\n二是……"),
        ("一是公开。", "\r\n二是……", "一是公开。\n二是……"),
        ("一是公开。", "二是……", "一是公开。二是……"),
        ("", "\n二是……", "二是……"),
    ],
)
def test_what_begins_with_a_line_end_is_a_paragraph_of_its_own(
    editor: NarrativeEditor, session: Session, before: str, pasted: str, after: str
) -> None:
    filled(session, overview=before)
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    editor.text.insert_text(pasted, "")
    assert session.report.texts["overview"] == after


def test_a_picture_is_answered_with_a_sentence(editor: NarrativeEditor, qtbot: QtBot) -> None:
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(0)
    data = QMimeData()
    data.setImageData(picture)
    assert editor.text.canInsertFromMimeData(data)
    with qtbot.waitSignal(editor.left_out) as said:
        editor.text.insertFromMimeData(data)
    assert said.args is not None
    assert said.args[0].startswith("年度报告的文字部分不放图片")
    assert editor.text.stored == ""
