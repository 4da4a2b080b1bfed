"""What of the tables goes into prose and back: sentences, comparisons, a table that is pasted."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.form import load_form
from govreport_desktop.report import Content, FieldAddress, Report
from govreport_desktop.report.edit import Address
from govreport_desktop.report.shape import to_shape
from tests.gui.conftest import fill
from tests.gui.narrative.conftest import RECEIVED, TOTAL_FIELD, filled
from ui import messages
from ui.narrative.editor import NarrativeEditor
from ui.narrative.picker import FieldPicker
from ui.session import Session
from ui.window.main_window import MainWindow


def picker() -> FieldPicker:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FieldPicker)
    return popup


def compared(session: Session) -> None:
    last = Report(load_form("2021"), "示例局", 2023)
    last.apply(last.edit([(RECEIVED, 10)]))
    shape = json.dumps(to_shape(last), ensure_ascii=False)
    session.put([(RECEIVED, 12), (FieldAddress("last_year"), shape)], "输入", "type")


def answering(monkeypatch: pytest.MonkeyPatch, answer: int) -> list[str]:
    """Gives ``answer`` to whatever is asked; what was asked is collected in the list."""
    asked: list[str] = []

    def choose(_parent: object, _title: str, words: str, *_: object) -> int:
        asked.append(words)
        return answer

    monkeypatch.setattr(messages, "choose", choose)
    return asked


@pytest.mark.parametrize("brace", ["『", "「", "｛"])
def test_the_brace_of_chinese_punctuation_asks_too(
    editor: NarrativeEditor, session: Session, qtbot: QtBot, brace: str
) -> None:
    commit = QInputMethodEvent()
    commit.setCommitString(brace)
    QApplication.sendEvent(editor.text, commit)
    popup = picker()
    popup.line.setText("xs zj")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert session.report.texts["overview"] == TOTAL_FIELD


def test_a_quote_that_was_meant_is_typed_once_more(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    commit = QInputMethodEvent()
    commit.setCommitString("「")
    QApplication.sendEvent(editor.text, commit)
    QApplication.sendEvent(picker().line, commit)
    editor.commit()
    assert session.report.texts["overview"] == "「"


def test_tab_turns_to_the_sentences_and_enter_puts_one_in(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    compared(session)
    QTest.keyClicks(editor.text, "{")
    popup = picker()
    QTest.keyClick(popup.line, Qt.Key.Key_Tab)
    popup.line.setText("xsdsq")
    assert popup.choices.rowCount() == 0
    popup.line.setText("bnxs")
    assert popup._whole.text() == "本年新收政府信息公开申请12件，同比增长20%。"
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert session.undo_stack.undoText() == "插入句子"
    stored = session.report.texts["overview"]
    assert "{requests/received/total:growth}" in stored
    session.put([(RECEIVED, 5)], "输入", "type")
    assert "下降50%" in editor.text.tooltip_at(editor.text.document().characterCount() - 3)
    session.undo()
    session.undo()
    assert session.report.texts["overview"] == ""


def test_what_a_number_is_beside_last_year_can_be_found(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    compared(session)
    editor.pick_field()
    popup = picker()
    popup.line.setText("xs zj tb")
    assert popup.choices.choice(0).shown == "增长20%"
    popup.close()


def test_a_group_of_rows_has_a_number_too(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    editor.pick_field()
    popup = picker()
    popup.line.setText("bygk zj")
    assert popup.choices.choice(0).stored == "{requests/denied.*/total}"
    popup.line.setText("zj")
    assert popup.choices.choice(0).stored != "{requests/denied.*/total}"
    popup.close()


def test_a_double_click_on_a_number_selects_the_number(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    filled(session, overview="全年发布信息1,412条，其中政策解读26条。")
    cursor = QTextCursor(editor.text.document())
    cursor.setPosition(7)
    at = editor.text.cursorRect(cursor).center() + QPoint(4, 0)
    QTest.mouseDClick(editor.text.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert editor.text.textCursor().selectedText() == "1,412"


TABLE = "\t自然人\t商业企业\n一、本年新收政府信息公开申请数量\t12\t3\n（一）予以公开\t10\t2"


def paste(editor: NarrativeEditor, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    editor.text.paste()


@pytest.mark.parametrize(
    ("answer", "number", "text"), [(0, 12, ""), (1, None, "12"), (-1, None, "")]
)
def test_a_pasted_table_is_offered_to_its_part(
    editor: NarrativeEditor,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    answer: int,
    number: int | None,
    text: str,
) -> None:
    asked = answering(monkeypatch, answer)
    shown: list[object] = []
    editor.cell_requested.connect(shown.append)
    paste(editor, TABLE)
    assert "认出 4 个数" in asked[0]
    assert session.report.values[RECEIVED] == number
    assert (text in session.report.texts["overview"]) and bool(
        session.report.texts["overview"]
    ) == bool(text)
    assert shown == ([RECEIVED] if answer == 0 else [])


def test_a_table_held_apart_by_blanks_is_offered_and_says_what_it_replaces(
    editor: NarrativeEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.put([(RECEIVED, 7)], "填写")
    asked = answering(monkeypatch, -1)
    paste(editor, TABLE.strip().replace("\t", " "))
    assert "认出 4 个数" in asked[0]
    assert "表里已有的 1 个数会被替换" in asked[0]
    assert session.report.values[RECEIVED] == 7
    assert not session.report.texts["overview"]


def test_what_differs_in_a_table_pasted_through_prose_is_said(
    editor: NarrativeEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose", lambda *_: 0)
    told: list[str] = []
    editor.left_out.connect(told.append)
    head = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
    row = "一、本年新收政府信息公开申请数量\t2\tx\t0\t0\t0\t2\t5"
    paste(editor, f"{head}\n{row}")
    assert "1 个总计与粘贴的不同" in told[-1]
    assert "其中 1 个读不懂，已标出" in told[-1]


@pytest.mark.parametrize("block", ["0\t0\t0\n0\t3\t0", "1 2 3\n4 5 6", "甲\t1\t2\n乙\t3\t4"])
@pytest.mark.parametrize(("answer", "pasted"), [(0, False), (1, True), (-1, False)])
def test_rows_of_numbers_of_no_known_table_are_asked_about(
    editor: NarrativeEditor,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    block: str,
    answer: int,
    pasted: bool,
) -> None:
    asked = answering(monkeypatch, answer)
    paste(editor, block)
    assert len(asked) == 1
    assert "2 行数" in asked[0]
    assert bool(session.report.texts["overview"]) is pasted


def test_the_programs_own_copied_table_is_asked_about(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session is not None and window.view is not None
    fill(window.session)
    window.view.show_part("requests")
    assert window.grid is not None
    window.grid.selectAll()
    window.actions_["copy"].trigger()
    asked = answering(monkeypatch, -1)
    window.view.show_part("overview")
    assert window.prose is not None
    before = window.session.report.texts["overview"]
    window.prose.text.paste()
    assert len(asked) == 1
    assert window.session.report.texts["overview"] == before


def test_any_other_table_is_text_without_a_question(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    paste(editor, "栏目\t条数\n政策解读\t26\n通知公告\t92")
    assert "政策解读" in session.report.texts["overview"]


def test_what_is_about_the_word_comes_before_what_has_it_in_its_text(
    editor: NarrativeEditor, session: Session, qtbot: QtBot
) -> None:
    from ui.narrative.choices import ChoiceList

    filled_cells = [
        (address, 3)
        for address, spec in session.report.form.tables["requests"].cells.items()
        if spec.formula is None
    ]
    session.put(filled_cells, "输入")
    choices = ChoiceList(session.report)
    choices.search("jz", sentences=True)
    named = [choices.choice(row).words for row in range(choices.rowCount())]
    assert all("结转" in words for words in named[:2]), named


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("xinshou", "本年新收申请"),
        ("xs", "本年新收申请"),
        ("jieguo", "办理结果"),
        ("sf", "行政事业性收费"),
        ("qz", "行政强制决定"),
    ],
)
def test_a_subject_that_begins_with_the_word_comes_before_one_that_has_it_within(
    session: Session, query: str, first: str
) -> None:
    from ui.narrative.choices import ChoiceList

    contents: dict[Address, Content] = {}
    for address, spec in session.report.form.tables["requests"].cells.items():
        if spec.formula is None:
            contents[address] = 3
    for address, spec in session.report.form.tables["proactive"].cells.items():
        if spec.formula is None:
            contents[address] = Decimal(0) if spec.kind.type == "decimal" else 3
    session.put(contents.items(), "输入")
    choices = ChoiceList(session.report)
    choices.search(query, sentences=True)
    assert choices.choice(0).words == first
