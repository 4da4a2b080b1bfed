"""Every file with its role, which a person can change; the questions, which a person answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.modeltest import ModelTester

from govreport_desktop.collect.roles import Role
from govreport_desktop.report import FieldAddress, TextAddress
from tests.collect_folder import write
from tests.gui.collect.conftest import Place
from tests.gui.spoken.walk import complaints
from ui.collect.asked_model import ANSWERED, OPEN, OUTDATED, state_of
from ui.collect.files_model import FilesModel
from ui.collect.question_card import WhoseBox
from ui.collect.session import CollectSession
from ui.collect.view import CollectView


def push(view: CollectView, words: str) -> None:
    """The one button of the shown page whose words begin so."""
    QApplication.processEvents()
    page = view._pages[view._stack.currentIndex()]
    found = [
        button
        for button in page.findChildren(QPushButton)
        if button.text().startswith(words) and button.isVisible()
    ]
    assert len(found) == 1, [button.text() for button in found]
    found[0].click()
    QApplication.processEvents()


def test_the_roles_add_up_to_the_files(view: CollectView) -> None:
    view.show_view(3)
    counts = [button.count for button in view.files.counters.buttons]
    assert counts[0] == sum(counts[1:]) == len(view.session.view.files) == 7
    view.files.filter_by(Role.NO_REPORT)
    assert [one.path for one in view.files.model.rows] == ["通知.txt"]


def test_a_role_is_changed_and_the_decision_taken_back(view: CollectView) -> None:
    view.show_view(3)
    view.files.go_to("教育局.govreport")
    roles = view.files.card.findChild(QComboBox, options=Qt.FindChildOption.FindChildrenRecursively)
    assert roles is not None
    box = next(b for b in view.files.card.findChildren(QComboBox) if not isinstance(b, WhoseBox))
    box.setCurrentText("旧稿")
    push(view, "改归类")
    assert view.session.view.file("教育局.govreport").role is Role.OLDER
    assert view.session.view.rows[0].counted is None
    push(view, "撤回这个决定")
    assert view.session.view.file("教育局.govreport").role is Role.COUNTS


def test_enter_shows_what_was_read_of_a_file(view: CollectView) -> None:
    view.show_view(3)
    view.files.go_to("公安局第二稿.govreport")
    QTest.keyClick(view.files.list, Qt.Key.Key_Return)
    assert "公安局第二稿.govreport" in view.reading.title.text()
    view._escape()
    said: list[str] = []
    view.told.connect(said.append)
    view.files.go_to("审计局.docx")
    QTest.keyClick(view.files.list, Qt.Key.Key_Return)
    assert "没有读出报告来" in said[0]


def test_whose_a_file_is_is_asked_once(view: CollectView, place: Place) -> None:
    """A name that means none of the roster for sure: a person says whose it is."""
    from govreport_desktop.jobs.collecting import scan

    stranger = place.reports["统计局"]
    stranger.apply(stranger.edit([(FieldAddress("office"), "统计")]))
    write(stranger, place.folder / "年报.govreport")
    scan(view.session.task)
    view.session._follow()
    view.show_view(3)
    view.files.go_to("年报.govreport")
    box = view.files.card.findChild(WhoseBox)
    assert box is not None
    box.setCurrentIndex(box.findText("统计局"))
    push(view, "改为这个单位")
    row = view.session.view.rows[4]
    assert row.counted is not None and row.counted.path == "年报.govreport"


def test_a_question_is_answered_for_the_figures_it_was_asked_with(
    view: CollectView, place: Place
) -> None:
    from govreport_desktop.jobs.collecting import scan

    asking = place.reports["教育局"]
    other = asking.form.role("other")
    assert other is not None
    words = "与县民政局联合印发规范性文件2件，将3件申请转送县民政局办理。"
    asking.apply(asking.edit([(TextAddress(other.id), words)]))
    (place.folder / "教育局.govreport").unlink()
    write(asking, place.folder / "教育局.govreport")
    scan(view.session.task)
    view.session._follow()
    view.show_view(2)
    page = view.asked
    assert [state_of(one) for one in page.model.rows[:1]] == [OPEN]
    key = page.model.rows[0].key
    page.card.answer.setPlainText("问过教育局：由民政局主办，没有重复。")
    QTest.keyClick(page.card.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    answered = next(one for one in page.model.rows if one.key == key)
    assert state_of(answered) == ANSWERED != OUTDATED
    view.session.undo()
    assert state_of(next(one for one in page.model.rows if one.key == key)) == OPEN


@pytest.fixture
def listening(qapp: object) -> Iterator[None]:
    """A screen reader is there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_every_control_of_every_view_has_a_name(listening: None, view: CollectView) -> None:
    for number in range(4):
        view.show_view(number)
        assert complaints(view) == [], number
    view.open_office(view.session.view.rows[2].office.id)
    assert complaints(view.reading) == []


def test_f6_goes_between_the_list_and_its_cards(view: CollectView) -> None:
    view.show_view(0)
    view.offices.go_to(view.session.view.rows[1].office.id)
    QApplication.processEvents()
    view._other_pane()
    focus = QApplication.focusWidget()
    assert focus is not None and view.offices.side.isAncestorOf(focus)
    view._other_pane()
    assert view.offices.list.hasFocus()


def test_the_model_keeps_qts_rules(session: CollectSession, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(FilesModel(session.view))  # type: ignore[no-untyped-call]
