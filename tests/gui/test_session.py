"""One document as Qt sees it: what stands, what is refused, what undo is called."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from govreport_desktop.errors import FileError
from govreport_desktop.report import Edit, TextAddress, Unread, format_value
from govreport_desktop.store.document import Document, verify
from tests.gui.conftest import cell, fill
from ui.grid.model import GridModel
from ui.session import Session


def refuse(*_: object) -> None:
    raise FileError("磁盘已满，这次没有保存。")


def test_an_edit_that_changes_nothing_is_not_a_step(session: Session) -> None:
    assert session.put([(cell("received"), None)], "输入")
    assert session.undo_stack.count() == 0


def test_undo_and_redo_tell_where_and_are_called_by_name(session: Session, qtbot: QtBot) -> None:
    session.put([(cell("received"), 4)], "粘贴 1 个单元格")
    assert session.undo_stack.undoText() == "粘贴 1 个单元格"
    with qtbot.waitSignal(session.revisited) as told:
        session.undo()
    assert cell("received") in told.args[0]
    assert session.report.values[cell("received")] is None
    session.redo()
    assert session.report.values[cell("received", "total")] == 4


def test_a_refused_edit_changes_nothing_and_is_told(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session.document, "apply", refuse)
    with qtbot.waitSignal(session.failed) as told:
        assert not session.put([(cell("received"), 4)], "输入")
    assert "磁盘已满" in str(told.args[0])
    assert session.undo_stack.count() == 0


def test_a_refused_undo_leaves_the_stack_where_it_was(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.put([(cell("received"), 4)], "一")
    session.put([(cell("received"), 5)], "二")
    with monkeypatch.context() as broken:
        broken.setattr(session.document, "apply", refuse)
        session.undo()
    assert session.undo_stack.undoText() == "二"
    assert session.report.values[cell("received")] == 5
    session.undo()
    assert session.report.values[cell("received")] == 4
    with monkeypatch.context() as broken:
        broken.setattr(session.document, "apply", refuse)
        session.redo()
    assert session.undo_stack.redoText() == "二"
    session.redo()
    assert session.report.values[cell("received")] == 5


def test_problems_follow_figures_at_once(session: Session) -> None:
    fill(session)
    session.put([(cell("received"), 4)], "输入")
    assert {"R1:requests/natural_person", "R1:requests/total"} <= {p.key for p in session.problems}
    session.undo()
    assert not any(p.rule == "R1" for p in session.problems)


def test_prose_is_checked_when_typing_pauses(session: Session, qtbot: QtBot) -> None:
    session.recheck()
    with qtbot.waitSignal(session.problems_changed, timeout=2000):
        session.put([(TextAddress("overview"), "甲")], "输入文字")


@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_random_edits_leave_file_report_and_screen_in_agreement(
    session: Session, count: int
) -> None:
    """Every undo and redo too; what is shown is read back through the models."""
    chance = random.Random(20231)
    models = [GridModel(session, table) for table in session.report.form.tables.values()]
    typed = [spec for spec in session.report.form.cells if spec.formula is None]
    whole = [spec for spec in typed if spec.kind.type == "integer"]
    # The rules are proved elsewhere; here they would take the time of the edits themselves.
    session.recheck = lambda: None  # type: ignore[method-assign]
    for _ in range(count):
        roll = chance.random()
        if roll < 0.15:
            session.undo()
        elif roll < 0.25:
            session.redo()
        else:
            spec = chance.choice(whole)
            value = chance.choice([None, 0, chance.randrange(10**6), Unread("二")])
            session.put([(spec.address, value)], "输入")
    shown = {
        spec.address: model.index_of(spec.address).data(Qt.ItemDataRole.DisplayRole)
        for model in models
        for spec in model.table.cells.values()
    }
    path = session.document.path
    held = dict(session.report.values)
    session.document.close()
    assert verify(path) == []
    with Document.open(path) as again:
        assert dict(again.report.values) == held
        for address, text in shown.items():
            assert text == format_value(held[address])


def test_a_session_takes_any_edit_it_is_given(session: Session) -> None:
    edit = Edit((session.report.change(cell("received"), 3),), "修正", "fix")
    assert session.apply(edit)
    history = session.document.history(cell("received"))
    assert [(entry.kind, entry.new) for entry in history] == [("fix", 3)]
