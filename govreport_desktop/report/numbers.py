"""Numbers as people type them. Counts are int, amounts Decimal, blank is None; never float."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from govreport_desktop.form.model import Kind
from govreport_desktop.patterns import regex

# More digits than any office will ever count. Fifteen is also what a number in Excel
# keeps exactly, so that no workbook can change a figure on its way.
MAX_DIGITS = 15
MAX_DECIMALS = 8

# Longer than any sum that someone types, and short enough to be read at once.
_LONGEST = 10_000

_UNITS = regex(r"(?:万元|亿元|元|件次|件|项|个|次|宗|起|人次)$")
_MONEY = regex(r"[十百千]*[万亿]?[美欧港澳日英台韩]?元|[$€£]|[美欧港]金|英镑|港币")
_ABOUT = regex(r"[约近超余多几]|左右|上下|以上|以下")
_GROUPED = regex(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = regex(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_SUM = regex(r"=?[+-]?\d+(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)*")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "，": ",", "。": "."})
_SPACES = regex(r"[\s\u00a0\u3000]+")
# Written forms of one digit under NFKC: full-width, half-width, mathematical. Any other sign
# that NFKC turns into digits (① ¹ ₁ ⒈ ½) is a mark beside a number or no plain number.
_PLAIN_FORMS = ("<wide>", "<narrow>", "<small>", "<font>", "<noBreak>")
_TWO_LINES = regex(r"[\d.,][^\S\r\n\v\f\x85\u2028\u2029]*[\r\n\v\f\x85\u2028\u2029]\s*[\d.,]")
# Shows the digits behind it in reverse: what is seen is another number than what is stored.
_REVERSING = "\u202e"


@dataclass(frozen=True, slots=True)
class Unread:
    """What the clerk typed where it is no number: kept and marked, never dropped.

    ``reason`` is derived from the text and the kind, so two of the same text are equal.
    """

    text: str
    reason: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unread) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)


Number = int | Decimal
Value = int | Decimal | Unread | None
_NUMBERS = (int, Decimal)  # a tuple is asked several times faster than a union


def is_number(value: object) -> TypeGuard[Number]:
    """Whether a cell holds a number (and not a blank or something unreadable)."""
    return isinstance(value, _NUMBERS)


def size(number: Number) -> Number:
    """``number`` without its sign."""
    return number if number >= 0 else -number


def parse_number(text: str, kind: Kind) -> Value:
    """What ``text`` means in a cell of ``kind``.

    Accepts full-width digits, thousands separators, surrounding and inner blanks, a
    trailing unit (件, 万元) and sums such as ``=12+5-3``. Blank text is None. Whatever is
    no number of that kind comes back as `Unread` with the reason in it: a fraction or a
    negative number where counts are asked, a number of more than 15 digits, words, what
    `no_single_number` names.
    """
    if len(text) > _LONGEST:
        return Unread(text, "不是数")
    if text.isascii() and text.isdecimal():
        # Most cells: there is nothing else in them to be looked for.
        return check_number(Decimal(text), kind, text)
    if reason := no_single_number(text):
        return Unread(text, reason)
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if not _invisible(c))
    plain = _SPACES.sub("", plain.translate(_MINUS))
    if not plain:
        return None
    if any(char.isdecimal() and not char.isascii() for char in plain):
        return Unread(text, "不是通用的数字")
    plain = _without_unit(plain, kind)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if _NUMBER.fullmatch(plain):
        number = Decimal(plain)
    elif plain.startswith("=") and _SUM.fullmatch(plain):
        number = sum(map(Decimal, re.findall(r"[+-]?\d+(?:\.\d+)?", plain)), Decimal())
    else:
        return Unread(text, _why_no_number(plain, kind))
    return check_number(number, kind, text)


def _why_no_number(plain: str, kind: Kind) -> str:
    """What a person would say of a text with digits in it that is no number of that kind."""
    if "存着的是" in plain:
        return "显示的与存着的不同"
    if not re.search(r"\d", plain):
        return "不是数"
    if (money := _MONEY.search(plain)) and (unit := money[0]) != kind.unit:
        wanted = kind.unit or "件数"
        return f"单位是{unit}，不是{wanted}"
    return "不是确定的数" if _ABOUT.search(plain) else "不是数"


def no_single_number(text: str) -> str:
    """Why the digits in ``text`` are not one number, though they stand close; "" if they may be.

    4213① and 4213¹ are a number and the mark of a note; two lines of digits are two numbers.
    """
    if any(_is_mark(char) for char in text):
        return "带有圈码、上标一类的记号"
    if _TWO_LINES.search(unicodedata.normalize("NFKC", text)):
        return "一格里有几行数"
    return ""


def is_mark_alone(text: str) -> bool:
    """Whether ``text`` is nothing but marks of notes: ①, ¹, ⑴."""
    return bool(text.strip()) and all(_is_mark(char) for char in text if not char.isspace())


def _is_mark(char: str) -> bool:
    form = unicodedata.decomposition(char)
    return (
        form.startswith("<")
        and not form.startswith(_PLAIN_FORMS)
        and any(digit.isdecimal() for digit in unicodedata.normalize("NFKC", char))
    ) or (char.isdigit() and not char.isdecimal())


def _invisible(char: str) -> bool:
    return unicodedata.category(char) == "Cf" and char != _REVERSING


def check_number(number: Number, kind: Kind, text: str = "") -> Value:
    """A number as a cell of ``kind`` holds it, or Unread with the reason (R5)."""
    text = text or str(number)
    exact = number if isinstance(number, Decimal) else Decimal(number)
    if not exact.is_finite():
        return Unread(text, "不是数")
    if kind.minimum is not None and exact < kind.minimum:
        return Unread(text, "不能是负数" if kind.minimum == 0 else f"不能小于 {kind.minimum}")
    if kind.type == "integer" and exact != exact.to_integral_value():
        return Unread(text, "应为整数")
    if exact.adjusted() >= MAX_DIGITS or len(exact.as_tuple().digits) > MAX_DIGITS:
        return Unread(text, f"超过 {MAX_DIGITS} 位数")
    if kind.type == "integer":
        return int(exact)
    if -int(exact.as_tuple().exponent) > MAX_DECIMALS:
        return Unread(text, f"小数超过 {MAX_DECIMALS} 位")
    return exact or abs(exact)


def format_value(value: Value, *, blank: str = "", grouped: bool = False) -> str:
    """A value as printed: plain digits, no exponent; ``blank`` for a blank cell."""
    if value is None:
        return blank
    if isinstance(value, Unread):
        return value.text
    code = "f" if isinstance(value, Decimal) else "d"
    return format(value, f",{code}" if grouped else code)


def _without_unit(plain: str, kind: Kind) -> str:
    """Drop a unit that says what the form asks for anyway; another unit stays and is wrong."""
    match = _UNITS.search(plain)
    if not match:
        return plain
    unit = match.group()
    money = unit.endswith("元")
    if money != (kind.type == "decimal") or (money and kind.unit and unit != kind.unit):
        return plain
    return plain[: match.start()]
