"""The panel folded to one line: the problem in hand, its place among all, and its remedy."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from govreport_desktop.report import TextAddress
from tests.gui.conftest import Keys, cell, fill, focus, values
from tests.gui.problems.conftest import last_year
from ui.problems.dock import ProblemsDock
from ui.session import Session
from ui.window.main_window import MainWindow

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
BUSINESS, RESEARCH = "business", "research"


@pytest.fixture
def line(window: MainWindow) -> ProblemsDock:
    assert window.problems.is_line
    return window.problems


@pytest.fixture
def astray(window: MainWindow) -> Session:
    """Three cases received in the wrong column; 上年结转 or the results could be meant as well."""
    session = window.session
    assert session is not None
    fill(session)
    moved = {("received", BUSINESS): 8, ("received", RESEARCH): 2}
    moved |= {("granted", c): 5 for c in (BUSINESS, RESEARCH)}
    session.put([(cell(*place), number) for place, number in moved.items()], "输入")
    return session


def choice(menu: QMenu | None) -> list[str]:
    assert menu is not None
    assert menu.isVisible()
    return [action.text() for action in menu.actions()]


def test_the_line_shows_the_problem_gone_to_its_place_and_its_remedy(
    window: MainWindow, line: ProblemsDock, keys: Keys
) -> None:
    session = window.session
    assert session is not None
    fill(session)
    session.put([(TextAddress("overview"), "全年收到政府信息公开申请 9 件，如何处理？")], "输入")
    session.put([(cell("received"), 4)], "输入")
    session.recheck()
    count = len(session.problems)
    assert count > 2
    for row, problem in enumerate(session.problems):
        keys(Key.Key_F8)
        shown = line.line
        assert shown.place.text() == f"{row + 1}/{count}"
        assert shown.sentence.text().startswith(problem.message)
        assert problem.message in shown.sentence.accessibleName()
        assert problem.cause in shown.sentence.toolTip()
        assert shown.remedy.isVisible() == bool(problem.fixes)
        if problem.fix:
            assert shown.remedy.text() == problem.fix.label
            assert problem.fix.label in shown.remedy.toolTip()


def test_the_button_of_the_line_does_what_it_says(
    window: MainWindow, line: ProblemsDock, keys: Keys
) -> None:
    session = window.session
    assert session is not None
    fill(session)
    session.put([(cell("received"), 4), (cell("granted"), 4)], "输入")
    session.put([(TextAddress("overview"), "全年收到政府信息公开申请 9 件。")], "输入")
    session.recheck()
    problem = next(p for p in session.problems if p.rule == "R9")
    while line.problem != problem:
        keys(Key.Key_F8)
    line.line.remedy.click()
    assert session.report.texts["overview"] == "全年收到政府信息公开申请 4 件。"


def test_the_key_opens_the_choice_where_several_rows_can_be_meant(
    window: MainWindow, line: ProblemsDock, astray: Session, keys: Keys
) -> None:
    assert window.grid is not None
    keys(Key.Key_F8)
    steps = astray.undo_stack.count()
    keys((Key.Key_Return, ALT))
    assert astray.undo_stack.count() == steps, "nothing is done before somebody chose"
    menu = line.line.remedy.choices
    said = choice(menu)
    assert said == [
        "本年新收：移动 3 件 商业企业 → 科研机构",
        "予以公开：移动 3 件 科研机构 → 商业企业",
    ]
    assert menu is not None
    QTest.keyClick(menu, Key.Key_Return)
    assert values(astray, cell("received", BUSINESS), cell("received", RESEARCH)) == [5, 5]
    assert astray.undo_stack.undoText() == said[0]
    assert set(window.grid.chosen()) == {cell("received", BUSINESS), cell("received", RESEARCH)}
    assert window.status.currentMessage() == f"已执行：{said[0]}（Ctrl+Z 撤销）"


def test_the_choice_keeps_its_order_while_nobody_types(
    window: MainWindow, line: ProblemsDock, astray: Session, keys: Keys
) -> None:
    keys(Key.Key_F8, (Key.Key_Return, ALT))
    first = line.line.remedy.choices
    said = choice(first)
    assert first is not None
    marked = first.grab().toImage()
    QTest.keyClick(first, Key.Key_Down)
    assert first.grab().toImage() != marked, "the line that Enter takes is to be seen"
    active = first.activeAction()
    assert active is not None
    assert active.text() == said[1], "down goes from the first one, which is marked"
    QTest.keyClick(first, Key.Key_Return)
    astray.undo()
    astray.explain()
    keys((Key.Key_Return, ALT), (Key.Key_Return, ALT))
    assert choice(line.line.remedy.choices) == said


def test_the_row_typed_into_last_comes_first(
    window: MainWindow, line: ProblemsDock, astray: Session, keys: Keys
) -> None:
    astray.put([(cell("granted", BUSINESS), 4)], "输入")
    astray.put([(cell("granted", BUSINESS), 5)], "输入")
    keys(Key.Key_F8, (Key.Key_Return, ALT))
    assert choice(line.line.remedy.choices)[0].startswith("予以公开")


def test_the_balance_offers_the_same_choice(window: MainWindow, astray: Session) -> None:
    from ui.grid.balance_bar import BalanceBar

    assert window.view is not None
    bar = window.view.page.findChild(BalanceBar)
    assert bar is not None
    astray.explain()
    bar.mend.click()
    assert len(choice(bar.mend.choices)) == 2
    assert "移动 3 件" in bar.mend.text()


def test_the_details_offer_it_as_a_menu(window: MainWindow, astray: Session) -> None:
    window.problems.set_open(True)
    details = window.problems.details
    assert details is not None
    astray.explain()
    assert details.remedy.isVisible()
    details.remedy.click()
    assert len(choice(details.remedy.choices)) == 2


def test_the_key_shows_the_problem_of_the_cell_before_it_mends_it(
    window: MainWindow, line: ProblemsDock, keys: Keys
) -> None:
    """What it would change stands nowhere as long as the line shows another problem."""
    session = window.session
    assert session is not None
    fill(session)
    last_year(session, business=3, research=4)
    assert window.grid is not None
    keys(Key.Key_F8)
    window.grid.go_to(cell("carried_over", RESEARCH))
    assert line.problem is not None
    assert line.problem.key != "R6:requests/research"
    keys((Key.Key_Return, ALT))
    assert values(session, cell("carried_over", RESEARCH)) == [0]
    assert line.problem.key == "R6:requests/research"
    assert line.line.remedy.text() == "按上年度报告填 4"
    keys((Key.Key_Return, ALT))
    assert values(session, cell("carried_over", RESEARCH)) == [4]


def test_f8_turns_back_to_what_is_new_and_graver(
    window: MainWindow, line: ProblemsDock, keys: Keys
) -> None:
    session = window.session
    assert session is not None
    fill(session)
    session.put([(TextAddress("overview"), "全年收到政府信息公开申请 9 件。")], "输入")
    session.recheck()
    for _ in range(2):
        keys(Key.Key_F8)
    assert line.problem is not None
    assert line.problem.rule != "R1"
    session.put([(cell("received"), 4)], "输入")
    keys(Key.Key_F8)
    assert line.problem.key == "R1:requests/natural_person"
    keys(Key.Key_F8)
    assert line.problem == session.problems[1]


@pytest.mark.parametrize("opened", [False, True])
def test_after_a_button_has_mended_the_keyboard_is_where_one_goes_on(
    window: MainWindow, keys: Keys, opened: bool
) -> None:
    session = window.session
    assert session is not None
    fill(session)
    session.put([(TextAddress("overview"), "全年新收政府信息公开申请 9 件。")], "输入")
    session.recheck()
    problem = next(each for each in session.problems if each.fixes and not each.choice)
    window.problems.set_open(opened)
    window.problems.show_problem(problem)
    dock = window.problems
    assert dock.details is not None and dock.view is not None and window.view is not None
    button: QPushButton = dock.details._fixes[0] if opened else dock.line.remedy
    button.setFocus()
    button.click()
    assert focus() is (dock.view if opened else window.view.page.focusProxy() or window.view.page)


def test_the_line_has_both_remedies_of_a_sentence(
    window: MainWindow, line: ProblemsDock, keys: Keys
) -> None:
    session = window.session
    assert session is not None
    fill(session)
    session.put([(TextAddress("overview"), "全年收到政府信息公开申请 9 件。")], "输入")
    session.recheck()
    line.show_problem(next(p for p in session.problems if p.rule == "R9"))
    assert [line.line.remedy.text(), line.line.other.text()] == ["改成 0", "改为随表更新"]
    line.line.other.click()
    said = "全年收到政府信息公开申请 {requests/received/total} 件。"
    assert session.report.texts["overview"] == said


@pytest.mark.parametrize("opened", [False, True])
def test_the_key_on_a_remedy_does_what_that_one_says(
    window: MainWindow, line: ProblemsDock, keys: Keys, opened: bool
) -> None:
    """Not the first one: the keyboard stands on another, and its words are what is read."""
    session = window.session
    assert session is not None
    fill(session)
    session.put([(TextAddress("overview"), "全年收到政府信息公开申请 9 件。")], "输入")
    session.recheck()
    line.set_open(opened)
    line.show_problem(next(p for p in session.problems if p.rule == "R9"))
    assert line.details is not None
    second: QPushButton = line.details._fixes[1] if opened else line.line.other
    second.setFocus()
    keys((Key.Key_Return, ALT))
    said = "全年收到政府信息公开申请 {requests/received/total} 件。"
    assert session.report.texts["overview"] == said
    assert "改为随表更新" in window.status.told.text()
