"""Versions, history, settings, new report, help: what they show and what they do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from govreport_desktop.form.organs import MonthDay
from govreport_desktop.report import FieldAddress, TextAddress, Unread
from tests.gui.conftest import cell
from ui import messages
from ui.dialogs.help import HelpDialog
from ui.dialogs.history import HistoryDialog
from ui.dialogs.new_report import NewReportDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.submitted import SubmittedDialog
from ui.dialogs.versions import VersionsDialog
from ui.session import Session
from ui.settings import RecentFile, Settings


def texts(dialog: HistoryDialog | VersionsDialog, row: int) -> list[str]:
    items = [dialog.table.item(row, column) for column in range(dialog.table.columnCount())]
    return [item.text() for item in items if item]


def test_history_says_what_was_taken_back(session: Session, qtbot: QtBot) -> None:
    session.put([(cell("received"), 4)], "粘贴 1 个单元格", "paste")
    session.undo()
    session.redo()
    dialog = HistoryDialog(session, cell("received"), None)
    qtbot.addWidget(dialog)
    said = [texts(dialog, row)[2] for row in range(3)]
    names = ["", "撤销：", ""]
    assert said[1:] == [f"{name}粘贴 1 个单元格" for name in names[1:]]


def test_history_says_who_when_and_from_what_to_what(session: Session, qtbot: QtBot) -> None:
    session.put([(cell("received"), 4)], "填写")
    session.put([(cell("received"), Unread("4x"))], "粘贴 1 个单元格", "paste")
    dialog = HistoryDialog(session, cell("received"), None)
    qtbot.addWidget(dialog)
    assert dialog.table.rowCount() == 2
    assert texts(dialog, 0)[2:] == ["粘贴 1 个单元格", "4", "“4x”"]
    assert texts(dialog, 1)[2:] == ["填写", "空白", "4"]
    assert texts(dialog, 0)[1]


def test_versions_compare_cell_by_cell_and_restore_in_one_step(
    session: Session, settings: Settings, qtbot: QtBot
) -> None:
    session.put([(cell("received"), 4)], "填写")
    session.document.save_version("初稿")
    session.put([(cell("received"), 5), (TextAddress("overview"), "新写的一段")], "填写")
    session.document.save_version("二稿")
    session.put([(cell("received"), 6)], "填写")
    dialog = VersionsDialog(session, settings, None)
    qtbot.addWidget(dialog)
    assert dialog.list.count() == 2
    dialog.list.setCurrentRow(1)
    assert texts(dialog, 0) == ["一、总体情况", "", "", "（没有）", "新写的一段"]
    assert texts(dialog, 1) == ["第三部分", "本年新收", "自然人", "4", "6"]
    dialog.against.setCurrentIndex(1)
    assert texts(dialog, 1) == ["第三部分", "本年新收", "自然人", "4", "5"]
    steps = session.undo_stack.count()
    dialog.accept()
    assert session.report.values[cell("received")] == 4
    assert session.report.texts["overview"] == ""
    assert session.undo_stack.count() == steps + 1
    assert "初稿" in session.undo_stack.undoText()


def test_a_version_can_be_looked_at_without_going_back(
    session: Session, settings: Settings, qtbot: QtBot
) -> None:
    session.put([(cell("received"), 4321), (TextAddress("overview"), "旧的一段")], "填写")
    session.document.save_version("初稿")
    session.put([(cell("received"), 5), (TextAddress("overview"), "新的一段")], "填写")
    session.document.save_version("二稿")
    dialog = VersionsDialog(session, settings, None)
    qtbot.addWidget(dialog)
    dialog.tabs.setCurrentWidget(dialog.page)
    assert "新的一段" in dialog.page.toPlainText()
    dialog.list.setCurrentRow(1)
    assert "旧的一段" in dialog.page.toPlainText()
    assert "4321" in dialog.page.toPlainText()
    assert dialog.page.isReadOnly()
    assert session.report.values[cell("received")] == 5


def test_without_versions_there_is_nothing_to_restore(
    session: Session, settings: Settings, qtbot: QtBot
) -> None:
    dialog = VersionsDialog(session, settings, None)
    qtbot.addWidget(dialog)
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()


def test_settings_come_back(settings: Settings, qtbot: QtBot) -> None:
    dialog = SettingsDialog(settings, None)
    qtbot.addWidget(dialog)
    dialog.profile["office"].setText("云岭市人民政府")
    assert "请选择" in dialog.kind.hint.text()
    dialog.kind.setCurrentIndex(dialog.kind.findData("city"))
    assert "地市级政府，3 月 10 日前报送" in dialog.kind.hint.text()
    dialog.local.earlier.setChecked(True)
    dialog.local.edit.setDate(QDate(2001, 1, 26))
    dialog.checks.limit.setText("1500")
    dialog.blank.setCurrentIndex(2)
    dialog.accept()
    again = Settings(settings.path)
    assert again.profile()["office"] == "云岭市人民政府"
    assert again.profile()["office_kind"] == "city"
    assert again.local_deadline == MonthDay(1, 26)
    assert again.check_settings().overview_limit == 1500
    assert again.text("print/blank") == "/"


def test_the_form_and_the_file_name_follow_from_year_and_office(
    settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    settings.put("files/folder", str(tmp_path))
    dialog = NewReportDialog(settings, None)
    qtbot.addWidget(dialog)
    assert dialog.chosen() is None
    dialog.office.setText("示例局")
    dialog.year.setText("2020")
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.form.id == "2019"
    assert chosen.path == tmp_path / "示例局2020年政府信息公开工作年度报告.govreport"
    dialog.year.setText("2018")
    assert dialog.chosen() is None


def test_an_existing_file_is_not_overwritten(
    settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    settings.put("files/folder", str(tmp_path))
    (tmp_path / "示例局2024年政府信息公开工作年度报告.govreport").touch()
    dialog = NewReportDialog(settings, None)
    qtbot.addWidget(dialog)
    dialog.year.setText("2024")
    dialog.office.setText("示例局")
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()


def test_help_names_every_key(qtbot: QtBot) -> None:
    dialog = HelpDialog(None)
    qtbot.addWidget(dialog)
    text = dialog.findChildren(QTextBrowser)[0].toPlainText()
    assert "Ctrl+S" in text
    assert "撤销" in text
    assert "F8" in text


def test_recent_files_come_back_the_latest_first(settings: Settings, tmp_path: Path) -> None:
    for name in ("a", "b", "a"):
        settings.remember(RecentFile(tmp_path / name, name, 2024, 1, 2))
    again = Settings(settings.path)
    settings.sync()
    assert [file.path.name for file in again.recent()] == ["a", "b"]
    again.forget(tmp_path / "a")
    assert [file.office for file in again.recent()] == ["b"]


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"path": 3}]', '[{"office": "x"}]'])
def test_unreadable_settings_count_as_absent(settings: Settings, text: str) -> None:
    settings.put("files/recent", text)
    settings.put("grid/zoom", "x")
    assert settings.recent() == []
    assert settings.zoom == 100


def test_the_office_page_is_saved_when_left(session: Session, qtbot: QtBot) -> None:
    from ui.report.office_page import OfficePage

    page = OfficePage(session)
    qtbot.addWidget(page)
    page._lines["office"].setText("新名称局")
    page._lines["contact_phone"].setText("010-1")
    page.commit()
    assert session.report.office == "新名称局"
    assert session.report.content(FieldAddress("contact_phone")) == "010-1"
    assert session.undo_stack.count() == 1
    session.undo()
    assert page._lines["office"].text() == "示例局"
    assert page._lines["office"].accessibleName() == "机关名称"


def test_what_is_typed_first_is_to_whom_the_report_goes(settings: Settings, qtbot: QtBot) -> None:
    dialog = SubmittedDialog(settings, None, "现在的内容将标为已报送。")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert dialog.focusWidget() is dialog.to
    with qtbot.waitSignal(dialog.decided) as decided:
        QTest.keyClicks(dialog.to, "county office")
        QTest.keyClick(dialog.to, Qt.Key.Key_Return)
    assert decided.args[0].to == "county office"


@pytest.mark.parametrize("meant", [False, True])
def test_a_day_before_the_report_was_signed_is_asked_about(
    settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, meant: bool
) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, words: str, *_: object) -> bool:
        asked.append(words)
        return meant

    monkeypatch.setattr(messages, "ask", ask)
    dialog = SubmittedDialog(settings, None, "现在的内容将标为已报送。", signed="2026年1月20日")
    qtbot.addWidget(dialog)
    decided: list[object] = []
    dialog.decided.connect(decided.append)
    dialog.day.setDate(QDate(2026, 1, 19))
    dialog.accept()
    assert "成文日期（2026 年 1 月 20 日）" in asked[0]
    assert len(decided) == meant
    dialog.day.setDate(QDate(2026, 1, 20))
    dialog.accept()
    assert len(asked) == 1 and len(decided) == meant + 1


def test_the_guide_has_no_blank_after_a_comma(qtbot: QtBot) -> None:
    dialog = HelpDialog(None)
    qtbot.addWidget(dialog)
    browser = dialog.findChild(QTextBrowser)
    assert browser is not None and not re.search("[，。、] ", browser.toPlainText())
