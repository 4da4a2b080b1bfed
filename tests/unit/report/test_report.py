"""One road for every change: checked as a whole, applied as a whole, taken back as a whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.errors import EditError
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import (
    Change,
    Content,
    Edit,
    ExplanationAddress,
    FieldAddress,
    Report,
    TextAddress,
    Unread,
)
from govreport_desktop.report.edit import Address
from tests.unit.report.reports import edits, reports, snapshot

RECEIVED = CellAddress("requests", "received", "natural_person")
RECEIVED_TOTAL = RECEIVED._replace(column="total")
FEES = CellAddress("proactive", "fees", "amount")


@pytest.fixture
def report() -> Report:
    return Report(load_form("2021"), "青禾县档案局", 2023)


def put(report: Report, *contents: tuple[Address, Content]) -> frozenset[Address]:
    return report.apply(report.edit(contents))


def test_a_new_report_is_blank_and_knows_its_office(report: Report) -> None:
    assert len(report.values) == 200
    assert set(report.values.values()) == {None}
    assert set(report.texts) == {"preamble", "overview", "problems", "other"}
    assert (report.office, report.year) == ("青禾县档案局", 2023)
    assert report.title == "青禾县档案局2023年政府信息公开工作年度报告"
    assert report.last_year is None


def test_the_views_can_not_be_written_to(report: Report) -> None:
    with pytest.raises(TypeError):
        report.values[RECEIVED] = 1  # type: ignore[index]
    with pytest.raises(TypeError):
        report.texts["overview"] = ""  # type: ignore[index]


def test_apply_answers_every_address_that_changed(report: Report) -> None:
    assert put(report, (RECEIVED, 5)) == {RECEIVED, RECEIVED_TOTAL}
    assert report.values[RECEIVED_TOTAL] == 5
    granted = CellAddress("requests", "granted", "business")
    assert put(report, (granted, 2)) == {
        granted,
        granted._replace(column="total"),
        granted._replace(row="total"),
        CellAddress("requests", "total", "total"),
    }


def test_blank_is_not_nought(report: Report) -> None:
    put(report, (RECEIVED, 0))
    assert report.values[RECEIVED] == 0
    assert report.values[RECEIVED_TOTAL] == 0
    put(report, (RECEIVED, None))
    assert report.values[RECEIVED] is None
    assert report.values[RECEIVED_TOTAL] is None


def test_a_total_over_blanks_is_the_sum_of_what_is_there(report: Report) -> None:
    put(report, (RECEIVED, 3), (RECEIVED._replace(column="business"), 4))
    assert report.values[RECEIVED_TOTAL] == 7


def test_an_unreadable_cell_is_kept_and_not_counted(report: Report) -> None:
    put(report, (RECEIVED, Unread("三件")), (RECEIVED._replace(column="business"), 4))
    assert report.values[RECEIVED] == Unread("三件")
    assert report.values[RECEIVED_TOTAL] == 4


def test_a_computed_cell_can_not_be_typed_in(report: Report) -> None:
    edit = Edit((Change(RECEIVED, None, 1), Change(RECEIVED_TOTAL, None, 1)))
    with pytest.raises(EditError, match="三 · 本年新收 · 总计由程序计算，不能填写"):
        report.apply(edit)
    assert report.values[RECEIVED] is None


def test_an_edit_made_for_another_state_is_refused(report: Report) -> None:
    stale = report.edit([(RECEIVED, 1)])
    put(report, (RECEIVED, 2))
    with pytest.raises(EditError, match="已经变了，请再做一次"):
        report.apply(stale)
    assert report.values[RECEIVED] == 2


@pytest.mark.parametrize(
    ("address", "content", "said"),
    [
        (RECEIVED, "5", "应为件数"),
        (RECEIVED, True, "应为件数"),
        (RECEIVED, Decimal(5), "应为件数"),
        (RECEIVED, -5, "不能是负数"),
        (RECEIVED, 10**20, "超过 15 位数"),
        (FEES, 5, "应为金额"),
        (FEES, Decimal("-0.5"), "不能是负数"),
        (FEES, Decimal("NaN"), "不是数"),
        (TextAddress("overview"), 5, "应为文字"),
        (TextAddress("overview"), None, "应为文字"),
        (FieldAddress("office"), 5, "应为文字"),
        (FieldAddress("last_year"), "{", "上年度报告读不出来"),
        (FieldAddress("last_year"), "[]", "上年度报告读不出来"),
    ],
)
def test_a_content_of_the_wrong_kind_is_refused(
    report: Report, address: Address, content: Content, said: str
) -> None:
    before = snapshot(report)
    with pytest.raises(EditError, match=said):
        report.apply(Edit((Change(address, report.content(address), content),)))
    assert snapshot(report) == before


@pytest.mark.parametrize(
    "address",
    [
        CellAddress("requests", "closed", "total"),
        TextAddress("requests"),
        FieldAddress("mood"),
    ],
)
def test_a_place_the_form_does_not_have_is_refused(report: Report, address: Address) -> None:
    with pytest.raises(EditError, match="2021年版格式里没有这个位置"):
        report.apply(Edit((Change(address, None, None),)))


def test_places_of_two_kinds_with_one_name_are_two_places(report: Report) -> None:
    places = (FieldAddress("office"), ExplanationAddress("office"))
    changed = report.apply(report.edit(zip(places, ["某局", "改了名"], strict=True)))
    assert changed == set(places) and len(changed) == 2
    assert [report.content(place) for place in places] == ["某局", "改了名"]


def test_one_place_twice_in_one_edit_is_refused(report: Report) -> None:
    twice = Edit((Change(RECEIVED, None, 1), Change(RECEIVED, 1, 2)))
    with pytest.raises(EditError, match="出现了两次"):
        report.apply(twice)


def test_nothing_is_applied_of_an_edit_that_fails_late(report: Report) -> None:
    before = snapshot(report)
    good = Change(TextAddress("overview"), "", "一句话。")
    with pytest.raises(EditError):
        report.apply(Edit((good, Change(RECEIVED, 99, 1))))
    assert snapshot(report) == before


def test_an_edit_leaves_out_what_would_not_change(report: Report) -> None:
    put(report, (RECEIVED, 5))
    assert not report.edit([(RECEIVED, 5), (TextAddress("overview"), "")])
    edit = report.edit([(RECEIVED, 5), (FEES, Decimal("1.0"))])
    assert [change.address for change in edit.changes] == [FEES]


def test_trailing_zeros_of_an_amount_are_a_change(report: Report) -> None:
    put(report, (FEES, Decimal("1.0")))
    edit = report.edit([(FEES, Decimal("1.00"))])
    assert edit
    assert report.apply(edit) == {FEES}
    assert str(report.values[FEES]) == "1.00"


def test_the_reason_of_an_unread_text_is_no_change(report: Report) -> None:
    put(report, (RECEIVED, Unread("三件", "不是数")))
    assert not report.edit([(RECEIVED, Unread("三件"))])


def test_an_explanation_comes_and_goes(report: Report) -> None:
    key = ExplanationAddress("R6:requests/total")
    put(report, (key, "机构划转"))
    assert report.explanations == {"R6:requests/total": "机构划转"}
    put(report, (key, ""))
    assert report.explanations == {}


def test_places_are_named_as_people_say_them(report: Report) -> None:
    assert report.words(RECEIVED) == "三 · 本年新收 · 自然人"
    assert report.words(TextAddress("overview")) == "一、总体情况"
    assert report.words(FieldAddress("office")) == "机关名称"
    assert report.words(ExplanationAddress("R6:x")) == "审核说明"


def test_the_inverse_of_an_edit_says_that_it_undoes(report: Report) -> None:
    edit = Edit((Change(RECEIVED, None, 1),), "粘贴 1 个单元格", "paste")
    assert (edit.inverse().name, edit.inverse().kind) == ("粘贴 1 个单元格", "undo")
    assert edit.inverse().inverse().kind == "redo"


@given(data=st.data(), report=reports())
def test_undoing_takes_everything_back(data: st.DataObject, report: Report) -> None:
    before = snapshot(report)
    edit = data.draw(edits(report))
    changed = report.apply(edit)
    after = snapshot(report)
    assert report.apply(edit.inverse()) == changed
    assert snapshot(report) == before
    report.apply(edit.inverse().inverse())
    assert snapshot(report) == after


@given(data=st.data(), report=reports())
def test_apply_answers_exactly_what_changed(data: st.DataObject, report: Report) -> None:
    before = {address: (type(v), str(v)) for address, v in report.values.items()}
    changed = report.apply(data.draw(edits(report)))
    cells = {address for address in changed if isinstance(address, CellAddress)}
    after = {address: (type(v), str(v)) for address, v in report.values.items()}
    assert cells == {address for address in after if after[address] != before[address]}
