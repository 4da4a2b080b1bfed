"""What hands that know a spreadsheet expect of the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from govreport_desktop.errors import FileError
from govreport_desktop.report import Unread
from tests.gui.conftest import Answers, Keys, cell, corner, focus, values
from ui.dialogs.unsaved import Choice
from ui.grid.view import GridView
from ui.window.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(window: MainWindow) -> GridView:
    assert window.grid is not None
    return window.grid


def test_typing_replaces_and_enter_goes_down(grid: GridView, keys: Keys) -> None:
    keys("12", Key.Key_Return, "3", Key.Key_Return)
    assert values(grid.grid.session, cell("received"), cell("carried_over")) == [12, 3]
    assert grid.current == cell("granted")
    keys((Key.Key_Return, SHIFT), (Key.Key_Return, SHIFT), "7", Key.Key_Return)
    assert values(grid.grid.session, cell("received")) == [7]


def test_f2_edits_what_is_there(grid: GridView, keys: Keys) -> None:
    keys("12", Key.Key_Return, Key.Key_Up, Key.Key_F2, "5", Key.Key_Return)
    assert values(grid.grid.session, cell("received")) == [125]


def test_escape_restores(grid: GridView, keys: Keys) -> None:
    keys("12", Key.Key_Return, Key.Key_Up, "99", Key.Key_Escape)
    assert values(grid.grid.session, cell("received")) == [12]
    assert grid.editor is None
    assert grid.hasFocus()


def test_tab_skips_totals_and_wraps(grid: GridView, keys: Keys) -> None:
    grid.go_to(cell("received", "other_organisation"))
    keys("1", Key.Key_Tab)
    assert grid.current == cell("carried_over")
    keys(Key.Key_Backtab)
    assert grid.current == cell("received", "other_organisation")


def test_enter_after_tabs_goes_back_to_the_column_the_row_was_begun_in(
    grid: GridView, keys: Keys
) -> None:
    keys("1", Key.Key_Tab, "2", Key.Key_Tab, "3", Key.Key_Tab, "4", Key.Key_Return)
    assert grid.current == cell("carried_over")
    keys(Key.Key_Right, "5", Key.Key_Tab, Key.Key_Tab, Key.Key_Return)
    assert grid.current == cell("granted", "business")


def test_another_way_of_moving_begins_a_row_anew(grid: GridView, keys: Keys) -> None:
    keys("1", Key.Key_Tab, Key.Key_Tab, Key.Key_Right, "4", Key.Key_Return)
    assert grid.current == cell("carried_over", "public_interest")
    keys(Key.Key_Up, "4", Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert grid.current == cell("carried_over"), "Tab went on to the next row"
    keys("9", Key.Key_Tab, "9", Key.Key_Return)
    assert grid.current == cell("granted")


@pytest.mark.parametrize("key", [(Key.Key_Home, CTRL), Key.Key_Home, Key.Key_Up, Key.Key_Left])
def test_a_key_that_leads_nowhere_still_collapses_a_selection(
    grid: GridView, keys: Keys, key: Key | tuple[Key, Qt.KeyboardModifier]
) -> None:
    grid.choose([cell("received"), cell("received", "business"), cell("carried_over")])
    keys(key)
    assert grid.chosen() == [cell("received")]


def test_enter_skips_the_computed_row(grid: GridView, keys: Keys) -> None:
    grid.go_to(cell("closed.other"))
    keys(Key.Key_Return)
    assert grid.current == cell("carried_forward")


def test_arrows_reach_totals_but_typing_there_does_nothing(grid: GridView, keys: Keys) -> None:
    grid.go_to(cell("received", "other_organisation"))
    keys(Key.Key_Right)
    assert grid.current == cell("received", "total")
    keys("5")
    assert grid.editor is None
    assert grid.grid.session.undo_stack.count() == 0


def test_arrows_leave_a_typed_number_and_move_the_caret_after_f2(
    grid: GridView, keys: Keys
) -> None:
    keys("12", Key.Key_Right)
    assert grid.current == cell("received", "business")
    keys(Key.Key_Left, Key.Key_F2, Key.Key_Left, "0", Key.Key_Return)
    assert values(grid.grid.session, cell("received")) == [102]


def test_home_end_and_control(grid: GridView, keys: Keys) -> None:
    keys(Key.Key_End)
    assert grid.current == cell("received", "total")
    keys((Key.Key_End, CTRL))
    assert grid.current == cell("carried_forward", "total")
    keys(Key.Key_Home)
    assert grid.current == cell("carried_forward")
    keys((Key.Key_Home, CTRL))
    assert grid.current == cell("received")
    assert grid.chosen() == [cell("received")]
    keys((Key.Key_End, CTRL | SHIFT))
    assert len(grid.chosen()) == 175


def test_control_arrow_runs_to_the_end_of_what_is_filled(grid: GridView, keys: Keys) -> None:
    keys("1", Key.Key_Return, "1", Key.Key_Return, (Key.Key_Home, CTRL), (Key.Key_Down, CTRL))
    assert grid.current == cell("carried_over")
    keys((Key.Key_Down, CTRL))
    assert grid.current == cell("carried_forward")


def test_shift_extends_and_control_a_takes_every_number(grid: GridView, keys: Keys) -> None:
    keys((Key.Key_Down, SHIFT), (Key.Key_Right, SHIFT))
    assert len(grid.chosen()) == 4
    keys((Key.Key_A, CTRL))
    assert len(grid.chosen()) == 175


def test_tab_and_enter_stay_inside_a_selection(grid: GridView, keys: Keys) -> None:
    keys((Key.Key_Down, SHIFT), (Key.Key_Right, SHIFT))
    # Typing begins in the first cell, although the selection was drawn to the last.
    keys("1", Key.Key_Tab, "2", Key.Key_Tab, "3", Key.Key_Tab, "4", Key.Key_Tab)
    assert values(grid.grid.session, *corner()) == [1, 2, 3, 4]
    assert len(grid.chosen()) == 4


def test_control_enter_fills_the_selection_with_what_was_typed(grid: GridView, keys: Keys) -> None:
    keys((Key.Key_Down, SHIFT), (Key.Key_End, SHIFT), "7", (Key.Key_Return, CTRL))
    held = grid.grid.session.report.values
    assert held[cell("received", "total")] == held[cell("carried_over", "total")] == 42
    assert grid.grid.session.undo_stack.count() == 1
    assert grid.hasFocus()


def test_the_wheel_with_control_zooms(window: MainWindow, grid: GridView) -> None:
    before = grid.rowHeight(5)
    middle = grid.viewport().rect().center()
    for turn, larger in ((120, True), (-120, False)):
        event = QWheelEvent(
            QPointF(middle),
            QPointF(middle),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(grid.viewport(), event)
        assert (grid.rowHeight(5) > before) == larger


def test_the_menu_of_the_cells_opens_from_the_keyboard(window: MainWindow, grid: GridView) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(grid.viewport(), event)
    menus = [m for m in window.findChildren(QMenu) if m.isVisible()]
    assert len(menus) == 1
    assert window.actions_["paste"] in menus[0].actions()
    menus[0].close()


def test_delete_clears_and_names_the_step(window: MainWindow, grid: GridView, keys: Keys) -> None:
    keys("1", Key.Key_Return, "2", Key.Key_Return, (Key.Key_Home, CTRL), (Key.Key_Down, SHIFT))
    keys(Key.Key_Delete)
    assert values(grid.grid.session, cell("received"), cell("carried_over")) == [None, None]
    assert "清除 2 个单元格" in window.actions_["undo"].text()
    keys((Key.Key_Z, CTRL))
    assert values(grid.grid.session, cell("received"), cell("carried_over")) == [1, 2]
    keys((Key.Key_Y, CTRL))
    assert values(grid.grid.session, cell("received")) == [None]


def test_fill_down_and_right(grid: GridView, keys: Keys) -> None:
    keys("4", Key.Key_Return, (Key.Key_Home, CTRL), (Key.Key_Down, SHIFT), (Key.Key_D, CTRL))
    assert values(grid.grid.session, cell("carried_over")) == [4]
    keys((Key.Key_Home, CTRL), (Key.Key_End, SHIFT), (Key.Key_R, CTRL))
    assert grid.grid.session.report.values[cell("received", "total")] == 24


@pytest.mark.parametrize(
    ("typed", "held"), [("１２", 12), ("1,234", 1234), (" 8 ", 8), ("=12+5-3", 14), ("3件", 3)]
)
def test_numbers_as_people_type_them(grid: GridView, keys: Keys, typed: str, held: int) -> None:
    keys("0")
    assert grid.editor is not None
    grid.editor.setText(typed)
    keys(Key.Key_Return)
    assert values(grid.grid.session, cell("received")) == [held]


def test_what_is_no_number_stays_marked_until_corrected(grid: GridView, keys: Keys) -> None:
    keys("2a", Key.Key_Return)
    index = grid.grid.index_of(cell("received"))
    assert values(grid.grid.session, cell("received")) == [Unread("2a")]
    assert "不是数" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "错误" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    keys(Key.Key_Up, "2", Key.Key_Return)
    assert "不是数" not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_an_input_method_opens_the_editor_with_its_first_character(grid: GridView) -> None:
    event = QInputMethodEvent()
    event.setCommitString("１")
    QApplication.sendEvent(grid, event)
    assert grid.editor is not None
    assert grid.editor.text() == "１"
    QTest.keyClick(grid.editor, Key.Key_Return)
    assert values(grid.grid.session, cell("received")) == [1]


def test_composing_with_an_input_method_replaces_what_was_there(grid: GridView, keys: Keys) -> None:
    keys("9", Key.Key_Return, Key.Key_Up)
    for preedit, commit in (("y", ""), ("yi", ""), ("", "一"), ("", "二")):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(focus(), event)
    assert grid.editor is not None
    assert grid.editor.text() == "一二"


def test_the_keyboard_stays_in_the_table_after_a_number(grid: GridView, keys: Keys) -> None:
    for _ in range(30):
        keys("1", Key.Key_Return)
        assert focus() is grid


def test_a_refused_edit_leaves_the_text_in_the_editor(
    grid: GridView,
    keys: Keys,
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
    qtbot: QtBot,
) -> None:
    answers.plan = [Choice.BACK]

    def full(_: object) -> None:
        raise FileError("磁盘已满，这次没有保存。")

    monkeypatch.setattr(grid.grid.session.document, "apply", full)
    keys("12", Key.Key_Return)
    assert grid.editor is not None
    assert grid.editor.text() == "12"
    assert values(grid.grid.session, cell("received")) == [None]
    qtbot.waitUntil(lambda: len(answers.said) == 1)
    keys(Key.Key_Escape)
    assert grid.editor is None


def test_a_refusal_is_said_once(
    window: MainWindow,
    grid: GridView,
    keys: Keys,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    answers.plan = [Choice.BACK, Choice.CLOSE]

    def full(_: object) -> None:
        raise FileError("磁盘已满，这次没有保存。")

    monkeypatch.setattr(grid.grid.session.document, "apply", full)
    keys("12", Key.Key_Return)
    qtbot.waitUntil(lambda: len(answers.said) == 1)
    # The message takes the keyboard from the editor: no reason to try again, and say it again.
    assert grid.editor is not None
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(grid.editor, away)
    QApplication.processEvents()
    assert len(answers.said) == 1


def test_numbers_begin_where_the_labels_end_however_wide_the_window(
    window: MainWindow, grid: GridView
) -> None:
    for width in (1100, 1366, 1280, 1600):
        window.resize(width, 740)
        QApplication.processEvents()
        assert grid.viewport().x() == grid.frameWidth() + grid.verticalHeader().width()
        assert grid.horizontalScrollBar().maximum() == 0


def test_a_sum_says_what_it_may_hold_and_what_it_comes_to(window: MainWindow, keys: Keys) -> None:
    keys("=(2+3)*4")
    assert "现在得 20" in QToolTip.text()
    keys(Qt.Key.Key_Return)
    assert window.session is not None
    assert window.session.report.values[cell("received")] == 20


def test_a_sum_that_is_wrong_stays_and_says_why(window: MainWindow, keys: Keys) -> None:
    keys("=(2+3", Qt.Key.Key_Return)
    assert window.session is not None
    problem = next(p for p in window.session.problems if p.rule == "R5")
    assert "括号不成对" in problem.message
