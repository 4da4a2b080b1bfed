"""A new report from last year's file: understood first, then office, year and carry-over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Severity
from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, TextAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.store.document import Document
from tests.gui.conftest import cell
from ui.dialogs import new_report
from ui.dialogs.new_report import NewReportDialog
from ui.look import colors
from ui.menus.season import last_years_report
from ui.settings import RecentFile, Settings
from ui.window.main_window import MainWindow


@pytest.fixture
def last_path(tmp_path: Path) -> Path:
    path = tmp_path / "上年.govreport"
    with Document.create(path, load_form("2021"), "青屿市档案局", 2022) as document:
        contents: list[tuple[Address, Content]] = [
            (cell("carried_forward"), 3),
            (FieldAddress("office_kind"), "government"),
            (FieldAddress("contact_phone"), "0000-1234567"),
            (TextAddress("overview"), "（一）主动公开。公开12条。\n普通一段。"),
        ]
        document.apply(document.report.edit(contents))
    return path


def opened(window: MainWindow) -> NewReportDialog:
    window.actions_["new"].trigger()
    dialog = window.findChild(NewReportDialog)
    assert isinstance(dialog, NewReportDialog)
    return dialog


def read(dialog: NewReportDialog, path: Path, qtbot: QtBot) -> None:
    dialog.take_last_year(path)
    qtbot.waitUntil(lambda: not dialog.understood.text().startswith("正在"))


def test_last_years_file_fills_in_office_and_year(
    window: MainWindow, qtbot: QtBot, last_path: Path
) -> None:
    dialog = opened(window)
    read(dialog, last_path, qtbot)
    assert dialog.office.text() == "青屿市档案局"
    assert dialog.year.text() == "2023"
    assert dialog.kind.currentData() == "government"
    assert "青屿市档案局 2022 年度，按2021年版格式读出 1 个数、1 段文字" in dialog.understood.text()
    dialog.year.setText("2025")
    assert "上一年度应为 2024 年度" in dialog.understood.text()


@pytest.mark.parametrize("with_text", [False, True])
def test_the_new_report_starts_from_it(
    window: MainWindow, qtbot: QtBot, last_path: Path, tmp_path: Path, with_text: bool
) -> None:
    dialog = opened(window)
    read(dialog, last_path, qtbot)
    dialog.with_text.setChecked(with_text)
    dialog.path.setText(str(tmp_path / "新.govreport"))
    dialog.accept()
    assert window.session is not None
    report = window.session.report
    assert (report.office, report.year) == ("青屿市档案局", 2023)
    assert report.values[cell("carried_over")] == 3
    assert report.fields["contact_phone"] == "0000-1234567"
    assert report.last_year is not None
    assert report.last_year.year == 2022
    text = "（一）主动公开。公开12条。\n普通一段。" if with_text else "（一）主动公开。"
    assert report.texts["overview"] == text


def test_what_cannot_be_read_is_said_and_not_started_from(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    dialog = opened(window)
    dialog.office.setText("示例局")
    assert dialog.accept_button is not None
    assert dialog.accept_button.isEnabled()
    read(dialog, broken, qtbot)
    assert dialog.understood.text().startswith("✕ 没有读出：")
    assert not dialog.accept_button.isEnabled()
    dialog.last_year.clear()
    dialog.last_year.textEdited.emit("")
    assert dialog.accept_button.isEnabled()
    assert dialog.chosen() is not None


def test_a_path_typed_by_hand_is_read_when_the_line_is_left(
    window: MainWindow, qtbot: QtBot, last_path: Path
) -> None:
    dialog = opened(window)
    dialog.last_year.setText(str(last_path))
    dialog.last_year.editingFinished.emit()
    qtbot.waitUntil(lambda: dialog.office.text() == "青屿市档案局")


def test_the_kind_follows_from_the_name_until_it_is_chosen(
    window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(window)
    dialog.office.setText("义乌市人民政府")
    assert dialog.kind.currentText() == "按名称判断：县级政府"
    assert dialog.kind.hint.text().startswith("按名称判断：县级政府，2 月 20 日前报送。")
    dialog.office.setText("金华市人民政府")
    assert dialog.kind.currentText() == "按名称判断：地市级政府"
    dialog.office.setText("云岭市人民政府")
    assert dialog.kind.currentText() == "按名称判断（请选择）"
    assert "请选择" in dialog.kind.accessibleDescription()
    dialog.kind.setCurrentIndex(dialog.kind.findData("county"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    dialog.office.setText("云岭市政府")
    assert dialog.kind.currentData() == "county"
    dialog.path.setText(str(tmp_path / "新.govreport"))
    dialog.accept()
    assert window.session is not None
    assert window.session.report.fields["office_kind"] == "county"


def test_a_kind_that_only_follows_is_not_stored(window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window)
    dialog.office.setText("义乌市人民政府")
    dialog.year.setText("2026")
    dialog.path.setText(str(tmp_path / "新.govreport"))
    dialog.accept()
    assert window.session is not None
    assert window.session.report.fields["office_kind"] == ""
    assert "2027 年 2 月 20 日" in window.status.due.text()
    assert "按名称判断：县级政府" in window.status.due.toolTip()


def test_the_kind_of_this_office_is_not_put_on_another(window: MainWindow) -> None:
    window.settings.put_profile({"office": "金华市气象局", "office_kind": "department"})
    dialog = opened(window)
    assert dialog.kind.currentData() == "department"
    dialog.office.setText("义乌市人民政府")
    assert dialog.kind.currentData() == ""
    dialog.office.setText("金华市气象局")
    assert dialog.kind.currentData() == "department"


def test_what_is_said_of_a_kind_is_never_cut_off(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window)
    hint = dialog.kind.hint
    for office in ("青屿市档案局", "国家税务总局青屿市税务局", "青屿开发区管理委员会"):
        dialog.office.setText(office)
        qtbot.waitUntil(lambda: hint.height() >= hint.heightForWidth(hint.width()))
    dialog.kind.setCurrentIndex(dialog.kind.findData("vertical"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: hint.height() >= hint.heightForWidth(hint.width()))


def test_a_university_has_the_form_of_its_own(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.year.setText("2025")
    dialog.office.setText("青屿海洋大学")
    assert dialog._form.text().startswith("高校信息公开年度报告")
    assert dialog.path.text().endswith("青屿海洋大学2024—2025学年信息公开年度报告.govreport")
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.form.id == "university"
    dialog.year.setText("2017")
    assert "2018" in dialog._form.text()
    assert dialog.chosen() is None


@pytest.mark.parametrize(
    ("office", "kind", "by_name", "by_kind"),
    [
        ("青屿职业学院", "department", "高校", "2021年版格式"),
        ("青屿行政学院", "university", "2021年版格式", "高校"),
    ],
)
def test_the_kind_that_is_chosen_decides_against_the_name(
    window: MainWindow, office: str, kind: str, by_name: str, by_kind: str
) -> None:
    dialog = opened(window)
    dialog.year.setText("2025")
    dialog.office.setText(office)
    assert dialog._form.text().startswith(by_name)
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    assert dialog._form.text().startswith(by_kind)
    assert dialog.kind.currentData() == kind


@pytest.fixture
def in_season(monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.menus import season

    monkeypatch.setattr(season, "today", lambda: date(2024, 1, 8))


def remembered(settings: Settings, path: Path, year: int, office: str = "青屿市档案局") -> None:
    settings.put("office/office", "青屿市档案局")
    settings.remember(RecentFile(path, office, year))


@pytest.mark.usefixtures("in_season")
def test_in_the_season_last_years_report_is_chosen_and_the_new_one_lies_beside_it(
    window: MainWindow, settings: Settings, qtbot: QtBot, last_path: Path, tmp_path: Path
) -> None:
    remembered(settings, last_path, 2022)
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    settings.put("files/folder", str(elsewhere))
    settings.put("new/with_text", True)
    dialog = opened(window)
    qtbot.waitUntil(lambda: dialog.chosen() is not None)
    chosen = dialog.chosen()
    assert chosen is not None
    assert (chosen.office, chosen.year, chosen.office_kind) == ("青屿市档案局", 2023, "government")
    assert chosen.path.parent == tmp_path
    assert chosen.last_path == last_path
    assert chosen.with_text


@pytest.mark.usefixtures("in_season")
def test_nothing_is_chosen_that_is_anothers_or_follows_no_report(
    window: MainWindow, settings: Settings, last_path: Path
) -> None:
    remembered(settings, last_path, 2022, "别的机关")
    assert opened(window).last_year.text() == ""
    window.findChild(NewReportDialog).reject()  # type: ignore[union-attr]
    remembered(settings, last_path, 2021)
    assert last_years_report(settings) is None
    remembered(settings, last_path, 2022)
    assert last_years_report(settings) == last_path


@pytest.mark.usefixtures("in_season")
def test_where_the_report_in_hand_is_begun_the_next_one_follows_it(
    window: MainWindow, settings: Settings, last_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    begun = tmp_path / "今年.govreport"
    with Document.create(begun, load_form("2021"), "青屿市档案局", 2023):
        pass
    remembered(settings, last_path, 2022)
    remembered(settings, begun, 2023)
    dialog = opened(window)
    qtbot.waitUntil(lambda: dialog.understood.text().startswith("读出"))
    assert (dialog.last_year.text(), dialog.year.text()) == (str(begun), "2024")
    assert dialog.with_text.isEnabled()
    assert dialog.path.text().startswith(str(tmp_path))
    assert "2024" in dialog.path.text()


def test_out_of_the_season_nothing_is_chosen(
    settings: Settings, last_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.menus import season

    monkeypatch.setattr(season, "today", lambda: date(2023, 7, 1))
    remembered(settings, last_path, 2022)
    assert last_years_report(settings) is None


def test_the_new_report_is_never_written_over_last_years(
    window: MainWindow, qtbot: QtBot, last_path: Path, told: list[str], tmp_path: Path
) -> None:
    dialog = opened(window)
    read(dialog, last_path, qtbot)
    link = tmp_path / "同一份.govreport"
    link.symlink_to(last_path)
    chosen = dialog.chosen()
    assert chosen is not None
    window.files._make(replace(chosen, path=link))
    assert "同一" in told[-1]


def test_the_year_proposed_is_the_one_in_hand_or_the_first_without_a_report(
    settings: Settings, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class November(date):
        @classmethod
        def today(cls) -> November:
            return cls(2026, 11, 30)

    monkeypatch.setattr(new_report, "date", November)
    settings.put("office/office", "示例局")
    dialog = NewReportDialog(settings, None)
    qtbot.addWidget(dialog)
    assert dialog.year.text() == "2026"
    path = tmp_path / "示例局2026.govreport"
    path.touch()
    settings.remember(RecentFile(path, "示例局", 2026))
    dialog = NewReportDialog(settings, None)
    qtbot.addWidget(dialog)
    assert dialog.year.text() == "2027"


def test_a_report_that_is_there_already_can_be_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, last_path: Path, settings: Settings
) -> None:
    there = tmp_path / "已有.govreport"
    with Document.create(there, load_form("2021"), "青屿市档案局", 2023):
        pass
    dialog = opened(window)
    read(dialog, last_path, qtbot)
    assert not dialog.there.isVisible()
    dialog.path.setText(str(there))
    dialog._name_by_hand()
    assert dialog._problem.text() == "✕ 这个文件已经存在：打开它，或者换一个名字。"
    assert dialog.accept_button is not None and not dialog.accept_button.isEnabled()
    ink = dialog._problem.palette().color(dialog._problem.foregroundRole())
    assert ink == colors.mark(dialog.palette(), Severity.ERROR)
    dialog.there.click()
    assert window.session is not None
    assert window.session.document.path == there


def test_a_path_that_is_pasted_is_read_at_once(
    window: MainWindow, qtbot: QtBot, last_path: Path
) -> None:
    dialog = opened(window)
    QGuiApplication.clipboard().setText(str(last_path))
    dialog.last_year.setFocus()
    dialog.last_year.paste()
    qtbot.waitUntil(lambda: dialog.office.text() == "青屿市档案局")
    assert dialog.last_year.hasFocus() or not dialog.isActiveWindow()
    assert dialog.accept_button is not None
    assert dialog.accept_button.isEnabled()
