"""A check sheet is opened or dropped: it holds for the report, and goes again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Severity
from tests.gui.conftest import cell
from tests.gui.menus.test_importing import drop
from ui import messages
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.rules_sheet import RulesSheetDialog
from ui.dialogs.settings import SettingsDialog
from ui.window.main_window import MainWindow

SHEET = """\
schema = 1
title = "青禾县检查单"
office = "青禾县人民政府办公室"
deadline = "01-02"
blank = "0"
[levels]
R18 = "warning"
R10 = "off"
[thresholds]
overview_limit = 1500
[[relations]]
id = "few"
says = "新收不超过两件"
formula = "requests/received/natural_person <= 2"
level = "error"
[tables.requests.rows.received]
hint = "同一人一年十件以上的另附名单。"
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "青禾县.govrules"
    path.write_text(SHEET, encoding="utf-8")
    return path


def shown(window: MainWindow) -> RulesSheetDialog:
    (dialog,) = window.findChildren(RulesSheetDialog)
    return dialog


def said(window: MainWindow) -> list[str]:
    assert window.session is not None
    return [p.message for p in window.session.problems if p.rule == "R50"]


def adopt(window: MainWindow, sheet: Path, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.put([(cell("received", "natural_person"), 3)], "填写")
    drop(window, sheet)
    qtbot.waitUntil(lambda: bool(window.findChildren(RulesSheetDialog)))
    shown(window).accept()
    qtbot.waitUntil(lambda: not window.findChildren(RulesSheetDialog))


def test_a_dropped_sheet_is_shown_first_and_then_holds(
    window: MainWindow, qtbot: QtBot, sheet: Path
) -> None:
    assert window.session is not None
    window.session.put([(cell("received", "natural_person"), 3)], "填写")
    drop(window, sheet)
    qtbot.waitUntil(lambda: bool(window.findChildren(RulesSheetDialog)))
    dialog = shown(window)
    assert dialog.name.text() == "《青禾县检查单》（青禾县人民政府办公室）"
    assert dialog.list.item(0).text() == "规则 R18（空着的单元格）：定为警告"
    assert said(window) == []
    dialog.accept()
    assert said(window) == ["按《青禾县检查单》：新收不超过两件：公式左边 3，右边 2，左边多 1。"]
    blanks = [p for p in window.session.problems if p.rule == "R18"]
    assert {p.severity for p in blanks} == {Severity.WARNING}
    assert "本地要求 1 月 2 日前" in window.status.due.text() + window.status.due.toolTip()


def test_one_step_takes_it_back(window: MainWindow, qtbot: QtBot, sheet: Path) -> None:
    adopt(window, sheet, qtbot)
    assert said(window)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: not said(window))
    window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: bool(said(window)))


def test_it_is_taken_out_again(window: MainWindow, qtbot: QtBot, sheet: Path) -> None:
    adopt(window, sheet, qtbot)
    window.actions_["check_sheet"].trigger()
    dialog = shown(window)
    dialog.drop.click()
    assert dialog.name.text() == "没有检查单"
    dialog.accept()
    assert said(window) == []
    assert window.session is not None
    assert window.session.report.fields["check_settings"] == ""


def test_new_reports_are_made_with_it_where_that_is_ticked(
    window: MainWindow, qtbot: QtBot, sheet: Path
) -> None:
    drop(window, sheet)
    qtbot.waitUntil(lambda: bool(window.findChildren(RulesSheetDialog)))
    shown(window).for_new.setChecked(True)
    shown(window).accept()
    kept = window.settings.check_settings().sheet
    assert kept is not None
    assert kept.text == SHEET


def test_a_bad_sheet_is_one_sentence(window: MainWindow, told: list[str], sheet: Path) -> None:
    sheet.write_text(SHEET.replace("<= 2", "/ 2"), encoding="utf-8")
    drop(window, sheet)
    assert told == [
        "“青禾县.govrules”第 14 行：relations[0].formula：公式里不能相除，"
        "只能用 + 和 - 相加减，再用 =、>=、<= 等比较。"
    ]
    assert not [d for d in window.findChildren(RulesSheetDialog) if d.isVisible()]


def test_another_is_chosen_in_the_dialog(
    window: MainWindow, qtbot: QtBot, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen(*_: object) -> Path:
        return sheet

    monkeypatch.setattr(messages, "ask_open", chosen)
    window.actions_["check_sheet"].trigger()
    dialog = shown(window)
    assert not dialog.drop.isEnabled()
    dialog.take.click()
    assert dialog.list.count() == 7
    assert dialog.drop.isEnabled()
    dialog.reject()
    assert said(window) == []


def test_its_hints_stand_where_one_types(window: MainWindow, qtbot: QtBot, sheet: Path) -> None:
    adopt(window, sheet, qtbot)
    assert window.view is not None
    assert window.grid is not None
    window.grid.go_to(cell("received", "natural_person"))
    assert window.session is not None
    assert window.session.hints.row("requests", ["received"]).startswith("同一人")


def test_the_settings_keep_it_and_what_a_blank_prints_as_follows_it(
    window: MainWindow, qtbot: QtBot, sheet: Path
) -> None:
    adopt(window, sheet, qtbot)
    session = window.session
    assert session is not None
    dialog = SettingsDialog(window.settings, window, session)
    qtbot.addWidget(dialog)
    assert dialog.checks.limit.text() == "1000"
    dialog.checks.limit.setText("900")
    dialog.accept()
    own = session.own_check_settings
    assert own.sheet is not None
    assert own.overview_limit == 900
    assert own.off == frozenset()  # what the sheet switches off is not the office's doing
    assert session.check_settings.overview_limit == 1500
    export = ExportDialog(session.report, session.problems, window.settings, window)
    qtbot.addWidget(export)
    assert export.blank.currentData() == "0"
