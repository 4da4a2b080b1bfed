"""The sums in the statutory tables: what each is made of, what was adjusted, what may change."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from govreport_desktop.collect import deciding
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Report, format_value, is_number
from govreport_desktop.report.numbers import Number
from govreport_desktop.report.shape import to_shape
from tests.collect_folder import YEAR
from tests.gui.collect.conftest import Place
from tests.gui.conftest import cell
from ui.collect.adjust_dialog import AdjustDialog, amount_of
from ui.collect.view import CollectView
from ui.models import Display

RECEIVED, GRANTED = cell("received"), cell("granted")
COUNTED = ("教育局", "公安局", "应急管理局", "水利局")
# Where the second version of 公安局 states 2 more.
_ROWS = (("received", "total"), ("granted", "total"), ("total", "natural_person"))
MOVED = {RECEIVED, GRANTED, cell("total", "total"), *(cell(*at) for at in _ROWS)}


def settle(view: CollectView) -> None:
    """Choose where there is a choice: 公安局's newer file counts."""
    view.session.decide(deciding.accept(view.session.view), "选用较新的")


def shown(view: CollectView, address: CellAddress) -> str:
    for page in view.sums.pages:
        if page.model.table.id == address.table:
            return str(page.model.index_of(address).data(Display.DisplayRole))
    raise KeyError(address)


def amount_in(view: CollectView, address: CellAddress) -> Number:
    value = view.session.view.sums.values[address]
    assert value is not None
    return value


def test_every_sum_is_shown_and_follows_a_decision(view: CollectView, place: Place) -> None:
    settle(view)
    view.show_view(1)
    for spec in view.session.view.sums.form.cells:
        values = [place.reports[bureau].values[spec.address] for bureau in COUNTED]
        numbers = [value for value in values if is_number(value)]
        expected: Number = sum(numbers[1:], numbers[0])
        expected += 2 * (spec.address in MOVED)
        assert shown(view, spec.address) == format_value(expected), spec.words


def test_a_figure_is_made_of_its_contributors(view: CollectView) -> None:
    view.sums.go_to(RECEIVED)
    parts = view.sums.sum.model
    amounts = [int(parts.index(row, 1).data()) for row in range(parts.rowCount())]
    assert sum(amounts) == amount_in(view, RECEIVED)
    assert amounts == sorted(amounts, reverse=True)
    assert parts.index(0, 0).data() == "应急管理局"
    assert "暂计" in view.sums.sum.of.text()


def test_enter_opens_the_report_of_a_contributor_at_that_cell(view: CollectView) -> None:
    view.show_view(1)
    view.sums.go_to(RECEIVED)
    QTest.keyClick(view.sums.page.view, Qt.Key.Key_Return)
    reading = view.reading
    assert reading.title.text().startswith("青川县应急管理局")
    assert reading.view is not None and reading.view.grid is not None
    assert reading.view.grid.current == RECEIVED
    view._escape()
    assert view.sums.current == RECEIVED


def test_an_adjustment_stands_on_its_own_line_and_keeps_the_balance(view: CollectView) -> None:
    before = amount_in(view, RECEIVED)
    view.sums.go_to(RECEIVED)
    view.sums.sum.adjust.click()
    dialog = view.findChild(AdjustDialog)
    assert dialog is not None and dialog.accept_button is not None
    dialog.lines[0].amount.setText("−2")
    assert not dialog.accept_button.isEnabled()
    dialog.reason.setText("审批局重复计算")
    assert "勾稽不平" in dialog.problem.text()
    dialog.more.click()
    line = dialog.lines[1]
    line.amount.setText("-2")
    assert "请从列表里选一格" in dialog.problem.text()
    # The cell last, found by words of its row and its column.
    typed = line.cell.lineEdit()
    assert typed is not None
    QTest.keyClicks(typed, "x")
    typed.setText("予以公开 自然人")
    line.search("予以公开 自然人")
    assert line.found.rowCount() == 1
    completer = typed.completer()
    assert completer is not None
    completer.activated.emit(line.found.index(0, 0).data())
    assert line.address == cell("granted")
    assert dialog.accept_button.isEnabled()
    assert not dialog.problem.text()
    dialog.accept()
    assert amount_in(view, RECEIVED) == before - 2
    view.sums.go_to(RECEIVED)
    parts = view.sums.sum.model
    assert [parts.index(parts.rowCount() - 1, column).data() for column in range(3)] == [
        "调整",
        "-2",
        "审批局重复计算",
    ]
    view.session.undo()
    assert amount_in(view, RECEIVED) == before


def test_signed_amounts_are_read_as_people_type_them(view: CollectView) -> None:
    form = view.session.view.sums.form
    fees = next(spec for spec in form.cells if spec.kind.type == "decimal")
    assert amount_of("−1,200", form.cell(RECEIVED).kind) == -1200
    assert amount_of("＋0.5", fees.kind) == Decimal("0.5")


def test_nothing_is_typed_over_a_sum(view: CollectView) -> None:
    page = view.sums.page
    index = page.model.index_of(RECEIVED)
    assert not page.model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not page.model.setData(index, "5")


def test_offices_that_do_not_go_on_from_last_year_are_named_at_the_cell(
    view: CollectView, place: Place
) -> None:
    """R6 of the parent is traced to the offices that break it."""
    row, carried = view.session.view.rows[0], cell("carried_over")
    last = Report(place.reports["教育局"].form, row.office.name, YEAR - 1)
    stands = row.counted.head.value(carried) if row.counted and row.counted.head else None
    assert isinstance(stands, int)
    last.apply(last.edit([(cell("carried_forward"), stands + 4)]))
    view.session.decide([Draft(Subject.LAST, row.office.id, to_shape(last))], "上年数")
    view.show_view(1)
    view.sums.go_to(carried)
    assert not view.sums.breaks.isHidden()
    said = [label.text() for label in view.sums.breaks.findChildren(QLabel)]
    assert f"教育局：现填 {stands}，应为 {stands + 4}，少 4" in said
    view.sums.go_to(cell("received"))
    assert view.sums.breaks.isHidden()
