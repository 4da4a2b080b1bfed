"""Numbers as clerks type and paste them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.form import Kind, load_form
from govreport_desktop.report import Unread, Value, format_value, is_number, parse_number
from govreport_desktop.report.numbers import check_number

COUNT = load_form("2021").kinds["count"]
AMOUNT = load_form("2021").kinds["amount"]
CHANGE = load_form("2019").kinds["change"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("  \u3000\t\u00a0", None),
        ("0", 0),
        ("007", 7),
        ("24380", 24380),
        ("２４３８０", 24380),
        (" 2 4380 ", 24380),
        ("1,234,567", 1234567),
        ("1，234，567", 1234567),
        ("12件", 12),
        ("12 件", 12),
        ("12人次", 12),
        ("12.0", 12),
        ("12。", 12),
        ("+5", 5),
        ("-0", 0),
        ("=12+5-3", 14),
        ("＝12＋5", 17),
        ("999999999999999", 999999999999999),
    ],
)
def test_counts_in_the_forms_people_use(text: str, value: Value) -> None:
    found = parse_number(text, COUNT)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("59237.2449", Decimal("59237.2449")),
        ("96171.60", Decimal("96171.60")),
        ("1,234.5万元", Decimal("1234.5")),
        ("３．５", Decimal("3.5")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("0.00", Decimal("0.00")),
        ("-0.00", Decimal("0.00")),
        ("=1.5+2.25", Decimal("3.75")),
    ],
)
def test_amounts_keep_every_digit(text: str, value: Decimal) -> None:
    found = parse_number(text, AMOUNT)
    assert isinstance(found, Decimal)
    assert str(found) == str(value)


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("-1", COUNT, "不能是负数"),
        ("－１", COUNT, "不能是负数"),
        ("—1", COUNT, "不能是负数"),
        ("1.5", COUNT, "应为整数"),
        ("=1+1.5", COUNT, "应为整数"),
        ("12345678901234567890", COUNT, "超过 15 位数"),
        ("1000000000000000", COUNT, "超过 15 位数"),
        ("-0.01", AMOUNT, "不能是负数"),
        ("0.123456789", AMOUNT, "小数超过 8 位"),
        ("12345678901234.56", AMOUNT, "超过 15 位数"),
        *((text, COUNT, "不是数") for text in (
            "无", "/", "—", "1/2", "12a", "一二", "1,23", "12,3456", "1e3", "1_000", "NaN",
            "Infinity", "12+5", "=", "=1*2", "件", "0x10", "1..2", "12%",
        )),
        ("12件", AMOUNT, "不是数"),
        ("1 2 元", COUNT, "单位是元，不是件"),
        ("12万元", COUNT, "单位是万元，不是件"),
        ("3元", AMOUNT, "单位是元，不是万元"),
        ("3亿元", AMOUNT, "单位是亿元，不是万元"),
        ("3万美元", AMOUNT, "单位是万美元，不是万元"),
        ("$3", AMOUNT, "单位是$，不是万元"),
        ("约30件", COUNT, "不是确定的数"),
        ("95（存着的是 5）", COUNT, "显示的与存着的不同"),
    ],
)  # fmt: skip
def test_what_is_no_such_number_is_kept_with_the_reason(text: str, kind: Kind, reason: str) -> None:
    found = parse_number(text, kind)
    assert isinstance(found, Unread)
    assert (found.text, found.reason) == (text, reason)


def test_the_change_of_the_2019_form_may_be_negative() -> None:
    assert parse_number("-12", CHANGE) == -12
    assert parse_number("−12", CHANGE) == -12


@given(st.integers(0, 10**15 - 1))
def test_every_count_survives_being_printed(number: int) -> None:
    assert parse_number(format_value(number), COUNT) == number
    assert parse_number(format_value(number, grouped=True), COUNT) == number


@given(st.decimals(0, 10**6, places=4))
def test_every_amount_survives_being_printed(number: Decimal) -> None:
    found = parse_number(format_value(number), AMOUNT)
    assert str(found) == format(abs(number), "f")
    assert parse_number(format_value(number, grouped=True), AMOUNT) == number


@given(st.text())
def test_nothing_typed_is_lost(text: str) -> None:
    """Every text is a blank, a number in range, or kept word for word."""
    found = parse_number(text, COUNT)
    if isinstance(found, Unread):
        assert found.text == text
        assert found.reason
    else:
        assert found is None or 0 <= int(found) < 10**15


@given(st.text())
def test_what_can_not_be_read_stays_unread(text: str) -> None:
    found = parse_number(text, AMOUNT)
    if isinstance(found, Unread):
        assert parse_number(found.text, AMOUNT) == found


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+20"), 10**15])
def test_numbers_out_of_all_range(number: Decimal | int) -> None:
    assert isinstance(check_number(number, COUNT), Unread)


def test_printing() -> None:
    assert format_value(None) == ""
    assert format_value(None, blank="/") == "/"
    assert format_value(Unread("约 3")) == "约 3"
    assert format_value(Decimal("1E+3")) == "1000"
    assert format_value(1234567, grouped=True) == "1,234,567"


def test_a_blank_and_an_unread_text_are_no_numbers() -> None:
    assert is_number(0)
    assert is_number(Decimal("0.5"))
    assert not is_number(None)
    assert not is_number(Unread("3"))


def test_the_reason_is_no_part_of_an_unread_text() -> None:
    assert Unread("x", "不是数") == Unread("x")
    assert hash(Unread("x", "不是数")) == hash(Unread("x"))
    assert Unread("x") != Unread("y")


@pytest.mark.parametrize(
    "text", ["4213①", "4213¹", "42₁3", "①", "4213⒈", "4½", "55\n456", "1,\r\n234"]
)
def test_a_mark_or_a_second_line_makes_no_longer_number(text: str) -> None:
    for kind in (COUNT, AMOUNT):
        found = parse_number(text, kind)
        assert isinstance(found, Unread), text
        assert found.reason in ("带有圈码、上标一类的记号", "一格里有几行数")


@pytest.mark.parametrize(
    "text", ["\u202d4213\u202c", "42\u200b13", "4\u00ad213", "\ufeff4213\u200f", "４２１３"]
)
def test_signs_nobody_sees_do_not_make_a_number_unreadable(text: str) -> None:
    assert parse_number(text, COUNT) == 4213


def test_digits_that_are_shown_in_reverse_are_not_taken_as_stored() -> None:
    assert isinstance(parse_number("\u202e3124\u202c", COUNT), Unread)


def test_a_unit_on_the_next_line_is_still_its_unit() -> None:
    assert parse_number("55\n件", COUNT) == 55
