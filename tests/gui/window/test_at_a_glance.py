"""Part three in one look: how many of its numbers can be seen whole, at the sizes of offices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.conftest import cell, fill
from ui.grid.balance_bar import BalanceBar
from ui.settings import DENSITY, Settings
from ui.window.main_window import MainWindow

TITLE_BAR = 30  # pixels of the screen that the system's frame takes
SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
ROWS, COLUMNS = 25, 7


def seen_whole(window: MainWindow) -> tuple[int, int]:
    """How many rows and columns of numbers stand in view with nothing cut off."""
    grid = window.grid
    assert grid is not None
    view = grid.viewport().rect()
    corner = grid.viewport().mapTo(window, QPoint())
    view &= QRect(window.rect().translated(-corner))
    rows, columns = set(), set()
    for address in grid.grid.table.cells:
        index = grid.grid.index_of(address)
        rect = grid.visualRect(index)
        if view.contains(rect):
            rows.add(index.row())
            columns.add(index.column())
    return len(rows), len(columns)


def show(window: MainWindow, screen: QSize, scale: float = 1.0, *, preview: bool = False) -> None:
    """The window as large as a screen at that scale leaves it, with problems in the report."""
    session = window.session
    assert session is not None
    fill(session)
    session.put([(cell("received"), 1234), (cell("granted", "business"), 56)], "填写")
    assert session.problems
    if preview:
        window.actions_["preview"].trigger()
    pixels = QSize(screen.width(), screen.height() - TITLE_BAR)
    window.resize(QSize(int(pixels.width() / scale), int(pixels.height() / scale)))
    for _ in range(5):
        QApplication.processEvents()


def test_an_office_screen_shows_the_whole_table(window: MainWindow) -> None:
    show(window, SMALL)
    assert seen_whole(window) == (ROWS, COLUMNS)


def test_an_office_screen_with_the_task_bar(window: MainWindow) -> None:
    show(window, QSize(1366, 728))
    rows, columns = seen_whole(window)
    assert rows >= 23
    assert columns == COLUMNS


def test_an_office_screen_with_the_preview(window: MainWindow) -> None:
    show(window, SMALL, preview=True)
    assert seen_whole(window) == (ROWS, COLUMNS)


def test_a_large_screen_with_the_preview_shows_the_whole_table(window: MainWindow) -> None:
    show(window, LARGE, preview=True)
    assert seen_whole(window) == (ROWS, COLUMNS)
    assert not window.problems.is_line, "there is room for the list as well"


def test_an_office_screen_at_150_per_cent(window: MainWindow) -> None:
    show(window, SMALL, 1.5)
    rows, columns = seen_whole(window)
    assert rows >= 12
    assert columns == COLUMNS


def test_a_large_screen_at_150_per_cent_with_the_preview(window: MainWindow) -> None:
    show(window, LARGE, 1.5, preview=True)
    rows, columns = seen_whole(window)
    assert rows >= 18
    assert columns == COLUMNS


def test_the_usual_zoom_times_two_still_shows_rows(window: MainWindow) -> None:
    assert window.view is not None
    window.view.set_zoom(200)
    show(window, SMALL)
    rows, columns = seen_whole(window)
    assert rows >= 8
    assert columns == COLUMNS


@pytest.mark.parametrize("size", [QSize(1366, 738), QSize(1600, 860), QSize(1000, 600)])
def test_a_table_that_fits_the_window_still_does_when_the_window_changes(
    window: MainWindow, size: QSize, qtbot: QtBot
) -> None:
    window.actions_["zoom_fit"].trigger()
    show(window, LARGE)
    assert seen_whole(window) == (ROWS, COLUMNS)
    grid = window.grid
    assert grid is not None
    large = grid.zoom
    window.resize(size)
    qtbot.waitUntil(lambda: grid.zoom < large)
    qtbot.waitUntil(lambda: seen_whole(window) == (ROWS, COLUMNS))
    assert window.actions_["zoom_fit"].isChecked()
    window.actions_["zoom_in"].trigger()
    assert not window.actions_["zoom_fit"].isChecked()


def test_rows_are_as_high_as_the_clerk_wants_them(window: MainWindow, settings: Settings) -> None:
    show(window, SMALL)
    heights = {}
    for name in ("compact", "usual", "roomy"):
        settings.put(DENSITY, name)
        window.take_settings()
        QApplication.processEvents()
        assert window.grid is not None
        heights[name] = window.grid.rowHeight(5)
    assert heights["compact"] < heights["usual"] < heights["roomy"]


def test_a_long_number_is_never_cut(window: MainWindow) -> None:
    session, grid = window.session, window.grid
    assert session is not None
    assert grid is not None
    show(window, SMALL, preview=True)
    session.put([(cell("received", "research"), 123456789)], "填写")
    QApplication.processEvents()
    index = grid.grid.index_of(cell("received", "research"))
    need = grid.fontMetrics().horizontalAdvance("123456789")
    assert grid.visualRect(index).width() > need + grid.fontMetrics().horizontalAdvance("✕")


def test_the_balance_is_one_line_that_opens_and_is_remembered(
    window: MainWindow, settings: Settings
) -> None:
    show(window, SMALL)
    assert window.view is not None
    bar = window.view.page.findChildren(BalanceBar)[0]
    words = ["自然人 多 1234", "商业企业 少 56", "总计 多 1178"]
    assert bar.words.said() == [*((each, False) for each in words), ("其余相符", True)]
    assert bar.height() < 30
    bar.head.click()
    assert settings.flag("grid/balance", False)
    QApplication.processEvents()
    assert seen_whole(window)[0] >= 21, "the table gives way by the height of three rows"
    bar.head.click()
    assert not settings.flag("grid/balance", True)


def test_the_balance_offers_the_fix_the_checks_have(window: MainWindow, qtbot: QtBot) -> None:
    session, view = window.session, window.view
    assert session is not None
    assert view is not None
    bar = view.page.findChildren(BalanceBar)[0]
    assert bar.mend.isHidden()
    fill(session)
    one_each = [cell(row, "business") for row in ("granted", "partial", "denied.internal")]
    session.put([(cell("received"), 8), (cell("granted"), 5)], "填写")
    session.put([(cell("received", "business"), 0), *((each, 1) for each in one_each)], "填写")
    qtbot.waitUntil(bar.mend.isVisible)  # the cause is looked for beside the window
    fix = next(p.fix for p in session.problems if p.rule == "R1" and p.fix)
    assert bar.mend.text() == fix.label
    bar.mend.click()
    assert not [p for p in session.problems if p.rule == "R1"]
    assert bar.mend.isHidden()
    session.undo()
    qtbot.waitUntil(bar.mend.isVisible)


def test_an_empty_table_agrees_with_nothing_yet(window: MainWindow) -> None:
    assert window.view is not None
    bar = window.view.page.findChildren(BalanceBar)[0]
    assert bar.words.said() == [("还没有可核对的数", None)]


@pytest.mark.parametrize("width", [420, 560, 700, 910, 1366])
def test_the_status_bar_draws_no_two_texts_over_each_other(window: MainWindow, width: int) -> None:
    assert window.grid is not None
    window.grid.selectAll()
    window.status.resize(width, window.status.height())
    window.status.setFixedWidth(width)
    window.tell("已经把这份报告另外写了一份，放在很长很长的文件夹名字里面，可以打开来看")
    QTest.qWait(0)
    window.status.show_report()
    assert window.session is not None
    window.status.follow(window.session)
    fields = [label for label in window.status.findChildren(QLabel) if label.isVisible()]
    assert window.status.told in fields
    assert window.status.place not in fields
    for one in fields:
        assert window.status.rect().contains(one.geometry())
        for other in fields:
            assert one is other or not one.geometry().intersects(other.geometry())
    window.status.clearMessage()
    assert window.status.place.isVisible()
    assert not window.status.told.isVisible()


def test_a_page_first_shown_at_another_zoom_has_headings_of_that_size(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.show_part("overview")
    view.set_zoom(200)
    view.show_part("disputes")
    show(window, SMALL)
    grid = window.grid
    assert grid is not None
    sizes = []
    for percent in (200, 100, 200):
        view.set_zoom(percent)
        QApplication.processEvents()
        sizes.append(grid._across.grab().toImage())
    assert sizes[0] == sizes[2]


def test_the_facts_of_the_office_are_zoomed_too(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.show_part("office")
    labels = view.page.findChildren(QLabel)
    before = [label.fontInfo().pointSizeF() for label in labels]
    view.set_zoom(200)
    QApplication.processEvents()
    after = [label.fontInfo().pointSizeF() for label in labels]
    assert all(large > 1.8 * small for small, large in zip(before, after, strict=True))


def test_the_cell_in_hand_stays_in_view_when_the_table_grows(window: MainWindow) -> None:
    view, grid = window.view, window.grid
    assert view is not None and grid is not None
    show(window, SMALL)
    grid.go_to(cell("carried_forward"))
    for percent in (150, 200):
        view.set_zoom(percent)
        for _ in range(5):
            QApplication.processEvents()
        rect = grid.visualRect(grid.currentIndex())
        assert grid.viewport().rect().contains(rect), percent
