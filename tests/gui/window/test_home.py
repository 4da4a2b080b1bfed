"""The home page: what is due, how the recent reports stand, the jobs; by keyboard alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Severity
from govreport_desktop.form import load_form
from govreport_desktop.jobs.standing import Standing
from govreport_desktop.paths import sample_folder
from govreport_desktop.store.document import Document
from tests.gui.conftest import cell, focus
from ui import messages
from ui.application import open_window
from ui.dialog import SMALLEST_SCREEN
from ui.dialogs.new_report import NewReportDialog
from ui.look import colors
from ui.settings import LAST_REPORT, RecentFile, Settings
from ui.window.home.due import next_due
from ui.window.home.overview import Overview
from ui.window.home.page import WELCOMED
from ui.window.home.words import chips_of, line_of, spoken, time_words
from ui.window.main_window import MainWindow

OFFICE = "云岭县档案局"
NOBODY = dict.fromkeys(("office", "office_kind"), "")
TODAY = date(2026, 11, 30)
Key = Qt.Key


def report(path: Path, year: int, office: str = OFFICE) -> RecentFile:
    with Document.create(path, load_form("2021"), office, year) as document:
        document.apply(document.report.edit([(cell("received"), 3)]))
    return RecentFile(path, office, year)


def recent(year: int, office: str = OFFICE) -> RecentFile:
    return RecentFile(Path(f"/年报/{office}{year}.govreport"), office, year)


def standing(**known: object) -> Standing:
    return Standing("1:1", filled=3, places=9, **known)  # type: ignore[arg-type]


@pytest.fixture
def home(settings: Settings, qtbot: QtBot, told: list[str]) -> MainWindow:
    """The window on its home page, with nothing remembered but that it was seen before."""
    settings.put(WELCOMED, True)
    return opened(settings, qtbot)


def rest(window: QWidget) -> None:
    """No file is still being looked at when the window goes."""
    window.hide()
    QThreadPool.globalInstance().waitForDone(20_000)
    QApplication.processEvents()


def opened(settings: Settings, qtbot: QtBot) -> MainWindow:
    window = open_window(None, settings)
    qtbot.addWidget(window, before_close_func=rest)
    window.activateWindow()

    def has_keyboard() -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and window.isAncestorOf(focused)

    # The window of the test before may still have it.
    qtbot.waitUntil(has_keyboard)
    return window


def overview(window: MainWindow) -> Overview:
    assert window.start is not None
    assert window.start.currentWidget() is window.start.overview
    return window.start.overview


# ------------------------------------------------------------------ how a report stands
@pytest.mark.parametrize(
    ("known", "words"),
    [
        (None, []),
        (Standing(""), ["! 文件不在原处"]),
        (standing(trouble="已损坏。"), ["✕ 没有读出"]),
        (standing(errors=2, warnings=1), ["✕ 2 个错误", "! 1 个警告"]),
        (standing(errors=0), ["i 没有填完"]),
        (Standing("1", filled=9, places=9, errors=0), ["✓ 没有错误"]),
        (standing(errors=0, handed_in="2026年1月22日报送"), ["✓ 已报送"]),
        (standing(errors=0, handed_in="2026年1月22日报送", changed=True), ["! 报送后改过"]),
        (
            standing(errors=2, warnings=1, handed_in="2026年1月22日报送", changed=True),
            ["! 报送后改过", "✕ 2 个错误", "! 1 个警告"],
        ),
    ],
)
def test_every_state_is_told_with_a_sign(known: Standing | None, words: list[str]) -> None:
    chips = chips_of(recent(2026), known)
    assert [chip.text for chip in chips] == words
    signs = {*(colors.SIGNS[severity] for severity in Severity), colors.OK_SIGN}
    assert all(chip.text[0] in signs for chip in chips)
    assert all(chip.words in spoken(recent(2026), known) for chip in chips)


def test_a_line_says_how_far_which_version_and_where() -> None:
    known = standing(errors=0, version="送审稿", handed_in="2026年1月22日报送县政府办公室")
    words = line_of(recent(2026), known)
    assert words == "已填 3/9 处 · 版本“送审稿” · 2026年1月22日报送县政府办公室 · /年报"


def test_times_are_told_as_people_do() -> None:
    from datetime import datetime

    noon = datetime(2026, 11, 30, 12, 5).astimezone()
    assert time_words(noon, TODAY) == "今天 12:05"
    assert time_words(noon - timedelta(days=1), TODAY) == "昨天 12:05"
    assert time_words(noon - timedelta(days=40), TODAY) == "10月21日"
    assert time_words(noon - timedelta(days=400), TODAY) == "2025年10月26日"
    assert time_words(None, TODAY) == ""


def test_enter_on_a_file_that_is_gone_says_so_and_takes_it_off_the_list(
    settings: Settings, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = [-1, 1]  # neither, then 从列表里去掉

    def choose(_owner: object, _title: str, words: str, _choices: object) -> int:
        asked.append(words)
        return answers[len(asked) - 1]

    settings.put(WELCOMED, True)
    monkeypatch.setattr(messages, "choose", choose)
    settings.remember(RecentFile(tmp_path / "没有了.govreport", "旧局", 2024))
    window = opened(settings, qtbot)
    QTest.keyClick(overview(window).recent, Key.Key_Return)
    assert len(asked) == 1 and "没有了.govreport" in asked[0]
    assert len(settings.recent()) == 1, "it may lie on a disk that comes back"
    QTest.keyClick(overview(window).recent, Key.Key_Return)
    assert settings.recent() == []
    assert overview(window).recent.recent.rowCount() == 0


def test_a_file_that_is_gone_is_found_again(
    settings: Settings, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.remember(report(moved := tmp_path / "改名以后.govreport", 2025))
    settings.forget(moved)
    settings.remember(RecentFile(tmp_path / "没有了.govreport", OFFICE, 2025))
    monkeypatch.setattr(messages, "choose", lambda *_: 0)
    monkeypatch.setattr(messages, "ask_open", lambda *_: moved)
    window = opened(settings, qtbot)
    QTest.keyClick(overview(window).recent, Key.Key_Return)
    assert window.session is not None and window.session.document.path == moved
    assert [file.path for file in settings.recent()] == [moved]


def test_states_come_in_behind_and_are_kept(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    settings.remember(RecentFile(tmp_path / "没有了.govreport", "旧局", 2024))
    settings.remember(report(tmp_path / "甲.govreport", 2025))
    model = overview(opened(settings, qtbot)).recent.recent

    def standings() -> list[Standing]:
        return [found for _, found in model.known if found is not None]

    qtbot.waitUntil(lambda: len(standings()) == 2, timeout=30_000)
    first, second = standings()
    assert (first.office, first.filled) == (OFFICE, 1)
    assert first.errors == 0, "what is not filled in yet is not wrong"
    assert second.gone
    again = overview(opened(settings, qtbot)).recent.recent
    assert again.known[0][1] == first


def test_a_report_that_changed_is_asked_again(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    path = tmp_path / "甲.govreport"
    settings.remember(report(path, 2025))
    window = opened(settings, qtbot)
    model = overview(window).recent.recent
    qtbot.waitUntil(lambda: model.known[0][1] is not None, timeout=30_000)
    with Document.open(path) as document:
        document.apply(document.report.edit([(cell("carried_over"), 1)]))
    window.start.refresh()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: model.known[0][1].filled == 2, timeout=30_000)  # type: ignore[union-attr]


# ------------------------------------------------------------------ keyboard
def test_enter_opens_the_report_that_the_arrow_went_to(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    for name, year in (("旧", 2024), ("新", 2025)):
        settings.remember(report(tmp_path / f"{name}.govreport", year))
    window = opened(settings, qtbot)
    assert QApplication.focusWidget() is overview(window).recent
    QTest.keyClick(overview(window).recent, Key.Key_Down)
    QTest.keyClick(overview(window).recent, Key.Key_Return)
    assert window.session is not None
    assert window.session.report.year == 2024
    window.close()


def test_delete_takes_a_report_off_the_list_and_nothing_else(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    file = report(tmp_path / "甲.govreport", 2025)
    settings.remember(file)
    window = opened(settings, qtbot)
    QTest.keyClick(overview(window).recent, Key.Key_Delete)
    assert settings.recent() == []
    assert file.path.exists()
    assert overview(window).none.isVisible()


def test_every_button_is_reached_with_tab_and_named(home: MainWindow, qtbot: QtBot) -> None:
    page = overview(home)
    wanted = {button for button in page.findChildren(QPushButton) if button.isVisible()}
    reached = set()
    for _ in range(len(wanted) + 4):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(focus(), Key.Key_Tab)
    assert wanted <= reached
    assert len({button.text() for button in wanted}) == len(wanted)


def test_the_page_fits_the_smallest_screen_across(home: MainWindow, tmp_path: Path) -> None:
    home.resize(SMALLEST_SCREEN)
    page = overview(home)
    page.refresh()
    column = page.widget()
    assert column is not None
    assert column.minimumSizeHint().width() <= SMALLEST_SCREEN.width()
    assert home.minimumSizeHint().height() <= SMALLEST_SCREEN.height()


# ------------------------------------------------------------------ what it leads to
def test_last_years_report_is_one_key_away(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    year = date.today().year - 2
    settings.remember(report(tmp_path / "去年.govreport", year))
    # Two years back is neither begun nor late: what is owed now is not begun either.
    settings.remember(report(tmp_path / "前.govreport", year + 1))
    page = overview(opened(settings, qtbot))
    due = next_due(page.recent.recent.known, NOBODY, None, date.today())
    assert due is not None
    asked: list[Path] = []
    page.due.begin_wanted.connect(asked.append)
    page.due.open_wanted.connect(asked.append)
    page.due.go_on.click()
    assert asked == [due.path or due.last]
    assert str(due.year) in page.due.go_on.text()


def test_beginning_from_last_year_reads_it(home: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    last = report(tmp_path / "去年.govreport", 2024)
    assert home.start is not None
    home.start.begin_wanted.emit(last.path)
    (dialog,) = home.findChildren(NewReportDialog)
    qtbot.waitUntil(lambda: dialog.office.text() == OFFICE, timeout=30_000)
    assert dialog.year.text() == "2025"
    dialog.reject()


def test_the_sample_opens_at_once_and_is_nobodys_work(
    home: MainWindow, settings: Settings, qtbot: QtBot
) -> None:
    overview(home).sample.click()
    qtbot.waitUntil(lambda: home.session is not None, timeout=20_000)
    assert "示例" in home.windowTitle()
    assert home.session is not None
    assert home.session.document.path.parent == sample_folder()
    assert home.session.report.office
    home.show_session(None)
    assert settings.recent() == []
    assert settings.profile()["office"] == ""
    home.close()


def test_the_card_of_collecting_begins_a_task(home: MainWindow) -> None:
    asked: list[bool] = []
    collect = home.actions_["collect"]
    collect.triggered.disconnect()
    collect.triggered.connect(lambda: asked.append(True))
    overview(home).jobs[1].buttons[0].click()
    assert len(asked) == 1


def test_consolidating_adds_a_folder_up(
    home: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "各单位"
    folder.mkdir()
    report(folder / "甲.govreport", 2025)
    (folder / "坏.govreport").write_bytes(b"x")
    target = tmp_path / "汇总表.xlsx"
    said: list[str] = []
    monkeypatch.setattr(messages, "ask_folder", lambda *_: folder)
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    monkeypatch.setattr(messages, "tell_note", lambda _, words, __: said.append(words))
    home.actions_["consolidate"].trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert target.is_file()
    assert said[0].startswith("计入 1 家")
    assert "坏.govreport" in said[0]
    QThreadPool.globalInstance().waitForDone(10_000)


# ------------------------------------------------------------------ the first start
def test_somebody_new_is_led_through_three_steps_once(
    settings: Settings, qtbot: QtBot, told: list[str]
) -> None:
    window = opened(settings, qtbot)
    assert window.start is not None
    first = window.start.first
    assert first is not None
    assert QApplication.focusWidget() is first.office
    first.office.setText(OFFICE)
    assert "政府部门" in first.kind.itemText(0)
    QTest.keyClick(first.office, Key.Key_Return)
    assert first.step == 1
    first.last.setText("/年报/去年.docx")
    QTest.keyClick(first.last, Key.Key_Return)
    assert first.step == 1
    qtbot.waitUntil(lambda: first.found.text().startswith("✕ 没有读出"), timeout=20_000)
    QTest.keyClick(first.last, Key.Key_Return)
    assert first.step == 2
    asked: list[Path] = []
    window.start.begin_wanted.disconnect()
    window.start.begin_wanted.connect(asked.append)
    QTest.keyClick(focus(), Key.Key_Return)
    assert asked == [None]
    assert settings.text(LAST_REPORT) == "/年报/去年.docx"
    assert settings.profile()["office"] == OFFICE
    assert overview(opened(settings, qtbot)).due.number.text()


def test_it_is_passed_over_with_one_key_and_not_shown_again(
    settings: Settings, qtbot: QtBot, told: list[str]
) -> None:
    window = opened(settings, qtbot)
    assert window.start is not None
    assert window.start.first is not None
    window.start.first.skip.click()
    assert overview(window).isVisible()
    again = opened(settings, qtbot)
    assert overview(again).none.isVisible()
    assert again.start is not None
    assert again.start.first is None


def test_who_has_worked_before_is_not_welcomed(
    settings: Settings, tmp_path: Path, qtbot: QtBot, told: list[str]
) -> None:
    settings.remember(report(tmp_path / "甲.govreport", 2025))
    assert overview(opened(settings, qtbot)).recent.isVisible()


def test_the_first_start_leads_to_the_sample(
    settings: Settings, qtbot: QtBot, told: list[str]
) -> None:
    window = opened(settings, qtbot)
    assert window.start is not None
    assert window.start.first is not None
    window.start.first.sample.click()
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    window.close()


# ------------------------------------------------------------------ one file once
def test_one_file_is_listed_once(settings: Settings, tmp_path: Path) -> None:
    file = report(tmp_path / "甲.govreport", 2025)
    link = tmp_path / "快捷.govreport"
    link.symlink_to(file.path)
    (tmp_path / "下").mkdir()
    for path in (file.path, link, tmp_path / "下" / ".." / "甲.govreport"):
        settings.remember(RecentFile(path, OFFICE, 2025))
    assert len(settings.recent()) == 1
    settings.remember(report(tmp_path / "乙.govreport", 2025))
    assert len(settings.recent()) == 2
