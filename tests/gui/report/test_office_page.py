"""The facts about the report: every one can be filled in, each as a step of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import CheckSettings
from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.edit import FIELDS
from tests.gui.conftest import Keys, cell
from ui.organ_kind import KindBox
from ui.report.office_page import OfficePage
from ui.session import Session
from ui.window.main_window import MainWindow


def opened(session: Session, qtbot: QtBot) -> OfficePage:
    page = OfficePage(session)
    qtbot.addWidget(page)
    return page


def test_how_the_report_is_checked_is_seen_by_whoever_opens_it(
    session: Session, qtbot: QtBot
) -> None:
    page = opened(session, qtbot)
    assert page.checks.text() == "与通常相同"
    session.put_check_settings(CheckSettings(off=frozenset({"R20.sums"})))
    assert "不做 1 项审核：文中合计与分项（R20.sums）" in page.checks.text()


def test_every_fact_has_a_field_with_a_name(session: Session, qtbot: QtBot) -> None:
    page = opened(session, qtbot)
    fields = [*page.findChildren(QLineEdit), *page.findChildren(QComboBox)]
    names = {field.accessibleName() for field in fields}
    # Last year's report is read in, how the report is checked is decided in the settings, and
    # what an import left open, what the office above sent back and its number there come with it.
    assert len(fields) == len(FIELDS) - 5
    for wanted in ("机关名称", "报告年度", "机关类别", "联系人", "联系电话", "成文日期"):
        assert wanted in names


def kinds(page: OfficePage) -> KindBox:
    box = page.findChild(KindBox)
    assert isinstance(box, KindBox)
    return box


def choose(box: KindBox, kind: str) -> None:
    box.setCurrentIndex(box.findData(kind))
    box.activated.emit(box.currentIndex())


def test_the_kind_follows_from_the_name_and_can_be_corrected(
    session: Session, qtbot: QtBot
) -> None:
    page = opened(session, qtbot)
    session.put([(FieldAddress("office"), "义乌市人民政府")], "x")
    box = kinds(page)
    assert box.hint.text().startswith("按名称判断：县级政府，2 月 20 日前报送。")
    assert "报送上一级政府信息公开工作主管部门" in box.hint.text()
    assert "国办公开办函〔2021〕30号" in box.accessibleDescription()
    assert session.report.fields["office_kind"] == ""
    choose(box, "city")
    assert session.report.fields["office_kind"] == "city"
    assert "（按名称像是县级政府，请核对）" in box.hint.text()
    choose(box, "")
    assert session.report.fields["office_kind"] == ""
    session.undo()
    assert box.stored == "city"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("government", "人民政府"), ("县政府", "县政府"), ("vertical", "垂直管理单位")],
)
def test_what_is_stored_is_shown_and_stays(
    session: Session, qtbot: QtBot, stored: str, shown: str
) -> None:
    session.put([(FieldAddress("office_kind"), stored)], "x")
    page = opened(session, qtbot)
    assert kinds(page).currentText() == shown
    session.put([(FieldAddress("contact_name"), "林某")], "x")
    page.commit()
    assert session.report.fields["office_kind"] == stored


def test_a_university_is_offered_where_the_form_is_for_one(qtbot: QtBot) -> None:
    box = KindBox()
    qtbot.addWidget(box)
    form = load_form("2021")
    box.follow("", "浙江大学", form)
    assert box.findData("university") == -1
    box.follow("", "浙江大学", replace(form, organs=("university",)))
    assert [box.itemText(row) for row in range(box.count())] == ["按名称判断：高等学校", "高等学校"]
    assert "10 月 31 日前报送" in box.hint.text()


def test_today_is_one_press_and_one_step(session: Session, qtbot: QtBot) -> None:
    page = opened(session, qtbot)
    button = next(b for b in page.findChildren(QPushButton) if b.text().startswith("今天"))
    button.click()
    today = date.today()
    assert session.report.fields["signed_on"] == f"{today.year}年{today.month}月{today.day}日"
    session.undo()
    assert session.report.fields["signed_on"] == ""
    assert not session.undo_stack.canUndo()


def test_it_says_which_last_year_the_report_carries(session: Session, qtbot: QtBot) -> None:
    page = opened(session, qtbot)
    assert page.last_year.text() == "还没有读入"
    last = Report(load_form("2021"), "示例局", 2023)
    last.apply(last.edit([(cell("received"), 4)]))
    session.apply(carry_over(session.report, last))
    assert page.last_year.text().startswith("示例局 2023 年度")


def test_a_date_no_calendar_has_is_said_at_its_field(session: Session, qtbot: QtBot) -> None:
    page = opened(session, qtbot)
    line = page._lines["signed_on"]
    for text in ("2027-13-40", "2027年2月30日", "下周"):
        line.setText(text)
        assert f"“{text}”不是日历上的日期" in page.date_hint.text()
        assert line.accessibleDescription() == page.date_hint.text()
    for text in ("2027-1-20", "2027年1月20日", "二〇二七年一月二十日", "2027年　月　日", ""):
        line.setText(text)
        assert "不是" not in page.date_hint.text(), text


def test_alt_g_goes_to_the_date(session: Session, qtbot: QtBot) -> None:
    page = opened(session, qtbot)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    labels = [label for label in page.findChildren(QLabel) if "(&G)" in label.text()]
    assert [label.buddy() for label in labels] == [page._lines["signed_on"]]


def test_undo_leads_on_through_the_fields_of_the_page(window: MainWindow, keys: Keys) -> None:
    """A field whose own steps are used up, or in the report, hands the key to the report."""
    session, undo = window.session, (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session is not None and window.view is not None
    keys("7", Qt.Key.Key_Return)
    window.view.show_part("office")
    page = window.view.page
    assert isinstance(page, OfficePage)
    page._lines["contact_name"].setFocus()
    keys("zhang", Qt.Key.Key_Tab, "12", undo, "34", Qt.Key.Key_Tab)
    assert [session.report.fields[f"contact_{n}"] for n in ("name", "phone")] == ["zhang", "34"]
    for _ in range(3):
        assert session.undo_stack.canUndo()
        keys(undo)
    assert session.report.fields["contact_name"] == ""
    assert not session.undo_stack.canUndo()
    assert session.report.values[cell("received")] is None


def test_a_date_is_kept_in_one_form_and_asked_about_where_the_year_is_not_over(
    session: Session, qtbot: QtBot
) -> None:
    page = opened(session, qtbot)
    line = next(x for x in page.findChildren(QLineEdit) if x.accessibleName() == "成文日期")
    year = session.report.year
    line.setText(f"{year}-12-01")
    page.commit()
    assert line.text() == session.report.fields["signed_on"] == f"{year}年12月1日"
    session.recheck()
    assert any(problem.key == "R43.early:/signed_on" for problem in session.problems)
    session.put([(FieldAddress("signed_on"), f"{year}-12-01")], "导入")
    steps = session.undo_stack.count()
    page.commit()
    assert line.text() == f"{year}年12月1日"
    assert session.undo_stack.count() == steps, "an imported date is no change of the clerk's"


def test_no_enter_overwrites_the_date_with_today(session: Session, qtbot: QtBot) -> None:
    page = opened(session, qtbot)
    page.show()
    line = next(x for x in page.findChildren(QLineEdit) if x.accessibleName() == "成文日期")
    line.setFocus()
    today = next(x for x in page.findChildren(QPushButton) if x.text().startswith("今天"))
    QTest.mouseClick(today, Qt.MouseButton.LeftButton)
    line.setText("2024年1月20日")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert line.text() == "2024年1月20日"
