"""Numbers as they are typed into a cell: beside digits also sums, and Chinese numerals.

Only what a person types, or pastes into a cell, is read so. In a source 三 is the number of a
heading, and a sum is text; what is read there goes by `numbers.parse_number` alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal, DivisionByZero, InvalidOperation, Overflow

from govreport_desktop.form.model import Kind
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import Unread, Value, check_number, is_number, parse_number

EXPRESSION_HINT = "算式：可以用 + - × ÷ 和括号，如 =(2+3)*4"
_SHOWN = Decimal("0.0001")  # of a result that is no number for the cell
_LARGE = 10**15
_LONGEST = 200  # more than any sum somebody types, and no depth that could hurt
_SIGNS = str.maketrans("×÷−–—﹣＊·、", "*/----*  ")
_TOKEN = regex(r"\s*(?:(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)|([-+*/()]))")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGITS |= {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"貳": 2, "參": 3}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HIGH = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_CHINESE = regex(
    f"([{''.join([*_DIGITS, *_PLACES, *_HIGH])}]+)(?:件次|件|项|个|次|宗|起|人次|万元)?"
)


class _WrongError(Exception):
    """Why an expression has no result, as it follows what was typed."""


def parse_typed(text: str, kind: Kind) -> Value:
    """What ``text`` means where it is typed into a cell of ``kind``.

    As `parse_number`; also expressions (``=(2+3)*4``, × ÷ and brackets of any width) and
    Chinese numerals (十二, 二十, 壹佰). What is no number is `Unread` with the reason.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).strip()
    if plain.startswith("="):
        return _calculated(text, plain[1:], kind)
    number = parse_number(text, kind)
    if isinstance(number, Unread) and (match := _CHINESE.fullmatch(plain)):
        return _numeral(text, match[1], kind)
    if isinstance(number, Unread) and _is_sum(plain):
        return Unread(text, f"像是算式，算式前面要加等号：={plain}")
    return number


def why_unread(value: Unread, kind: Kind) -> str:
    """Why what was typed is no number of ``kind``; a file keeps the text alone."""
    again = parse_typed(value.text, kind)
    return (again.reason if isinstance(again, Unread) else value.reason) or "不是数"


def _calculated(text: str, expression: str, kind: Kind) -> Value:
    try:
        result = _Expression(expression).result()
    except _WrongError as error:
        return Unread(text, str(error))
    value = check_number(result, kind, text)
    if isinstance(value, Unread):
        return Unread(text, f"算得 {_short(result)}，{value.reason}")
    return value


def _short(number: Decimal) -> str:
    """3.3333…… for a third of ten: nobody reads on."""
    exact = f"{number.normalize():f}"
    cut = f"{number.quantize(_SHOWN, ROUND_DOWN):f}" if abs(number) < _LARGE else exact
    return f"{cut}……" if len(exact) > len(cut) else exact


def _is_sum(plain: str) -> bool:
    try:
        _Expression(plain).result()
    except _WrongError:
        return False
    return len(_tokens(plain)) > 2


def _numeral(text: str, words: str, kind: Kind) -> Value:
    number = chinese_number(words)
    if number is None:
        return Unread(text, "不是数")
    if _is_short(words):
        return Unread(text, "可以有两种读法，请写数字")
    return check_number(number, kind, text)


def chinese_number(words: str) -> int | None:
    """The value of 十二, 一百零五, 三千二百, 壹佰, 两万三千; None for what is no number."""
    for sign, factor in sorted(_HIGH.items(), key=lambda item: -item[1]):
        if sign in words:
            high, _, low = words.rpartition(sign)
            above = chinese_number(high)
            below = chinese_number(low.lstrip("零〇")) if low.strip("零〇") else 0
            return None if above is None or below is None else above * factor + below
    total, digit, place = 0, None, 10**4
    for char in words:
        if char in _PLACES:
            if _PLACES[char] >= place:
                return None
            place = _PLACES[char]
            total += (1 if digit is None else digit) * place
            digit = None
        elif digit in (None, 0):
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0) if words else None


def _is_short(words: str) -> bool:
    """一百二 may be 120 or 102, 两万三 23000 or 20003."""
    before = words[-2:-1]
    return words[-1] in _DIGITS and (before in _HIGH or _PLACES.get(before, 0) > 10)


def _tokens(expression: str) -> Sequence[str]:
    found: list[str] = []
    at = 0
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None:
            if not (rest := expression[at:].strip()):
                break
            raise _WrongError(f"里的“{rest[0]}”不能算，{EXPRESSION_HINT}")
        found.append(match[1] or match[2])
        at = match.end()
    return found


class _Expression:
    """Sums and products, brackets first; exact as long as nothing is divided."""

    def __init__(self, expression: str) -> None:
        if len(expression) > _LONGEST:
            raise _WrongError("太长，算不了")
        self._left = [*_tokens(expression)]
        self._left.reverse()

    def result(self) -> Decimal:
        """What it comes to. Raises _WrongError with the reason where it comes to nothing."""
        try:
            found = self._sum()
        except DivisionByZero as error:
            raise _WrongError("除数是 0，不能算") from error
        except (InvalidOperation, Overflow) as error:
            raise _WrongError("不能算") from error
        if self._left:
            closed = self._left[-1] == ")"
            raise _WrongError("括号不成对，多了右括号" if closed else "两个数之间缺运算符号")
        return found

    def _sum(self) -> Decimal:
        found = self._product()
        while self._next() in ("+", "-"):
            sign = self._left.pop()
            found = found + self._product() if sign == "+" else found - self._product()
        return found

    def _product(self) -> Decimal:
        found = self._signed()
        while self._next() in ("*", "/"):
            sign = self._left.pop()
            found = found * self._signed() if sign == "*" else found / self._signed()
        return found

    def _signed(self) -> Decimal:
        if self._next() in ("+", "-"):
            return self._signed() if self._left.pop() == "+" else -self._signed()
        return self._one()

    def _one(self) -> Decimal:
        token = self._left.pop() if self._left else ""
        if token == "(":
            found = self._sum()
            if self._next() != ")":
                raise _WrongError("括号不成对，缺右括号")
            self._left.pop()
            return found
        if not token or token in "+-*/)":
            raise _WrongError("没有写完" if not token else f"里“{token}”前面缺一个数")
        return Decimal(token.replace(",", ""))

    def _next(self) -> str:
        return self._left[-1] if self._left else ""


def expression_hint(text: str, kind: Kind) -> str:
    """What to say while a sum is typed: what it may hold, and what it comes to or why nothing.

    "" where ``text`` is no sum.
    """
    if not text.lstrip().startswith(("=", "＝")):
        return ""
    value = parse_typed(text, kind)
    if is_number(value):
        return f"{EXPRESSION_HINT}\n现在得 {value}"
    if isinstance(value, Unread) and len(text.strip()) > 1:  # more than the = it begins with
        return f"{EXPRESSION_HINT}\n现在{value.reason}"
    return EXPRESSION_HINT
