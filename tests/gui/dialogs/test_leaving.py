"""Before a report leaves: what is open, the way there and back, and one calm step before print."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from govreport_desktop.checks.leaving import Kind, Point
from govreport_desktop.report import FieldAddress, TextAddress
from govreport_desktop.store.document import Document
from govreport_desktop.store.summary import summary
from tests.gui.conftest import cell, fill
from tests.unit.jobs.test_leaving import finished
from ui import messages
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.leaving_list import ENTRY, fix_room
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.submitted import SubmittedDialog
from ui.dialogs.version_name import VersionNameDialog
from ui.settings import LOOK_FIRST, Settings
from ui.window.main_window import MainWindow

Key = Qt.Key


def shown(window: MainWindow) -> LeavingDialog | None:
    found = [dialog for dialog in window.findChildren(LeavingDialog) if dialog.isVisible()]
    return found[-1] if found else None


def opened(window: MainWindow, action: str = "leaving") -> LeavingDialog:
    window.actions_[action].trigger()
    dialog = shown(window)
    assert dialog is not None
    return dialog


def choose(dialog: LeavingDialog, kind: Kind) -> Point:
    point = dialog.found.of(kind)[0]
    dialog.choose(point.key, 0)
    return point


def finish(window: MainWindow) -> None:
    """Nothing left to do in the open report."""
    assert window.session is not None
    done = finished()
    contents = [
        (address, value)
        for address, value in done.values.items()
        if done.form.cell(address).formula is None
    ]
    window.session.put(contents, "填写")
    texts = [(TextAddress(section), text) for section, text in done.texts.items()]
    names = ("contact_name", "contact_phone")
    window.session.put(texts, "填写")
    window.session.put([(FieldAddress(name), done.fields[name]) for name in names], "填写")
    assert window.session.report.year is not None
    signed = f"{window.session.report.year + 1}年1月20日"  # the sample is of another year
    window.session.put([(FieldAddress("signed_on"), signed)], "填写")


def test_the_headline_counts_what_is_open_and_arrows_pass_the_heads(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session is not None
    fill(window.session)
    window.session.put([(cell("received"), 5)], "填写")
    dialog = opened(window)
    assert dialog.headline.text().startswith(f"还有 {len(dialog.found.open)} 项")
    points = dialog.found.points
    met = [dialog.list.point]
    for _ in points[1:]:
        QTest.keyClick(dialog.list, Key.Key_Down)
        met.append(dialog.list.point)
    assert met == list(points)
    QTest.keyClick(dialog.list, Key.Key_Down)
    assert dialog.list.point == points[-1]
    spoken = dialog.list.points.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("错误，")


def test_enter_goes_to_the_cells_and_the_key_comes_back_to_the_next(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session is not None
    fill(window.session)
    window.session.put([(cell("received"), 5)], "填写")
    dialog = opened(window)
    choose(dialog, Kind.ERROR)
    QTest.keyClick(dialog.list, Key.Key_Return)
    assert shown(window) is None
    assert window.grid is not None
    assert cell("received") in window.grid.chosen()
    window.session.put([(cell("granted"), 5)], "填写")
    again = opened(window)
    assert again.found.of(Kind.ERROR) == ()
    assert again.list.point is not None
    assert again.list.point.kind is not Kind.ERROR


@pytest.mark.parametrize("opened_list", [False, True])
def test_a_sentence_is_led_to_before_its_cell_and_its_problem_is_in_hand(
    window: MainWindow, opened_list: bool
) -> None:
    """What the panel shows, and what Alt+Enter mends, is what one was led to."""
    assert window.session is not None and window.view is not None
    fill(window.session)
    window.session.put(
        [(TextAddress("overview"), "收到政府信息公开申请 9 件，办结 7 件。")], "填写"
    )
    window.session.recheck()
    window.problems.set_open(opened_list)
    wrong = [p for p in window.session.problems if p.rule == "R9"]
    for problem in reversed(wrong):
        dialog = opened(window)
        point = next(p for p in dialog.found.points if p.problem and p.problem.key == problem.key)
        dialog.list.wanted.emit(point)
        assert window.view.prose is not None
        assert window.view.prose.chosen()[0] in "收到政府信息公开申请 9 件，办结 7 件。"
        assert window.problems.problem is not None
        assert window.problems.problem.key == problem.key


def test_every_kind_leads_somewhere(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    assert window.view is not None
    window.session.put([(TextAddress("other"), "收取信息处理费XX元。")], "填写")
    dialog = opened(window)
    choose(dialog, Kind.PLACEHOLDER)
    dialog.fix.click()
    assert window.view.prose is not None
    assert window.view.prose.chosen()[0] == "XX"
    dialog = opened(window)
    dialog.list.wanted.emit(dialog.found.of(Kind.FACT)[0])
    assert window.view.part == "office"
    dialog = opened(window)
    overview = next(p for p in dialog.found.of(Kind.BLANK) if p.section == "overview")
    dialog.list.wanted.emit(overview)
    assert window.view.part == "overview"
    dialog = opened(window)
    dialog.list.wanted.emit(dialog.found.of(Kind.FACE)[0])
    settings = window.findChild(SettingsDialog)
    assert settings is not None
    assert settings.tabs.currentIndex() == 1
    settings.reject()
    dialog = opened(window)
    dialog.list.wanted.emit(dialog.found.of(Kind.VERSION)[0])
    assert window.findChild(VersionNameDialog) is not None


def test_a_fact_takes_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window)
    point = next(p for p in dialog.found.of(Kind.FACT) if p.field == "signed_on")
    dialog.list.wanted.emit(point)
    assert window.view is not None
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "成文日期"


def test_a_click_on_the_words_only_chooses_and_one_on_the_link_goes(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = opened(window)
    view = dialog.list
    point = choose(dialog, Kind.BLANK)
    rect = view.visualRect(view.currentIndex())
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), left, pos=rect.center())
    assert shown(window) is dialog
    assert view.currentIndex().data(ENTRY) == point
    QTest.mouseClick(view.viewport(), left, pos=fix_room(rect, view.fontMetrics()).center())
    assert shown(window) is None


def test_a_report_with_nothing_open_may_leave(window: MainWindow, qtbot: QtBot) -> None:
    finish(window)
    dialog = opened(window)
    assert dialog.headline.text().startswith("可以报送")
    assert dialog.found.ready
    dialog.reject()
    window.actions_["export"].trigger()
    assert shown(window) is None
    assert window.findChild(ExportDialog) is not None


def test_an_export_is_asked_about_once_for_the_same_things(
    window: MainWindow, qtbot: QtBot
) -> None:
    finish(window)
    assert window.session is not None
    window.session.put([(cell("received"), 5)], "填写")
    dialog = opened(window, "export")
    assert dialog.accept_button is not None
    assert dialog.accept_button.text().startswith("继续导出")
    dialog.accept_button.click()
    assert window.findChild(ExportDialog) is not None
    window.findChild(ExportDialog).reject()  # type: ignore[union-attr]
    window.actions_["pdf"].trigger()
    assert shown(window) is None
    window.session.put([(TextAddress("other"), "收取信息处理费XX元。")], "填写")
    assert opened(window, "export").found.of(Kind.PLACEHOLDER)


def test_to_go_back_exports_nothing(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, "export")
    dialog.reject()
    assert window.findChild(ExportDialog) is None
    assert shown(window) is None
    opened(window, "export")


def test_it_can_be_switched_off(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    dialog = opened(window, "export")
    dialog.skip.setChecked(True)
    dialog.accept()
    assert not settings.flag(LOOK_FIRST, True)
    window.findChild(ExportDialog).reject()  # type: ignore[union-attr]
    assert window.session is not None
    window.session.put([(cell("received"), 5)], "填写")
    window.actions_["export"].trigger()
    assert shown(window) is None
    again = SettingsDialog(settings, window, window.session)
    qtbot.addWidget(again)
    again.look_first.setChecked(True)
    again.accept()
    assert settings.flag(LOOK_FIRST, False)


def test_its_page_goes_into_a_pdf(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "检查.pdf"
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    opened(window).filing.click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")


def test_what_is_handed_in_is_marked_with_day_and_receiver(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    window.actions_["submitted"].trigger()
    dialog = window.findChild(SubmittedDialog)
    assert dialog is not None
    assert "还有" in dialog.doubt.text()
    dialog.to.setText("县政府办公室")
    dialog.accept()
    found = summary(path)
    assert found.submitted is not None
    assert found.submitted.name == "报送稿"
    assert found.submitted.submission is not None
    assert found.submitted.submission.to == "县政府办公室"
    assert not found.changed_since
    assert window.status.due.text().startswith("✓ ")
    assert window.status.due.text().endswith("报送县政府办公室")
    assert window.session is not None
    window.session.put([(cell("received"), 5)], "填写")
    assert summary(path).changed_since
    assert window.status.due.text().endswith("以后改过")
    with Document.open(path, read_only=True) as document:
        assert len(document.versions()) == 1


def test_opened_again_it_stands_on_what_is_still_to_be_done(window: MainWindow) -> None:
    """The point one was led to is gone; below it are only notes, and above it one is open."""
    finish(window)
    session = window.session
    assert session is not None
    session.put([(FieldAddress("contact_name"), "")], "输入")
    session.put([(TextAddress("overview"), "全年 XX 件。")], "输入")
    dialog = opened(window)
    points = [p for kind in (Kind.PLACEHOLDER, Kind.FACT) for p in dialog.found.of(kind)]
    assert len(points) >= 2
    dialog.choose(points[-1].key, 0)
    row = dialog.list.currentIndex().row()
    dialog.reject()
    session.put([(FieldAddress("contact_name"), "某人")], "输入")
    again = opened(window)
    again.choose(points[-1].key, row)
    chosen = again.list.currentIndex().data(ENTRY)
    due = [p for kind in Kind if not kind.is_note for p in again.found.of(kind)]
    assert chosen in due
    again.reject()


def test_what_is_missing_is_counted_as_the_list_of_parts_counts_it(window: MainWindow) -> None:
    from ui.report.parts import parts_of

    session = window.session
    assert session is not None
    session.put([(FieldAddress("contact_name"), "张三")], "填写")
    dialog = opened(window)
    facts = dialog.found.of(Kind.FACT)
    (office,) = (part for part in parts_of(session.report, ()) if part.id == "office")
    assert f"等 {len(facts)} 项" in office.state
