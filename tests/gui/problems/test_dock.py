"""The problems panel: go there, fix it, explain it, filter it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Severity
from govreport_desktop.report import ExplanationAddress
from govreport_desktop.store.document import Document
from tests.gui.conftest import Keys, cell, fill, focus
from tests.gui.problems.conftest import last_year
from ui.problems.dock import ProblemsDock
from ui.problems.model import PROBLEM
from ui.session import Session
from ui.settings import PROBLEMS_OPEN, Settings
from ui.window.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def live(window: MainWindow) -> Session:
    """Nothing is left blank in it: every difference counts."""
    assert window.session is not None
    fill(window.session)
    return window.session


def choose(dock: ProblemsDock, key: str) -> None:
    assert dock.view is not None
    model = dock.view.model()
    for row in range(model.rowCount()):
        if dock._model is not None and dock._model.row_of(key) == row:
            dock.view.selectRow(row)
            return
    pytest.fail(f"no problem {key}")


def test_enter_goes_to_every_cell_concerned(window: MainWindow, live: Session, keys: Keys) -> None:
    live.put([(cell("received", "business"), 4)], "输入")
    assert window.view is not None
    window.view.show_part("disputes")
    choose(window.problems, "R1:requests/business")
    assert window.problems.view is not None
    window.problems.view.setFocus()
    keys(Key.Key_Return)
    assert window.grid is not None
    assert focus() is window.grid
    rows = {address.row for address in window.grid.chosen()}
    assert rows == {"received", "carried_over", "total", "carried_forward"}
    assert window.grid.current == cell("received", "business")


def test_control_c_copies_the_sentence(window: MainWindow, live: Session, keys: Keys) -> None:
    live.put([(cell("received", "business"), 4)], "输入")
    choose(window.problems, "R1:requests/business")
    assert window.problems.view is not None
    window.problems.view.setFocus()
    keys((Key.Key_C, CTRL))
    assert QGuiApplication.clipboard().text().startswith("商业企业：一、二两项共 4")


def test_f8_walks_through_the_problems(window: MainWindow, live: Session, keys: Keys) -> None:
    live.put([(cell("received", "business"), 4)], "输入")
    keys(Key.Key_F8)
    first = window.problems._key
    keys(Key.Key_F8)
    assert window.problems._key != first


def test_an_explained_warning_counts_no_more_and_travels_in_the_file(
    window: MainWindow, live: Session, keys: Keys
) -> None:
    last_year(live, natural_person=3)
    live.put([(cell("carried_over"), 1)], "输入")
    key = "R6:requests/natural_person"
    choose(window.problems, key)
    details = window.problems.details
    assert details is not None
    assert window.view is not None
    assert "！" not in window.view.parts.accessibleName()
    details._explanation.setFocus()
    details._explanation.setText("机构划转，减少 2 件")
    keys(Key.Key_Return)
    problem = next(p for p in live.problems if p.key == key)
    assert problem.explanation == "机构划转，减少 2 件"
    assert live.undo_stack.undoText() == "填写审核说明"
    with Document.open(live.document.path, read_only=True) as again:
        assert again.report.content(ExplanationAddress(key))


def test_a_fix_is_one_step(window: MainWindow, live: Session) -> None:
    last_year(live, natural_person=3)
    live.put([(cell("carried_over"), 1)], "输入")
    fixable = [p for p in live.problems if p.fixes]
    assert fixable, "no problem with a fix to try"
    choose(window.problems, fixable[0].key)
    details = window.problems.details
    assert details is not None
    steps = live.undo_stack.count()
    details._fixes[0].click()
    assert live.undo_stack.count() == steps + 1
    assert fixable[0].key not in {p.key for p in live.problems}
    live.undo()
    assert fixable[0].key in {p.key for p in live.problems}


def test_filters_hide_kinds_and_say_how_many(window: MainWindow, live: Session) -> None:
    live.put([(cell("received", "business"), 4)], "输入")
    view = window.problems.view
    assert view is not None
    window.problems.set_open(True)
    errors = window.problems.line.filters[Severity.ERROR]
    assert errors.text() == "✕ 错误 2"
    before = view.model().rowCount()
    errors.click()
    assert view.model().rowCount() == before - 2


def test_folded_away_it_is_one_line_whose_counts_open_it(
    window: MainWindow, live: Session, settings: Settings
) -> None:
    live.put([(cell("received", "business"), 4)], "输入")
    problems = window.problems
    assert problems.is_line
    assert problems.height() < 30
    assert problems.line.sentence.text() == live.problems[0].message
    errors = problems.line.filters[Severity.ERROR]
    errors.click()
    assert not problems.is_line
    assert errors.isChecked(), "it opens the list and hides nothing"
    assert settings.flag(PROBLEMS_OPEN, False)
    problems.line.fold.click()
    assert problems.is_line
    assert window.grid is not None
    window.grid.go_to(cell("carried_forward", "total"))
    problems.line.sentence.click()
    assert set(window.grid.chosen()) == set(live.problems[0].cells)


def test_without_a_problem_it_is_one_line_even_where_it_is_wanted(
    window: MainWindow, live: Session
) -> None:
    live.put([(cell("received"), 4)], "输入")
    problems = window.problems
    problems.set_open(True)
    assert not problems.is_line
    live.problems = []
    live.problems_changed.emit([])
    assert problems.is_line
    assert problems.is_open
    assert problems.line.sentence.text() == "没有需要处理的问题"


def test_counts_stand_beside_each_part(window: MainWindow, live: Session, qtbot: QtBot) -> None:
    live.put([(cell("received", "business"), 4)], "输入")
    assert window.view is not None
    model = window.view.parts.model()
    spoken = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert any("三、" in line and "2 个错误" in line for line in spoken)
    assert window.problems.line.filters[Severity.ERROR].text() == "✕ 错误 2"


def test_the_chosen_problem_stays_chosen_while_others_come_and_go(
    window: MainWindow, live: Session
) -> None:
    live.put([(cell("received", "research"), 4)], "输入")
    assert window.problems.view is not None
    assert window.grid is not None
    window.problems.view.setFocus()
    choose(window.problems, "R1:requests/research")
    window.grid.setFocus()
    live.put([(cell("received", "natural_person"), 4)], "输入")
    assert window.problems._key == "R1:requests/research"
    assert window.problems.details is not None
    assert "科研机构" in window.problems.details._text.text()


def test_while_none_is_chosen_the_gravest_is_in_view(window: MainWindow, live: Session) -> None:
    view = window.problems.view
    assert view is not None
    for column in ("legal_service", "public_interest", "research", "business", "natural_person"):
        live.put([(cell("received", column), 4)], "输入")
        assert view.currentIndex().row() == 0
        assert view.currentIndex().data(PROBLEM).key == f"R1:requests/{column}"
    assert view.verticalScrollBar().value() == 0


def test_home_and_end_lead_to_the_first_and_the_last(
    window: MainWindow, live: Session, keys: Keys
) -> None:
    live.put([(cell("received", "business"), 4)], "输入")
    view = window.problems.view
    assert view is not None
    view.setFocus()
    keys(Key.Key_End)
    assert view.currentIndex().row() == view.model().rowCount() - 1 > 0
    keys(Key.Key_Home)
    assert view.currentIndex().row() == 0
