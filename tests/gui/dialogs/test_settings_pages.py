"""Settings: checks, thresholds, faces chosen by hand, what a new report begins with."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import EVERY, CheckSettings, check, settings_of, statement
from govreport_desktop.form import form_for_year, load_form
from govreport_desktop.report import ExplanationAddress, TextAddress
from govreport_desktop.report.explanations import explanation_content
from govreport_desktop.store.document import Document
from govreport_desktop.writers.faces import (
    Role,
    chosen_faces,
    embedded_face_files,
    keep_chosen_faces,
    machine_faces,
)
from tests.gui.conftest import cell
from ui import messages
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.new_report import NewReport, NewReportDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.settings_faces import FacesForm
from ui.dialogs.settings_hints import LocalHintsForm
from ui.settings import Settings
from ui.window.main_window import MainWindow

SUM = "全年服务共14711次（其中帮办9159件，代办4763件，督办84件，咨询765件）。"
SANS = embedded_face_files()["Noto Sans SC"]


@pytest.fixture
def dialog(settings: Settings, qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(settings, None)
    qtbot.addWidget(dialog)
    return dialog


def untick(dialog: SettingsDialog, rule: str) -> None:
    for row, known in enumerate(EVERY):
        if known.id == rule:
            dialog.checks.list.item(row).setCheckState(Qt.CheckState.Unchecked)


def test_every_check_is_listed_by_name_and_ticked(dialog: SettingsDialog) -> None:
    items = [dialog.checks.list.item(row) for row in range(dialog.checks.list.count())]
    assert [item.text().partition("（")[0] for item in items] == [rule.name for rule in EVERY]
    assert all(item.checkState() == Qt.CheckState.Checked for item in items)


def test_untouched_settings_are_those_of_the_command_line(
    dialog: SettingsDialog, settings: Settings
) -> None:
    dialog.accept()
    assert Settings(settings.path).check_settings() == CheckSettings()


def test_switches_and_thresholds_come_back(
    dialog: SettingsDialog, settings: Settings, qtbot: QtBot
) -> None:
    untick(dialog, "R20.sums")
    dialog.checks.limit.setText("1500")
    dialog.checks.thresholds["copied_share"].setText("30")
    dialog.checks.thresholds["problems_length"].setText("80")
    dialog.checks.thresholds["copied_length"].clear()
    dialog.checks.thresholds["vague_share"].setText("70")
    dialog.checks.thresholds["problems_copied"].clear()
    dialog.checks.required.setText("政策解读、 回应关切，政策解读")
    dialog.accept()
    kept = Settings(settings.path).check_settings()
    assert kept == CheckSettings(
        off=frozenset({"R20.sums"}),
        overview_limit=1500,
        copied_share=Decimal("0.3"),
        problems_length=80,
        vague_share=Decimal("0.7"),
        required_figures=("政策解读", "回应关切"),
    )
    again = SettingsDialog(settings, None)
    qtbot.addWidget(again)
    assert again.checks.chosen() == kept


def test_the_open_report_follows_at_once(window: MainWindow, settings: Settings) -> None:
    session = window.session
    assert session is not None
    session.put([(TextAddress("overview"), SUM)], "输入文字")
    session.recheck()
    assert any(p.key.startswith("R20.sums") for p in session.problems)
    window.actions_["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    untick(dialog, "R20.sums")
    dialog.accept()
    assert not any(p.key.startswith("R20.sums") for p in session.problems)


def test_the_report_says_how_it_is_checked_and_takes_it_back(
    window: MainWindow, settings: Settings, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    session.put([(TextAddress("overview"), SUM)], "输入文字")
    steps = session.undo_stack.count()
    window.actions_["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    untick(dialog, "R20.sums")
    dialog.accept()
    assert session.undo_stack.count() == steps + 1
    assert session.undo_stack.undoText() == "修改审核设置"
    # As the file says, and so as the command line finds; new reports are checked as before.
    with Document.open(session.document.path, read_only=True) as again:
        assert [p.key for p in check(again.report)] == [p.key for p in session.problems]
        assert settings_of(again.report).off == {"R20.sums"}
    assert settings.check_settings() == CheckSettings()
    assert window.problems.line.deviations.isVisible()
    assert "文中合计与分项（R20.sums）" in window.problems.line.deviations.toolTip()
    session.undo()
    qtbot.waitUntil(lambda: any(p.key.startswith("R20.sums") for p in session.problems))
    assert not window.problems.line.deviations.isVisible()


def test_settings_left_alone_are_no_step(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    steps = session.undo_stack.count()
    window.actions_["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.accept()
    assert session.undo_stack.count() == steps


def test_what_is_decided_for_a_report_can_be_meant_for_new_ones_too(
    window: MainWindow, settings: Settings
) -> None:
    window.actions_["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    untick(dialog, "R18")
    dialog.for_new.setChecked(True)
    dialog.accept()
    assert settings.check_settings() == CheckSettings(off=frozenset({"R18"}))


def test_a_new_report_begins_with_the_settings_of_the_office(
    window: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    settings.put_check_settings(CheckSettings(overview_limit=900))
    form = form_for_year(2024)
    window.files._make(
        NewReport("甲局", "department", 2024, form, tmp_path / "新.govreport", None, False)
    )
    assert window.session is not None
    assert window.session.check_settings == CheckSettings(overview_limit=900)


def test_what_the_reports_own_settings_found_is_explained_in_the_appendix(
    window: MainWindow, settings: Settings
) -> None:
    session = window.session
    assert session is not None
    session.put([(TextAddress("overview"), "总体情况良好")], "输入文字")
    session.put_check_settings(CheckSettings(overview_limit=5))
    (found,) = (p for p in session.problems if p.key.startswith("R17.length"))
    content = explanation_content("经同意从详。", found.figures)
    session.put([(ExplanationAddress(found.key), content)], "写审核说明")
    dialog = ExportDialog(session.report, session.problems, settings, window, ("html",))
    dialog.notes.setChecked(True)
    notes = dialog.plan.options.notes
    stated = statement(found.message, session.report.form)
    assert (stated, "经同意从详。", False) in notes
    assert "第一部分字数上限5" in notes[-1].message


def test_the_limit_in_view_is_the_limit_that_is_checked(window: MainWindow) -> None:
    session, view = window.session, window.view
    assert session is not None
    assert view is not None
    session.put([(TextAddress("overview"), "总体情况良好")], "输入文字")
    view.show_part("overview")
    assert view.prose is not None
    assert view.prose.status.words.text() == "6 / 1000 字"
    session.put_check_settings(CheckSettings(overview_limit=5))
    assert view.prose.status.words.text() == "! 6 / 5 字，超出 1"
    assert any(p.key.startswith("R17.length") for p in session.problems)
    session.put_check_settings(CheckSettings(overview_limit=None))
    assert view.prose.status.words.text() == "字数 6"
    assert not any(p.key.startswith("R17.length") for p in session.problems)
    session.undo()
    session.undo()
    view.show_part("overview")
    assert view.prose is not None
    assert view.prose.status.words.text() == "6 / 1000 字"


def test_another_face_is_chosen_and_given_back(dialog: SettingsDialog, qtbot: QtBot) -> None:
    assert chosen_faces() == {}
    assert "代用" in dialog.faces.names[Role.BODY].text()
    dialog.faces.choose(Role.BODY, SANS)
    assert dialog.faces.names[Role.BODY].text() == "Noto Sans SC（自选）"
    dialog.accept()
    assert chosen_faces() == {Role.BODY: SANS}
    assert machine_faces().roles[Role.BODY].info.path == SANS
    assert not any("仿宋" in sentence for sentence in machine_faces().substitutions)
    again = SettingsDialog(dialog._settings, None)
    qtbot.addWidget(again)
    again.faces.resets[Role.BODY].click()
    again.accept()
    assert chosen_faces() == {}
    assert machine_faces().roles[Role.BODY].info.path != SANS


def test_a_file_that_is_no_face_is_refused_aloud(
    settings: Settings, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    form = FacesForm(settings)
    qtbot.addWidget(form)
    wrong = tmp_path / "仿宋.ttf"
    wrong.write_bytes(b"no font")
    form.choose(Role.BODY, wrong)
    assert "仿宋.ttf" in told[0]
    form.keep()
    assert chosen_faces() == {}


def test_a_chosen_face_that_is_gone_is_named(
    settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    keep_chosen_faces({Role.BODY: tmp_path / "gone.ttf"})
    form = FacesForm(settings)
    qtbot.addWidget(form)
    assert "gone.ttf" in form.names[Role.BODY].text()
    assert machine_faces().roles[Role.BODY].name == "Noto Serif SC"


def make(window: MainWindow, path: Path) -> None:
    chosen = NewReport("示例局", "department", 2024, form_for_year(2024), path, None, False)
    window.files._make(chosen)


def test_a_new_report_begins_with_the_profile_and_blank_cells(
    window: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    settings.put_profile({"contact_name": "张三"})
    make(window, tmp_path / "new.govreport")
    assert window.session is not None
    assert window.session.report.fields["contact_name"] == "张三"
    assert window.session.report.values[cell("received")] is None


def test_a_new_report_can_begin_with_zeros_and_without_the_profile(
    window: MainWindow, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.put_profile({"office": "旧名称局", "contact_name": "张三"})
    settings.put("new/profile", False)
    settings.put("new/zero", True)
    wizard = NewReportDialog(settings, None)
    qtbot.addWidget(wizard)
    assert wizard.office.text() == ""
    make(window, tmp_path / "new.govreport")
    assert window.session is not None
    assert window.session.report.fields["contact_name"] == ""
    assert window.session.report.values[cell("received")] == 0
    assert window.session.undo_stack.count() == 0


def test_local_hints_are_taken_and_deleted_at_once(
    settings: Settings,
    tmp_path: Path,
    qtbot: QtBot,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "口径.toml"
    file.write_text('schema = 1\noffice = "某县"\n[sections.other]\nhint = "甲。"\n', "utf-8")
    monkeypatch.setattr(messages, "ask_open", lambda *_: file)
    form = LocalHintsForm(settings)
    qtbot.addWidget(form)
    assert form.state.text() == "没有"
    assert not form.drop.isEnabled()
    form.take.click()
    assert form.state.text() == "某县，1 条"
    assert load_form("2021").help_of("other").local == "甲。（某县）"
    file.write_text("schema = 2\n", "utf-8")
    form.take.click()
    assert told[-1].startswith("口径.toml：")
    assert form.state.text() == "某县，1 条", "what there was still holds"
    form.drop.click()
    assert form.state.text() == "没有"
