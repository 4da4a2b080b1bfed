"""Every control of every view and dialog has a name, and says its state in words."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from pkgutil import walk_packages

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

import ui
from tests.gui.conftest import cell
from tests.gui.spoken.dialogs import DIALOGS
from tests.gui.spoken.walk import Role, complaints, spoken
from ui.dialog import Dialog
from ui.narrative.picker import FieldPicker
from ui.settings import Settings
from ui.window.home.first_start import FirstStart
from ui.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def listening(qapp: object) -> Iterator[None]:
    """A screen reader is there: Qt makes its tree of names only then."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def worked(window: MainWindow) -> MainWindow:
    """With an error, a warning, a blank and something that is no number."""
    assert window.session is not None
    figures = {"received": 4, "carried_over": 0, "granted": 5}  # no blank can make up for it
    window.session.put([(cell(row), number) for row, number in figures.items()], "填写")
    window.session.recheck()
    return window


def test_every_part_of_the_report(worked: MainWindow) -> None:
    view = worked.view
    assert view is not None
    worked.problems.set_open(True)
    for part in view.parts.ids:
        view.show_part(part)
        assert complaints(worked) == [], part
    view.show_find()
    view.show_preview(True)
    assert complaints(worked) == []


def test_the_start_page(window: MainWindow) -> None:
    window.show_session(None)
    assert complaints(window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog(name: str, worked: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = DIALOGS[name](worked, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert complaints(dialog) == []
    for tabs in dialog.findChildren(QTabWidget):
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            assert complaints(dialog) == [], tabs.tabText(at)
    dialog.close()


def test_no_dialog_is_left_out() -> None:
    for module in walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    assert {kind.__name__ for kind in every(Dialog)} == set(DIALOGS)


def every(kind: type[Dialog]) -> Iterator[type[Dialog]]:
    below: type[Dialog]
    for below in kind.__subclasses__():
        yield below
        yield from every(below)


# ---------------------------------------------------------------- states in words
def test_a_cell_says_where_it_is_what_it_holds_and_how_it_stands(worked: MainWindow) -> None:
    grid = worked.grid
    assert grid is not None
    names = {c.name.partition("，")[0]: c.name for c in spoken(grid) if c.role is Role.Cell}
    for address, spec in grid.grid.table.cells.items():
        assert spec.words in names, address
        assert ("由程序计算" in names[spec.words]) is (spec.formula is not None)
    assert "，4" in names[grid.grid.table.cells[cell("received")].words]
    assert "错误：" in names[grid.grid.table.cells[cell("received")].words]
    assert "，空白" in names[grid.grid.table.cells[cell("partial")].words]


def test_a_part_says_how_far_it_is_and_what_is_wrong(worked: MainWindow) -> None:
    assert worked.view is not None
    names = [c.name for c in spoken(worked.view.parts) if c.role is Role.ListItem]
    assert len(names) == len(worked.view.parts.ids)
    assert all("，" in name for name in names)
    requests = next(name for name in names if name.startswith("三、"))
    assert "格空白" in requests
    assert "个错误" in requests


def test_a_problem_says_its_severity_and_its_part(worked: MainWindow) -> None:
    worked.problems.set_open(True)
    view = worked.problems.view
    assert view is not None
    rows = [c.name for c in spoken(view) if c.role is Role.Cell]
    assert any("错误" in row and "三" in row for row in rows)


def test_the_status_bar_says_what_stands_in_it(worked: MainWindow) -> None:
    names = [c.name for c in spoken(worked.status)]
    assert any("已保存" in name for name in names)
    assert any("报送期限" in name and "2025" in name for name in names)


# ---------------------------------------------------------------- what comes up on the way
def test_the_box_that_puts_numbers_into_prose(worked: MainWindow) -> None:
    assert worked.view is not None
    worked.view.show_part("overview")
    assert worked.prose is not None
    for pick in (worked.prose.pick_field, worked.prose.pick_sentence):
        pick()
        (box,) = (b for b in worked.prose.findChildren(FieldPicker) if b.isVisible())
        assert complaints(box) == []
        box.close()


def test_the_first_start(settings: Settings, qtbot: QtBot) -> None:
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show_session(None)
    window.show()
    assert complaints(window) == []
    steps = window.findChild(FirstStart)
    assert steps is not None
    for _ in range(2):
        steps.forward.click()
        assert complaints(window) == []
    window.close()


def test_a_message_above_the_page(worked: MainWindow) -> None:
    worked.tell("已从上年度报告带入：" + "上年结转 3 格；" * 40)
    assert complaints(worked) == []
