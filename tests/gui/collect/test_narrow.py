"""A task where everything is drawn half as large again: 1366 by 768 leaves 910 by 446."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import cell
from ui.collect.cards import Card
from ui.collect.files_model import Column as FileColumn
from ui.collect.flow import Flow
from ui.collect.office_cards import ReasonDialog
from ui.collect.view import CollectView
from ui.window.main_window import MainWindow

NARROW = (910, 446)


def test_what_can_be_looked_for_is_said_whole(view: CollectView) -> None:
    view.resize(*NARROW)
    search = view.search
    words = search.fontMetrics().horizontalAdvance(search.placeholderText())
    assert search.width() >= words + 2 * 8


def test_why_a_file_is_what_it_is_has_room(view: CollectView, qtbot: QtBot) -> None:
    """A reason cut to one character is none."""
    files = view.files.list
    em = files.fontMetrics().horizontalAdvance("宽")
    view.show_view(3)
    wide = files.columnWidth(FileColumn.PATH)
    view.resize(*NARROW)
    qtbot.waitUntil(lambda: files.columnWidth(FileColumn.WHY) >= 10 * em)
    view.resize(1900, 900)
    qtbot.waitUntil(lambda: files.columnWidth(FileColumn.PATH) == wide)


def test_no_button_of_a_card_is_cut(view: CollectView, qtbot: QtBot) -> None:
    view.resize(*NARROW)
    for number, page in enumerate((view.offices, view.sums, view.asked, view.files)):
        view.show_view(number)
        if page is view.sums:
            view.sums.go_to(cell("received"))
        shown = [b for card in page.findChildren(Card) for b in card.findChildren(QPushButton)]
        for button in (b for b in shown if b.isVisible()):
            card = button.parentWidget()
            assert card is not None
            qtbot.waitUntil(lambda b=button: b.width() >= b.sizeHint().width())  # type: ignore[misc]
            assert card.rect().contains(button.geometry()), button.text()


def test_buttons_take_as_many_lines_as_they_need(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    flow = Flow(outer)
    made = [QPushButton(words) for words in ("看读出来的", "打开原文件", "改为这个单位")]
    for button in made:
        flow.addWidget(button)
    one, wide = made[0].sizeHint().height(), flow.sizeHint().width()
    assert flow.heightForWidth(wide) == one
    assert flow.heightForWidth(wide - 1) > one
    outer.resize(wide // 2, 300)
    outer.show()
    assert made[-1].y() > made[0].y() and made[-1].x() == made[0].x()
    made[0].hide()
    assert flow.sizeHint().width() < wide, "what is hidden takes no room"


def test_the_table_of_a_report_keeps_its_room_on_a_small_screen(window: MainWindow) -> None:
    view = window.desk.view
    assert view is not None
    window.resize(*NARROW)
    row = next(row for row in view.session.view.rows if row.office.short == "应急管理局")
    view.open_office(row.office.id)
    assert view.reading.problems.is_line
    view.close_report()
    window.resize(1366, 738)
    view.open_office(row.office.id)
    assert not view.reading.problems.is_line


def test_a_reason_is_written_at_once(view: CollectView, qtbot: QtBot) -> None:
    """The keyboard stood on the button that calls it off, so that Enter did."""
    dialog = ReasonDialog("没有报告，按零计", "理由(&R)", view)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.waitUntil(dialog.reason.hasFocus)
    said: list[str] = []
    dialog.decided.connect(said.append)
    QTest.keyClicks(dialog.reason, "qq")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert said == ["qq"]
