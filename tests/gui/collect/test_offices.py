"""The list of offices: a row each, counters that add up, what is asked about the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from govreport_desktop.collect.status import OfficeState
from tests.gui.collect.conftest import BUREAUS
from tests.gui.conftest import cell
from ui.collect.offices_model import COUNTERS, Column, OfficesModel
from ui.collect.session import CollectSession
from ui.collect.view import CollectView


def choose(view: CollectView, bureau: str) -> None:
    view.offices.go_to(view.session.view.rows[BUREAUS.index(bureau)].office.id)


def state_of(session: CollectSession, bureau: str) -> OfficeState:
    return session.view.rows[BUREAUS.index(bureau)].state


def push(view: CollectView, words: str) -> None:
    """The button of the cards whose words begin so."""
    QApplication.processEvents()  # what was taken off a card goes, what was put on it shows
    found = [
        button
        for button in view.offices.side.findChildren(QPushButton)
        if button.text().startswith(words) and not button.isHidden()
    ]
    assert len(found) == 1, [b.text() for b in view.offices.side.findChildren(QPushButton)]
    found[0].click()


def shown(view: CollectView) -> list[str]:
    return [row.office.called for row in view.offices.model.rows]


def test_the_counters_add_up_to_the_offices_that_owe_a_report(view: CollectView) -> None:
    counts = [button.count for button in view.offices.counters.buttons]
    assert counts[0] == len(BUREAUS) == sum(counts[1:7])
    assert dict(zip([word for word, _ in COUNTERS], counts, strict=True)) == {
        "应报": 6,
        "通过": 2,
        "请核实": 0,
        "退回": 1,
        "读不出": 1,
        "待定": 1,
        "未报": 1,
        "不报": 1,
    }


def test_a_counter_says_how_many_of_its_offices_nobody_has_decided(view: CollectView) -> None:
    passed = view.offices.counters.buttons[1]
    assert (passed.count, passed.proposed) == (2, 2)
    assert passed.accessibleName() == "通过 2（其中建议 2），只看这些"
    choose(view, "教育局")
    push(view, "通过")
    assert (passed.count, passed.proposed) == (2, 1)
    choose(view, "水利局")
    push(view, "通过")
    assert passed.accessibleName() == "通过 2，只看这些"
    whole = view.offices.counters.buttons[0]
    assert whole.proposed == 0


def test_a_counter_filters_the_list(view: CollectView) -> None:
    assert shown(view) == list(BUREAUS)
    QTest.keyClick(view.offices.counters.buttons[5], Qt.Key.Key_Space)
    assert shown(view) == ["公安局"]
    view.offices.filter_by(7)
    assert shown(view) == ["税务局"]


def test_offices_are_found_by_name_file_and_figure(view: CollectView) -> None:
    view.search.setText("教育")
    assert shown(view) == ["教育局"]
    view.search.setText("第二稿")
    assert shown(view) == ["公安局"]
    view.search.setText("999")
    assert shown(view) == ["应急管理局"]


def test_of_two_files_a_person_chooses_and_can_take_it_back(view: CollectView) -> None:
    session, at = view.session, cell("received")
    choose(view, "公安局")
    rivals = view.offices.question.rivals
    assert rivals is not None and rivals.papers[0].path == "公安局第二稿.govreport"
    assert {d.address for d in rivals.cells} == {at, cell("granted")}
    before = session.view.sums.values[at]
    push(view, "用较早的")
    assert state_of(session, "公安局") is OfficeState.PASSED
    after = session.view.sums.values[at]
    assert isinstance(before, int) and after == before - 2
    session.undo()
    assert state_of(session, "公安局") is OfficeState.PENDING
    session.redo()
    assert state_of(session, "公安局") is OfficeState.PASSED
    assert not session.view.pending


def test_a_verdict_is_decided_by_a_person(view: CollectView) -> None:
    choose(view, "应急管理局")
    assert not view.session.view.rows[2].decided
    push(view, "请核实")
    row = view.session.view.rows[2]
    assert row.decided and row.state is OfficeState.TO_VERIFY


def test_enter_opens_the_report_with_its_problems_and_esc_returns(
    view: CollectView, qtbot: QtBot
) -> None:
    choose(view, "应急管理局")
    view.offices.list.setFocus()
    QTest.keyClick(view.offices.list, Qt.Key.Key_Return)
    reading = view.reading
    assert reading.session is not None and reading.session.read_only
    assert reading.session.report.values[cell("received")] == 999
    assert any("一、二两项" in problem.message for problem in reading.session.problems)
    assert not reading.problems.is_line
    view._escape()
    assert reading.session is None
    assert view.offices.current is not None and view.offices.current.office.called == "应急管理局"


def test_the_buttons_above_a_report_do_what_the_keys_do(view: CollectView) -> None:
    view.open_office(view.session.view.rows[2].office.id)
    choose(view, "应急管理局")
    back, _, after = view.reading.findChildren(QPushButton)[:3]
    after.click()
    assert view.reading.title.text().startswith("青川县水利局")
    back.click()
    assert view.reading.session is None


def test_the_next_office_that_has_a_report_follows(view: CollectView) -> None:
    choose(view, "应急管理局")
    view.open_office(view.session.view.rows[2].office.id)
    view._step(1)  # 审计局 cannot be read, 统计局 has sent nothing
    assert view.reading.title.text().startswith("青川县水利局")
    view._step(-1)
    assert view.reading.title.text().startswith("青川县应急管理局")


def test_the_model_keeps_qts_rules(session: CollectSession, qtmodeltester: ModelTester) -> None:
    model = OfficesModel(session.view)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    assert model.columnCount() == len(Column)


def test_after_a_decision_the_keyboard_is_in_the_list_again(view: CollectView) -> None:
    view.activateWindow()
    choose(view, "教育局")
    for leave in (None, Qt.Key.Key_Escape):
        view.focus_later()
        QApplication.processEvents()
        view._other_pane()
        focus = QApplication.focusWidget()
        assert focus is not None and view.offices.side.isAncestorOf(focus)
        QTest.keyClick(focus, leave or Qt.Key.Key_Space)
        assert view.offices.list.hasFocus()
    assert view.offices.current is not None and view.offices.current.decided


def test_on_a_high_screen_the_cards_stay_as_high_as_what_they_say(view: CollectView) -> None:
    choose(view, "公安局")
    QApplication.processEvents()
    card = view.offices.question
    low = card.height()
    view.resize(1900, 1400)
    QApplication.processEvents()
    assert card.height() <= low
