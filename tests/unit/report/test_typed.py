"""Numbers typed into a cell: sums, brackets, Chinese numerals, and why something is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.form import load_form
from govreport_desktop.report import Unread, Value, parse_number
from govreport_desktop.report.typed import chinese_number, expression_hint, parse_typed

COUNT = load_form("2021").kinds["count"]
AMOUNT = load_form("2021").kinds["amount"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("=(2+3)*4", 20),
        ("=（2＋3）×4", 20),
        ("=12+5-3", 14),
        ("= 100 ÷ 4", 25),
        ("=-(3-8)", 5),
        ("=1,200+34", 1234),
        ("=2*(3+(4-1))", 12),
        ("=7", 7),
        ("十二", 12),
        ("二十", 20),
        ("二十件", 20),
        ("壹佰", 100),
        ("壹佰贰拾叁", 123),
        ("一百零五", 105),
        ("三千二百", 3200),
        ("两万三千", 23000),
        ("一万零五", 10005),
        ("十", 10),
        ("零", 0),
        ("12件", 12),
        ("", None),
    ],
)
def test_what_people_type_is_a_number(text: str, value: Value) -> None:
    assert parse_typed(text, COUNT) == value


def test_amounts_are_exact() -> None:
    assert parse_typed("=12.5+0.1", AMOUNT) == Decimal("12.6")
    assert parse_typed("=10/4", AMOUNT) == Decimal("2.5")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("=(2+3", "括号不成对，缺右括号"),
        ("=2+3)", "括号不成对，多了右括号"),
        ("=2+", "没有写完"),
        ("=", "没有写完"),
        ("=2**3", "“*”前面缺一个数"),
        ("=2 3", "缺运算符号"),
        ("=A1+2", "“A”不能算"),
        ("=5/0", "除数是 0"),
        ("=0/0", "不能算"),
        ("=5/2", "算得 2.5，应为整数"),
        ("=10/3", "算得 3.3333……，应为整数"),
        ("=2-5", "算得 -3，不能是负数"),
        ("12+5", "前面要加等号：=12+5"),
        ("一百二", "两种读法"),
        ("两万三", "两种读法"),
        ("二三", "不是数"),
        ("约十件", "不是数"),
        ("=" + "(" * 300, "太长"),
    ],
)
def test_what_is_no_number_says_why(text: str, why: str) -> None:
    found = parse_typed(text, COUNT)
    assert isinstance(found, Unread)
    assert found.text == text
    assert why in found.reason


def test_a_source_is_not_read_so() -> None:
    assert isinstance(parse_number("三", COUNT), Unread)
    assert isinstance(parse_number("=(2+3)*4", COUNT), Unread)


def test_while_typing_a_sum_it_is_said_what_it_comes_to() -> None:
    assert expression_hint("12", COUNT) == ""
    assert "括号" in expression_hint("=", COUNT)
    assert expression_hint("=(2+3)*4", COUNT).endswith("现在得 20")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("=10/3", "现在算得 3.3333……，应为整数"),
        ("=1/0", "现在除数是 0，不能算"),
        ("=(((1+2", "现在括号不成对，缺右括号"),
        ("=5-8", "现在算得 -3，不能是负数"),
    ],
)
def test_while_typing_a_sum_that_comes_to_nothing_the_reason_is_said(typed: str, why: str) -> None:
    assert expression_hint(typed, COUNT).splitlines()[-1] == why


@given(st.text(max_size=30))
def test_nothing_that_is_typed_raises_or_is_lost(text: str) -> None:
    for typed in (text, f"={text}"):
        found = parse_typed(typed, COUNT)
        assert not isinstance(found, Unread) or (found.text == typed and found.reason)


_SAID = "零一二三四五六七八九"


def spoken(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    tens, ones = divmod(rest, 10)
    parts = [(thousands, "千"), (hundreds, "百"), (tens, "十"), (ones, "")]
    text = "".join(f"{_SAID[n]}{place}" if n else "零" for n, place in parts).strip("零")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text or "零"


@given(st.integers(0, 9999))
def test_every_number_written_out_is_read_again(number: int) -> None:
    assert chinese_number(spoken(number)) == number
    assert parse_typed(spoken(number), COUNT) == number
