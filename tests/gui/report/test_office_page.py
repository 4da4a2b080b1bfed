"""The facts about the report: every one can be filled in, each as a step of its own."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from govreport_desktop.form import load_form
from govreport_desktop.report import Report
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.edit import FIELDS
from tests.gui.conftest import cell
from ui.report.office_page import OfficePage
from ui.session import Session


def opened(session: Session, qtbot: QtBot) -> OfficePage:
    page = OfficePage(session)
    qtbot.addWidget(page)
    return page


def test_every_fact_has_a_field_with_a_name(session: Session, qtbot: QtBot) -> None:
    page = opened(session, qtbot)
    fields = [*page.findChildren(QLineEdit), *page.findChildren(QComboBox)]
    names = {field.accessibleName() for field in fields}
    assert len(fields) == len(FIELDS) - 1  # last year's report is read in, not typed
    for wanted in ("机关名称", "报告年度", "机关类别", "联系人", "联系电话", "成文日期"):
        assert wanted in names


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
