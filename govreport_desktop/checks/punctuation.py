"""R21: half-width signs in Chinese text, doubled ones, brackets and quotes without a partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Fix, Problem, Severity, Span
from govreport_desktop.checks.prose.text import Prose, Stretch
from govreport_desktop.numbering import NUMERALS
from govreport_desktop.patterns import regex
from govreport_desktop.report.edit import TextAddress
from govreport_desktop.report.fields import find_fields

_CHINESE = "\u4e00-\u9fff\u3000-\u303f\uff00-\uffef“”‘’"
_HALF = regex(rf"(?<=[{_CHINESE}])[,;:?!()]|[,;:?!()](?=[{_CHINESE}])")
# (http://www.x.gov.cn/), (APP) and the numbering (1): such brackets may be half-width.
_LATIN = regex(
    r"\((?:https?:|www\.)[!-'*-~]*\)|(?<=[^A-Za-z])\([A-Za-z.&/+-]+\)"
    r"|(?:(?<=[。；：\n])|^)\(\d{1,2}\)",
    re.MULTILINE,
)
_SIGNS = frozenset(",;:?!()")
_TO_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_BLANK = "[ \u3000]*"
# Two stops with nothing between them; signs that may stand beside one another are not among them.
_DOUBLED = regex(rf"[。，；：、](?:{_BLANK}[。，；：、])+")
_PAIRS = {"（": "）", "“": "”", "《": "》", "【": "】", "〔": "〕", "「": "」"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
# 1）and a) number items and have no opening bracket.
_NUMBERING = regex(rf"(?:^|[。；，：\n])[\dA-Za-z{NUMERALS}]{{1,3}}$")


def full_width(text: str) -> str:
    """``text`` with the half-width signs beside Chinese characters made full-width.

    Fields keep their braces and ids; 14,711 and 8:30 keep their signs, and so do brackets
    around a web address or Latin letters and those of the numbering (1).
    """
    if _SIGNS.isdisjoint(text):
        return text
    kept = [(field.start, field.end) for field in find_fields(text)]
    kept += [match.span() for match in _LATIN.finditer(text)]
    chars = list(text)
    # Twice: in 件),代 the comma only touches Chinese once the bracket is full-width.
    for _ in range(2):
        for match in _HALF.finditer("".join(chars)):
            place = match.start()
            if any(start <= place < end for start, end in kept) or _in_number(chars, place):
                continue
            chars[place] = chars[place].translate(_TO_FULL)
    _match_brackets(chars)
    return "".join(chars)


def _match_brackets(chars: list[str]) -> None:
    """A bracket whose partner is full-width becomes so too: 条例（2019)."""
    opened: list[int] = []
    for place, char in enumerate(chars):
        if char in "(（":
            opened.append(place)
        elif char in ")）" and opened:
            first = opened.pop()
            if chars[first] == "（" or char == "）":
                chars[first], chars[place] = "（", "）"


def _in_number(chars: list[str], place: int) -> bool:
    inside = chars[max(place - 1, 0)].isdigit() and "".join(chars[place + 1 : place + 2]).isdigit()
    return chars[place] in ",:" and inside


def _find_half_width(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        raw = context.report.texts[prose.section]
        fixed = full_width(raw)
        if fixed == raw:
            continue
        places = [i for i, (old, new) in enumerate(zip(raw, fixed, strict=True)) if old != new]
        yield _half_width(prose, raw, fixed, places)


def _half_width(prose: Prose, raw: str, fixed: str, places: list[int]) -> Problem:
    signs = "".join(dict.fromkeys(raw[place] for place in places))
    problem = HALF_WIDTH.of(
        prose.section,
        "",
        f"{prose.title}有 {len(places)} 处半角标点（{' '.join(signs)}），中文里应当用全角标点。",
        figures=(len(places),),
        fixes=(Fix("改为全角标点", ((TextAddress(prose.section), fixed),)),),
    )
    return problem._replace(spans=tuple(Span(prose.section, i, i + 1) for i in places))


def _find_doubled(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        raw = context.report.texts[prose.section]
        if found := list(_DOUBLED.finditer(raw)):
            yield _doubled(prose, raw, found)


def _doubled(prose: Prose, raw: str, found: list[re.Match[str]]) -> Problem:
    """One key mends it where the same sign stands there twice: of two, a person keeps one."""
    same = [match for match in found if len(_signs(match)) == 1]
    fixed = _DOUBLED.sub(lambda match: "".join(_signs(match)), raw)
    near = found[0]
    before = raw[max(near.start() - 6, 0) : near.start()].rpartition("\n")[2]
    words = "”“".join(dict.fromkeys(match.group() for match in found))
    fixes = (Fix("只留一个", ((TextAddress(prose.section), fixed),)),)
    problem = DOUBLED.of(
        prose.section,
        "",
        f"{prose.title}有 {len(found)} 处标点重复（“{words}”），"
        f"如“…{before}{near.group()}”，请只留一个。",
        figures=(len(found),),
        fixes=fixes if len(same) == len(found) else (),
    )
    spans = tuple(Span(prose.section, *match.span()) for match in found)
    return problem._replace(spans=spans)


def _signs(match: re.Match[str]) -> list[str]:
    return list(dict.fromkeys(match.group().replace(" ", "").replace("\u3000", "")))


def _find_unpaired(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        for paragraph in prose.reading.paragraphs:
            yield from _unpaired(prose, paragraph)


def _unpaired(prose: Prose, paragraph: Stretch) -> Iterator[Problem]:
    """One problem a paragraph at most: after the first lone sign the others are guesses."""
    if wrong := _without_partner(prose.reading.of(paragraph)):
        yield _lone(prose, paragraph, *wrong)


@lru_cache(maxsize=1024)
def _without_partner(text: str) -> tuple[str, int] | None:
    """The sign without a partner and its place; while a text is typed, most paragraphs stay."""
    opened: list[tuple[str, int]] = []
    for i, char in enumerate(text):
        if char in _PAIRS:
            opened.append((char, i))
        elif char in _OPENING:
            if char == "）" and not opened and _NUMBERING.search(text[max(i - 4, 0) : i]):
                continue
            if not opened or opened[-1][0] != _OPENING[char]:
                return opened[-1] if opened else (char, i)
            opened.pop()
    return opened[-1] if opened else None


def _lone(prose: Prose, paragraph: Stretch, sign: str, offset: int) -> Problem:
    place = paragraph.start + offset
    partner = _PAIRS.get(sign) or _OPENING[sign]
    near = prose.plain[max(paragraph.start, place - 6) : min(place + 7, paragraph.end)]
    return PAIRS.at(
        prose,
        place,
        place + 1,
        # Apart from the words: 里的「没有配对的」 reads as if those were quoted.
        f"{prose.title}：“…{near}…”里的 {sign} 只有一边，没有 {partner} 与它配对，请核对。",
    )


HALF_WIDTH = Rule(
    id="R21.width",
    name="中文里的半角标点",
    what="中文句子用全角标点；每部分只提示一次，可以一次改完。",
    basis="GB/T 15834-2011《标点符号用法》",
    example="认真贯彻落实,扎实推进",
    severity=Severity.INFO,
    find=_find_half_width,
)
DOUBLED = Rule(
    id="R21.doubled",
    name="重复的标点",
    what="句号、逗号、分号、冒号、顿号不连着写两个；每部分只提示一次，同一个标点写了两遍的可以一次改完。",
    basis="GB/T 15834-2011《标点符号用法》",
    example="全年没有收费。。",
    severity=Severity.WARNING,
    find=_find_doubled,
)
PAIRS = Rule(
    id="R21.pairs",
    name="括号和引号成对",
    what="括号、引号、书名号在同一段里成对。",
    basis="GB/T 15834-2011《标点符号用法》",
    example="（其中帮办9159件，代办4763件。",
    severity=Severity.WARNING,
    find=_find_unpaired,
)
