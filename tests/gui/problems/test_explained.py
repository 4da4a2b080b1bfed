"""A warning that the office has explained asks for nothing: it is counted once, and apart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.report import ExplanationAddress
from govreport_desktop.report.explanations import explanation_content
from tests.gui.conftest import Keys, cell, fill
from tests.gui.problems.conftest import last_year
from ui.problems.dock import ProblemsDock
from ui.session import Session
from ui.window.main_window import MainWindow

Key = Qt.Key
BACK = (Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def warned(window: MainWindow) -> Session:
    """Three differences from last year."""
    session = window.session
    assert session is not None
    fill(session)
    last_year(session, natural_person=2, business=3, research=4)
    session.recheck()
    assert len(warnings(session)) >= 3
    return session


def warnings(session: Session) -> list[Problem]:
    return [p for p in session.problems if p.severity is Severity.WARNING and p.is_open]


def explain(session: Session, problem: Problem) -> None:
    content = explanation_content("移交", problem.figures)
    session.put([(ExplanationAddress(problem.key), content)], "填写审核说明", "explain")


def test_counts_places_and_rows_agree(window: MainWindow, warned: Session, keys: Keys) -> None:
    dock = window.problems
    explain(warned, warnings(warned)[0])
    opened = [p for p in warned.problems if p.is_open]
    shown = [button.text().rsplit(" ", 1)[-1] for button in dock.line.filters.values()]
    assert sum(map(int, shown)) == len(opened)
    assert dock.line.explained.text() == "✓ 已说明 1"
    for place in range(1, len(opened) + 1):
        keys(Key.Key_F8)
        assert dock.line.place.text() == f"{place}/{len(opened)}"


def test_f8_passes_over_what_is_explained(window: MainWindow, warned: Session, keys: Keys) -> None:
    done = warnings(warned)[1]
    explain(warned, done)
    for stroke in (*[Key.Key_F8] * 4, *[BACK] * 4):
        keys(stroke)
        assert window.problems.problem is not None
        assert window.problems.problem.key != done.key


def test_f8_says_where_nothing_is_left_to_do(
    window: MainWindow, warned: Session, keys: Keys
) -> None:
    for problem in warnings(warned):
        explain(warned, problem)
    assert all(not p.is_open for p in warned.problems)
    keys(Key.Key_F8)
    assert window.status.currentMessage() == "没有要处理的问题"


@pytest.fixture
def line(window: MainWindow, warned: Session, keys: Keys) -> ProblemsDock:
    """The last warning was gone to and explained, in the list; then the list was folded away."""
    dock = window.problems
    dock.set_open(True)
    last = warnings(warned)[-1]
    dock.show_problem(last)
    keys(Key.Key_F8)
    explain(warned, last)
    dock.set_open(False)
    return dock


def test_the_line_leaves_what_is_explained_for_the_gravest_that_is_open(
    warned: Session, line: ProblemsDock
) -> None:
    assert line.problem == warned.problems[0]
    warned.put([(cell("received"), 4)], "输入")
    assert line.problem is not None
    assert line.problem.severity is Severity.ERROR
    assert line.line.place.text().startswith("1/")


def test_f8_turns_to_what_is_new_and_as_grave(
    window: MainWindow, warned: Session, keys: Keys
) -> None:
    first, second, *_ = warnings(warned)
    warned.put([(cell("carried_over"), 2)], "输入")
    assert first.key not in {p.key for p in warned.problems}
    window.problems.set_open(True)
    window.problems.show_problem(next(p for p in warned.problems if p.key == second.key))
    keys(Key.Key_F8)
    warned.put([(cell("carried_over"), 0)], "输入")
    assert first.key in {p.key for p in warned.problems}
    keys(Key.Key_F8)
    assert window.problems.problem is not None
    assert window.problems.problem.key == first.key


def test_the_one_line_leads_to_what_is_written(
    window: MainWindow, warned: Session, keys: Keys, qtbot: QtBot
) -> None:
    dock = window.problems
    dock.set_open(False)
    problem = warnings(warned)[0]
    dock.show_problem(problem)
    explain = dock.line.explain
    assert explain.isVisible()
    keys((Key.Key_X, Qt.KeyboardModifier.AltModifier))
    qtbot.waitUntil(lambda: not dock.is_line)  # a button pressed by its letter waits a little
    assert not explain.isVisible()
    for letter in (Key.Key_4, Key.Key_2, Key.Key_Return):
        keys(letter)
    explained = next(p for p in warned.problems if p.key == problem.key)
    assert explained.explanation == "42"


def test_an_error_cannot_be_explained_away(window: MainWindow, warned: Session) -> None:
    window.problems.set_open(False)
    warned.put([(cell("received"), 9)], "输入")
    warned.recheck()
    window.problems.show_problem(next(p for p in warned.problems if p.severity is Severity.ERROR))
    assert window.problems.is_line
    assert not window.problems.line.explain.isVisible()
