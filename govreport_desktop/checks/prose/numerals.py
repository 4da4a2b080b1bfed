"""Quantities in Chinese prose: 14,711次, 12.94万件, 87.7%, 3个百分点, 二十三件, 2023年."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from govreport_desktop.patterns import regex
from govreport_desktop.report.typed import chinese_number

_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "亿": 10**8}
_DIGITS = "〇一二三四五六七八九十"
_UNITS = (
    "件次|人次|户次|批次|场次|篇次|家次|条次|个百分点|百分点|个工作日|工作日|小时|分钟|"
    "平方米|平方公里|公里|公顷|个月|年度|年|月|日|号|元|件|条|份|宗|个|项|次|起|篇|期|场|人|名|"
    "家|户|处|部|批|类|本|册|页|栏|组|台|套|张|辆|所|间|支|只|天|级|位|点|例|卷|幅|句|字|亩|吨|轮|门|"
    "笔|单|封|通|版|集|块|座|村|镇|街道|社区|%|‰|倍|岁|周年|楼|室|路|届"
)
# Of cases and affairs people say now one, now the other, and count the same.
LOOSE_UNITS = frozenset(["件", "个", "项", "条", "次", "件次", "宗", "起", "份", "笔", "单"])
_ARABIC = regex(
    r"(?P<before>约为|大约|接近|将近|超过|突破|不足|不到|不少于|至少|近|约|逾|超|第)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<more>余|多|来)?(?P<scale>百万|万|亿|千|百)?(?P<more2>余|多)?"
    rf"(?P<unit>{_UNITS})?(?P<more3>(?:余|多)(?![出了于\d]))?"
)
_CHINESE = regex(
    r"(?P<number>[一二三四五六七八九两十百千][〇零一二三四五六七八九两十百千万]*)"
    r"(?P<more>余|多|来)?(?P<unit>件次|人次|件|条|份|宗|起|次|个|项|篇|场|人|家)"
)
# 四成, 五成五, 三分之一 of something; 近四成 and 四成多 are no exact shares, 一成不变 is none.
_SHARE = regex(
    r"(?<![近约超逾足到〇零一二三四五六七八九十百千万几两第])"
    r"(?:(?P<tenths>[二三四五六七八九])成(?P<more>[一二三四五六七八九半])?"
    r"|(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九]))"
    r"(?=[，。；、）]|$)",
    needs=(*(f"{tenths}成" for tenths in "二三四五六七八九"), "分之"),
)
# A letter, a dot, a hyphen or a bracket of a document number at its side: no quantity.
_GLUED_BEFORE = regex(r"[A-Za-z\d.〔\[/+＋#@_第－-]")
_GLUED_AFTER = regex(r"[A-Za-z〕\]/@_]")


class Kind(Enum):
    """What a number in prose is the number of."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"  # 百分点
    YEAR = "year"
    OTHER = "other"  # dates, document numbers, ordinals, hot lines: never compared


_KINDS = {
    "%": Kind.PERCENT,
    "个百分点": Kind.POINTS,
    "百分点": Kind.POINTS,
    "元": Kind.MONEY,
    "万元": Kind.MONEY,
    "亿元": Kind.MONEY,
    "年": Kind.YEAR,
    "年度": Kind.YEAR,
}
_NO_COUNT = frozenset("月日号级点届楼室路岁倍‰天版轮") | {
    "周年",
    "小时",
    "分钟",
    "工作日",
    "个工作日",
    "个月",
}


class Quantity(NamedTuple):
    """One number with its unit.

    ``value`` is exact in the base unit (12.94万件 is 129400, 1.5万元 is 15000 元); ``step``
    is what one in the last printed digit is worth, so that a rounded figure is compared as
    it was printed. ``approximate`` numbers (近、约、余、多) are never compared exactly.
    ``digits`` is where the number itself ends, before its unit, and ``number`` what it is as
    printed there (12.94 of 12.94万件).
    """

    start: int
    end: int
    digits: int
    text: str
    number: Decimal
    value: Decimal
    step: Decimal
    unit: str
    kind: Kind
    approximate: bool = False
    chinese: bool = False

    def moved(self, by: int) -> Quantity:
        """The same ``by`` characters further on."""
        if not by:
            return self
        return Quantity(self.start + by, self.end + by, self.digits + by, *self[3:])

    def agrees(self, exact: Decimal) -> bool:
        """Whether ``exact`` prints as this number, rounded or cut off at its last digit."""
        if self.step <= 1 and self.kind is Kind.COUNT:
            return self.value == exact
        return abs(exact - self.value) * 2 <= self.step or 0 <= exact - self.value < self.step


def find_quantities(plain: str) -> tuple[Quantity, ...]:
    """Every number of a text, in order; those that count nothing have the kind OTHER."""
    found = [_arabic(plain, match) for match in _ARABIC.finditer(plain)]
    found += (q for q in (_chinese(plain, m) for m in _CHINESE.finditer(plain)) if q)
    found += (_share(match) for match in _SHARE.finditer(plain))
    found.sort(key=lambda q: q.start)
    return tuple(found)


def _arabic(plain: str, match: re.Match[str]) -> Quantity:
    number, unit = match["number"], match["unit"] or ""
    scale, end = match["scale"] or "", match.end()
    if unit == "元" and scale in ("万", "亿"):
        unit = f"{scale}元"
    kind = _kind(plain, match, unit)
    exact = Decimal(number.replace(",", ""))
    step = Decimal(1).scaleb(int(exact.as_tuple().exponent))
    factor = Decimal(_SCALES[scale])
    approximate = any(match[name] for name in ("before", "more", "more2", "more3"))
    return Quantity(
        start=match.start("number"),
        end=end,
        digits=match.end("number"),
        text=plain[match.start("number") : end],
        number=exact,
        value=exact * factor,
        step=step * factor,
        unit=unit,
        kind=kind,
        approximate=approximate,
    )


def _kind(plain: str, match: re.Match[str], unit: str) -> Kind:
    start, end = match.start("number"), match.end()
    if start and _GLUED_BEFORE.match(plain, start - 1):
        return Kind.OTHER
    if end < len(plain) and _GLUED_AFTER.match(plain, end):
        return Kind.OTHER
    if match["before"] == "第" or not unit:
        return Kind.OTHER
    if unit in {"年", "年度"}:
        year = match["number"]
        named = len(year) == 4 and year[:2] in {"19", "20"}
        return Kind.YEAR if named else Kind.OTHER
    return _KINDS.get(unit) or (Kind.OTHER if unit in _NO_COUNT else Kind.COUNT)


def _chinese(plain: str, match: re.Match[str]) -> Quantity | None:
    start = match.start()
    if start and (plain[start - 1] in "第每逐统同任某那这之单专" or plain[start - 1].isdigit()):
        return None
    value = chinese_number(match["number"])
    if value is None:
        return None
    return Quantity(
        start=start,
        end=match.end(),
        digits=match.end("number"),
        text=match.group(),
        number=Decimal(value),
        value=Decimal(value),
        step=Decimal(1),
        unit=match["unit"],
        kind=Kind.COUNT,
        approximate=bool(match["more"]),
        chinese=True,
    )


def _share(match: re.Match[str]) -> Quantity:
    """四成 is 40%, as roughly as people say it; 三分之一 is 33%."""
    if match["tenths"]:
        more = "五" if match["more"] == "半" else match["more"]
        value = Decimal(_DIGITS.index(match["tenths"]) * 10 + (_DIGITS.index(more) if more else 0))
        step = Decimal(1 if more else 10)
    else:
        value = Decimal(_DIGITS.index(match["above"]) * 100) / _DIGITS.index(match["below"])
        step = Decimal(5)
    return Quantity(
        start=match.start(),
        end=match.end(),
        digits=match.end(),
        text=match.group(),
        number=value,
        value=value,
        step=step,
        unit="%",
        kind=Kind.PERCENT,
        chinese=True,
    )
