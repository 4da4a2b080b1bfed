"""Exporting: what is asked first, what is written, what is left alone, and the empty form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Severity, tally
from govreport_desktop.errors import CancelledError, WriteError
from govreport_desktop.form import load_form
from govreport_desktop.jobs.export import ExportPlan, export
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import ExplanationAddress, Report, TextAddress
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.gui.conftest import cell, fill
from ui import messages
from ui.dialogs.blank_form import BlankFormDialog
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.exported import ExportedDialog
from ui.dialogs.leaving import LeavingDialog
from ui.look import colors
from ui.settings import LOOK_FIRST, Settings
from ui.tasks import Task
from ui.window.main_window import MainWindow

TITLE = "示例局2024年政府信息公开工作年度报告"
Ask = Callable[..., bool]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "导出"
    folder.mkdir()
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Announces that questions may be asked; each is answered yes."""
    questions: list[str] = []

    def ask(_: object, title: str, text: str, accept: str) -> bool:
        questions.append(f"{title}|{text}|{accept}")
        return True

    monkeypatch.setattr(messages, "ask", ask)
    return questions


def opened(window: MainWindow, folder: Path, *formats: str, action: str = "export") -> ExportDialog:
    window.actions_[action].trigger()
    look = window.findChild(LeavingDialog)
    if look is not None and look.isVisible():
        look.accept()
    dialog = window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.folder.setText(str(folder))
    for name, tick in dialog.formats.items():
        if formats:
            tick.setChecked(name in formats)
    return dialog


def done(window: MainWindow, qtbot: QtBot) -> ExportedDialog:
    qtbot.waitUntil(lambda: window.findChild(ExportedDialog) is not None, timeout=20_000)
    found = window.findChild(ExportedDialog)
    assert isinstance(found, ExportedDialog)
    return found


def make_wrong(window: MainWindow) -> None:
    """A column that does not balance (R1)."""
    assert window.session is not None
    fill(window.session)
    window.session.put([(cell("received"), 5)], "填写")


def test_several_formats_go_out_under_the_usual_names(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    assert window.session is not None
    window.session.put([(cell("received"), 5), (cell("granted"), 5)], "填写")
    dialog = opened(window, folder, "pdf", "ofd", "xlsx", "html-fragment")
    assert dialog.base.text() == TITLE
    dialog.accept()
    result = done(window, qtbot)
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(
        [f"{TITLE}.pdf", f"{TITLE}.ofd", f"{TITLE}.xlsx", f"{TITLE}（网页片段）.html"]
    )
    assert (folder / f"{TITLE}.pdf").read_bytes().startswith(b"%PDF")
    again = match(read_source(folder / f"{TITLE}.xlsx")).new_report()
    assert again.values[cell("received")] == 5
    assert [result.files.item(row).text().partition("　")[0] for row in range(4)] == [
        f"{TITLE}.pdf",
        f"{TITLE}.ofd",
        f"{TITLE}（网页片段）.html",
        f"{TITLE}.xlsx",
    ]


def test_choices_are_remembered_and_the_preview_follows(
    window: MainWindow, qtbot: QtBot, folder: Path, settings: Settings
) -> None:
    dialog = opened(window, folder, "json")
    dialog.blank.setCurrentIndex(dialog.blank.findData("/"))
    dialog.signature.setChecked(True)
    dialog.accept()
    done(window, qtbot)
    assert settings.print_options() == {
        "blank": "/",
        "signature": True,
        "contact": False,
        "notes": False,
    }
    again = ExportDialog(Report(load_form("2021")), [], settings, window)
    assert [name for name, tick in again.formats.items() if tick.isChecked()] == ["json"]
    assert again.folder.text() == str(folder)
    assert again.plan.options == ExportOptions(blank="/", signature=True)


@pytest.mark.parametrize(("action", "formats"), [("pdf", ["pdf"]), ("excel", ["xlsx"])])
def test_the_quick_commands_tick_their_format(
    window: MainWindow, folder: Path, action: str, formats: list[str]
) -> None:
    dialog = opened(window, folder, action=action)
    assert list(dialog.plan.targets) == formats


def test_with_errors_it_asks_first_and_offers_a_draft(
    window: MainWindow, qtbot: QtBot, folder: Path, asked: list[str]
) -> None:
    make_wrong(window)
    assert window.session is not None
    said = "全年新收政府信息公开申请 9 件。"
    window.session.put([(TextAddress("overview"), said)], "填写")
    window.session.recheck()
    warnings = tally(window.session.problems).warnings
    assert warnings
    window.settings.put(LOOK_FIRST, False)
    dialog = opened(window, folder, "html")
    assert dialog.draft.isChecked()
    dialog.accept()
    done(window, qtbot)
    assert len(asked) == 1
    assert "还有 2 个错误没有改正" in asked[0]
    assert f"另有 {warnings} 个警告没有说明" in asked[0]
    assert "草稿" in asked[0]
    assert "草稿" in (folder / f"{TITLE}.html").read_text(encoding="utf-8")


def test_a_no_leaves_everything_as_it_was(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask", lambda *_: False)
    window.settings.put(LOOK_FIRST, False)
    make_wrong(window)
    dialog = opened(window, folder, "json")
    dialog.accept()
    assert dialog.isVisible()
    assert list(folder.iterdir()) == []


def test_replacing_is_asked_once_for_all(
    window: MainWindow, qtbot: QtBot, folder: Path, asked: list[str]
) -> None:
    for suffix in (".csv", ".json"):
        (folder / f"{TITLE}{suffix}").write_text("旧", encoding="utf-8")
    opened(window, folder, "csv", "json", "html").accept()
    done(window, qtbot)
    assert len(asked) == 1
    assert f"{TITLE}.csv" in asked[0]
    assert f"{TITLE}.json" in asked[0]
    assert f"{TITLE}.html" not in asked[0]
    assert (folder / f"{TITLE}.json").read_text(encoding="utf-8") != "旧"


def test_blanks_are_listed_and_lead_to_their_cell(window: MainWindow, folder: Path) -> None:
    assert window.session is not None
    dialog = opened(window, folder)
    report = window.session.report
    typed = [spec for spec in report.form.cells if spec.formula is None]
    assert dialog.blank_list.count() == len(typed)
    words = "四 · 行政复议 · 结果纠正"
    row = next(r for r, spec in enumerate(typed) if spec.words == words)
    assert dialog.blank_list.item(row).text() == words
    dialog.blank_list.setCurrentRow(row)
    dialog.fill.click()
    assert not dialog.isVisible()
    assert window.grid is not None
    assert window.grid.current == typed[row].address


@pytest.mark.parametrize("base", ["", "  ", "局/年报", 'a"b'])
def test_a_name_no_file_can_have_is_not_taken(window: MainWindow, folder: Path, base: str) -> None:
    dialog = opened(window, folder, "pdf")
    assert dialog.accept_button is not None
    assert dialog.accept_button.isEnabled()
    dialog.base.setText(base)
    assert not dialog.accept_button.isEnabled()


def test_nothing_ticked_or_no_folder_writes_nothing(window: MainWindow, folder: Path) -> None:
    dialog = opened(window, folder / "没有", "pdf")
    dialog.accept()
    assert dialog.isVisible()
    dialog.formats["pdf"].setChecked(False)
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()


class Cancelled(Task):
    """A task called off at its second step."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.steps = 0

    def step(self, percent: int, what: str) -> None:
        self.steps += 1
        if self.steps == 2:
            self.cancel()
        super().step(percent, what)


def test_a_cancel_leaves_the_folder_as_it_was(window: MainWindow, folder: Path) -> None:
    assert window.session is not None
    (folder / "甲.csv").write_text("旧", encoding="utf-8")
    plan = ExportPlan({"csv": folder / "甲.csv", "json": folder / "甲.json"})
    with pytest.raises(CancelledError):
        export(plan, window.session.report, Cancelled(window))
    assert [path.name for path in folder.iterdir()] == ["甲.csv"]
    assert (folder / "甲.csv").read_text(encoding="utf-8") == "旧"


def test_a_name_that_is_a_folder_is_refused(window: MainWindow, folder: Path) -> None:
    assert window.session is not None
    (folder / "甲.csv").mkdir()
    plan = ExportPlan({"csv": folder / "甲.csv"})
    with pytest.raises(WriteError, match=r"甲.csv”是一个文件夹"):
        export(plan, window.session.report, Task(window))


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_an_empty_form_goes_out(
    window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = folder / f"空白{FORMATS[kind].suffix}"
    monkeypatch.setattr(messages, "ask_save", lambda *_, **__: path)
    window.actions_["blank_form"].trigger()
    dialog = window.findChild(BlankFormDialog)
    assert isinstance(dialog, BlankFormDialog)
    dialog.form.setCurrentIndex(dialog.form.findData("2019"))
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.accept()
    qtbot.waitUntil(path.exists, timeout=20_000)
    qtbot.waitUntil(lambda: str(path) in window.statusBar().currentMessage())
    if kind == "xlsx":
        proposal = match(read_source(path))
        assert proposal.form.id == "2019"
        assert not [value for value in proposal.values.values() if value is not None]


def test_a_folder_that_is_gone_is_not_offered_again(
    window: MainWindow, qtbot: QtBot, folder: Path, settings: Settings
) -> None:
    opened(window, folder, "json").accept()
    done(window, qtbot)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    again = ExportDialog(Report(load_form("2021")), [], settings, window)
    assert again.folder.text() == str(settings.folder)


def test_explanations_can_be_appended_once_there_are_some(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    session = window.session
    assert session is not None
    assert not opened(window, folder).notes.isEnabled()
    window.findChild(ExportDialog).reject()  # type: ignore[union-attr]
    last = Report(load_form("2021"), "示例局", 2023)
    last.apply(last.edit([(cell("carried_forward"), 3)]))
    session.put([(cell("carried_over"), 5), (cell("granted"), 5)], "填写")
    session.apply(carry_over(session.report, last))  # R6: 5 and 3
    warning = next(p for p in session.problems if p.severity is Severity.WARNING)
    session.put([(ExplanationAddress(warning.key), "情况属实，已核对。")], "写审核说明")
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)
    dialog = opened(window, folder, "html")
    dialog.notes.setChecked(True)
    dialog.accept()
    done(window, qtbot)
    page = (folder / f"{TITLE}.html").read_text(encoding="utf-8")
    assert "审核说明" in page
    assert "情况属实，已核对。" in page


def test_what_is_still_wrong_is_told_in_its_colour(window: MainWindow, folder: Path) -> None:
    make_wrong(window)
    dialog = opened(window, folder, "pdf")
    signs = {colors.SIGNS[each]: each for each in (Severity.ERROR, Severity.WARNING)}
    told = {label.text()[0]: label for label in dialog.findChildren(QLabel) if label.text()}
    found = {sign: told[sign].palette().windowText().color() for sign in signs if sign in told}
    assert colors.SIGNS[Severity.ERROR] in found
    assert found == {sign: colors.mark(dialog.palette(), signs[sign]) for sign in found}


def test_a_report_in_another_folder_goes_beside_itself(
    window: MainWindow, qtbot: QtBot, folder: Path, settings: Settings, path: Path
) -> None:
    opened(window, folder, "json").accept()
    done(window, qtbot)
    report = Report(load_form("2021"))
    elsewhere = folder.parent / "民政局"
    elsewhere.mkdir()
    for home, proposed in ((path.parent, folder), (elsewhere, elsewhere)):
        dialog = ExportDialog(report, [], settings, window, home=home)
        assert dialog.folder.text() == str(proposed)
