"""No dialog is larger than the smallest screen: 1366 by 768 at 150 % has 910 by 512."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from govreport_desktop.jobs.export import Exported
from scripts import gallery
from tests.gui.conftest import cell
from ui.dialog import SMALLEST_SCREEN, Dialog
from ui.dialogs.blank_form import BlankFormDialog
from ui.dialogs.exported import ExportedDialog
from ui.dialogs.help import AboutDialog
from ui.dialogs.history import HistoryDialog
from ui.last_year.dialog import LastYearDialog
from ui.window.main_window import MainWindow

SCREEN = QSize(910, 512)


@pytest.fixture(autouse=True)
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dialog, "_room", lambda _: SMALLEST_SCREEN)


def every(window: MainWindow) -> Iterator[QDialog]:
    session = window.session
    assert session is not None
    path = session.document.path
    yield HistoryDialog(session, cell("received"), window)
    yield BlankFormDialog("2021", window)
    yield ExportedDialog(Exported((path,), ()), window)
    yield AboutDialog(window)
    yield LastYearDialog(session.report, session.report, window)
    for _, dialog in gallery.dialogs(window):
        yield dialog


def test_every_dialog_is_on_the_screen_with_its_buttons(window: MainWindow, qtbot: QtBot) -> None:
    seen = set()
    for dialog in every(window):
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        seen.add(type(dialog))
        assert dialog.size().boundedTo(SMALLEST_SCREEN) == dialog.size(), type(dialog)
        assert isinstance(dialog, Dialog)
        assert dialog.rect().contains(dialog.buttons.geometry()), type(dialog)
    assert len(seen) > 8
    unseen = set(Dialog.__subclasses__()) - seen
    assert not [kind for kind in unseen if {"showEvent", "_room"} & kind.__dict__.keys()]


def test_what_is_larger_scrolls_above_its_buttons(qtbot: QtBot) -> None:
    dialog = Dialog("很高", None, accept="确定(&Y)")
    qtbot.addWidget(dialog)
    lines = [QLineEdit(str(number)) for number in range(40)]
    for line in lines:
        dialog.body.addWidget(line)
    dialog.show()
    QApplication.processEvents()
    assert dialog.size().boundedTo(SMALLEST_SCREEN) == dialog.size()
    assert dialog.rect().contains(dialog.buttons.geometry())
    assert dialog.findChildren(QScrollArea)
    assert lines[-1].isVisibleTo(dialog)
    lines[-1].setText("写得进去")
    assert lines[-1].text() == "写得进去"


def test_the_smallest_screen_leaves_room_for_its_bars() -> None:
    assert SMALLEST_SCREEN.width() <= SCREEN.width()
    assert SMALLEST_SCREEN.height() <= SCREEN.height() - 50
