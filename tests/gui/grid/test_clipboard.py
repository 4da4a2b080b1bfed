"""Blocks in and out, as Excel, WPS, LibreOffice and web pages hand them over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from govreport_desktop.report import Unread
from tests.gui.conftest import Keys, cell, corner, values
from ui.grid.view import GridView
from ui.window.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(window: MainWindow) -> GridView:
    assert window.grid is not None
    return window.grid


def put_text(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def test_a_block_goes_where_the_first_cell_is(
    window: MainWindow, grid: GridView, keys: Keys
) -> None:
    put_text("1\t2\r\n3\t4\r\n")
    keys((Key.Key_V, CTRL))
    where = corner()
    assert values(grid.grid.session, *where) == [1, 2, 3, 4]
    assert "粘贴 4 个单元格" in window.actions_["undo"].text()
    assert grid.grid.session.undo_stack.count() == 1


def test_all_175_numbers_paste_exactly_and_totals_are_computed(grid: GridView, keys: Keys) -> None:
    table = grid.grid.table
    columns = list(table.column_names)
    rows = list(table.row_names)
    typed = {
        (r, c): 7 * i + j
        for i, r in enumerate(rows)
        for j, c in enumerate(columns)
        if table.cells[cell(r, c)].formula is None
    }
    lines = [[str(typed.get((r, c), 99_999)) for c in columns] for r in rows]
    put_text("\r\n".join("\t".join(line) for line in lines) + "\r\n")
    keys((Key.Key_V, CTRL))
    held = grid.grid.session.report.values
    assert {key: held[cell(*key)] for key in typed} == typed
    assert held[cell("received", "total")] == sum(typed["received", c] for c in columns[:-1])


def test_what_libreoffice_calc_copied_pastes_exactly(grid: GridView, keys: Keys) -> None:
    folder = Path(__file__).parents[2] / "data" / "clipboard"
    names = ("calc.txt", "calc.html")
    put_text(*((folder / name).read_text(encoding="utf-8") for name in names))
    keys((Key.Key_V, CTRL))
    held = grid.grid.session.report.values
    for row, name in enumerate(grid.grid.table.row_names):
        for column, other in enumerate(grid.grid.table.column_names):
            spec = grid.grid.table.cells[cell(name, other)]
            number = 12345 if (row, column) == (3, 2) else (row * 37 + column * 11) % 997
            assert spec.formula or held[spec.address] == number


def test_one_number_fills_the_selection(grid: GridView, keys: Keys) -> None:
    put_text("5")
    keys((Key.Key_Down, SHIFT), (Key.Key_Right, SHIFT), (Key.Key_V, CTRL))
    assert grid.grid.session.report.values[cell("carried_over", "total")] == 10


def test_a_web_table_with_labels_finds_its_rows(grid: GridView, keys: Keys) -> None:
    html = (
        "<table><tr><td colspan=3>四、结转下年度继续办理</td><td>2</td><td>0</td><td>0</td>"
        "<td>0</td><td>0</td><td>0</td><td>2</td></tr></table>"
    )
    put_text("junk", html)
    keys((Key.Key_V, CTRL))
    assert values(grid.grid.session, cell("carried_forward"), cell("received")) == [2, None]


def test_a_block_goes_to_the_first_cell_of_a_drawn_selection(grid: GridView, keys: Keys) -> None:
    put_text("1\t2\r\n3\t4\r\n")
    keys((Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT), (Key.Key_V, CTRL))
    assert values(grid.grid.session, *corner()) == [1, 2, 3, 4]


def test_what_is_no_number_is_kept_and_marked(grid: GridView, keys: Keys) -> None:
    put_text("1\t待核\r\n")
    keys((Key.Key_V, CTRL))
    assert values(grid.grid.session, cell("received", "business")) == [Unread("待核")]


def test_a_block_that_does_not_fit_is_refused_whole(
    grid: GridView, keys: Keys, told: list[str]
) -> None:
    grid.go_to(cell("carried_forward"))
    put_text("1\r\n2\r\n")
    keys((Key.Key_V, CTRL))
    assert len(told) == 1
    assert "没有粘贴" in told[0]
    assert values(grid.grid.session, cell("carried_forward")) == [None]
    assert grid.grid.session.undo_stack.count() == 0


def test_copy_gives_text_and_a_table(grid: GridView, keys: Keys) -> None:
    put_text("1\t2\r\n3\t4\r\n")
    keys((Key.Key_V, CTRL), (Key.Key_C, CTRL))
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "1\t2\r\n3\t4\r\n"
    assert "<td>4</td>" in data.html()


def test_cut_takes_and_clears(grid: GridView, keys: Keys) -> None:
    keys("8", Key.Key_Return, Key.Key_Up, (Key.Key_X, CTRL))
    assert values(grid.grid.session, cell("received")) == [None]
    assert QGuiApplication.clipboard().mimeData().text().strip() == "8"


def test_copying_hands_in_the_number_being_typed(grid: GridView, keys: Keys) -> None:
    keys("8")
    grid.grid.session.request_commit()
    assert values(grid.grid.session, cell("received")) == [8]


def test_what_a_paste_leaves_out_is_said(window: MainWindow, grid: GridView, keys: Keys) -> None:
    put_text("8812\t3", "<table><tr><td><s>88</s>12</td><td>3</td></tr></table>")
    keys((Key.Key_V, CTRL))
    assert values(grid.grid.session, *corner()[:2]) == [12, 3]
    assert "“88”" in window.status.currentMessage()


def pointed_out(window: MainWindow) -> GridView:
    """The table after F8 has led to a problem of several cells."""
    assert window.session is not None
    assert window.view is not None
    assert window.grid is not None
    window.session.put([(address, 3) for address in corner()], "填写")
    window.view.show_address([*corner()])
    assert window.grid.chosen() == corner()
    return window.grid


def test_one_number_pasted_where_a_problem_was_shown_leaves_the_others(window: MainWindow) -> None:
    pointed_out(window)
    QGuiApplication.clipboard().setText("11")
    window.actions_["paste"].trigger()
    assert window.session is not None
    assert values(window.session, *corner()) == [11, 3, 3, 3]


def test_delete_where_a_problem_was_shown_empties_the_current_cell(window: MainWindow) -> None:
    grid = pointed_out(window)
    QTest.keyClick(grid, Qt.Key.Key_Return)  # on to the next of them
    window.actions_["clear"].trigger()
    assert window.session is not None
    assert values(window.session, *corner()) == [3, 3, None, 3]


def test_what_the_clerk_selects_afterwards_is_meant_as_a_whole(window: MainWindow) -> None:
    grid = pointed_out(window)
    grid.choose(corner()[:2])
    window.actions_["clear"].trigger()
    assert window.session is not None
    assert values(window.session, *corner()) == [None, None, 3, 3]
