"""The first start and the home: nothing said there is lost, and Enter presses what has the ring."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import focus
from tests.gui.window.test_home import OFFICE, opened, report
from ui.dialogs.new_report import NewReportDialog
from ui.settings import LAST_REPORT, Settings
from ui.window.home.first_start import FirstStart
from ui.window.home.page import WELCOMED
from ui.window.main_window import MainWindow

Key = Qt.Key


def is_ready(dialog: NewReportDialog) -> bool:
    return dialog.chosen() is not None


def test_the_steps_go_on_after_the_sample(
    settings: Settings, qtbot: QtBot, told: list[str]
) -> None:
    window = opened(settings, qtbot)
    assert window.start is not None
    first = window.start.first
    assert first is not None
    first.office.setText(OFFICE)
    first.show_step(1)
    first.sample.click()
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    assert settings.profile()["office"] == OFFICE
    window.actions_["close"].trigger()
    assert window.start.currentWidget() is first
    assert first.step == 1
    first.show_step(2)
    first.skip.click()
    assert window.start.currentWidget() is window.start.overview
    window.close()


def test_last_years_report_is_remembered_until_a_report_was_made(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    last = report(tmp_path / "甲.govreport", 2025)
    settings.put(LAST_REPORT, str(last.path))
    window = opened(settings, qtbot)
    for _ in range(2):
        window.files.begin(None)
        dialog = window.findChildren(NewReportDialog)[-1]
        assert dialog.last_year.text() == str(last.path)
        qtbot.waitUntil(partial(is_ready, dialog), timeout=20_000)
        dialog.reject()
    window.files.begin(None)
    dialog = window.findChildren(NewReportDialog)[-1]
    qtbot.waitUntil(partial(is_ready, dialog), timeout=20_000)
    dialog.accept()
    assert window.session is not None
    assert settings.text(LAST_REPORT) == ""
    window.close()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_presses_every_button_of_the_page(
    settings: Settings, qtbot: QtBot, told: list[str], key: Qt.Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.put(WELCOMED, True)
    home = opened(settings, qtbot)
    assert home.start is not None
    page = home.start.overview
    pressed: list[str] = []
    buttons = [page.due.go_on, page.sample, *(b for card in page.jobs for b in card.buttons)]
    for button in buttons:
        button.blockSignals(True)  # what it leads to is tried elsewhere
        monkeypatch.setattr(button, "click", partial(pressed.append, button.text()))
        button.setFocus()
        QTest.keyClick(focus(), key)
    assert pressed == [button.text() for button in buttons]
    home.close()


def at_last_years(settings: Settings, qtbot: QtBot, office: str) -> tuple[MainWindow, FirstStart]:
    """The second step of the first start."""
    window = opened(settings, qtbot)
    assert window.start is not None
    first = window.start.first
    assert first is not None
    first.office.setText(office)
    first.show_step(1)
    return window, first


@pytest.mark.parametrize("chosen", [True, False], ids=["chosen", "typed"])
def test_the_first_start_says_which_report_it_recognised(
    settings: Settings,
    tmp_path: Path,
    qtbot: QtBot,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
    chosen: bool,
) -> None:
    last = report(tmp_path / "last.govreport", 2025)
    window, first = at_last_years(settings, qtbot, "")
    monkeypatch.setattr("ui.messages.ask_open", lambda *_: last.path)
    if chosen:
        first.browse.click()
    else:
        QTest.keyClicks(first.last, str(last.path))
        QTest.keyClick(first.last, Key.Key_Tab)
    assert first.found.text() == "正在读取“last.govreport”……"
    qtbot.waitUntil(lambda: first.file.report is not None, timeout=20_000)
    assert first.found.text().startswith(f"读出：{OFFICE} 2025 年度，按2021年版格式读出 ")
    assert first.found.text().endswith("机关名称已按它填好，可以回上一步改。")
    assert first.office.text() == OFFICE
    QTest.keyClicks(first.last, "x")
    assert first.found.text() == "" and first.file.report is None
    window.close()


def test_the_first_start_keeps_the_office_that_was_typed_and_says_that_it_is_another(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    last = report(tmp_path / "甲.govreport", 2025)
    window, first = at_last_years(settings, qtbot, "云岭市水利局")
    first.file.take(last.path)
    qtbot.waitUntil(lambda: first.file.report is not None, timeout=20_000)
    assert first.office.text() == "云岭市水利局"
    assert f"读出的机关是“{OFFICE}”，与本报告的“云岭市水利局”不同" in first.found.text()
    window.close()


def test_enter_goes_on_when_it_was_said_which_report_it_is(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    last = report(tmp_path / "last.govreport", 2025)
    window, first = at_last_years(settings, qtbot, OFFICE)
    QTest.keyClicks(first.last, str(last.path))
    QTest.keyClick(first.last, Key.Key_Return)
    assert first.step == 1
    qtbot.waitUntil(lambda: first.found.text().startswith("读出："), timeout=20_000)
    QTest.keyClick(first.last, Key.Key_Return)
    assert first.step == 2
    window.close()


def test_the_first_start_says_why_a_file_was_not_read(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    window, first = at_last_years(settings, qtbot, OFFICE)
    QTest.keyClicks(first.last, str(tmp_path / "missing.docx"))
    QTest.keyClick(first.last, Key.Key_Tab)
    qtbot.waitUntil(lambda: first.found.text().startswith("✕ 没有读出："), timeout=20_000)
    window.close()
