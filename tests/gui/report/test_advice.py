"""F1 says what counts in the cell or part in hand, and where it is written; so does the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from govreport_desktop.form.help import BASIS, COUNTS, MISTAKE
from tests.gui.conftest import Keys, cell
from ui.dialogs.help import HelpDialog
from ui.look.room import room_of
from ui.report.advice import Advice
from ui.window.main_window import MainWindow


def sheet() -> Advice | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, Advice) and w.isVisible()]
    return found[0] if found else None


def explained(window: MainWindow) -> Advice:
    window.actions_["explain"].trigger()
    found = sheet()
    assert found is not None
    return found


def test_f1_explains_the_cell_in_hand_and_esc_closes_it(window: MainWindow, keys: Keys) -> None:
    assert window.grid is not None
    assert window.actions_["explain"].shortcut().toString() == "F1"
    window.grid.go_to(cell("closed.other", "business"))
    found = explained(window)
    words = found.accessibleDescription()
    assert "其他处理" in found.accessibleName()
    assert all(f"{heading}：" in words for heading in (COUNTS, MISTAKE, BASIS))
    assert "撤回" in words
    keys(Qt.Key.Key_Escape)
    assert sheet() is None
    assert window.grid.hasFocus(), "typing goes on where it was"


def test_the_sheet_lies_beside_its_cell_and_covers_none_of_it(window: MainWindow) -> None:
    grid = window.grid
    assert grid is not None
    for row in ("received", "carried_forward"):
        grid.go_to(cell(row, "natural_person"))
        found = explained(window)
        rect = grid.visualRect(grid.currentIndex())
        rect.moveTopLeft(grid.viewport().mapToGlobal(rect.topLeft()))
        assert not found.geometry().intersects(rect)
        assert room_of(found).contains(found.geometry())
        found.close()


def test_in_prose_f1_explains_the_part(window: MainWindow) -> None:
    assert window.view is not None
    window.view.show_part("other")
    found = explained(window)
    assert found.accessibleName() == "六、其他需要报告的事项"
    assert "信息处理费" in found.accessibleDescription()
    found.close()


def test_in_the_list_of_parts_f1_explains_the_part_also_of_a_table(window: MainWindow) -> None:
    assert window.view is not None
    window.view.parts.setFocus()
    found = explained(window)
    assert found.accessibleName().startswith("三、")
    found.close()


def test_where_no_part_is_in_hand_f1_opens_the_guide(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QWidget] = []

    def open_it(dialog: HelpDialog) -> None:
        opened.append(dialog)

    monkeypatch.setattr(HelpDialog, "open", open_it)
    assert window.view is not None
    window.view.show_part("office")
    window.actions_["explain"].trigger()
    window.show_session(None)
    window.actions_["explain"].trigger()
    assert len(opened) == 2


@pytest.mark.parametrize(
    ("flat", "label", "said"),
    [
        (True, "自然人", "个人名义"),
        (False, "2.重复申请", "同一申请人"),
        (True, "申请人情况", "分列"),
    ],
)
def test_the_mouse_over_a_heading_says_what_counts_there(
    window: MainWindow, flat: bool, label: str, said: str
) -> None:
    grid = window.grid
    assert grid is not None
    header = grid._across if flat else grid._down
    where = next(header._rect(c).center() for c in header._cells if c.text == label)
    event = QHelpEvent(QEvent.Type.ToolTip, where, header.viewport().mapToGlobal(where))
    QApplication.sendEvent(header.viewport(), event)
    words = QToolTip.text()
    assert label in words
    assert said in words
    assert "常见错误：" in words
    assert header.label_at(QPoint(-1, -1)) is None
    QToolTip.hideText()


def test_the_names_of_parts_say_what_belongs_in_them(window: MainWindow) -> None:
    assert window.view is not None
    model = window.view.parts.model()
    tips = [
        model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount())
    ]
    assert ["计入：" in tip for tip in tips] == [False] + [True] * (len(tips) - 1)
    window.view.show_part("problems")
    assert window.prose is not None
    assert "泛泛而谈" in window.prose.header.toolTip()
