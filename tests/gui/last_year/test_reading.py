"""Reading last year's report into an open one: shown first, one step, nothing typed lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import cell, values
from tests.gui.last_year.conftest import offered
from ui import messages
from ui.last_year.dialog import LastYearDialog
from ui.window.main_window import MainWindow

OPENING = cell("carried_over")


def lines(dialog: LastYearDialog) -> str:
    return "\n".join(dialog.changes.item(row).text() for row in range(dialog.changes.count()))


@pytest.mark.usefixtures("chosen")
def test_what_would_change_is_shown_and_goes_in_as_one_step(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    dialog = offered(window, qtbot)
    assert "上年结转：自然人 3、商业企业 0" in lines(dialog)
    assert "机关类别、联系人" in lines(dialog)
    assert values(session, OPENING) == [None]
    dialog.accept()
    assert values(session, OPENING, cell("carried_over", "business")) == [3, 0]
    assert session.report.last_year is not None
    assert session.report.texts["overview"] == "（一）主动公开。"
    session.undo()
    assert values(session, OPENING) == [None]
    assert session.report.last_year is None
    assert session.report.fields["contact_name"] == ""


@pytest.mark.usefixtures("chosen")
def test_cancel_leaves_no_trace(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    offered(window, qtbot).reject()
    assert window.session.report.last_year is None
    assert not window.session.undo_stack.canUndo()


@pytest.mark.usefixtures("chosen")
def test_a_typed_number_stays_and_is_named(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.put([(OPENING, 5)], "填写")
    dialog = offered(window, qtbot)
    assert "上年结转保留已填的数：自然人 填的 5（上年为 3）。" in lines(dialog)
    dialog.accept()
    assert values(window.session, OPENING) == [5]


@pytest.mark.usefixtures("chosen")
def test_the_prose_comes_along_when_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    dialog = offered(window, qtbot)
    dialog.with_text.setChecked(True)
    dialog.accept()
    assert window.session.report.texts["overview"].endswith("普通一段。")


@pytest.mark.usefixtures("chosen")
def test_reading_the_same_again_changes_nothing(with_last: MainWindow, qtbot: QtBot) -> None:
    dialog = offered(with_last, qtbot)
    assert lines(dialog) == "与已经读入的上年度报告相同，没有改动。"
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()


def test_a_file_that_cannot_be_read_is_told(
    window: MainWindow,
    qtbot: QtBot,
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    monkeypatch.setattr(messages, "ask_open", lambda *_, **__: broken)
    window.actions_["read_last_year"].trigger()
    qtbot.waitUntil(lambda: bool(told))
    assert window.findChild(LastYearDialog) is None
