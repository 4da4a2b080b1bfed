"""What leaves a task: letters with their deadline, who owes what, the parent's report."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.collect import deciding
from govreport_desktop.collect.decision import Subject
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form import load_form
from govreport_desktop.jobs.collecting import scan
from govreport_desktop.report import Report
from tests.collect_folder import YEAR, write
from tests.gui.collect.conftest import Place
from tests.gui.conftest import cell
from ui import messages
from ui.collect.chase_dialog import ChaseDialog
from ui.collect.return_dialog import ReturnDialog, waiting
from ui.collect.session import CollectSession
from ui.collect.sign_dialog import SignDialog
from ui.collect.view import CollectView
from ui.window.main_window import MainWindow


def test_the_letters_of_a_day_go_out_in_one_step(
    view: CollectView, tmp_path: Path, qtbot: QtBot
) -> None:
    assert view.folder.back.text() == "退回意见 2(&R)"
    view.outgoing.send_back()
    dialog = view.findChild(ReturnDialog)
    assert dialog is not None
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert names == ["应急管理局", "审计局"]
    assert "一、二两项" in dialog.text.toPlainText()
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.folder.setText(str(tmp_path / "退回"))
    told: list[str] = []
    view.told.connect(told.append)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    kinds = {path.suffix for path in (tmp_path / "退回").iterdir()}
    assert kinds == {".docx", ".pdf", ".xlsx", ".govreturn"}
    row = view.session.view.rows[2]
    assert row.state is OfficeState.NOT_BACK and row.returns == 1
    view.session.undo()
    assert view.session.view.rows[2].state is OfficeState.RETURNED


def test_after_the_letters_the_keyboard_is_in_the_list(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """Not on the button beside it, which would write another list with the next Enter."""
    view = window.desk.view
    assert view is not None
    view.folder.back.setFocus()
    view.outgoing.send_back()
    dialog = window.findChild(ReturnDialog)
    assert dialog is not None
    dialog.folder.setText(str(tmp_path / "退回"))
    dialog.accept()
    qtbot.waitUntil(lambda: not view.folder.back.isEnabled(), timeout=60_000)
    assert window.focusWidget() is view.offices.list


def test_points_written_by_hand_go_with_the_letter_or_alone(view: CollectView) -> None:
    view.outgoing.send_back()
    dialog = view.findChild(ReturnDialog)
    assert dialog is not None
    dialog.own.setPlainText("请补盖公章\n请补第六部分")
    assert "请补第六部分" in dialog.text.toPlainText()
    assert "一、二两项" in dialog.text.toPlainText()
    dialog.only.setChecked(True)
    assert "一、二两项" not in dialog.text.toPlainText()
    dialog.list.setCurrentRow(1)
    assert not dialog.own.toPlainText() and not dialog.only.isChecked()
    first, second = dialog.ready()
    assert [one.words for one in first.letter.remarks] == ["请补盖公章", "请补第六部分"]
    assert "请补盖公章" not in [one.words for one in second.letter.remarks]


def test_one_day_for_all_is_kept_in_the_task(view: CollectView) -> None:
    view.outgoing.chase()
    dialog = view.findChild(ChaseDialog)
    assert dialog is not None and not dialog.due.isEnabled()
    dialog.set_due.setChecked(True)
    dialog.due.setDate(QDate(2026, 1, 26))
    assert view.session.task.state.setting("due") == "2026-01-26"
    assert "1月26日" in dialog.text.toPlainText()
    dialog.set_due.setChecked(False)
    assert not view.session.task.state.setting("due")
    assert "1月31日" in dialog.text.toPlainText()


def test_who_owes_what_is_copied_and_noted(view: CollectView) -> None:
    assert view.folder.chase.text() == "催报名单 2(&G)"
    view.outgoing.chase()
    dialog = view.findChild(ChaseDialog)
    assert dialog is not None
    dialog.phone.setText("0839-1234567")
    dialog.copy()
    words = QGuiApplication.clipboard().text()
    assert "统计局" in words and "审计局" in words and "0839-1234567" in words
    assert view.session.task.state.setting("phone") == "0839-1234567"
    assert len(view.session.task.state.of(Subject.CHASE)) == 2
    made = len(view.session.task.decisions)
    dialog.copy()  # the same words again are no second asking
    assert len(view.session.task.decisions) == made


def test_nothing_is_sealed_without_a_reason_for_what_is_open(view: CollectView) -> None:
    view.up.sign_off()
    dialog = view.findChild(SignDialog)
    assert dialog is not None and dialog.accept_button is not None
    assert dialog.items.open and not dialog.accept_button.isEnabled()
    reason = dialog.items.table.item(0, 1)
    assert reason is not None
    reason.setText("下周补报")
    dialog.items.rest.setText("已电话核实")
    said: list[str] = []
    view.up.told.connect(said.append)
    dialog.accept()
    assert said[0].startswith("已签发，第 1 次，校验码 ")
    (sealed,) = view.session.task.state.of(Subject.SEAL).values()
    assert "下周补报" in str(sealed.what) and "已电话核实" in str(sealed.what)


def test_the_workpaper_is_written(
    view: CollectView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "底稿.xlsx"
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    view.up.write_workpaper()
    assert target.stat().st_size > 10_000


def test_the_parents_report_is_made_of_the_sums_and_opened(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    target = tmp_path / "本级.govreport"
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    task, view = window.task, window.desk.view
    assert task is not None and view is not None
    expected = task.view.sums.values[cell("carried_over")]
    view.up.make_report()
    qtbot.waitUntil(lambda: window.task is None, timeout=30_000)
    assert window.session is not None
    assert window.session.document.path == target
    assert window.session.report.values[cell("carried_over")] == expected
    assert window.session.report.office == "青川县人民政府"


def test_an_old_form_is_offered_to_be_sent_back(place: Place) -> None:
    old = Report(load_form("2019"), "青川县统计局", YEAR)
    old.load(dict.fromkeys((c.address for c in old.form.cells if not c.formula), 1), {}, {}, {})
    write(old, place.folder / "统计局.html")
    with CollectTask.open(place.task) as task:
        scan(task)
    session = CollectSession(CollectTask.open(place.task))
    assert "统计局" in [row.office.called for row in waiting(session)]
    session.close()


def test_one_office_without_a_point_keeps_no_other_from_its_letter(
    view: CollectView, tmp_path: Path, qtbot: QtBot
) -> None:
    session = view.session
    session.decide([deciding.verdict(session.view.rows[0], OfficeState.RETURNED)], "退回")
    view.outgoing.send_back()
    dialog = view.findChild(ReturnDialog)
    assert dialog is not None and dialog.list.count() == 3
    for row in range(dialog.list.count()):
        if dialog.list.item(row).text() == "审计局":
            dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.folder.setText(str(tmp_path / "退回"))
    told: list[str] = []
    view.told.connect(told.append)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert "没有退回 1 家：青川县教育局没有要退回的意见" in told[0]
    states = {row.office.called: row.state for row in session.view.rows}
    assert (states["应急管理局"], states["教育局"]) == (OfficeState.NOT_BACK, OfficeState.RETURNED)
