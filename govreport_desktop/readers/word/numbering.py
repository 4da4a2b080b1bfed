"""The numbers that Word writes in front of paragraphs: 一、 （一） 1. as they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from govreport_desktop.readers.counting import ONES, in_chinese, letters, roman
from govreport_desktop.readers.word.package import W
from govreport_desktop.readers.word.styles import Styles, value, whole

LEVELS = 9
_MOST = 30_000
_WX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_PLACE = re.compile(r"%([1-9])")
# What Word sets between such a number and the text is a tab; Chinese numbering needs none.
_ENDS = re.compile(r"[、.．)）\]】:：，,]$")

_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def _digits(number: int) -> str:
    return "".join(ONES[int(digit)] for digit in str(number))


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _circled(number: int) -> str:
    if 0 < number <= 20:
        return chr(0x2460 + number - 1)
    return chr(0x3251 + number - 21) if 20 < number <= 35 else f"({number})"


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda n: str(n).translate({48 + d: 0xFF10 + d for d in range(10)}),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "chineseCounting": in_chinese,
    "chineseCountingThousand": in_chinese,
    "taiwaneseCounting": in_chinese,
    "taiwaneseCountingThousand": in_chinese,
    "japaneseCounting": in_chinese,
    "koreanCounting": in_chinese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "koreanDigital2": _digits,
    "chineseLegalSimplified": lambda n: in_chinese(n, _LEGAL, "拾佰仟", "壹"),
    "ideographLegalTraditional": lambda n: in_chinese(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟", "壹"),
    "japaneseLegal": lambda n: in_chinese(n, "〇壱弐参四伍六七八九", "拾百阡", "壱"),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographEnclosedCircle": _of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ordinal": lambda number: f"{number}.",
    "none": lambda _: "",
}  # fmt: skip


@dataclass(slots=True)
class _Level:
    start: int
    format: str
    text: str
    restart: int
    plain: bool  # every number in Western digits
    style: str  # the paragraph style that stands for this level


@dataclass(slots=True)
class _List:
    """One list: its levels and, shared by all that continue it, how far it has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int]
    # A list that begins anew where it is first used.
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document as they come."""

    styles: Styles
    lists: dict[str, _List] = field(default_factory=dict)

    def label(self, paragraph: Any) -> str:
        """What Word writes before ``paragraph``, counting it; "" where it is not numbered."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        told = properties.find(f"{W}listPr/{_WX}t")
        if told is not None:
            return _spaced(told.get(f"{_WX}val") or "")
        number, depth = self._place(properties)
        found = self.lists.get(number)
        level = found.levels.get(depth) if found else None
        return _spaced(_counted(found, depth)) if found and level else ""

    def _place(self, properties: Any) -> tuple[str, int]:
        """The list a paragraph belongs to and its level, of its own or by its style."""
        style = value(properties.find(f"{W}pStyle"))
        number, depth = "", -1
        named = [e.find(f"{W}pPr") for e in self.styles.bases(style)]
        for said in [properties, *(e for e in named if e is not None)]:
            if (own := said.find(f"{W}numPr")) is not None:
                number = number or value(own.find(f"{W}numId"))
                if depth < 0:
                    depth = whole(own.find(f"{W}ilvl"), 0, LEVELS - 1, -1)
        if depth < 0 and (found := self.lists.get(number)):
            by_style = {level.style: d for d, level in found.levels.items() if level.style}
            names = (e.get(f"{W}styleId", "") for e in self.styles.bases(style))
            depth = next((by_style[name] for name in names if name in by_style), 0)
        return number, max(depth, 0)


def read_numbering(root: Any, styles: Styles) -> Numbering:
    """The lists in the part of that root; none where it is None."""
    numbering = Numbering(styles)
    if root is None:
        return numbering
    levels: dict[str, dict[int, _Level]] = {}
    counts: dict[str, dict[int, int]] = {}
    linked: dict[str, str] = {}
    for element in root.iter(f"{W}abstractNum"):
        name = element.get(f"{W}abstractNumId", "")
        levels[name] = dict(map(_level, element.iter(f"{W}lvl")))
        for kind in ("styleLink", "numStyleLink"):
            if style := value(element.find(f"{W}{kind}")):
                linked[name if kind == "numStyleLink" else f"={style}"] = (
                    style if kind == "numStyleLink" else name
                )
    for element in root.iter(f"{W}num"):
        abstract = value(element.find(f"{W}abstractNumId"))
        # A list may stand for the one that a list style describes.
        abstract = linked.get(f"={linked.get(abstract)}", abstract)
        found = _List(dict(levels.get(abstract, {})), counts.setdefault(abstract, {}))
        for override in element.iter(f"{W}lvlOverride"):
            depth = _depth(override)
            if (own := override.find(f"{W}lvl")) is not None:
                found.levels[depth] = _level(own)[1]
            if (start := override.find(f"{W}startOverride")) is not None:
                found.starts[depth] = whole(start, 0, _MOST, 1)
        numbering.lists[element.get(f"{W}numId", "")] = found
    numbering.lists.pop("0", None)
    return numbering


def _level(element: Any) -> tuple[int, _Level]:
    number = element.find(f"{W}numFmt")
    if number is None:
        # Newer formats stand in an alternative; what is behind it is for older programs.
        number = next(iter(element.iter(f"{W}numFmt")), None)
    depth = _depth(element)
    return depth, _Level(
        start=whole(element.find(f"{W}start"), 0, _MOST, 0),
        format=value(number) or "decimal",
        text=value(element.find(f"{W}lvlText")),
        restart=whole(element.find(f"{W}lvlRestart"), 0, LEVELS, depth),
        plain=element.find(f"{W}isLgl") is not None,
        style=value(element.find(f"{W}pStyle")),
    )


def _depth(element: Any) -> int:
    text = element.get(f"{W}ilvl") or "0"
    return min(int(text), LEVELS - 1) if text.isdecimal() and len(text) < 3 else 0


def _counted(found: _List, depth: int) -> str:
    """The next number of the list at ``depth``, written as its level says."""
    counts, level = found.counts, found.levels[depth]
    if depth in found.starts:
        counts[depth] = found.starts.pop(depth)
    else:
        counts[depth] = counts.get(depth, level.start - 1) + 1
    for deeper, other in found.levels.items():
        if deeper > depth and depth + 1 <= other.restart:
            counts.pop(deeper, None)
    if level.format == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = found.levels.get(at)
        if other is None:
            return ""
        if at not in counts:
            counts[at] = other.start
        format_ = "decimal" if level.plain else other.format
        return FORMATS.get(format_, str)(min(counts[at], _MOST))

    return _PLACE.sub(number, level.text)


def _spaced(label: str) -> str:
    label = label.strip()
    return label if not label or _ENDS.search(label) else f"{label} "
