"""What is done with a task now and then: blanks, sealed states and corrections, next year, log."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.seal import seals
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.jobs.parents_report import make
from govreport_desktop.report import TextAddress
from govreport_desktop.store.document import Document
from tests.collect_folder import PARENT, YEAR
from tests.gui.collect.conftest import Place
from tests.gui.conftest import cell
from ui import messages
from ui.collect.correct_dialog import CorrectDialog
from ui.collect.figures_dialog import FiguresDialog
from ui.collect.log_dialog import LogDialog
from ui.collect.next_year_dialog import NextYearDialog
from ui.collect.report_dialog import ReportDialog
from ui.collect.session import CollectSession
from ui.collect.sign_dialog import SignDialog
from ui.collect.view import CollectView
from ui.collect.workbooks_dialog import WorkbooksDialog

ADJUSTED = [
    ["requests", "received", "natural_person", "5"],
    ["requests", "granted", "natural_person", "5"],
]


def state_of(session: CollectSession) -> str:
    """Where 教育局 stands, in the word on screen."""
    return str(session.view.rows[0].state)


def sign(view: CollectView) -> None:
    view.up.sign_off()
    dialog = view.findChild(SignDialog)
    assert dialog is not None
    dialog.items.rest.setText("已电话核实")
    dialog.accept()


def adjust(view: CollectView) -> None:
    what = {"cells": ADJUSTED, "office": "", "reason": "许可划转", "basis": ""}
    assert view.session.decide([Draft(Subject.ADJUST, "a1", what)], "调整")


def test_what_changed_after_signing_is_shown_and_sealed_beside_it(
    view: CollectView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert view.menu.sign.text().startswith("签发本级数")
    sign(view)
    assert view.menu.sign.text().startswith("签发以后的更正")
    assert "已签发（第 1 次" in view.place_words
    assert "报送期限 2026 年 2 月 20 日" in view.place_words, "that of a county"
    before = view.session.view.sums.values[cell("received")]
    assert isinstance(before, int)
    adjust(view)
    view.up.sign_off()
    dialog = view.findChild(CorrectDialog)
    assert dialog is not None and dialog.accept_button is not None
    first = dialog.model.rows[0]
    assert (first.where, first.before, first.after, first.difference) == (
        "三 · 本年新收 · 自然人",
        str(before),
        str(before + 5),
        "+5",
    )
    assert "调整 +5" in first.causes and "新增调整：许可划转" in dialog.words.text()
    assert dialog.items.ready, "the reasons given before are there again"
    assert not dialog.accept_button.isEnabled(), "a correction has a reason"
    dialog.why.setText("县审批局更正")
    target = tmp_path / "更正说明.xlsx"
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    dialog.write()
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    said = [str(c) for row in sheet.iter_rows(values_only=True) for c in row if c]
    assert any("县审批局更正" in words for words in said) and str(before + 5) in said
    assert dialog.accept_button.isEnabled()
    dialog.accept()
    old, new = seals(view.session.task.state)
    assert (old.values[cell("received")], new.values[cell("received")]) == (before, before + 5)
    assert (new.corrects, new.why) == (1, "县审批局更正")


def test_what_was_sealed_is_not_undone_by_a_key(view: CollectView) -> None:
    adjust(view)
    sign(view)
    assert view.session.undo_name == "调整"
    view.session.undo()
    assert len(seals(view.session.task.state)) == 1


def test_each_sealed_state_can_be_compared_with(view: CollectView) -> None:
    sign(view)
    adjust(view)
    view.up.correct()
    dialog = view.findChild(CorrectDialog)
    assert dialog is not None
    dialog.why.setText("更正")
    dialog.accept()
    view.up.correct()
    again = [d for d in view.findChildren(CorrectDialog) if d.isVisible()][-1]
    assert again.state.count() == 2 and again.accept_button is not None
    assert not again.model.rows and "完全相同" in again.problem.text()
    again.state.setCurrentIndex(0)
    assert again.model.rows and not again.accept_button.isEnabled()


def test_the_figures_are_copied_as_a_table(view: CollectView) -> None:
    view.outgoing.figures()
    dialog = view.findChild(FiguresDialog)
    assert dialog is not None
    dialog.copy_table()
    lines = QGuiApplication.clipboard().text().split("\r\n")
    assert lines[0] == "应报单位\t6" and "未报\t2" in lines
    dialog.copy_words()
    assert QGuiApplication.clipboard().text().startswith("应报 6 个单位，已报 4 个")


def test_blanks_go_to_those_that_are_ticked(
    view: CollectView, tmp_path: Path, qtbot: QtBot
) -> None:
    view.outgoing.blanks()
    dialog = view.findChild(WorkbooksDialog)
    assert dialog is not None
    assert dialog.list.count() == 6, "the tax bureau owes none"
    for row in range(2, 6):
        dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.counted.text().startswith("写给 2 个单位")
    dialog.folder.put(tmp_path / "空表")
    dialog.reports.setChecked(True)
    told: list[str] = []
    view.told.connect(told.append)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    names = sorted(path.name for path in (tmp_path / "空表").iterdir())
    assert [name.rpartition(".")[2] for name in names] == ["govreport", "xlsx"] * 2


def test_next_year_begins_in_the_window(view: CollectView, place: Place, tmp_path: Path) -> None:
    row = view.session.view.rows[2]
    returned = {
        "sender": PARENT,
        "office": row.office.name,
        "office_id": row.office.id,
        "year": YEAR,
        "form": "2021",
        "file": "a",
        "hash": "b",
        "version": 1,
        "sent_on": "2026-01-20",
        "due": "",
        "phone": "",
        "points": [{"number": 1, "words": "自然人一列勾稽不平"}],
    }
    view.session.decide([Draft(Subject.RETURN, row.office.id, returned)], "退回")
    view.up.next_year()
    dialog = view.findChild(NextYearDialog)
    assert dialog is not None
    back = [one.office.called for one in dialog.model.rows if one.past.returns]
    assert back == ["应急管理局"], "the others came late: the files of this test are of today"
    dialog.folder.put(tmp_path / "2026收件")
    made: list[Path] = []
    dialog.made.connect(made.append)
    dialog.accept()
    assert made == [tmp_path / f"{PARENT}2026年度汇总.govtask"]
    with CollectTask.open(made[0]) as task:
        session = CollectSession(task)
        again = CollectView(session, view._settings)
        later = next(r for r in session.view.rows if r.office.called == "应急管理局")
        assert later.past is not None and later.past.returns == 1
        again.offices.go_to(later.office.id)
        assert not again.offices.past.isHidden()
        index = again.offices.list.currentIndex().siblingAtColumn(7)
        assert str(index.data()).startswith("上年退回 1 次")
        again.put_away()
        again.deleteLater()


def test_a_decision_is_taken_back_from_the_log_and_holds_again(view: CollectView) -> None:
    view.offices.go_to(view.session.view.rows[0].office.id)
    view.offices.standing._judge(OfficeState.TO_VERIFY)
    view.up.log()
    dialog = view.findChild(LogDialog)
    assert dialog is not None
    assert dialog.model.texts(dialog.model.rows[0])[3] == "审核结论“教育局” 请核实"
    dialog.turn_back()
    assert state_of(view.session) == "通过"
    assert dialog.turn.text().startswith("重新生效")
    dialog.turn_back()
    assert state_of(view.session) == "请核实"
    adjust(view)
    assert dialog.model.texts(dialog.model.rows[0])[3] == "调整 许可划转"
    dialog.list.choose(dialog.model.rowCount() - 1)
    assert not dialog.turn.isEnabled(), "what a task stands on is no step"


def test_what_was_decided_can_be_undone_after_reopening(place: Place) -> None:
    first = CollectSession(CollectTask.open(place.task))
    assert not first.undo_name, "what a task began with is no step"
    row = first.view.rows[0]
    what = {"verdict": "请核实", "hash": row.counted.hash if row.counted else ""}
    first.decide([Draft(Subject.VERDICT, row.office.id, what)], "教育局 请核实")
    first.decide([Draft(Subject.NAME, "甲", {"office": ""})], "不是")
    first.undo()
    first.close()
    again = CollectSession(CollectTask.open(place.task))
    assert again.undo_name == "审核结论“教育局” 请核实"
    again.undo()
    assert state_of(again) == "通过" and not again.undo_name
    again.redo()
    assert state_of(again) == "请核实"
    again.close()


def test_last_years_report_of_the_parent_is_bound(
    view: CollectView, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    last, target = tmp_path / "本级2024.govreport", tmp_path / "本级.govreport"
    one = place.reports["教育局"]
    document = Document.create(last, one.form, PARENT, YEAR - 1)
    report = document.report
    words = "2024年，全县新收政府信息公开申请77件。"
    given = [(cell("carried_forward"), 7), (cell("received"), 77)]
    document.apply(report.edit([*given, (TextAddress("overview"), words)]))
    document.close()
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    notes: list[str] = []
    monkeypatch.setattr(messages, "tell_note", lambda _, words, __: notes.append(words))
    view.up.report()
    dialog = view.findChild(ReportDialog)
    assert dialog is not None
    dialog.last.put(last)
    made: list[Path] = []
    view.report_made.connect(made.append)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(made), timeout=30_000)
    assert "随本年表格更新" in notes[0]
    with Document.open(target) as opened:
        assert opened.report.last_year is not None
        assert opened.report.last_year.values[cell("carried_forward")] == 7
        assert (
            opened.report.values[cell("received")]
            == view.session.view.sums.values[cell("received")]
        )


def test_the_parents_own_reports_in_the_folder_are_proposed(
    view: CollectView, place: Place, qtbot: QtBot
) -> None:
    form, year = place.reports["教育局"].form, YEAR - 1
    document = Document.create(place.folder / "本级2024.govreport", form, PARENT, year)
    words = "2024年，全县主动公开政府信息，办理申请，管理信息，建设平台，加强监督。" * 3
    given = [(cell("received"), 7), (cell("granted"), 7)]
    document.apply(document.report.edit([*given, (TextAddress("overview"), words)]))
    document.close()
    view.session.scan()
    qtbot.waitUntil(lambda: not view.session.scanning, timeout=30_000)
    view.up.report()
    dialog = view.findChild(ReportDialog)
    assert dialog is not None
    assert dialog.last.path == place.folder / "本级2024.govreport"
    assert dialog.into.path is None and dialog.new.isChecked()


def test_the_report_there_is_is_brought_up_after_what_differs_was_seen(
    view: CollectView, tmp_path: Path
) -> None:
    target = tmp_path / "本级.govreport"
    make(view.session.view, target)
    adjust(view)
    view.up.report()
    dialog = view.findChild(ReportDialog)
    assert dialog is not None and dialog.accept_button is not None
    dialog.into.put(target)
    assert dialog.there.isChecked() and dialog.accept_button.text().startswith("更新")
    received = next(one for one in dialog.model.rows if one.address == cell("received"))
    assert int(received.total) - int(received.stands) == 5
    made: list[Path] = []
    view.report_made.connect(made.append)
    dialog.accept()
    assert made == [target]
    with Document.open(target) as opened:
        assert opened.report.values[cell("received")] == int(received.total)


def test_the_log_speaks_of_settings_as_people_do(view: CollectView) -> None:
    view.session.decide([Draft(Subject.TASK, "phone", {"value": "0839-1234567"})], "电话")
    dialog = LogDialog(view.session, None)
    said = [dialog.model.texts(one)[3] for one in dialog.model.rows]
    assert said[0] == "任务设置“联系电话” 0839-1234567"
    assert not [words for words in said if "“year”" in words or "“key”" in words]
    dialog.deleteLater()
