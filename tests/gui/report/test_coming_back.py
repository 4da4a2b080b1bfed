"""After Ctrl+Z the keyboard is where something came back, whichever part was in view."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from govreport_desktop.report import TextAddress
from tests.gui.conftest import Keys, cell
from ui.session import Session
from ui.window.main_window import MainWindow

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
REDO = (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
BEFORE = "一是受理平稳。\n二是答复及时。\n三是归档完整。"


@pytest.fixture
def live(window: MainWindow) -> Session:
    assert window.session is not None and window.view is not None
    window.session.put([(TextAddress("problems"), BEFORE), (TextAddress("other"), "无。")], "输入")
    window.view.show_part("requests")
    return window.session


@pytest.mark.parametrize("seen", [True, False], ids=["shown before", "never shown"])
def test_the_cursor_is_behind_the_words_that_came_back(
    window: MainWindow, live: Session, keys: Keys, seen: bool
) -> None:
    assert window.view is not None
    if seen:
        window.view.show_part("problems")
        window.view.show_part("requests")
    live.put([(TextAddress("problems"), BEFORE.replace("答复", "按时答复"))], "替换 1 处")
    keys(UNDO)
    assert window.view.part == "problems" and window.prose is not None
    assert window.prose.text.hasFocus()
    assert live.report.texts["problems"] == BEFORE == window.prose.text.stored
    assert window.prose.text.textCursor().position() == BEFORE.index("答复")
    keys(REDO)
    assert window.prose.text.textCursor().position() == BEFORE.index("答复") + len("按时")


def test_of_several_parts_the_one_in_view_is_shown_else_the_first(
    window: MainWindow, live: Session, keys: Keys
) -> None:
    assert window.view is not None
    live.put([(TextAddress("other"), "没有。"), (TextAddress("problems"), "没有。")], "替换 2 处")
    window.view.show_part("other")
    keys(UNDO)
    assert window.view.part == "other"
    keys(REDO)
    window.view.show_part("requests")
    keys(UNDO)
    assert window.view.part == "problems"


def test_of_several_tables_the_one_in_view_stays_with_its_cells_selected(
    window: MainWindow, live: Session, keys: Keys
) -> None:
    assert window.view is not None and window.grid is not None
    cells = live.report.form.tables["disputes"].cells
    typed = [address for address, spec in cells.items() if spec.formula is None][:3]
    first = cell("received", "business")
    live.put([(first, 0), *((address, 0) for address in typed)], "全部表格空白填 0")
    window.view.show_part("disputes")
    keys(UNDO)
    assert window.view.part == "disputes" and window.grid is not None
    grid = window.grid
    assert set(grid.selectedIndexes()) == {grid.grid.index_of(address) for address in typed}
    assert grid.current in typed
    window.view.show_part("requests")
    keys(REDO)
    assert window.grid is not None and window.grid.current == first


@pytest.mark.parametrize(
    ("empty", "shown"),
    [
        ("", "preamble"),
        ("preamble", "overview"),
        ("preamble problems", "problems"),
        ("overview requests", "requests"),
    ],
)
def test_a_report_opens_at_what_is_to_be_done_else_at_the_first_part_with_something_in_it(
    window: MainWindow, empty: str, shown: str
) -> None:
    session, view = window.session, window.view
    assert session is not None and view is not None
    sections = session.report.form.sections
    texts = {TextAddress(s.id): "甲。" for s in sections if s.kind != "table"}
    session.put([*texts.items()], "输入")
    typed = [spec for spec in session.report.form.cells if spec.formula is None]
    nothing = [(s.address, 0 if s.kind.type == "integer" else Decimal(0)) for s in typed]
    assert session.put(nothing, "输入")
    for part in empty.split():
        if TextAddress(part) in texts:
            session.put([(TextAddress(part), "")], "输入")
        else:
            session.put([(cell("received"), None)], "输入")
    view.open_at("")
    assert view.part == shown
