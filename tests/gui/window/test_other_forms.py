"""The window takes every form: its parts are the form's, not those of the two circulated ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.store.document import Document
from tests.forms import other_forms
from tests.gui.conftest import Keys
from ui.dialogs.blank_form import BlankFormDialog
from ui.last_year.view import ComparisonView
from ui.settings import Settings
from ui.window.main_window import MainWindow

__all__ = ["other_forms"]
pytestmark = pytest.mark.usefixtures("other_forms")


def new_file(folder: Path, form_id: str) -> Path:
    path = folder / f"{form_id}.govreport"
    form = load_form(form_id)
    Document.create(path, form, "示例局", form.first_year).close()
    return path


@pytest.fixture
def window(settings: Settings, qtbot: QtBot, told: list[str]) -> Iterator[MainWindow]:
    window = opened(settings, qtbot)
    yield window
    window.close()
    QThreadPool.globalInstance().waitForDone(10_000)


def opened(settings: Settings, qtbot: QtBot) -> MainWindow:
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 740)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def type_first_number(window: MainWindow, keys: Keys, qtbot: QtBot) -> CellAddress:
    grid = window.grid
    assert grid is not None
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    first = grid.current
    assert first is not None
    keys("3", Qt.Key.Key_Return)
    assert window.session is not None
    assert window.session.report.values[first] == 3
    return first


def test_closed_on_a_part_that_only_one_form_has(
    window: MainWindow,
    settings: Settings,
    qtbot: QtBot,
    keys: Keys,
    tmp_path: Path,
    told: list[str],
) -> None:
    window.files.open_path(new_file(tmp_path, "2027"))
    assert window.view is not None
    assert window.view.part == "requests"
    window.view.show_part("platforms")
    address = type_first_number(window, keys, qtbot)
    assert address.table == "platforms"
    window.close()
    again = opened(settings, qtbot)
    again.files.open_path(tmp_path / "2027.govreport")
    assert again.view is not None
    assert again.view.part == "platforms"
    again.files.open_path(new_file(tmp_path, "2021"))
    assert again.view.part == "requests"
    type_first_number(again, keys, qtbot)
    again.close()
    QThreadPool.globalInstance().waitForDone(10_000)
    assert told == []


def test_a_form_without_roles_opens_on_its_first_part(
    window: MainWindow, qtbot: QtBot, keys: Keys, tmp_path: Path, told: list[str]
) -> None:
    window.files.open_path(new_file(tmp_path, "toy"))
    assert window.view is not None
    assert window.view.part == "words"
    assert window.prose is not None
    window.view.show_part("papers")
    type_first_number(window, keys, qtbot)
    window.take_settings()
    session = window.session
    assert session is not None
    comparison = ComparisonView(session, window)
    assert comparison.part.count() == 2
    comparison.close()
    qtbot.waitUntil(lambda: any(problem.rule == "R18" for problem in session.problems))
    assert told == []


def test_the_blank_form_is_chosen_among_all_of_them(qtbot: QtBot) -> None:
    dialog = BlankFormDialog("2021", None)
    qtbot.addWidget(dialog)
    known = [dialog.form.itemData(row) for row in range(dialog.form.count())]
    assert known[0] == "2027"
    assert set(known) >= {"2027", "2021", "2019", "toy"}
    assert dialog.form.currentData() == "2021"
