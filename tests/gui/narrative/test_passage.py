"""Being led to a passage costs nothing: what is typed next does not take its place."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from tests.gui.narrative.conftest import filled
from ui.narrative.editor import NarrativeEditor
from ui.session import Session

FIRST, SECOND = "全年收到申请 9 件。", "全年没有收费。"


@pytest.mark.parametrize("span", [(0, len(FIRST)), (0, len(FIRST) - 1), (len(FIRST), None)])
def test_a_key_after_being_led_to_a_sentence_deletes_nothing(
    session: Session, editor: NarrativeEditor, span: tuple[int, int | None]
) -> None:
    text = FIRST + SECOND
    filled(session, overview=text)
    start, end = span[0], span[1] or len(text)
    editor.show_passage(start, end)
    assert editor.pointed == text[start:end]
    QTest.keyClicks(editor.text, "x")
    assert editor.pointed == ""
    editor.commit()
    assert session.report.texts["overview"] == f"{text[:start]}x{text[start:]}"


def test_a_number_or_a_blank_is_there_to_be_typed_over(
    session: Session, editor: NarrativeEditor
) -> None:
    filled(session, overview="收到 9 件，办结××件。")
    editor.show_passage(3, 4)
    assert editor.text.textCursor().selectedText() == "9"
    editor.show_passage(9, 11)
    assert editor.text.textCursor().selectedText() == "××"


def test_going_elsewhere_points_it_out_no_more(session: Session, editor: NarrativeEditor) -> None:
    filled(session, overview=FIRST + SECOND)
    editor.show_passage(0, len(FIRST))
    editor.select(14, 14)
    assert editor.pointed == ""


@pytest.mark.parametrize("new", ["没有。", "全", "x", ""])
@pytest.mark.parametrize("stop", [0, 1])
def test_undo_of_a_replaced_sentence_leaves_the_cursor_behind_its_stop(
    session: Session, editor: NarrativeEditor, new: str, stop: int
) -> None:
    text = FIRST + SECOND
    filled(session, overview=text)
    editor.select(0, len(FIRST) - stop)
    if new:
        editor.text.insert_stored(new, "粘贴文字", "paste")
    else:
        editor.text.textCursor().removeSelectedText()
        editor.commit()
    session.undo()
    assert session.report.texts["overview"] == text
    assert editor.text.textCursor().position() == len(FIRST)
