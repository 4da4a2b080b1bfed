"""At 150 % a screen of 1366 by 768 has two thirds of that in each direction: everything fits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from govreport_desktop.jobs.leaving import leaving
from govreport_desktop.report import TextAddress
from tests.gui.conftest import fill
from ui.dialog import SMALLEST_SCREEN, Dialog
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.new_report import NewReportDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.submitted import SubmittedDialog
from ui.dialogs.version_name import VersionNameDialog
from ui.dialogs.versions import VersionsDialog
from ui.grid.balance import BalanceStrip
from ui.grid.balance_bar import BalanceBar
from ui.grid.page import TablePage
from ui.settings import Settings
from ui.window.main_window import MainWindow


@pytest.mark.parametrize("part", ["office", "overview", "proactive", "requests", "disputes"])
def test_the_window_fits_with_the_problems_panel_open(window: MainWindow, part: str) -> None:
    assert window.view is not None
    window.view.show_part(part)
    assert window.problems.isVisible()
    needed = window.minimumSizeHint()
    assert needed.width() <= SMALLEST_SCREEN.width()
    assert needed.height() <= SMALLEST_SCREEN.height()


def test_the_window_fits_with_the_pages_beside_it_whatever_was_looked_at(
    window: MainWindow,
) -> None:
    """Pages that are not shown ask for room, too: the longest heading once widened the window."""
    assert window.view is not None
    for part in window.view.parts.ids:
        window.view.show_part(part)
    window.view.show_preview(True)
    assert window.minimumSizeHint().width() <= SMALLEST_SCREEN.width()


def test_no_remedy_is_an_empty_box(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None and window.view is not None
    fill(window.session)
    window.session.put([(TextAddress("overview"), "全年收到政府信息公开申请 9 件。")], "输入")
    window.session.recheck()
    window.problems.set_open(False)
    window.problems.show_problem(next(p for p in window.session.problems if p.fixes))
    line, remedy = window.problems.line, window.problems.line.remedy
    window.resize(1366, 700)
    qtbot.waitUntil(remedy.isVisible)
    window.view.show_preview(True)
    window.resize(SMALLEST_SCREEN)
    least = 5 * remedy.fontMetrics().horizontalAdvance("宽")
    qtbot.waitUntil(lambda: not remedy.isVisible() or remedy.width() >= least)
    assert line.sentence.isVisible()


def test_the_line_of_the_balance_stays_where_there_is_little_room(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.view is not None
    page = window.view.page
    assert isinstance(page, TablePage)
    (bar,) = page.findChildren(BalanceBar)
    (strip,) = page.findChildren(BalanceStrip)
    assert not strip.isVisible()
    window.resize(SMALLEST_SCREEN)
    qtbot.waitUntil(lambda: page.rect().contains(bar.geometry()))
    assert bar.isVisible()
    page.open_balance(True)
    qtbot.waitUntil(strip.isVisible)


def test_dialogs_fit(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    dialogs: list[Dialog] = [
        SettingsDialog(settings, window),
        VersionsDialog(session, settings, window),
        NewReportDialog(settings, window),
        LeavingDialog(leaving(session.report, session.problems, []), window, "继续导出(&X)"),
        VersionNameDialog(settings, window, "内容都已保存。"),
        SubmittedDialog(settings, window, "现在的内容将标为已报送。", "! 还有 5 项。"),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        room = dialog._room()
        assert dialog.size().boundedTo(room) == dialog.size()


def test_a_dialog_is_not_larger_than_the_screen(settings: Settings, qtbot: QtBot) -> None:
    dialog = SettingsDialog(settings, None)
    qtbot.addWidget(dialog)
    dialog.resize(QSize(5000, 5000))
    dialog.show()
    assert dialog.size() == dialog._room()
