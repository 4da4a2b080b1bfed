"""What the window does with a task: opened by every way, read in the background, never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher
from pytestqt.qtbot import QtBot

from govreport_desktop.collect.office import Office
from govreport_desktop.collect.task import CollectTask
from tests.collect_folder import PARENT, write
from tests.gui.collect.conftest import Place
from ui.collect import new_task
from ui.collect.new_task import NewTaskDialog
from ui.collect.roster_dialog import RosterDialog
from ui.collect.session import CollectSession
from ui.settings import Settings
from ui.window.main_window import MainWindow


def scanned(session: CollectSession, qtbot: QtBot) -> None:
    session.scan()
    qtbot.waitUntil(lambda: not session.scanning, timeout=30_000)


def test_a_file_that_came_in_is_read_in_the_background(
    session: CollectSession, place: Place, qtbot: QtBot
) -> None:
    write(place.reports["统计局"], place.folder / "统计局.govreport")
    scanned(session, qtbot)
    row = session.view.rows[4]
    assert row.counted is not None and row.counted.path == "统计局.govreport"
    (place.folder / "统计局.govreport").unlink()
    scanned(session, qtbot)
    assert session.view.rows[4].counted is None


def test_closing_in_the_middle_of_reading_loses_nothing(place: Place, qtbot: QtBot) -> None:
    session = CollectSession(CollectTask.open(place.task))
    session.scan(again=True)
    session.close()
    session.deleteLater()
    qtbot.wait(300)
    with CollectTask.open(place.task) as task:
        assert not task.read_only
        assert len(task.files) == 7


def test_the_folder_is_watched(session: CollectSession, place: Place, qtbot: QtBot) -> None:
    session.watch(True)
    write(place.reports["统计局"], place.folder / "统计局.govreport")
    qtbot.waitUntil(lambda: session.view.rows[4].counted is not None, timeout=30_000)


def test_a_task_that_another_has_opens_read_only_and_says_so(
    place: Place, settings: Settings, qtbot: QtBot
) -> None:
    with CollectTask.open(place.task):
        window = MainWindow(settings)
        qtbot.addWidget(window)
        assert window.files.open_path(place.task)
        assert window.task is not None and window.task.read_only
        assert "（只读）" in window.windowTitle()
        window.close()


def test_the_window_shows_a_task_and_remembers_it(window: MainWindow, place: Place) -> None:
    assert window.task is not None and window.session is None
    assert window.windowTitle().startswith("汇总.govtask")
    assert window.settings.recent()[0].path == place.task
    assert "应报 6 家" in window.status.place.text()
    window.files.close()
    assert window.task is None
    with CollectTask.open(place.task) as task:
        assert not task.read_only


def test_undo_and_redo_are_the_windows_own(window: MainWindow) -> None:
    from govreport_desktop.collect import deciding

    task = window.task
    assert task is not None and not window.actions_["undo"].isEnabled()
    task.decide(deciding.accept(task.view), "选用较新的")
    assert window.actions_["undo"].isEnabled() and not task.view.pending
    window.actions_["undo"].trigger()
    assert task.view.pending and window.actions_["redo"].isEnabled()
    window.actions_["redo"].trigger()
    assert not task.view.pending


def test_what_a_task_tells_at_length_stays_and_can_be_seen_again(window: MainWindow) -> None:
    view = window.desk.view
    assert view is not None
    long = "没有写出：" + "卫生健康局的文件正被别的程序使用；" * 30
    view.told.emit(long)
    assert view.note.isVisible() and view.note.words.text() == long
    view.note.close_button.click()
    assert not view.note.isVisible()
    window.actions_["told_again"].trigger()
    assert view.note.isVisible() and view.note.words.text() == long


def test_a_report_is_opened_over_a_task_and_back(window: MainWindow, place: Place) -> None:
    assert window.files.open_path(place.folder / "教育局.govreport")
    assert window.task is None and window.session is not None
    assert window.files.open_path(place.task)
    assert window.session is None and window.task is not None


def test_a_new_task_is_made_of_a_dropped_folder(
    place: Place, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    from PySide6.QtGui import QGuiApplication

    from tests.gui.collect.conftest import ROSTER

    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show_session(None)
    window.files.open_path(place.folder)
    dialog = window.findChild(NewTaskDialog)
    assert dialog is not None and dialog.chosen() is None
    assert dialog.folder.text() == str(place.folder)
    dialog.office.setText("青川县人民政府")
    dialog.year.setText("2025")
    QGuiApplication.clipboard().setText(ROSTER)
    dialog.paste()
    assert dialog.counted.text() == "7 个单位，应报 6，不报 1"
    dialog.path.setText(str(tmp_path / "新任务.govtask"))
    dialog.accept()
    assert window.task is not None and window.task.task.parent == "青川县人民政府"
    task = window.task
    qtbot.waitUntil(lambda: not task.scanning, timeout=30_000)
    assert len(task.view.files) == 7
    window.close()


def test_the_roster_is_changed_as_one_step(
    session: CollectSession, settings: Settings, qtbot: QtBot
) -> None:
    dialog = RosterDialog(session, settings, None)
    qtbot.addWidget(dialog)
    first, second = session.task.roster[:2]
    dialog.table.take([Office("x", "青川县档案局", "档案局")])
    dialog.table.selectRow(1)
    dialog.into.setCurrentIndex(dialog.into.findData(first.id))
    dialog.merge.click()
    dialog.table.selectRow(4)
    dialog.remove.click()
    dialog.accept()
    names = {office.name: office for office in session.task.roster}
    assert "青川县档案局" in names and "青川县统计局" not in names
    assert names[second.name].merged_into == first.id
    assert session.view.sums.due == 5  # 教育局、应急管理局、审计局、水利局、档案局
    session.undo()
    assert session.view.sums.due == 6


def test_a_new_task_begins_with_an_empty_folder_and_the_years_season(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    class November(date):
        @classmethod
        def today(cls) -> November:
            return cls(2026, 11, 30)

    monkeypatch.setattr(new_task, "date", November)
    window.actions_["collect"].trigger()
    dialog = window.findChild(NewTaskDialog)
    assert dialog is not None
    assert (dialog.folder.text(), dialog.path.text()) == ("", "")
    assert dialog.year.text() == "2026"  # what the home page counts down to
    dialog.reject()


def test_a_new_task_takes_everything_from_last_years(
    place: Place, settings: Settings, qtbot: QtBot
) -> None:
    dialog = NewTaskDialog(settings, None)
    qtbot.addWidget(dialog)
    dialog.take_last(place.task)
    dialog.take_folder(place.folder)
    new = dialog.chosen()
    assert new is not None and new.year == 2026 and new.last == place.task
    assert len(new.offices) == 7


def test_last_years_task_may_be_pasted(place: Place, settings: Settings, qtbot: QtBot) -> None:
    dialog = NewTaskDialog(settings, None)
    qtbot.addWidget(dialog)
    dialog.last.setText(str(place.task))
    dialog.last.editingFinished.emit()
    assert (dialog.office.text(), dialog.year.text()) == (PARENT, "2026")
    assert len(dialog.table.offices) == 7
    assert dialog.focusWidget() is dialog.office  # it was empty when the dialog opened


def test_a_task_that_was_closed_is_not_looked_at_again(
    place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system may tell of a change in the folder after the task was given back."""
    monkeypatch.setattr("ui.collect.session.SETTLE_MS", 1)
    session = CollectSession(CollectTask.open(place.task))
    session.watch(True)
    watcher = session.findChild(QFileSystemWatcher)
    assert watcher is not None
    write(place.reports["统计局"], place.folder / "统计局.govreport")
    failures: list[object] = []
    session.failed.connect(failures.append)
    session.close()
    watcher.directoryChanged.emit(str(place.folder))
    session.scan()
    qtbot.wait(50)
    assert not session.scanning and not failures
