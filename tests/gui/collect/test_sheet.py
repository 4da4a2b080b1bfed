"""A check sheet for all offices of a task: taken over in the window, taken back, in the log."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.collect.session import CollectSession
from ui.dialogs.rules_sheet import RulesSheetDialog
from ui.window.main_window import MainWindow

SHEET = """\
schema = 1
title = "青川县检查单"
[[relations]]
id = "own"
says = "自然人新收不超过一件"
formula = "requests/received/natural_person <= 0"
"""


def raised(session: CollectSession) -> list[str]:
    """What the sheet says of the first office's report."""
    counted = session.view.rows[0].counted
    assert counted is not None
    problems = session.task.body(counted.hash).problems
    return [str(p["message"]) for p in problems if p["rule"] == "R50"]


def test_all_offices_are_checked_by_it_anew(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.task
    assert session is not None
    path = tmp_path / "青川县.govrules"
    path.write_text(SHEET, encoding="utf-8")
    assert window.files.open_path(path)
    (dialog,) = window.findChildren(RulesSheetDialog)
    assert not dialog.for_new.isVisible()
    dialog.accept()
    qtbot.waitUntil(lambda: bool(raised(session)), timeout=60_000)
    qtbot.waitUntil(lambda: not session.scanning, timeout=60_000)
    assert raised(session)[0].startswith("按《青川县检查单》：自然人新收不超过一件：公式左边 ")
    view = window.desk.view
    assert view is not None
    counted = session.view.rows[0].counted
    assert counted is not None
    view.reading.show_report(counted, "教育局")
    assert view.reading.session is not None
    assert [p for p in view.reading.session.problems if p.rule == "R50"]
    view.reading.clear()
    assert session.undo_name == "采用检查单《青川县检查单》"
    assert "检查单" in session.said.of(session.task.decisions[-1])
    assert "schema" not in session.said.of(session.task.decisions[-1])
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: not session.scanning and not raised(session), timeout=60_000)
    assert session.task.rules == ""
