"""New, fill, check, version, export: the whole path without a mouse, on the real widgets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from govreport_desktop.form.organs import MonthDay
from govreport_desktop.paths import resources
from tests.gui.conftest import Keys, cell, focus
from ui import messages
from ui.actions import SPECS, TOOLBAR, TOOLBAR_KEPT
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.exported import ExportedDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.new_report import NewReportDialog
from ui.dialogs.version_name import VersionNameDialog
from ui.forms import plain_label
from ui.grid.balance import BalanceStrip
from ui.session import Session
from ui.settings import Settings
from ui.window.main_window import MainWindow

SAMPLE = resources() / "samples" / "published-sample.txt"
Key = Qt.Key
T = TypeVar("T", bound=QWidget)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def empty(settings: Settings, qtbot: QtBot, told: list[str]) -> Iterator[MainWindow]:
    """The window on its start page."""
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 740)
    window.show_session(None)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    window.close()
    QThreadPool.globalInstance().waitForDone(10_000)


def dialog_of(window: MainWindow, kind: type[T], qtbot: QtBot) -> T:
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(kind)))
    return next(d for d in window.findChildren(kind) if d.isVisible())


def test_new_fill_check_and_export_by_keyboard(
    empty: MainWindow,
    keys: Keys,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    told: list[str],
) -> None:
    empty.settings.put("files/folder", str(tmp_path))
    make_new(empty, keys, qtbot)
    session = empty.session
    assert session is not None
    assert session.document.path.parent == tmp_path
    assert (session.report.office, session.report.year) == ("示例局", 2024)
    fill_part_three(session, keys)
    write_part_five(empty, keys, qtbot)
    # The prose is one word, so the checks warn: exporting all the same is asked for.
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    values = exported_values(empty, tmp_path, qtbot)
    assert 4 in values
    assert told == []
    QTest.keyClick(dialog_of(empty, ExportedDialog, qtbot), Key.Key_Escape)
    empty.actions_["close"].trigger()
    assert empty.session is None
    assert [file.office for file in empty.settings.recent()] == ["示例局"]


def make_new(window: MainWindow, keys: Keys, qtbot: QtBot) -> None:
    """Ctrl+N, office, year, Enter; the keyboard ends in the table of part 三."""
    QTest.keyClick(window, Key.Key_N, CTRL)
    dialog = dialog_of(window, NewReportDialog, qtbot)
    qtbot.waitUntil(dialog.office.hasFocus)
    dialog.office.setText("示例局")
    dialog.year.setFocus()
    dialog.year.selectAll()
    keys("2024", Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None)
    window.activateWindow()  # a window manager does this when a dialog closes
    assert window.grid is not None
    qtbot.waitUntil(window.grid.hasFocus)


def fill_part_three(session: Session, keys: Keys) -> None:
    """A number on one side is unfinished, with the rest 0 wrong, with the other side right."""
    keys("4", Key.Key_Return, (Key.Key_Home, CTRL))
    assert session.report.values[cell("received", "total")] == 4
    assert not any(p.rule == "R1" for p in session.problems)
    QTest.keyClick(focus(), Key.Key_0, CTRL | SHIFT)
    assert session.report.values[cell("carried_forward")] == 0
    assert any(p.key == "R1:requests/natural_person" for p in session.problems)
    keys(Key.Key_Down, Key.Key_Down, "4", Key.Key_Return)
    assert not any(p.rule == "R1" for p in session.problems)


def write_part_five(window: MainWindow, keys: Keys, qtbot: QtBot) -> None:
    """On to the prose, and a version with Ctrl+S, which hands in what is being typed."""
    session = window.session
    assert session is not None and window.view is not None
    QTest.keyClick(focus(), Key.Key_PageDown, CTRL)
    assert window.view.part == "disputes"
    QTest.keyClick(focus(), Key.Key_PageDown, CTRL)
    assert isinstance(focus(), QPlainTextEdit | QTextEdit)
    keys("abc")
    QTest.keyClick(focus(), Key.Key_S, CTRL)
    assert session.report.texts["problems"].strip() == "abc"
    dialog_of(window, VersionNameDialog, qtbot).unnamed.click()
    assert len(session.document.versions()) == 1
    assert "已保存" in window.status.saved.text()


def exported_values(window: MainWindow, folder: Path, qtbot: QtBot) -> list[object]:
    """Every value of the workbook that Enter in the export dialog writes."""
    window.actions_["excel"].trigger()
    QTest.keyClick(dialog_of(window, ExportDialog, qtbot), Key.Key_Return)
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.xlsx"))), timeout=20_000)
    QThreadPool.globalInstance().waitForDone(10_000)
    (target,) = folder.glob("*.xlsx")
    return [c.value for sheet in load_workbook(target) for row in sheet.iter_rows() for c in row]


def test_importing_a_text_makes_a_report(
    empty: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sample.govreport"
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    empty.files.open_path(SAMPLE)
    dialog = dialog_of(empty, ImportDialog, qtbot)
    assert dialog.office.text()
    QTest.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: empty.session is not None, timeout=10_000)
    assert empty.session is not None
    licences = cell("licences", "decisions", "proactive")
    assert empty.session.report.values[licences] == 24380
    assert empty.session.undo_stack.count() == 0


def test_importing_into_an_open_report_is_one_step_and_ticks_count(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session is not None
    window.files.open_path(SAMPLE)
    dialog = dialog_of(window, ImportDialog, qtbot)
    dialog.stranger.sure.setChecked(True)
    root = dialog.tree.invisibleRootItem()
    for row in range(root.childCount()):
        part = root.child(row)
        assert part is not None
        keep = part.text(0).startswith("二、")
        part.setCheckState(0, Qt.CheckState.Checked if keep else Qt.CheckState.Unchecked)
    QTest.keyClick(dialog, Key.Key_Return)
    session = window.session
    assert session.report.values[cell("licences", "decisions", "proactive")] == 24380
    assert session.report.texts["overview"] == ""
    assert session.report.office == "示例局"
    assert session.undo_stack.count() == 1
    session.undo()
    assert session.report.values[cell("licences", "decisions", "proactive")] is None


def test_an_unreadable_file_is_one_sentence(
    empty: MainWindow, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    for name, content in (("a.xlsx", b"PK\x03\x04rubbish"), ("b.txt", b""), ("c.govreport", b"x")):
        path = tmp_path / name
        path.write_bytes(content)
        count = len(told)
        empty.files.open_path(path)
        qtbot.waitUntil(lambda count=count: len(told) == count + 1, timeout=10_000)  # type: ignore[misc]
    assert all(sentence.endswith("。") for sentence in told)
    assert empty.session is None


def test_a_second_window_reads_only_and_says_who_has_it(
    window: MainWindow, settings: Settings, qtbot: QtBot, told: list[str]
) -> None:
    assert window.session is not None
    other = MainWindow(settings)
    qtbot.addWidget(other)
    other.files.open_path(window.session.document.path)
    other.show()
    assert other.session is not None
    assert other.session.read_only
    from PySide6.QtWidgets import QFrame, QLabel

    banner = other.findChild(QFrame, "banner")
    assert banner is not None
    words = banner.findChildren(QLabel)[0].text()
    assert "正在编辑" in words
    assert other.grid is not None
    QTest.keyClick(other.grid, Key.Key_5)
    assert other.grid.editor is None
    assert not other.actions_["zero_table"].isEnabled() or not other.actions_["version"].isEnabled()
    other.close()


def test_undo_goes_back_to_the_part_where_it_was(window: MainWindow, keys: Keys) -> None:
    keys("4", Key.Key_Return)
    assert window.view is not None
    window.view.show_part("disputes")
    QTest.keyClick(focus(), Key.Key_Z, CTRL)
    assert window.view.part == "requests"
    assert window.grid is not None
    assert window.grid.current == cell("received")


def test_undo_works_across_parts_and_has_names(window: MainWindow, keys: Keys) -> None:
    keys("4", Key.Key_Return)
    assert window.view is not None
    window.view.show_part("proactive")
    keys("7", Key.Key_Return)
    assert "二 · 规章 · 本年制发件数" in window.actions_["undo"].text()
    QTest.keyClick(focus(), Key.Key_Z, CTRL)
    assert "三 · 本年新收 · 自然人" in window.actions_["undo"].text()
    assert "二 · 规章" in window.actions_["redo"].text()


def test_a_report_never_put_away_is_not_called_free_of_errors(
    window: MainWindow, keys: Keys, settings: Settings
) -> None:
    keys("4", Key.Key_Return)
    window.actions_["zero_table"].trigger()
    assert settings.recent()[0].errors is None, "as a power cut would leave it"
    assert window.show_session(None)
    assert settings.recent()[0].errors


def test_status_bar_says_where_and_how_much(window: MainWindow, keys: Keys) -> None:
    keys("4", Key.Key_Return, "6", Key.Key_Return, (Key.Key_Home, CTRL), (Key.Key_Down, SHIFT))
    assert window.status.place.text() == "三 · 上年结转 · 自然人"
    assert window.status.figures.text() == "计数 2　求和 10　最小 4　最大 6"
    assert "2025 年 1 月 31 日" in window.status.due.text()


def test_a_local_day_stands_beside_the_laws(window: MainWindow, settings: Settings) -> None:
    assert "本地要求" not in window.status.due.text()
    settings.put_local_deadline(MonthDay(1, 15))
    window.take_settings()
    assert "2025 年 1 月 31 日" in window.status.due.text()
    assert "本地要求 1 月 15 日前" in window.status.due.text()
    settings.put("deadline/local", "99-99")
    window.take_settings()
    assert "本地要求" not in window.status.due.text()


def test_the_window_goes_on_an_office_screen_at_125_per_cent(window: MainWindow) -> None:
    bars = 80  # the title bar and the system's own, in pixels
    assert window.minimumSizeHint().height() <= 768 / 1.25 - bars


def test_no_horizontal_bar_for_part_three_on_an_office_screen(window: MainWindow) -> None:
    assert window.grid is not None
    window.resize(1366, 740)
    QApplication.processEvents()
    assert window.problems.isVisible()
    assert window.grid.horizontalScrollBar().maximum() == 0


def test_the_balance_scrolls_sideways_with_the_table(window: MainWindow, qtbot: QtBot) -> None:
    assert window.grid is not None
    window.resize(760, 740)
    QApplication.processEvents()
    bar = window.grid.horizontalScrollBar()
    assert bar.maximum() > 0
    strip = window.findChildren(BalanceStrip)[0]
    for value in (bar.maximum(), bar.maximum() // 2, 0):
        bar.setValue(value)
        column = window.grid.grid.index_of(cell("received", "research")).column()
        here = window.grid.columnViewportPosition(column)
        assert strip.columnViewportPosition(2) == here


def test_zoom_by_keys_and_wheel_keeps_the_table_whole(window: MainWindow, keys: Keys) -> None:
    grid = window.grid
    assert grid is not None
    before = grid.rowHeight(5)
    QTest.keyClick(grid, Key.Key_Plus, CTRL)
    assert grid.rowHeight(5) > before
    assert window.settings.zoom == 110
    QTest.keyClick(grid, Key.Key_0, CTRL)
    assert grid.rowHeight(5) == before


def test_a_picture_on_the_tool_bar_says_its_name(window: MainWindow) -> None:
    for entry in f"{TOOLBAR} {TOOLBAR_KEPT}".replace("|", " ").split():
        action = window.actions_[entry]
        assert action.toolTip().startswith(plain_label(action.text()))


def test_every_command_has_a_key_or_a_mnemonic_and_no_key_is_taken_twice() -> None:
    assert all(spec.keys or "(&" in spec.text for spec in SPECS)
    keys = [QKeySequence(key).toString() for spec in SPECS for key in spec.keys.split()]
    assert len(keys) == len(set(keys))
    assert "" not in keys


def test_everything_that_can_be_reached_has_an_accessible_name(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractItemView, QToolButton

    assert window.view is not None
    for part in ("office", "proactive", "requests", "disputes", "overview"):
        window.view.show_part(part)
    nameless = [
        (type(widget).__name__, widget.objectName(), widget.parent())
        for kind in (QAbstractItemView, QLineEdit, QComboBox, QToolButton)
        for widget in window.findChildren(kind)
        if not widget.accessibleName()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(window)
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_window_and_panels_are_remembered(
    window: MainWindow, settings: Settings, qtbot: QtBot, path: Path
) -> None:
    assert window.view is not None
    window.view.show_part("disputes")
    assert window.session is not None
    window.session.put([(cell("received"), 4)], "输入")
    window.actions_["problems"].trigger()
    assert not window.problems.is_line
    window.close()
    again = MainWindow(settings)
    qtbot.addWidget(again)
    again.files.open_path(path)
    again.show()
    assert again.view is not None
    assert again.view.part == "disputes"
    assert again.problems.is_open
    again.close()


def test_a_dropped_file_is_opened_and_any_other_is_offered_for_import(
    empty: MainWindow, path: Path, qtbot: QtBot
) -> None:
    drop(empty, path)
    assert empty.session is not None
    assert empty.session.document.path == path
    drop(empty, SAMPLE)
    dialog = dialog_of(empty, ImportDialog, qtbot)
    assert "published-sample.txt" in dialog.findChildren(QLabel)[0].text()
    dialog.reject()


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
