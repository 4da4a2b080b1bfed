"""Ctrl+S and the versions it keeps: a name, asked once; their list; what became of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from govreport_desktop.jobs.changes import Changed
from govreport_desktop.report import TextAddress
from govreport_desktop.store.document import Submission
from tests.gui.conftest import cell
from ui import messages
from ui.dialogs.submitted import SubmittedDialog
from ui.dialogs.version_name import VersionNameDialog, suggestions
from ui.dialogs.versions import VersionsDialog
from ui.settings import ASK_VERSION, Settings
from ui.window.main_window import MainWindow

Key = Qt.Key


def asked(window: MainWindow) -> VersionNameDialog | None:
    found = [dialog for dialog in window.findChildren(VersionNameDialog) if dialog.isVisible()]
    return found[-1] if found else None


def save(window: MainWindow) -> VersionNameDialog:
    window.actions_["version"].trigger()
    dialog = asked(window)
    assert dialog is not None
    return dialog


def names(window: MainWindow) -> list[str]:
    assert window.session is not None
    return [version.name for version in window.session.document.versions()]


def test_a_name_is_typed_or_taken_from_the_usual_ones(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    dialog = save(window)
    QTest.keyClicks(dialog.line, "first draft")
    QTest.keyClick(dialog.line, Key.Key_Return)
    assert names(window) == ["first draft"]
    window.session.put([(cell("received"), 5)], "填写")
    dialog = save(window)
    assert dialog.names.item(0).text() == "first draft"
    QTest.keyClick(dialog.line, Key.Key_Down)
    QTest.keyClick(dialog.names, Key.Key_Down)
    assert dialog.line.text() == "送审稿"
    QTest.keyClick(dialog.names, Key.Key_Return)
    assert names(window) == ["first draft", "送审稿"]


def test_esc_keeps_no_version_and_a_button_one_without_a_name(
    window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(save(window), Key.Key_Escape)
    assert names(window) == []
    dialog = save(window)
    QTest.keyClicks(dialog.line, "draft")
    dialog.unnamed.click()
    assert names(window) == ["手工保存"]


def test_the_same_state_is_neither_asked_about_nor_kept_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session is not None
    dialog = save(window)
    dialog.line.setText("送审稿")
    dialog.accept()
    window.actions_["version"].trigger()
    assert asked(window) is None
    assert names(window) == ["送审稿"]
    assert "与版本“送审稿”相同" in window.status.currentMessage()
    window.session.put([(cell("received"), 5)], "填写")
    save(window)


def test_it_asks_no_more_where_that_is_not_wanted(
    window: MainWindow, settings: Settings, qtbot: QtBot
) -> None:
    assert window.session is not None
    dialog = save(window)
    dialog.ask.setChecked(True)
    dialog.unnamed.click()
    assert not settings.flag(ASK_VERSION, True)
    window.session.put([(cell("received"), 5)], "填写")
    window.actions_["version"].trigger()
    assert asked(window) is None
    assert names(window) == ["手工保存", "手工保存"]


def test_names_used_here_come_first_and_no_more_than_six(settings: Settings) -> None:
    settings.put("version/names", "\n".join(f"第{n}稿" for n in range(9)))
    assert suggestions(settings)[:2] == ["第0稿", "第1稿"]
    assert len(suggestions(settings)) == 6


@pytest.fixture
def versions(window: MainWindow, qtbot: QtBot) -> VersionsDialog:
    """The dialog over two versions and a change since."""
    session = window.session
    assert session is not None
    session.document.save_version("送审稿")
    session.put([(cell("received"), 4)], "填写")
    session.document.save_version("手工保存")
    session.put([(cell("received"), 5), (TextAddress("overview"), "新写一句。")], "填写")
    window.actions_["versions"].trigger()
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    return dialog


def test_a_report_without_versions_says_so(window: MainWindow) -> None:
    window.actions_["versions"].trigger()
    dialog = window.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    assert dialog.list.count() == 0
    assert "还没有保存过版本" in dialog._summary.text()
    heads = [dialog.table.horizontalHeaderItem(n) for n in range(dialog.table.columnCount())]
    assert [head.text() if head else None for head in heads][:3] == ["部分", "行", "列"]


def test_the_keyboard_is_in_the_list_and_the_columns_are_called_by_their_versions(
    versions: VersionsDialog,
) -> None:
    assert versions.focusWidget() is versions.list
    QTest.keyClick(versions.list, Key.Key_Down)
    model, across = versions.table.model(), Qt.Orientation.Horizontal
    headings = [model.headerData(column, across) for column in (3, 4)]
    assert headings == ["送审稿", "现在的内容"]


def test_a_changed_sentence_is_shown_whole(versions: VersionsDialog) -> None:
    sentence = "加强审核，" + "补充说明，" * 12 + "到此为止。"
    changed = Changed(TextAddress("overview"), "一、总体情况", "", "", sentence, "短。", True)
    versions.table.show_changes([changed], "甲", "乙")
    item = versions.table.item(0, 3)
    assert item is not None and item.text() == sentence


def test_a_version_gets_another_name(versions: VersionsDialog, window: MainWindow) -> None:
    versions.rename.click()
    dialog = versions.findChild(VersionNameDialog)
    assert dialog is not None
    assert not dialog.ask.isVisible()
    assert dialog.line.text() == ""
    dialog.line.setText("领导改后")
    dialog.accept()
    assert names(window) == ["送审稿", "领导改后"]
    assert versions.list.item(0).text().startswith("领导改后\n")
    assert versions.list.currentRow() == 0


def test_a_version_is_marked_as_handed_in_and_the_mark_taken_off(
    versions: VersionsDialog, window: MainWindow
) -> None:
    versions.list.setCurrentRow(1)
    versions.submitted.click()
    dialog = versions.findChild(SubmittedDialog)
    assert dialog is not None
    dialog.to.setText("县政府办公室")
    dialog.accept()
    session = window.session
    assert session is not None
    first = session.document.versions()[0]
    assert first.submission == Submission(date.today(), "县政府办公室")
    assert "报送县政府办公室" in versions.list.item(1).text()
    assert versions.submitted.text().startswith("取消")
    versions.submitted.click()
    assert session.document.versions()[0].submission is None


def test_the_list_of_changes_goes_into_a_pdf(
    versions: VersionsDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "清单.pdf"
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    assert versions.table.rowCount() == 2
    versions.filing.click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")


def test_where_nothing_differs_there_is_no_list(versions: VersionsDialog) -> None:
    versions.against.setCurrentIndex(1)
    assert not versions.printing.isEnabled()
    assert "完全相同" in versions._summary.text()
