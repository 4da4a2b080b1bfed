"""与上年比较: figures, filter, live updates, the way back to the cell, and the chart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from govreport_desktop.report import Report
from govreport_desktop.report.carry_over import carry_over
from govreport_desktop.report.year_on_year import compare
from tests.gui.conftest import cell
from ui.last_year.chart import Chart, last_ink, most_changed, this_ink
from ui.last_year.model import ComparisonModel, Filter
from ui.last_year.view import ComparisonView
from ui.session import Session
from ui.window.main_window import MainWindow


def opened(window: MainWindow) -> ComparisonView:
    window.actions_["compare"].trigger()
    view = window.findChild(ComparisonView)
    assert isinstance(view, ComparisonView)
    return view


def row_of(view: ComparisonView, name: str) -> list[str]:
    model = view.model
    for row in range(model.rowCount()):
        texts = [str(model.index(row, c).data()) for c in range(model.columnCount())]
        if texts[0] == name:
            return texts
    raise AssertionError(name)


def test_it_follows_what_is_typed(with_last: MainWindow) -> None:
    view = opened(with_last)
    assert row_of(view, "三 · 本年新收") == ["三 · 本年新收", "空白", "10", "—", "—"]
    assert with_last.session is not None
    with_last.session.put([(cell("received"), 15)], "填写")
    assert row_of(view, "三 · 本年新收")[1:] == ["15", "10", "+5", "+50.0%"]
    assert "本年新收" in view.chart.accessibleDescription()


def test_the_filter_leaves_what_is_asked_for(with_last: MainWindow) -> None:
    view = opened(with_last)
    assert with_last.session is not None
    with_last.session.put([(cell("received"), 15), (cell("granted"), 7)], "填写")
    view.changed.setChecked(True)
    names = [line.spec.words for line in view.model.lines]
    assert names == ["三 · 本年新收 · 总计"]
    view.totals.setChecked(False)
    assert len(view.model.lines) == 2
    view.words.setText("新收 自然人")
    assert [line.spec.address for line in view.model.lines] == [cell("received")]
    view.changed.setChecked(False)
    view.words.clear()
    view.part.setCurrentIndex(view.part.findData(""))
    assert len(view.model.lines) == len(with_last.session.report.form.cells)


def test_enter_goes_to_the_cell(with_last: MainWindow) -> None:
    with_last.view.show_part("overview")  # type: ignore[union-attr]
    view = opened(with_last)
    view.words.setText("予以公开")
    view.table.setCurrentIndex(view.model.index(0, 0))
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert with_last.grid is not None
    assert with_last.grid.current == cell("granted", "total")


def test_without_last_year_it_says_what_to_do(window: MainWindow, last: Report) -> None:
    view = opened(window)
    assert "还没有读入上年度报告" in view.about.text()
    assert view.model.rowCount() == 0
    assert window.session is not None
    window.session.apply(carry_over(window.session.report, last))
    assert "示例局 2023 年度" in view.about.text()
    assert view.model.rowCount() == 25


def test_one_window_a_report(with_last: MainWindow, qtbot: QtBot) -> None:
    view = opened(with_last)
    assert opened(with_last) is view
    with_last.files.close()
    qtbot.waitUntil(lambda: with_last.findChild(ComparisonView) is None)


def test_the_model_keeps_qts_rules(
    session: Session, last: Report, qtmodeltester: ModelTester
) -> None:
    session.apply(carry_over(session.report, last))
    model = ComparisonModel(session)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    model.set_filter(Filter(table="disputes"))
    session.put([(cell("received"), 3)], "填写")
    assert model.rowCount() == 3
    assert not model.headerData(0, Qt.Orientation.Vertical)


def test_bars_are_as_long_as_their_numbers(session: Session, last: Report, qtbot: QtBot) -> None:
    session.apply(carry_over(session.report, last))
    session.put([(cell("received"), 5)], "填写")
    received = [line for line in compare(session.report) if line.spec.address == cell("received")]
    chart = Chart()
    qtbot.addWidget(chart)
    chart.show_lines(received)
    assert chart.accessibleDescription().endswith("今年 5，上年 10，增减 -5，同比 -50.0%")
    chart.resize(500, 160)
    image = chart.grab().toImage()
    top = chart.fontMetrics().horizontalAdvance("宽") * 2  # below the key

    def longest(ink: QColor) -> int:
        rows = (
            sum(image.pixelColor(x, y) == ink for x in range(image.width()))
            for y in range(top, image.height())
        )
        return max(rows)

    this, before = longest(this_ink(chart.palette())), longest(last_ink(chart.palette()))
    assert before > 300
    assert abs(before - 2 * this) <= 2


def test_only_the_greatest_changes_of_counts_are_drawn(session: Session, last: Report) -> None:
    session.apply(carry_over(session.report, last))
    rows = ["received", "granted", "carried_forward"]
    session.put([(cell(row), 20 + n) for n, row in enumerate(rows)], "填写")
    chosen = most_changed(compare(session.report), most=2)
    names = ["三 · 结转下年度继续办理 · 自然人", "三 · 结转下年度继续办理 · 总计"]
    assert [line.spec.words for line in chosen] == names
