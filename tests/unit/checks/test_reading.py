"""Reading prose: quantities as people print them, and the way back to the stored text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport_desktop.checks.prose.numerals import Kind
from govreport_desktop.checks.prose.text import Prose, read
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report
from govreport_desktop.report.fields import expand
from govreport_desktop.report.typed import chinese_number


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("共14,711次", "14711", "次", Kind.COUNT),
        ("共１４７１１次", "14711", "次", Kind.COUNT),
        ("共 14711 次", "14711", "次", Kind.COUNT),
        ("评价数据12.94万件", "129400", "件", Kind.COUNT),
        ("收费96171.6万元", "961716000", "万元", Kind.MONEY),
        ("收费300元", "300", "元", Kind.MONEY),
        ("网办率87.7％", "87.7", "%", Kind.PERCENT),
        ("提高3个百分点", "3", "个百分点", Kind.POINTS),
        ("收到申请二十三件", "23", "件", Kind.COUNT),
        ("2023年度", "2023", "年度", Kind.YEAR),
    ],
)
def test_a_quantity_is_read_as_it_was_meant(text: str, value: str, unit: str, kind: Kind) -> None:
    (quantity,) = read(text).quantities
    assert (quantity.value, quantity.unit, quantity.kind) == (Decimal(value), unit, kind)
    assert not quantity.approximate


@pytest.mark.parametrize("text", ["15000余件", "近300条", "约1.5万次", "20多家", "超过80件"])
def test_what_is_said_roughly_is_known_to_be_rough(text: str) -> None:
    (quantity,) = read(text).quantities
    assert quantity.approximate


@pytest.mark.parametrize(
    "text",
    [
        "12345热线",
        "国办公开办函〔2021〕30号",
        "第20条",
        "10月31日",
        "24小时",
        "1.加强学习",
        "5G网络",
    ],
)
def test_numbers_that_count_nothing_are_no_counts(text: str) -> None:
    assert all(q.kind is Kind.OTHER for q in read(text).quantities)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三千二百", 3200),
        ("两万一", 20001),
    ],
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert chinese_number(text) == value


def test_a_rounded_figure_agrees_with_what_prints_as_it() -> None:
    (quantity,) = read("网办率87.7%").quantities
    assert quantity.agrees(Decimal("87.65"))
    assert quantity.agrees(Decimal("87.79"))  # cut off instead of rounded
    assert not quantity.agrees(Decimal("87.81"))
    (count,) = read("共12件").quantities
    assert not count.agrees(Decimal("12.4"))


def test_half_width_signs_do_not_split_a_number_or_join_two() -> None:
    found = read("许可1,260条,处罚12,345件,共3,另").quantities
    assert [q.value for q in found] == [1260, 12345, 3]


def test_a_place_leads_back_through_blanks_and_fields() -> None:
    report = Report(load_form("2021"), "青禾县交通运输局", 2023)
    cell = CellAddress("requests", "received", "natural_person")
    report.load({cell: 12}, {}, dict(report.fields), {})
    stored = "全年　收到 {requests/received/total} 件，其中自然人 12 件。"
    expanded = expand(stored, report)
    prose = Prose("overview", "overview", "一、总体情况", read(expanded.text), expanded)
    first, second = (q for q in prose.reading.quantities)
    span = prose.span(first.start, first.end)
    assert stored[span.start : span.end] == "{requests/received/total} 件"
    span = prose.span(second.start, second.end)
    assert stored[span.start : span.end] == "12 件"


def test_sentences_do_not_end_inside_brackets() -> None:
    reading = read("共20件（其中许可8件；处罚12件）。全部公开！\n第二段")
    assert [reading.of(s).strip() for s in reading.sentences] == [
        "共20件（其中许可8件；处罚12件）。",
        "全部公开！",
        "第二段",
    ]


def test_a_line_is_read_the_same_alone_and_among_others() -> None:
    lines = ["共收到申请１２件 ，", "", "其中（网络 8件", "）信函四件。\r另有 3,500 次"]
    whole, place, token = read("\n".join(lines)), 0, 0
    for line in lines:
        alone = read(line)
        end = place + len(alone.plain)
        assert whole.plain[place:end] == alone.plain
        assert whole.depth[place:end] == alone.depth
        inside = whole.quantities_in(place, end)
        assert [q.text for q in inside] == [q.text for q in alone.quantities]
        assert [whole.plain[q.start : q.end] for q in inside] == [q.text for q in inside]
        size = len(alone.tokens.symbols)
        assert whole.tokens.symbols[token : token + size] == alone.tokens.symbols
        place, token = end + 1, token + size + 1
    assert "\n".join(lines)[whole.origin[whole.plain.index("3,500")]] == "3"
