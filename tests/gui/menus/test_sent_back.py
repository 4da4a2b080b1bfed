"""A 退回意见 is opened: its points stand at the cells of the report it is meant for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from govreport_desktop.collect.letter import Letter, letter_bytes
from govreport_desktop.jobs.documents import write_new
from govreport_desktop.report import format_value
from govreport_desktop.report.remarks import Remark, Stood
from tests.gui.conftest import cell
from tests.gui.menus.test_importing import drop
from ui import messages
from ui.window.main_window import MainWindow

RECEIVED = cell("received", "natural_person")


def letter_file(
    window: MainWindow, folder: Path, office: str = "", more: tuple[Remark, ...] = ()
) -> Path:
    """A letter to the office of the open report, or to another."""
    assert window.session is not None
    report = window.session.report
    stood = Stood(RECEIVED, format_value(report.values[RECEIVED]))
    sender = {"sender": "某县人民政府", "due": "1 月 25 日", "phone": "0838-1"}
    remarks = (Remark(1, "自然人一列不平", cells=(stood,), **sender), *more)
    letter = Letter(
        sender="某县人民政府",
        office=office or report.office,
        year=report.year or 0,
        form=report.form.id,
        file="年报.docx",
        hash="ab",
        version=1,
        sent_on="2025-01-20",
        due="2025-01-25",
        phone="0838-1",
        remarks=remarks,
    )
    path = folder / "退回意见.govreturn"
    path.write_bytes(letter_bytes(letter))
    return path


def found(window: MainWindow) -> list[str]:
    assert window.session is not None
    return [p.message for p in window.session.problems if p.rule == "R25"]


def test_it_is_dropped_onto_its_report_and_taken_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(window, letter_file(window, tmp_path))
    qtbot.waitUntil(lambda: bool(found(window)))
    assert "退回意见第 1 点：自然人一列不平" in found(window)[0]
    assert "0838-1" in found(window)[0]
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: not found(window))


@pytest.mark.parametrize(
    ("stood", "words"),
    [
        (("1", "2"), "退回意见 3 点：1 点要办，已列在问题里；2 点已改过，不再列"),
        ((), "退回意见 1 点已列在问题里"),
    ],
)
def test_it_is_said_how_many_points_are_met_already(
    window: MainWindow, tmp_path: Path, stood: tuple[str, ...], words: str
) -> None:
    met = (Remark(n, "原来的数", cells=(Stood(RECEIVED, t),)) for n, t in enumerate(stood, 2))
    assert window.files.open_path(letter_file(window, tmp_path, more=tuple(met)))
    assert window.status.currentMessage().startswith(f"{words}，")


def test_a_point_without_a_place_leaves_the_keyboard_where_it_is(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.view is not None
    window.view.show_part("requests")
    whole = Remark(2, "没有盖章", sender="某县人民政府")
    drop(window, letter_file(window, tmp_path, more=(whole,)))
    qtbot.waitUntil(lambda: len(found(window)) == 2)
    assert window.session is not None
    (problem,) = (p for p in window.session.problems if "没有盖章" in p.message)
    window.problems.set_open(False)
    window.problems.show_problem(problem)
    window.problems.line.sentence.click()
    assert window.view.part == "requests"
    assert "整份报告" in window.status.currentMessage()
    assert not window.problems.is_line
    assert window.problems.view is not None
    rows = window.problems.view.selectionModel().selectedRows(1)
    assert [row.data() for row in rows] == ["全文"]


def test_the_report_of_another_office_is_asked_for_and_the_wrong_one_refused(
    window: MainWindow, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session is not None
    form, year = window.session.report.form, window.session.report.year
    path = letter_file(window, tmp_path, "某县公安局")
    wrong, right = tmp_path / "教育局.govreport", tmp_path / "公安局.govreport"
    write_new(wrong, form, "某县教育局", year)
    write_new(right, form, "某县公安局", year)
    answers = [None, wrong, right]
    monkeypatch.setattr(messages, "ask_open", lambda *_: answers.pop(0))
    assert not window.files.open_path(path)
    assert not window.files.open_path(path)
    assert "请打开对应的报告" in told[-1]
    assert window.files.open_path(path)
    assert window.session.report.office == "某县公安局"
    assert answers == []


def test_what_is_no_letter_is_told_in_a_sentence(
    window: MainWindow, tmp_path: Path, told: list[str]
) -> None:
    bad = tmp_path / "x.govreturn"
    bad.write_text("没有", "utf-8")
    assert not window.files.open_path(bad)
    assert "退回意见" in told[-1]
