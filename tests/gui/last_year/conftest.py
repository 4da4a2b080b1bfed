"""Last year's report as a file beside this year's."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.store.document import Document
from tests.gui.conftest import cell
from ui import messages
from ui.last_year.dialog import LastYearDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def last_path(tmp_path: Path) -> Path:
    """The report of 2023: three cases carried forward, ten received, a contact, some prose."""
    path = tmp_path / "示例局2023.govreport"
    with Document.create(path, load_form("2021"), "示例局", 2023) as document:
        document.apply(
            document.report.edit(
                [
                    (cell("received"), 10),
                    (cell("granted"), 7),
                    (cell("carried_forward"), 3),
                    (cell("carried_forward", "business"), 0),
                    (FieldAddress("contact_name"), "林某"),
                    (FieldAddress("office_kind"), "government"),
                    (TextAddress("overview"), "（一）主动公开。公开12条。\n普通一段。"),
                ]
            )
        )
    return path


@pytest.fixture
def last(last_path: Path) -> Report:
    with Document.open(last_path, read_only=True) as document:
        return document.report


@pytest.fixture
def with_last(window: MainWindow, last: Report) -> MainWindow:
    """The window with last year's report read in already."""
    assert window.session is not None
    assert window.session.apply(carry_over(window.session.report, last))
    return window


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, last_path: Path) -> None:
    """The clerk chooses last year's file."""
    monkeypatch.setattr(messages, "ask_open", lambda *_, **__: last_path)


def offered(window: MainWindow, qtbot: QtBot) -> LastYearDialog:
    """The dialog, once the file is read."""
    window.actions_["read_last_year"].trigger()
    qtbot.waitUntil(lambda: window.findChild(LastYearDialog) is not None)
    found = window.findChild(LastYearDialog)
    assert isinstance(found, LastYearDialog)
    return found
