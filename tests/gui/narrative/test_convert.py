"""Stored text and document are two spellings of one thing, whatever stands in them."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from govreport_desktop.form import load_form
from govreport_desktop.report import Report
from tests.gui.narrative.conftest import TOTAL_FIELD, filled
from ui.narrative.convert import Places, address_at, tokens_of, units
from ui.narrative.editor import NarrativeEditor
from ui.narrative.text import ProseEdit
from ui.session import Session

PIECES = ["甲", "乙，", "a", "𠮷", "\n", "{", "}", "\\", TOTAL_FIELD, "{\\requests/received/total}"]
narratives = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)

Act = Callable[[], object]


@cache
def edit() -> ProseEdit:
    return ProseEdit(Report(load_form("2021")))


@given(narratives, narratives)
def test_any_text_is_shown_over_any_other_and_read_back(qapp: object, old: str, new: str) -> None:
    edit().show_stored(old)
    assert edit().stored == old
    edit().show_stored(new)
    assert edit().stored == new


@given(narratives)
def test_offsets_and_positions_agree_at_every_token(qapp: object, stored: str) -> None:
    edit().show_stored(stored)
    offset = position = 0
    places = Places(stored)
    for token in tokens_of(stored):
        assert places.position(offset) == position
        assert places.offset(position) == offset
        is_field = address_at(edit().document(), position) is not None
        assert is_field == (token == TOTAL_FIELD)
        offset += len(token)
        position += units((token,))
    assert offset == len(stored)


def acts(editor: NarrativeEditor, session: Session, choice: random.Random) -> list[Act]:
    """What a clerk's hands do, each with a choice of its own."""

    def somewhere() -> int:
        document = editor.text.document()
        position = choice.randint(0, document.characterCount() - 1)
        # No key and no mouse leads between the two halves of a rare character.
        return position + ("\udc00" <= str(document.characterAt(position)) <= "\udfff")

    def move() -> None:
        cursor = editor.text.textCursor()
        cursor.setPosition(somewhere())
        if choice.random() < 0.3:
            cursor.setPosition(somewhere(), QTextCursor.MoveMode.KeepAnchor)
        editor.text.setTextCursor(cursor)

    def press(*keys: Qt.Key) -> None:
        QTest.keyClick(editor.text, choice.choice(keys))

    return [
        lambda: QTest.keyClicks(editor.text, choice.choice(["a", "bc", "x."])),
        lambda: press(Qt.Key.Key_Backspace, Qt.Key.Key_Delete),
        move,
        lambda: editor.text.insert_stored(choice.choice([TOTAL_FIELD, "戊\n己", "𠮷"]), "粘贴文字"),
        lambda: press(Qt.Key.Key_Return),
        session.undo,
        session.redo,
    ]


@pytest.mark.parametrize("seed", range(4))
def test_report_and_screen_agree_after_anything(
    editor: NarrativeEditor, session: Session, qtbot: QtBot, seed: int
) -> None:
    choice = random.Random(seed)
    filled(session, overview=f"一、甲乙\n丙{TOTAL_FIELD}丁")
    possible = acts(editor, session, choice)
    for _ in range(60):
        choice.choice(possible)()
        if choice.random() < 0.4:
            assert editor.commit()
            assert editor.text.stored == session.report.texts["overview"]
    editor.commit()
    while session.undo_stack.canUndo():
        session.undo()
        assert editor.text.stored == session.report.texts["overview"]
    assert session.report.texts["overview"] == ""
