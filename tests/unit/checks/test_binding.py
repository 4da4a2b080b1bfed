"""Last year's figures in the prose become fields where the table held just them."""

from __future__ import annotations

import json
from decimal import Decimal

from govreport_desktop.checks.binding import bind
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.gestures import blanks_to_zero
from govreport_desktop.report.shape import to_shape

FORM = load_form("2021")


def cell(row: str, column: str = "natural_person", table: str = "requests") -> CellAddress:
    return CellAddress(table, row, column)


def last(text: str) -> Report:
    before = Report(FORM, "示例局", 2022)
    before.apply(before.edit([(cell("received"), 10)]))
    report = Report(FORM, "示例局", 2023)
    figures = {
        cell("received"): 9,
        cell("received", "business"): 3,
        cell("carried_over"): 1,
        cell("granted"): 6,
        cell("denied.internal"): 2,
        cell("denied.third_party"): 1,
        cell("issued", "issued", "proactive"): None,
    }
    report.apply(report.edit([(a, n) for a, n in figures.items() if n is not None]))
    report.apply(report.edit([(cell("fees", "amount", "proactive"), Decimal("12.5"))]))
    report.apply(blanks_to_zero(report, [spec.address for spec in FORM.cells]))
    shape = json.dumps(to_shape(before), ensure_ascii=False)
    report.apply(report.edit([(TextAddress("overview"), text), (FieldAddress("last_year"), shape)]))
    return report


def bound(text: str) -> str:
    return bind(last(text), FORM)["overview"].text


def test_a_figure_that_the_table_holds_follows_it() -> None:
    text = "本年新收政府信息公开申请12件，其中自然人申请9件；上年结转政府信息公开申请1件。"
    assert bound(text) == (
        "本年新收政府信息公开申请{requests/received/total}件，"
        "其中自然人申请{requests/received/natural_person}件；"
        "上年结转政府信息公开申请{requests/carried_over/total}件。"
    )
    assert bind(last(text), FORM)["overview"].figures == 3


def test_a_group_of_rows_and_a_comparison_follow_too() -> None:
    text = "本年新收政府信息公开申请12件，同比增长20%，其中不予公开3件。"
    assert bound(text) == (
        "本年新收政府信息公开申请{requests/received/total}件，"
        "同比{requests/received/total:growth}，其中不予公开{requests/denied.*/total}件。"
    )
    more = "本年新收政府信息公开申请12件，比上年增加2件。"
    assert "比上年{requests/received/total:difference}件" in bound(more)


def test_what_is_not_certain_stays_as_it_is() -> None:
    for text in (
        "本年新收政府信息公开申请13件。",  # not what the table held
        "本年新收政府信息公开申请约12件。",
        "收到网络申请12件。",
        "本年新收政府信息公开申请十二件。",
        "2022年新收政府信息公开申请12件。",
        "全市新收政府信息公开申请12件。",
    ):
        assert bound(text) == text


def test_a_wrong_comparison_stays() -> None:
    text = bound("本年新收政府信息公开申请12件，同比增长25%。")
    assert "同比增长25%" in text


def test_amounts_are_bound_in_the_unit_of_the_table_alone() -> None:
    assert "{proactive/fees/amount}万元" in bound("收取行政事业性收费12.5万元。")
    assert bound("收取行政事业性收费125000元。") == "收取行政事业性收费125000元。"


def test_what_is_a_field_already_stays_one() -> None:
    text = "本年新收政府信息公开申请{requests/received/total}件。"
    assert bound(text) == text


def test_every_part_of_last_years_report_reads_as_before() -> None:
    """Bound and printed with last year's own figures it is last year's text."""
    from govreport_desktop.report.fields import expand

    text = (
        "2023年，本年新收政府信息公开申请12件，同比增长20%。全年办结政府信息公开申请9件，"
        "予以公开6件，不予公开3件。行政事业性收费12.5万元。"
    )
    report = last(text)
    assert expand(bind(report, FORM)["overview"].text, report).text == text
