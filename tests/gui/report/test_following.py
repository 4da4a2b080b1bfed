"""The printed pages and the report lead to each other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from govreport_desktop.form import CellAddress
from govreport_desktop.report import TextAddress
from govreport_desktop.writers.typeset.places import Place, Printed
from tests.gui.conftest import Keys, cell, focus
from ui.preview import renderer
from ui.preview.view import PreviewPane
from ui.window.main_window import MainWindow

Key = Qt.Key
FIRST = "（一）主动公开。全年如常，无可多言。"
SECOND = "（二）依申请公开。新收申请{requests/received/total}件。" + "办理规范，答复及时。" * 80


@pytest.fixture
def preview(window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> PreviewPane:
    """The preview beside a report with three pages of prose, drawn on a thread of the test."""
    monkeypatch.setattr(renderer, "worker_process", lambda: ThreadPoolExecutor(1))
    assert window.session is not None
    window.session.put(
        [(TextAddress("overview"), f"{FIRST}\n\n{SECOND}"), (cell("received"), 7)], "输入"
    )
    window.actions_["preview"].trigger()
    assert window.view is not None
    pane = window.view.preview
    assert pane is not None
    qtbot.waitUntil(lambda: pane.pages.page_count > 0 and not pane.is_behind, timeout=20_000)
    return pane


def place(pane: PreviewPane, fits: Callable[[Printed], bool]) -> Place:
    assert pane._result is not None
    return next(place for place in pane._result.places if fits(place.printed))


def double_click(pane: PreviewPane, place: Place, share: float = 0.5) -> None:
    """On a box of a page, ``share`` of its width from its left edge."""
    pages = pane.pages
    pages.bring(place.page, place.top, place.bottom)
    scale = pages._scale()
    rect = pages._rect(place.page)
    across = place.left + share * (place.right - place.left)
    point = rect.topLeft()
    point.setX(point.x() + round(across * scale) - pages.horizontalScrollBar().value())
    down = (place.top + place.bottom) / 2
    point.setY(point.y() + round(down * scale) - pages.verticalScrollBar().value())
    QTest.mouseDClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=point)


def in_view(pane: PreviewPane, place: Place) -> bool:
    top = pane.pages._rect(place.page).top() + place.top * pane.pages._scale()
    at = pane.pages.verticalScrollBar().value()
    return at <= top <= at + pane.pages.viewport().height()


def test_a_number_leads_to_its_cell(window: MainWindow, preview: PreviewPane) -> None:
    assert window.view is not None
    window.view.show_part("overview")
    target = cell("denied.process", "research")
    double_click(preview, place(preview, lambda words: words.cell == target))
    assert window.grid is not None
    assert window.grid.current == target
    assert focus() is window.grid


def test_words_lead_to_their_sentence(window: MainWindow, preview: PreviewPane) -> None:
    line = place(preview, lambda words: words.section == "overview" and words.paragraph == 1)
    double_click(preview, line)
    assert window.prose is not None
    assert window.prose.pointed.startswith("新收申请")
    assert window.prose.pointed.endswith("件。")


def test_the_title_leads_to_the_facts_and_a_heading_to_its_part(
    window: MainWindow, preview: PreviewPane
) -> None:
    assert window.view is not None
    double_click(preview, place(preview, lambda words: words.section == "office"))
    assert window.view.part == "office"
    double_click(preview, place(preview, lambda words: words.section == "disputes"))
    assert window.view.part == "disputes"


def test_what_was_selected_before_is_let_go_where_no_number_is_meant(
    window: MainWindow, preview: PreviewPane
) -> None:
    assert window.view is not None
    window.view.show_part("requests")
    assert window.grid is not None
    window.grid.selectAll()
    assert len(window.grid.chosen()) > 1
    target = place(preview, lambda p: p.section == "requests" and p.cell is None)
    double_click(preview, target)
    assert window.grid.chosen() == [window.grid.current]


def test_the_cell_in_hand_is_kept_in_view(
    window: MainWindow, preview: PreviewPane, qtbot: QtBot
) -> None:
    assert window.grid is not None
    preview.pages.set_zoom(2.0)
    for target in (cell("carried_forward"), cell("received")):
        window.grid.go_to(target)
        qtbot.waitUntil(partial(_shows, preview, target))


def _shows(preview: PreviewPane, target: CellAddress) -> bool:
    return in_view(preview, place(preview, lambda words: words.cell == target))


def test_the_line_in_hand_is_kept_in_view_and_scrolling_is_left_alone(
    window: MainWindow, preview: PreviewPane, keys: Keys, qtbot: QtBot
) -> None:
    assert window.view is not None
    window.view.show_part("overview")
    assert window.prose is not None
    keys((Key.Key_End, Qt.KeyboardModifier.ControlModifier))
    assert preview._result is not None
    last = [p for p in preview._result.places if p.printed.section == "overview"][-1]
    qtbot.waitUntil(lambda: in_view(preview, last))
    preview.pages.go_to(0)
    preview.pages.swapped.emit()
    QTest.qWait(200)
    assert not in_view(preview, last)


def test_the_cell_in_hand_stays_in_view_when_the_window_grows(
    window: MainWindow, preview: PreviewPane, qtbot: QtBot
) -> None:
    assert window.grid is not None
    target = cell("received")
    begin = place(preview, lambda words: words.cell == target)
    window.grid.go_to(cell("carried_forward"))
    window.grid.go_to(target)
    where = begin.page, begin.top, begin.bottom
    qtbot.waitUntil(lambda: preview.pages._brought == where)
    bar = preview.pages.verticalScrollBar()
    # At the upper edge, where the pages growing around their middle would push it out.
    bar.setValue(round(preview.pages._rect(begin.page).top() + begin.top * preview.pages._scale()))
    window.resize(1900, 1000)
    qtbot.waitUntil(lambda: preview.pages.zoom > 0.5)
    assert _shows(preview, target)
