"""The JSON shape: exact there and back, and forgiving about what is missing."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from govreport_desktop.errors import FormError, ReadError
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import FieldAddress, Report, Unread
from govreport_desktop.report.shape import from_shape, to_shape
from tests.unit.report.reports import reports, snapshot

RECEIVED = CellAddress("requests", "received", "natural_person")
FEES = CellAddress("proactive", "fees", "amount")


@given(reports())
def test_there_and_back(report: Report) -> None:
    text = json.dumps(to_shape(report), ensure_ascii=False)
    again, unplaced = from_shape(json.loads(text))
    assert unplaced == []
    assert snapshot(again) == snapshot(report)
    assert json.dumps(to_shape(again), ensure_ascii=False) == text


def test_the_shape_others_read() -> None:
    report = Report(load_form("2021"), "青禾县档案局", 2023)
    report.apply(report.edit([(RECEIVED, 5), (FEES, Decimal("96171.60"))]))
    shape = to_shape(report)
    assert list(shape) == ["form", "office", "year", "tables", "narratives"]
    assert (shape["form"], shape["office"], shape["year"]) == ("2021", "青禾县档案局", 2023)
    received = shape["tables"]["requests"]["received"]
    assert received["natural_person"] == 5
    assert received["business"] is None
    assert received["total"] == 5
    assert shape["tables"]["proactive"]["fees"] == {"amount": "96171.60"}
    assert shape["narratives"] == {"preamble": "", "overview": "", "problems": "", "other": ""}


def test_missing_tables_rows_and_cells_are_blank() -> None:
    report, unplaced = from_shape(
        {"form": "2021", "tables": {"requests": {"received": {"business": 3}, "granted": None}}}
    )
    assert unplaced == []
    assert report.year is None
    assert report.values[RECEIVED] is None
    assert report.values[RECEIVED._replace(column="total")] == 3


def test_the_year_stands_in_for_the_form() -> None:
    assert from_shape({"year": 2020, "tables": {}})[0].form.id == "2019"
    assert from_shape({"year": 2024, "tables": {}})[0].form.id == "2021"


def test_what_has_no_place_is_named() -> None:
    shape = {
        "form": "2021",
        "tables": {"requests": {"closed": {"business": 3}}, "extra": {"row": {"column": 1}}},
        "narratives": {"summary": "多出来的"},
        "profile": {"mood": "good"},
    }
    _, unplaced = from_shape(shape)
    assert unplaced == [
        "tables/requests/closed/business = 3",
        "tables/extra/row/column = 1",
        "narratives/summary = 多出来的",
        "profile/mood = good",
    ]


def test_a_printed_total_that_differs_is_named() -> None:
    shape = {"form": "2021", "tables": {"requests": {"received": {"business": 3, "total": 4}}}}
    report, unplaced = from_shape(shape)
    assert report.values[RECEIVED._replace(column="total")] == 3
    assert unplaced == ["三 · 本年新收 · 总计：原为 4，按各项相加为 3"]


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("12", 12),
        ("１２件", 12),
        (12.0, 12),
        (1.5, Unread("1.5")),
        (-3, Unread("-3")),
        (True, Unread("True")),
        (10**20, Unread(str(10**20))),
        ("无", Unread("无")),
        ("1e3", Unread("1e3")),
        ("1_000", Unread("1_000")),
        ("", None),
    ],
)
def test_cells_as_other_programs_write_them(plain: object, value: object) -> None:
    shape = {"form": "2021", "tables": {"requests": {"received": {"natural_person": plain}}}}
    assert from_shape(shape)[0].values[RECEIVED] == value


def test_a_float_amount_is_taken_as_it_is_written() -> None:
    shape: Any = json.loads('{"form": "2021", "tables": {"proactive": {"fees": {"amount": 0.1}}}}')
    assert from_shape(shape)[0].values[FEES] == Decimal("0.1")


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ([], "不是政府信息公开年度报告"),
        ("报告", "不是政府信息公开年度报告"),
        ({"name": "else"}, "不是政府信息公开年度报告"),
        ({"form": 2021}, "form 应为文字"),
        ({"tables": {}}, "没有 form，也没有 year"),
        ({"form": "2021", "year": "2023"}, "year 应为整数年份"),
        ({"form": "2021", "year": True}, "year 应为整数年份"),
        ({"form": "2021", "office": 5}, "office 应为文字"),
        ({"form": "2021", "tables": []}, "tables 应为一组键和值"),
        ({"form": "2021", "tables": {"requests": [1]}}, "requests 应为一组键和值"),
        ({"form": "2021", "tables": {"requests": {"received": 5}}}, "received 应为一组键和值"),
        ({"form": "2021", "narratives": {"overview": 5}}, "narratives/overview 应为文字"),
        (
            {"form": "2021", "tables": {"requests": {"received": {"business": [1]}}}},
            "requests/received/business 应为数、文字或 null",
        ),
    ],
)
def test_what_is_no_report_is_refused(shape: object, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        from_shape(shape)


def test_a_form_there_is_no_data_for_is_refused() -> None:
    with pytest.raises(FormError, match="1999"):
        from_shape({"form": "1999", "tables": {}})


def test_last_year_is_carried_in_the_report() -> None:
    last = Report(load_form("2019"), "青禾县档案局", 2020)
    forward = CellAddress("requests", "carried_forward", "business")
    last.apply(last.edit([(forward, 4)]))
    report = Report(load_form("2021"), "青禾县档案局", 2021)
    text = json.dumps(to_shape(last), ensure_ascii=False)
    report.apply(report.edit([(FieldAddress("last_year"), text)]))
    carried = report.last_year
    assert carried is not None
    assert (carried.form.id, carried.year, carried.values[forward]) == ("2019", 2020, 4)
    assert report.last_year is carried
    assert "last_year" not in to_shape(report).get("profile", {})


@pytest.mark.parametrize("year", [0, 24, 1999, 2101, 99999])
def test_a_year_outside_this_century_is_refused(year: int) -> None:
    with pytest.raises(ReadError, match=f"现在是 {year}。"):
        from_shape({"form": "2021", "year": year})
