"""The list at the left: every title in full, and room for the page beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Severity, tally
from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.open_points import OpenPoint, written
from tests.gui.conftest import Keys, cell, focus, values
from ui.report.parts import Filled, parts_of
from ui.report.view import PREVIEW_LEAST, TABLE_WIDTH, preview_width
from ui.window.main_window import MainWindow


def test_a_long_title_takes_two_lines_rather_than_being_cut(window: MainWindow) -> None:
    assert window.view is not None
    parts = window.view.parts
    model = parts.model()
    heights = {
        str(model.index(row, 0).data())[0]: parts.sizeHintForIndex(model.index(row, 0)).height()
        for row in range(model.rowCount())
    }
    assert heights["四"] > heights["前"] * 1.3
    assert heights["四"] == heights["三"], "two lines at most at the width it has at first"
    window.view._splitter.setSizes([500, 800])
    four = list(heights).index("四")
    height = parts.sizeHintForIndex(model.index(four, 0)).height()
    assert height == heights["前"], "one line where there is room for it"


def test_titles_stand_on_one_line_in_a_wide_window_and_only_there(window: MainWindow) -> None:
    assert window.view is not None
    usual = window.view.parts.sizeHint().width()
    for width, wider in ((1920, True), (1100, False), (1920, True)):
        window.resize(width, 900)
        QApplication.processEvents()
        assert (window.view.parts.width() > usual * 1.5) == wider, width


@pytest.mark.parametrize("width", [160, 172, 184, 196])
def test_no_gap_is_left_between_the_parts_of_a_small_window(
    window: MainWindow, qtbot: QtBot, width: int
) -> None:
    assert window.view is not None
    window.view._splitter.setSizes([width, 800])
    parts = window.view.parts
    model = parts.model()

    def rows() -> list[QRect]:
        return [parts.visualRect(model.index(row, 0)) for row in range(model.rowCount())]

    window.resize(window.width(), 900)
    qtbot.waitUntil(lambda: not parts.verticalScrollBar().isVisible())
    before = [rect.height() for rect in rows()]
    window.resize(window.minimumSizeHint().width(), 420)
    qtbot.waitUntil(lambda: parts.verticalScrollBar().isVisible())
    qtbot.wait(50)  # the list is laid out again behind
    assert [rect.height() for rect in rows()] == before


@pytest.mark.parametrize("room", [900, 1140, 1400, 1690, 2300])
def test_the_preview_leaves_the_table_its_columns(room: int) -> None:
    width = preview_width(room)
    assert width >= PREVIEW_LEAST
    assert room - width >= TABLE_WIDTH or width == PREVIEW_LEAST


def test_the_preview_stays_as_wide_as_it_was_made(window: MainWindow) -> None:
    window.actions_["preview"].trigger()
    assert window.view is not None
    assert window.view.preview is not None
    splitter = window.view._splitter
    splitter.moveSplitter(window.view.width() - 450, 2)
    width = splitter.sizes()[2]
    assert abs(width - 450) < 10
    window.resize(1600, 740)
    assert abs(splitter.sizes()[2] - width) < 10


def spoken(window: MainWindow) -> dict[str, str]:
    """Each part by its id, as it is read out."""
    assert window.session is not None
    return {p.id: p.spoken for p in parts_of(window.session.report, window.session.problems)}


def click(window: MainWindow, part: str) -> None:
    assert window.view is not None
    parts = window.view.parts
    place = parts.visualRect(parts.model().index(parts.ids.index(part), 0)).center()
    QTest.mouseClick(parts.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_a_part_lets_one_type_at_once(window: MainWindow, keys: Keys) -> None:
    click(window, "disputes")
    keys("7", Qt.Key.Key_Return)
    assert window.session is not None
    first = cell("review", "upheld", "disputes")
    assert values(window.session, first) == [7]
    click(window, "overview")
    keys("Zhu dong")
    window.session.request_commit()
    assert window.session.report.texts["overview"] == "Zhu dong"


def test_the_arrows_look_around_and_enter_goes_in(window: MainWindow, keys: Keys) -> None:
    assert window.view is not None
    window.view.parts.setFocus()
    keys(Qt.Key.Key_Down)
    assert window.view.part == "disputes"
    assert focus() is window.view.parts
    keys(Qt.Key.Key_Return, "3", Qt.Key.Key_Return)
    assert window.session is not None
    assert values(window.session, cell("review", "upheld", "disputes")) == [3]


def test_a_part_with_an_error_is_not_called_full(window: MainWindow) -> None:
    assert window.session is not None
    form = window.session.report.form
    typed = [a for a, spec in form.tables["requests"].cells.items() if spec.formula is None]
    window.session.put([(a, 0) for a in typed], "输入")
    assert spoken(window)["requests"].endswith("，已填满")
    window.session.put([(cell("received"), 1)], "输入")
    assert spoken(window)["requests"].endswith("，有错误，2 个错误")


def test_headings_alone_do_not_fill_a_part(window: MainWindow) -> None:
    assert window.session is not None
    text = "（一）主动公开\n（二）依申请公开"
    window.session.put([(TextAddress("overview"), text)], "输入")
    assert "，只有标题" in spoken(window)["overview"]
    window.session.put([(TextAddress("overview"), f"{text}\n全年如常。")], "输入")
    assert "，20 字" in spoken(window)["overview"]


def test_every_problem_is_counted_at_some_part(window: MainWindow) -> None:
    """What concerns the whole report, too: the list adds up to what the line of problems says."""
    session = window.session
    assert session is not None
    doubt = written([OpenPoint("doubt", "第 3 页没有读准。")])
    session.put([(FieldAddress("open_points"), doubt), (cell("received"), 1)], "导入")
    session.recheck()
    parts = parts_of(session.report, session.problems)
    found = tally(session.problems)
    assert sum(part.warnings for part in parts) == found.warnings
    assert sum(part.errors for part in parts) == found.errors
    counts = [window.problems.line.filters[severity].text().split()[-1] for severity in Severity]
    assert counts[:2] == [str(found.errors), str(found.warnings)]


def test_the_page_of_the_office_is_not_done_without_contact_and_date() -> None:
    report = Report(load_form("2021"), "示例局", 2024)
    office = parts_of(report, ())[0]
    assert (office.filled, office.state) == (Filled.SOME, "缺联系人等 3 项")
    facts = {"contact_name": "王某", "contact_phone": "010-1", "signed_on": "2025年1月20日"}
    report.apply(report.edit([(FieldAddress(name), text) for name, text in facts.items()]))
    assert parts_of(report, ())[0].filled is Filled.ALL


def test_the_page_of_the_office_is_not_done_while_its_kind_is_open() -> None:
    report = Report(load_form("2021"), "示例单位", 2024)
    facts = {"contact_name": "王某", "contact_phone": "010-1", "signed_on": "2025年1月20日"}
    report.apply(report.edit([(FieldAddress(name), text) for name, text in facts.items()]))
    office = parts_of(report, ())[0]
    assert (office.filled, office.state) == (Filled.SOME, "缺机关类别")
    report.apply(report.edit([(FieldAddress("office_kind"), "township")]))
    assert parts_of(report, ())[0].filled is Filled.ALL
