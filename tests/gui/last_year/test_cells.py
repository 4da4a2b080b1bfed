"""Last year's figures in the cells: on request, small, and in the tooltip always."""

from __future__ import annotations

from govreport_desktop.report import Report
from tests.gui.conftest import cell
from ui.grid.model import GridRole
from ui.grid.page import TablePage
from ui.models import Display
from ui.window.main_window import MainWindow


def shown(window: MainWindow, row: str, role: int = GridRole.LAST_YEAR) -> str:
    assert window.grid is not None
    model = window.grid.grid
    return str(model.data(model.index_of(cell(row)), role))


def test_shown_on_request_and_remembered(with_last: MainWindow) -> None:
    window = with_last
    assert shown(window, "received") == ""
    window.actions_["show_last_year"].trigger()
    assert shown(window, "received") == "10"
    assert shown(window, "partial") == ""  # blank last year
    assert window.settings.flag("grid/last_year", False)
    assert window.view is not None
    assert isinstance(window.view.page, TablePage)
    window.actions_["show_last_year"].trigger()
    assert shown(window, "received") == ""


def test_tooltip_and_screen_reader_say_it_anyway(with_last: MainWindow) -> None:
    assert "上年 10" in shown(with_last, "received", Display.ToolTipRole)
    assert "上年 10" in shown(with_last, "received", Display.AccessibleTextRole)
    assert "上年" not in shown(with_last, "partial", Display.AccessibleTextRole).partition("，")[2]


def test_columns_make_room_for_both_numbers(window: MainWindow, last: Report) -> None:
    from govreport_desktop.report.carry_over import carry_over

    session, grid = window.session, window.grid
    assert session is not None
    assert grid is not None
    column = grid.grid.index_of(cell("received")).column()
    last.apply(last.edit([(cell("received"), 123_456_789_012)]))
    session.put([(cell("received"), 987_654_321)], "填写")
    before = grid.columnWidth(column)
    window.actions_["show_last_year"].trigger()
    session.apply(carry_over(session.report, last))
    metrics = grid.fontMetrics()
    assert grid.columnWidth(column) > before
    assert grid.columnWidth(column) > metrics.horizontalAdvance("123456789012987654321")
    session.undo()
    assert grid.columnWidth(column) == before
