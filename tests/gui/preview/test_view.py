"""The preview shows the writer's pages, keeps up, keeps its place and can be searched."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.form import CellAddress
from govreport_desktop.report import ExplanationAddress, TextAddress
from govreport_desktop.report.explanations import explanation_content
from tests.gui.preview.conftest import LONG
from ui.preview.renderer import Renderer
from ui.preview.view import PreviewPane
from ui.session import Session
from ui.settings import Settings

CELL = CellAddress("requests", "received", "natural_person")


def write(session: Session, part: str, text: str) -> None:
    session.put([(TextAddress(part), text)], "输入文字", "type")


def printed_text(pane: PreviewPane, page: int) -> str:
    document = pane.pages.document
    assert document is not None
    return document.text(page)


def picture(pane: PreviewPane) -> QImage:
    return pane.pages.viewport().grab().toImage()


def test_the_pages_are_the_writers(pane: PreviewPane) -> None:
    assert "示例局" in printed_text(pane, 0)
    assert pane.pages.page_count >= 4
    assert pane.bar.pages.text() == f"／ {pane.pages.page_count} 页"
    assert pane.bar.page.text() == "1"


def test_before_the_first_page_it_says_that_it_is_being_set(
    hidden: PreviewPane, qtbot: QtBot
) -> None:
    assert hidden.bar.pages.text() == "排版中"
    with qtbot.waitSignal(hidden.pages.swapped, timeout=10_000):
        hidden.show()
    assert hidden.bar.pages.text() == f"／ {hidden.pages.page_count} 页"


def test_a_page_is_drawn_and_is_not_white(pane: PreviewPane, qtbot: QtBot) -> None:
    def dark() -> int:
        image = picture(pane)
        row = range(0, image.width(), 3)
        column = range(0, image.height(), 3)
        return sum(image.pixelColor(x, y).lightness() < 100 for x in row for y in column)

    qtbot.waitUntil(lambda: dark() > 200)


def test_a_change_is_in_view_and_the_place_is_kept(
    pane: PreviewPane, session: Session, qtbot: QtBot
) -> None:
    pane.pages.go_to(1, 100)
    place = pane.pages.verticalScrollBar().value()
    with qtbot.waitSignal(pane.pages.swapped):
        write(session, "other", "收取信息处理费的情况：没有。")
    last = pane.pages.page_count - 1
    assert "收取信息处理费的情况" in printed_text(pane, last)
    assert pane.pages.verticalScrollBar().value() == place


def test_no_page_is_ever_blank_while_it_is_exchanged(
    pane: PreviewPane, session: Session, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: 0 in pane.pages._sheets.pictures)  # type: ignore[union-attr]
    shown = []
    pane.pages.swapped.connect(lambda: shown.append(set(pane.pages._sheets.pictures)))  # type: ignore[union-attr]
    with qtbot.waitSignal(pane.pages.swapped):
        session.put([(CELL, 5)], "输入", "type")
    assert 0 in shown[-1]


def test_only_the_last_of_many_changes_is_shown(
    pane: PreviewPane, session: Session, qtbot: QtBot
) -> None:
    rendered: list[object] = []
    pane._renderer.rendered.connect(rendered.append)
    for number in range(20):
        session.put([(CELL, number + 1)], "输入", "type")
        QTest.qWait(3)
    qtbot.waitUntil(lambda: not pane._renderer.busy and not pane._gather.isActive())
    assert 1 <= len(rendered) < 20
    write(session, "other", "最后")
    qtbot.waitUntil(lambda: "最后" in printed_text(pane, pane.pages.page_count - 1))


def test_it_follows_the_part_being_edited(pane: PreviewPane, qtbot: QtBot) -> None:
    pane.show_section("requests")
    page = pane.pages.page
    assert page > 0
    assert "收到和处理政府信息公开申请情况" in printed_text(pane, page)
    pane.show_section("overview")
    assert pane.pages.page == 0


def test_a_heading_in_the_middle_of_a_page_is_in_view_at_once(
    hidden: PreviewPane, qtbot: QtBot
) -> None:
    hidden.resize(500, 300)
    hidden.show_section("other")
    with qtbot.waitSignal(hidden.pages.swapped, timeout=10_000):
        hidden.show()
    hidden.pages.look_for("其他需要报告的事项")
    qtbot.waitUntil(lambda: len(hidden.pages.matches) == 1)
    (heading,) = hidden.pages.matches
    assert hidden.pages.page == heading.page
    top = hidden.pages._rect(heading.page).top() + heading.boxes[0].top * hidden.pages._scale()
    down = hidden.pages.verticalScrollBar().value()
    assert down <= top < down + hidden.pages.viewport().height()


def test_the_part_in_view_is_kept_when_pages_come_before_it(
    pane: PreviewPane, session: Session, qtbot: QtBot
) -> None:
    pane.show_section("requests")
    before = pane.pages.page
    with qtbot.waitSignal(pane.pages.swapped):
        write(session, "overview", LONG * 3)
    assert pane.pages.page > before
    assert "收到和处理政府信息公开申请情况" in printed_text(pane, pane.pages.page)


def test_pages_turn_by_button_key_and_number(pane: PreviewPane) -> None:
    QTest.keyClick(pane.pages, Qt.Key.Key_PageDown)
    assert pane.pages.page == 1
    pane.bar.turned.emit(1)
    assert pane.pages.page == 2
    QTest.keyClick(pane.pages, Qt.Key.Key_Home)
    assert pane.pages.page == 0
    pane.bar.page.setText("3")
    QTest.keyClick(pane.bar.page, Qt.Key.Key_Return)
    assert pane.pages.page == 2
    QTest.keyClick(pane.pages, Qt.Key.Key_End)
    assert pane.pages.page == pane.pages.page_count - 1


def test_control_and_wheel_zoom_around_the_middle(pane: PreviewPane) -> None:
    before = pane.pages.zoom
    assert pane.pages.fits_width
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.pages.viewport(), event)
    assert pane.pages.zoom > before
    assert not pane.bar.fit.isChecked()
    pane.bar.fit_wanted.emit()
    assert abs(pane.pages.zoom - before) < 0.01
    assert pane.bar.fit.isChecked()


def test_the_zoom_is_remembered(pane: PreviewPane, settings: Settings) -> None:
    pane.pages.set_zoom(1.5)
    pane.hide()
    assert settings.number("preview/zoom", 0) == 150
    assert not settings.flag("preview/fit", True)


def test_search_walks_the_places(pane: PreviewPane, qtbot: QtBot) -> None:
    pane.show_search()
    pane.search_bar.line.setText("总计")
    qtbot.waitUntil(lambda: len(pane.pages.matches) >= 4)
    QTest.keyClick(pane.search_bar.line, Qt.Key.Key_Return)
    assert pane.pages.current_match == 0
    assert "总计" in printed_text(pane, pane.pages.page)
    QTest.keyClick(pane.search_bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.pages.current_match == len(pane.pages.matches) - 1
    assert pane.search_bar.state.text() == f"{len(pane.pages.matches)}／{len(pane.pages.matches)}"
    pane.search_bar.line.setText("没有这样的字")
    qtbot.waitUntil(lambda: pane.search_bar.state.text() == "没有找到")


def test_nothing_is_rendered_while_hidden(
    hidden: PreviewPane, renderer: Renderer, session: Session, qtbot: QtBot
) -> None:
    write(session, "other", "改了")
    QTest.qWait(50)
    assert not renderer.busy
    with qtbot.waitSignal(hidden.pages.swapped, timeout=10_000):
        hidden.show()
    assert "改了" in printed_text(hidden, hidden.pages.page_count - 1)


def test_what_was_explained_is_printed_as_soon_as_it_is_found(
    pane: PreviewPane, session: Session, settings: Settings, qtbot: QtBot
) -> None:
    """The prose is checked after the pages of the same edit: they follow what it found."""
    settings.put("print/notes", True)
    write(session, "problems", "公开不够及时，今后改进。")
    session.recheck()
    (found,) = (p for p in session.problems if p.key.startswith("R17.problems"))
    content = explanation_content("篇幅从简。", found.figures)
    session.put([(ExplanationAddress(found.key), content)], "写审核说明")

    def last_page() -> str:
        return printed_text(pane, pane.pages.page_count - 1)

    qtbot.waitUntil(lambda: "篇幅从简。" in last_page(), timeout=20000)
    assert "审核说明" in last_page()
    write(session, "problems", "公开不够及时，今后一定改进。")
    qtbot.waitUntil(lambda: "写明后数字有变动" in last_page(), timeout=20000)
