"""One key to the next step: to the problem, to both its places, and to what puts it right."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.shape import to_shape
from tests.gui.conftest import Keys, cell, fill, focus, values
from ui.forms import Line
from ui.problems.details import FixButton, ProblemDetails
from ui.problems.model import PROBLEM
from ui.session import Session
from ui.window.main_window import MainWindow

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SENTENCE = "全年收到政府信息公开申请 9 件。"


@pytest.fixture
def live(window: MainWindow) -> Session:
    """Nothing is left blank in it: every difference counts."""
    assert window.session is not None
    fill(window.session)
    return window.session


@pytest.fixture
def contradicted(window: MainWindow, live: Session) -> Session:
    """4 in the table, 9 in the prose; one step each."""
    columns = [a for a in live.report.form.tables["requests"].cells if a.column != "total"]
    typed = [a for a in columns if a.row != "total"]
    live.put([(a, 4 if a.column == "business" and a.row in ROWS else 0) for a in typed], "输入")
    live.put([(TextAddress("overview"), SENTENCE)], "输入")
    live.recheck()
    choose(window, "R9")
    return live


ROWS = ("received", "granted")


def details(window: MainWindow) -> ProblemDetails:
    assert window.problems.details is not None
    return window.problems.details


def choose(window: MainWindow, rule: str) -> None:
    view = window.problems.view
    assert view is not None
    for row in range(view.model().rowCount()):
        if view.model().index(row, 0).data(PROBLEM).rule == rule:
            view.selectRow(row)
            return
    pytest.fail(f"no problem of {rule}")


def buttons(window: MainWindow) -> dict[str, FixButton]:
    return {b.text(): b for b in details(window).findChildren(FixButton) if not b.isHidden()}


def shown_problem(window: MainWindow) -> str:
    """The key of the problem in the details, which is that of the selected row."""
    view = window.problems.view
    assert view is not None
    rows = view.selectionModel().selectedRows()
    assert len(rows) == 1
    problem = details(window).problem
    assert problem == rows[0].data(PROBLEM)
    assert problem is not None
    return problem.key


def test_a_contradiction_offers_the_number_or_the_bound_number(
    window: MainWindow, contradicted: Session
) -> None:
    assert list(buttons(window)) == ["改成 4", "改为随表更新"]
    steps = contradicted.undo_stack.count()
    buttons(window)["改为随表更新"].click()
    assert contradicted.report.texts["overview"] == SENTENCE.replace(
        "9", "{requests/received/total}"
    )
    assert contradicted.undo_stack.count() == steps + 1
    contradicted.undo()
    assert contradicted.report.texts["overview"] == SENTENCE


def test_a_fix_reads_what_was_typed_since_the_check(
    window: MainWindow, contradicted: Session
) -> None:
    """The prose has moved on; what was typed stays."""
    button = buttons(window)["改成 4"]
    contradicted.put([(TextAddress("overview"), f"一切如常。{SENTENCE}")], "输入")
    assert contradicted.checking
    button.click()
    assert contradicted.report.texts["overview"] == "一切如常。" + SENTENCE.replace("9", "4")


def test_going_there_visits_the_sentence_then_the_cell(
    window: MainWindow, contradicted: Session
) -> None:
    jump = details(window)._jump
    jump.click()
    assert window.prose is not None
    assert window.prose.pointed == "收到政府信息公开申请 9 件"
    assert focus() is window.prose.text
    assert "表格" in jump.toolTip()
    jump.click()
    assert window.grid is not None
    assert window.grid.current == cell("received", "total")
    assert window.grid.grid.problems_of(cell("received", "total"))[0].rule == "R9"
    jump.click()
    assert window.prose is not None
    assert contradicted.undo_stack.count() == 3, "nothing was changed"


def test_the_key_fixes_the_problem_of_the_cell_or_words_in_hand(
    window: MainWindow, contradicted: Session, keys: Keys
) -> None:
    assert window.view is not None
    window.view.show_part("overview")
    assert window.prose is not None
    window.prose.select(5, 5)
    keys((Key.Key_Return, ALT))
    assert contradicted.report.texts["overview"] == SENTENCE.replace("9", "4")
    assert window.status.currentMessage().startswith("已执行：改成 4")


def test_the_key_takes_the_sentence_before_the_caret_at_once(
    window: MainWindow, contradicted: Session, keys: Keys
) -> None:
    contradicted.put([(cell("received", "research"), 2)], "输入")  # another one on the panel
    contradicted.recheck()
    window.problems.set_open(False)
    assert window.view is not None
    window.view.show_part("overview")
    assert window.prose is not None
    end = len(SENTENCE)
    window.prose.select(end, end)
    keys((Key.Key_Return, ALT))
    assert contradicted.report.texts["overview"] == SENTENCE.replace("9", "6")


def test_f8_goes_to_the_gravest_that_an_undo_brought_back(
    window: MainWindow, contradicted: Session, keys: Keys
) -> None:
    columns = ("natural_person", "business", "research")
    contradicted.put([(cell("received", c), n) for n, c in enumerate(columns, 1)], "输入")
    contradicted.recheck()
    keys(Key.Key_F8)
    first = shown_problem(window)
    contradicted.put([(cell("received"), 0)], "输入")
    contradicted.recheck()
    keys(Key.Key_F8)
    assert shown_problem(window) != first
    contradicted.undo()
    contradicted.recheck()
    keys(Key.Key_F8)
    assert shown_problem(window) == first


def test_the_key_shows_what_is_elsewhere_before_it_changes_it(
    window: MainWindow, contradicted: Session, keys: Keys
) -> None:
    assert window.view is not None
    window.view.show_part("disputes")
    keys((Key.Key_Return, ALT))
    assert contradicted.report.texts["overview"] == SENTENCE
    assert window.view.part == "overview"
    assert window.status.currentMessage() == "再按一次 Alt+Enter：改成 4"
    keys((Key.Key_Return, ALT))
    assert contradicted.report.texts["overview"] == SENTENCE.replace("9", "4")


def test_a_case_in_the_wrong_column_is_moved_with_one_key(
    window: MainWindow, live: Session, keys: Keys
) -> None:
    last = Report(load_form("2021"), "示例局", 2023)
    last.apply(last.edit([(cell("carried_forward"), 0), (cell("carried_forward", "business"), 2)]))
    live.put([(FieldAddress("last_year"), json.dumps(to_shape(last)))], "取用上年度报告")
    live.put([(cell("carried_over"), 2), (cell("granted", "business"), 2)], "输入")
    assert window.grid is not None
    window.grid.go_to(cell("carried_over"))
    keys((Key.Key_Return, ALT))
    both = (cell("carried_over"), cell("carried_over", "business"))
    assert values(live, *both) == [0, 2]
    assert live.undo_stack.undoText() == "移动 2 件：自然人 → 商业企业"
    live.undo()
    assert values(live, *both) == [2, 0]


def test_the_key_says_where_there_is_nothing_to_fix(window: MainWindow, keys: Keys) -> None:
    assert window.grid is not None
    keys((Key.Key_Return, ALT))
    assert "没有可以直接改正的问题" in window.status.currentMessage()
    assert window.grid.current == cell("received")


def test_f8_begins_with_the_first_and_goes_by_severity_and_place(
    window: MainWindow, contradicted: Session, keys: Keys
) -> None:
    contradicted.put([(cell("received"), 1), (cell("received", "research"), 2)], "输入")
    contradicted.recheck()
    view = window.problems.view
    assert view is not None
    view.selectRow(0)
    window.problems.follow(contradicted)
    ranks = [(list(Severity).index(p.severity), p.order) for p in contradicted.problems]
    assert ranks == sorted(ranks)
    for problem in (*contradicted.problems, contradicted.problems[0]):
        keys(Key.Key_F8)
        assert shown_problem(window) == problem.key
    keys((Key.Key_F8, Qt.KeyboardModifier.ShiftModifier))
    assert shown_problem(window) == contradicted.problems[-1].key


def test_f8_passes_over_nothing_when_one_was_put_right(
    window: MainWindow, live: Session, keys: Keys
) -> None:
    columns = ("natural_person", "business", "research")
    live.put([(cell("received", c), n) for n, c in enumerate(columns, 1)], "输入")
    keys(Key.Key_F8)
    assert shown_problem(window) == "R1:requests/natural_person"
    live.put([(cell("received"), 0)], "输入")
    keys(Key.Key_F8)
    assert shown_problem(window) == "R1:requests/business"
    keys(Key.Key_F8)
    assert shown_problem(window) == "R1:requests/research"


@pytest.mark.parametrize("typed", [1, 6], ids=["still wrong", "put right"])
def test_f8_stays_with_the_errors_while_one_is_left(
    window: MainWindow, live: Session, keys: Keys, typed: int
) -> None:
    live.put([(TextAddress("overview"), "第三方意见XX份，评议X次。")], "输入")
    columns = ("natural_person", "business", "research")
    live.put([(cell("received", c), n) for n, c in enumerate(columns, 1)], "输入")
    live.recheck()
    errors = [p.key for p in live.problems if p.severity is Severity.ERROR]
    assert errors[-1] == "R1:requests/total" and len(live.problems) > len(errors) > 2
    for _ in errors:
        keys(Key.Key_F8)
    assert shown_problem(window) == errors[-1]
    live.put([(cell("granted", "research"), typed)], "输入")
    live.recheck()
    keys(Key.Key_F8)
    assert shown_problem(window) == errors[0]


def test_f8_goes_on_among_warnings_though_an_error_was_passed_over(
    window: MainWindow, live: Session, keys: Keys
) -> None:
    live.put([(TextAddress("overview"), "第三方意见XX份，评议X次。")], "输入")
    live.put([(cell("received"), 1)], "输入")
    live.recheck()
    warned = [p.key for p in live.problems if p.severity is not Severity.ERROR]
    error = live.problems[0].key
    assert live.problems[0].severity is Severity.ERROR and len(warned) > 1
    while shown_problem(window) != warned[0]:
        keys(Key.Key_F8)
    live.put([(cell("received"), 2)], "输入")
    live.recheck()
    keys(Key.Key_F8)
    assert shown_problem(window) not in {warned[0], error}


def test_the_details_are_those_of_the_selected_row(
    window: MainWindow, contradicted: Session, keys: Keys, qtbot: QtBot
) -> None:
    contradicted.put([(cell("received"), 1), (cell("received", "research"), 2)], "输入")
    contradicted.recheck()
    view = window.problems.view
    assert view is not None
    view.setFocus()
    for stroke in (Key.Key_Home, Key.Key_Down, (Key.Key_Down, CTRL), Key.Key_End, Key.Key_Up):
        keys(stroke)
        shown_problem(window)
    for modifier in (CTRL, Qt.KeyboardModifier.NoModifier, CTRL):
        place = view.visualRect(view.model().index(1, 2)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)
        assert shown_problem(window) == view.model().index(1, 0).data(PROBLEM).key
    details(window)._explanation.setText("已核对")
    contradicted.put([(cell("received"), 0)], "输入")
    shown_problem(window)
    window.problems.line.filters[Severity.ERROR].click()
    shown_problem(window)


def test_an_error_has_its_remedy_and_the_way_there_on_one_line(
    window: MainWindow, live: Session
) -> None:
    """Two lines of buttons left three lines of words in the panel, and the fourth was the cause."""
    live.put([(cell("received", "business"), 4)], "输入")
    live.put([(cell("received"), 0), (cell("granted"), 4)], "输入")
    window.problems.set_open(True)
    choose(window, "R1")
    pane = details(window)
    live.explain()
    jump = next(b for b in pane.findChildren(QPushButton) if b.text() == "转到(&J)")
    assert pane.remedy.offers
    assert jump.mapTo(pane, jump.rect().center()).y() == pytest.approx(
        pane.remedy.mapTo(pane, pane.remedy.rect().center()).y(), abs=2
    )
    live.put([(TextAddress("overview"), SENTENCE)], "输入")
    live.recheck()
    choose(window, "R9")
    assert jump.isVisibleTo(pane)
    (explanation,) = pane.findChildren(Line)
    assert jump.parentWidget() is explanation.parentWidget()


def test_f8_passes_over_nothing_where_several_went_at_once(
    window: MainWindow, live: Session, keys: Keys
) -> None:
    """One number put both errors right; the next of what is left had moved up by two."""
    live.put([(TextAddress("overview"), f"{SENTENCE}第三方意见XX份，评议X次。")], "输入")
    live.put([(cell("received", "business"), 4)], "输入")
    live.recheck()
    errors = [p.key for p in live.problems if p.severity is Severity.ERROR]
    assert len(errors) > 1 and len(live.problems) > len(errors) + 1
    for _ in errors:
        keys(Key.Key_F8)
    assert window.problems.problem is not None
    assert window.problems.problem.key == errors[-1]
    live.put([(cell("granted", "business"), 4)], "输入")
    live.recheck()
    left = [p.key for p in live.problems]
    assert not set(errors) & set(left)
    keys(Key.Key_F8)
    assert window.problems.problem.key == left[0]


def test_the_way_there_keeps_its_key_wherever_it_stands(
    window: MainWindow, live: Session, keys: Keys, qtbot: QtBot
) -> None:
    """Beside the explanation, and moved to the line of the remedies."""
    live.put([(cell("received", "business"), 4)], "输入")
    live.put([(cell("received"), 0), (cell("granted"), 4)], "输入")
    live.put([(TextAddress("overview"), SENTENCE)], "输入")
    live.recheck()
    window.problems.set_open(True)
    pane = details(window)
    gone: list[Problem] = []
    pane.jump_wanted.connect(gone.append)
    places = set()
    for rule in ("R9", "R1", "R9", "R1"):
        choose(window, rule)
        (jump,) = (b for b in pane.findChildren(QPushButton) if b.text() == "转到(&J)")
        places.add(jump.parentWidget())
        keys((Key.Key_J, ALT))
        qtbot.waitUntil(lambda: len(gone) == 1)
        assert gone.pop().rule == rule
    assert len(places) == 2


def test_what_is_written_as_explanation_is_told_and_read_from_its_beginning(
    window: MainWindow, contradicted: Session, keys: Keys
) -> None:
    window.problems.set_open(True)
    pane = details(window)
    (explanation,) = pane.findChildren(Line)
    explanation.setText("机构改革以后有几件移交市数据局办理，按移交前的口径统计，已与对方核对一致")
    explanation.setModified(True)
    pane.commit()
    assert window.status.currentMessage() == "已记下审核说明，随文件保存"
    assert explanation.cursorPosition() == 0
    explanation.clear()
    pane.commit()
    assert window.status.currentMessage() == "已去掉审核说明"
