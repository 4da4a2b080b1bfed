"""What a number looks like in its cell, where its format makes it another than what is stored.

Formats scale (``0.00%``, ``#,##0.00,``), set signs between digits (``0!.0000`` shows 12345600
as 1234.5600), add words (``0.00"元"``), hide (``;;;``) and round. What is seen counts where it
says everything; a value of which only a part is seen is given with both, for a person to
decide. Sections, conditions and escapes as in ISO/IEC 29500-1, 18.8.31; ``!`` escapes as
Excel in Chinese writes it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]?|(?P<plain>.)',
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
# Words that make a number another one. 件 and 年 say nothing of how much it is.
# What of a format's words makes another number of it: a unit, a share, or that it is none exactly.
_WORDS = re.compile(
    r"[元角分十百千万亿]+|[%‰<>≤≥≈~～]|约|近|逾|超过?|不足|不到|余|多|左右|上下|以上|以下"
)
# Money of other countries, by its sign or its name; [$¥-411] are the yen of Japan.
_FOREIGN = re.compile(
    r"(?:US|HK|NT|A|C)?[$€£₩₽₹฿]|USD|EUR|GBP|HKD|JPY|MOP|TWD|AUD|KRW"
    r"|[十百千万亿]*[美欧港澳日英台韩]元|Rp|RM|[美欧日]金|港[币纸]|[新台]台?币|英镑|卢布"
)
_YEARS = range(1900, 2200)
_FILLED_WITH_DIGIT, _QUOTED = re.compile(r"\*\d"), re.compile(r'"[^"]*"|[\\!].')
_CURRENCY = re.compile(r"\$([^-]*)(?:-([\w-]+))?")
_YEN = dict.fromkeys(("411", "0411", "411E", "ja-JP"), "日元")
_OURS = ("", "¥", "￥", "元", "人民币", "RMB", "CNY")
_MONEY = re.compile(r"[¥￥$€£₩₽฿]|元|人民币|RMB|CNY|[角分]")
_BRACKETS = (("(", ")"), ("（", "）"))
_LONGEST_FORMAT = 120
# A spreadsheet keeps 15 digits; what has more is no figure, whatever its format.
_LARGEST, _MOST_DECIMALS = Decimal(10) ** 15, 10


class Shown(NamedTuple):
    """The text to be read, and what there is to say of it: "" where it is what is stored."""

    text: str
    remark: str = ""


@dataclass(slots=True)
class _Section:
    """One of a format's sections: signs before, between and behind the places for digits."""

    before: str = ""
    behind: str = ""
    # The places of the whole part and the literals set between them, from left to right.
    whole: list[str] = field(default_factory=list)
    decimals: int = 0
    thousands: int = 0
    hundreds: int = 0
    condition: tuple[str, Decimal] | None = None
    money: str = ""  # of another country, as [$€-2] says
    general: bool = False
    odd: bool = False  # fractions, exponents, signs between decimals

    @property
    def places(self) -> bool:
        return self.general or self.decimals > 0 or any(not place for place in self.whole)

    @property
    def parted(self) -> bool:
        return any(self.whole)

    @property
    def negative(self) -> bool:
        """Whether its signs make a minus: -0 and, as bookkeepers write it, (0)."""
        before, behind = self.before.strip(), self.behind.strip()
        return before.endswith(("-", "－", "−")) or (before[-1:], behind[:1]) in _BRACKETS

    @property
    def digits(self) -> bool:
        """Whether a digit stands among the signs that are written as they are."""
        return any(map(_is_digit, (*self.before, *self.behind, *"".join(self.whole))))


@lru_cache(maxsize=4096)
def shown(stored: str, code: str) -> Shown:
    """``stored``, a plain number, as a cell of that format shows it."""
    if not code or code == "General" or len(code) > _LONGEST_FORMAT:
        return Shown(stored)
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return Shown(stored)
    if not number.is_finite() or abs(number) >= _LARGEST:
        return Shown(stored)
    section = _section(_sections(code), number)
    if section is not None and (doubt := _doubtful(stored, number, code, section)):
        return doubt
    if section is not None and section.places and (odd := _foreign(stored, number, section)):
        return odd
    if section is None or section.odd or section.general or section.decimals > _MOST_DECIMALS:
        return Shown(stored)
    if not section.places:
        return _without_digits(stored, number, section)
    units = "".join(_WORDS.findall(section.before)), "".join(_WORDS.findall(section.behind))
    scaled = number.scaleb(2 * section.hundreds - 3 * section.thousands)
    rounded = scaled.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    seen = _digits(rounded, section)
    text = f"{units[0]}{seen}{units[1]}"
    if number > 0 and section.negative:
        remark = f"显示为 -{seen}，存着的是 {stored}，没有认作数"
        return Shown(f"-{text}（存着的是 {stored}）", remark)
    if not (section.thousands or section.hundreds or section.parted):
        remark = "" if rounded == number else f"显示为 {seen}，按存着的 {stored} 读入"
        return Shown(f"{units[0]}{stored}{units[1]}", remark)
    if rounded == scaled:
        return Shown(text, f"存着的是 {stored}，按显示的 {text} 读入")
    return Shown(f"{text}（存着的是 {stored}）", f"显示为 {text}，存着的是 {stored}，没有认作数")


def _doubtful(stored: str, number: Decimal, code: str, section: _Section) -> Shown | None:
    """A number to which its format adds digits, or the word of a year."""
    if _FILLED_WITH_DIGIT.search(_QUOTED.sub("", code)):
        return Shown(
            f"{stored}（格式用数字填满这一格）", f"用数字填满，存着的是 {stored}，没有认作数"
        )
    text = f"{section.before}{stored}{section.behind}".strip()
    if section.digits and not section.places and section.odd:
        return Shown(
            f"{text}（存着的是 {stored}）", f"显示为 {text}，存着的是 {stored}，没有认作数"
        )
    plain = not (section.digits or section.parted or section.thousands or section.hundreds)
    if plain and section.behind.strip() == "年" and number in _YEARS:
        return Shown(stored, f"显示为 {text}，按 {stored} 读入")
    return None


@lru_cache(maxsize=1024)
def shown_text(stored: str, code: str) -> Shown:
    """``stored``, a text, as a cell of that format shows it: @"9" adds a digit to it."""
    if "@" not in code or len(code) > _LONGEST_FORMAT or not any(map(_is_digit, stored)):
        return Shown(stored)
    section = _sections(code)[-1]
    if not (section.odd and section.digits):
        return Shown(stored)
    return _otherwise(f"{section.before}{stored}{section.behind}".strip(), stored)


def _otherwise(text: str, stored: str) -> Shown:
    """Both of what is seen and what is stored: no number, for a person to decide."""
    return Shown(f"{text}（存着的是 {stored}）", f"显示为 {text}，存着的是 {stored}，没有认作数")


def _foreign(stored: str, number: Decimal, section: _Section) -> Shown | None:
    """A number that shows digits nobody stored, or other money than 元; None for others."""
    before, behind = (_money(signs, section) for signs in (section.before, section.behind))
    if not (section.digits or before or behind):
        return None
    seen = stored
    if not (section.general or section.odd or section.decimals > _MOST_DECIMALS):
        scaled = number.scaleb(2 * section.hundreds - 3 * section.thousands)
        seen = _digits(
            scaled.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP), section
        )
    if section.digits:
        text = f"{section.before}{seen}{section.behind}".strip()
        return Shown(
            f"{text}（存着的是 {stored}）", f"显示为 {text}，存着的是 {stored}，没有认作数"
        )
    text = f"{before}{seen}{behind}"
    return Shown(text, f"显示为 {text}，不是人民币，没有认作数")


def _money(signs: str, section: _Section) -> str:
    """Other money than 元 that ``signs`` name; "" for none."""
    if section.money and section.money in signs:
        return section.money
    found = _FOREIGN.search(signs)
    return found.group() if found else ""


@lru_cache(maxsize=1024)
def is_money(code: str) -> bool:
    """Whether a format says of its numbers that they are money: ¥, 元, [$¥-804]."""
    if not code or len(code) > _LONGEST_FORMAT:
        return False
    signs = _sections(code)[0]
    return bool(_MONEY.search(signs.before + signs.behind + signs.money))


def _is_digit(sign: str) -> bool:
    return any(map(str.isdigit, unicodedata.normalize("NFKC", sign)))


def _without_digits(stored: str, number: Decimal, section: _Section) -> Shown:
    words = (section.before + section.behind).strip()
    if not number and not any(map(_is_digit, words)):
        return Shown(stored, f"显示为“{words}”，按 0 读入" if words not in ("-", "") else "")
    if any(map(_is_digit, words)):
        remark = f"显示为“{words}”，存着的是 {stored}，没有认作数"
        return Shown(f"{words}（存着的是 {stored}）", remark)
    if words:
        return Shown(words, f"显示为“{words}”，存着的是 {stored}，按显示的读入")
    return Shown("", f"的数 {stored} 被格式隐藏，没有读入")


def _digits(rounded: Decimal, section: _Section) -> str:
    """The digits as they are seen, grouping left out; places are filled from the right."""
    whole, _, decimals = format(abs(rounded), "f").partition(".")
    if section.parted:
        left = whole.rjust(sum(not place for place in section.whole), "0")
        text = ""
        for place in reversed(section.whole):
            text, left = (place + text, left) if place else (left[-1] + text, left[:-1])
        whole = left + text
    sign = "-" if rounded < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def _section(sections: tuple[_Section, ...], number: Decimal) -> _Section | None:
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _holds(number, *section.condition):
                return section
        return None
    at = 0 if number > 0 or len(sections) == 1 else 1 if number < 0 else 2
    # Without a section of its own a zero is written as a positive number is.
    return sections[at] if at < len(sections) else sections[0]


def _holds(number: Decimal, sign: str, other: Decimal) -> bool:
    return {
        "<": number < other,
        "<=": number <= other,
        ">": number > other,
        ">=": number >= other,
        "=": number == other,
        "<>": number != other,
    }[sign]


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    sections = [_Section()]
    tokens: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["plain"] == ";":
            sections.append(_Section())
            tokens.append([])
        elif match["bracket"] is not None:
            found = _CONDITION.fullmatch(match["bracket"])
            if found:
                sections[-1].condition = found[1], Decimal(found[2])
            elif money := _CURRENCY.fullmatch(match["bracket"]):
                sign = _YEN.get(money[2] or "", money[1]).strip()
                tokens[-1].append(("literal", sign))
                sections[-1].money = sections[-1].money or ("" if sign in _OURS else sign)
        elif match["plain"] is not None:
            tokens[-1].append(("plain", match["plain"]))
        elif (literal := match["quoted"] or match["escaped"]) is not None:
            tokens[-1].append(("literal", literal))
    for section, signs in zip(sections, tokens, strict=True):
        _read(section, signs)
    return tuple(sections)


def _read(section: _Section, signs: list[tuple[str, str]]) -> None:
    if "".join(sign for kind, sign in signs if kind == "plain").strip().lower() == "general":
        section.general = True
        at = next(n for n, (kind, sign) in enumerate(signs) if kind == "plain" and sign.strip())
        section.before = "".join(sign for kind, sign in signs[:at] if kind == "literal")
        section.behind = "".join(sign for kind, sign in signs[at:] if kind == "literal")
        return
    last = max((n for n, (k, s) in enumerate(signs) if k == "plain" and s in "0#?"), default=-1)
    first = next((n for n, (k, s) in enumerate(signs) if k == "plain" and s in "0#?."), last + 1)
    point = False
    for at, (kind, sign) in enumerate(signs):
        if kind == "plain" and sign in "0#?":
            section.decimals += point
            section.whole += [] if point else [""]
        elif kind == "plain" and sign == ".":
            section.odd |= point
            point = True
        elif kind == "plain" and sign == ",":
            _comma(section, signs, at, last)
        elif kind == "plain" and sign in "Ee/@":
            section.odd = True
        else:
            section.hundreds += kind == "plain" and sign == "%"
            _literal(section, sign, -1 if at < first else 1 if at > last else 0, point)


def _literal(section: _Section, sign: str, place: int, point: bool) -> None:
    if place < 0:
        section.before += sign
    elif place > 0:
        section.behind += sign
    elif point:
        section.odd = True
        section.behind += sign if _is_digit(sign) else ""
    else:
        section.whole.append(sign)


def _comma(section: _Section, signs: list[tuple[str, str]], at: int, last: int) -> None:
    """A comma behind the last place, or before the point, divides by 1000; others group."""
    following = next((s for k, s in signs[at + 1 :] if not (k == "plain" and s == ",")), "")
    if at > last >= 0 or following == ".":
        section.thousands += 1
