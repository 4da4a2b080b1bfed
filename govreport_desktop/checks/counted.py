"""R20: enumerations that say how many items they have, and ordinals that skip one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose, Reading, Stretch
from govreport_desktop.numbering import NUMERALS
from govreport_desktop.patterns import regex
from govreport_desktop.report.typed import chinese_number

_NOUN = (
    "到位|强化|确保|坚持|聚焦|突出|注重|狠抓|结合|方面|问题|不足|短板|"
    "薄弱环节|环节|措施|举措|情况|困难|差距|工作|任务|重点"
)
# 存在以下三个方面的问题：一是
_CLAIM = regex(
    r"(?P<number>[一二两三四五六七八九十]|\d{1,2})(?:(?:个|项|条|点|大|类)(?:主要|突出|具体)?|(?=方面))"
    rf"(?P<noun>{_NOUN})(?:的?(?:{_NOUN}))?"
    r"(?:[^。；：，\n\d]{0,6})[：。，；]?(?=\n?(?:一是|一要|1\.|（一）|（1）|①|第一，|首先))"
)
# 主要问题有三：一是
_BARE = regex(
    r"(?P<noun>有|为|是|在)(?P<number>[两二三四五六七八])(?:点|条|个|项|方面)?：(?=\n?(?:一是|1\.|（一）|（1）|①))",
    needs=tuple(f"：{feed}{first}" for feed in ("", "\n") for first in "一1（①"),
)
# A first ordinal opens its list only after a sign; 一是 inside a word (唯一是) is none.
_ORDINAL = regex(
    rf"(?:(?<=[。；，：、！\n）])|^)(?:(?P<is>[{NUMERALS}]{{1,2}})(?:是|要)(?!否)"
    r"|(?P<then>首先|其次|再次)(?=，)"
    rf"|其(?P<its>[{NUMERALS}])(?=，)"
    rf"|第(?P<nth>[{NUMERALS}]{{1,2}})(?=[，、是])"
    rf"|(?P<bracket>（[{NUMERALS}]{{1,2}}）)"
    r"|(?P<paren>（\d{1,2}）)|(?P<circled>[①-⑳])"
    rf"|(?P<heading>[{NUMERALS}]{{1,2}})、"
    r"|(?P<dotted>\d{1,2})[.、](?!\d))",
)
# 从工作纪律、仪表举止、接待服务三个方面
_BEFORE = regex(r"(?P<etc>等)?(?P<number>[二两三四五六七八九十])(?:个|项)?(?:方面|环节|维度|层面)")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_THEN = {"首先": 1, "其次": 2, "再次": 3}
# Before a first item: the heading of a list of its own.
_TOPIC = regex(r"(?:方面|上|中|时|工作|情况|：)[，：]?$|：$")
# How a list begins that may stand within a paragraph.
_INLINE = {"bracket": "（一）", "dotted": "1.", "paren": "（1）"}
_HEADS = frozenset({"heading", "bracket", "dotted", "paren"})
_ORDER = ("heading", "bracket", "dotted", "paren", "circled", "nth", "its", "then", "is")
# Their lists may begin in a quotation or a heading.
_ELSEWHERE = frozenset({"dotted", "paren", "circled", "nth", "its"})
_LIST_START = regex(r"[，。；：\n（）]|从|围绕|聚焦|包括|涵盖|涉及|针对|对照")


class _Step(NamedTuple):
    style: str
    number: int
    stretch: Stretch


def _find_claims(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        reading = prose.reading
        every = _steps(reading)
        starts = [step.stretch.start for step in every]
        claims = (*_CLAIM.finditer(reading.plain), *_BARE.finditer(reading.plain))
        for match in claims:
            claimed = _number(match["number"])
            # “三个到位”：一是……: a motto in front of its list.
            if claimed is None or (reading.quoted[match.start()] and "”" not in match.group()):
                continue
            steps = _run(every, bisect_left(starts, match.end()))
            if len(steps) >= 2 and _whole(steps) and len(steps) != claimed:
                yield _claim(prose, match, claimed, steps)
        yield from _listed_before(prose)


def _claim(prose: Prose, match: re.Match[str], claimed: int, steps: Sequence[_Step]) -> Problem:
    what = f"{match['number']}个{match['noun']}"
    return CLAIMS.at(
        prose,
        match.start(),
        match.end("noun"),
        f"{prose.title}：写的是“{what}”，后面列出了 {len(steps)} 个，请核对。",
        figures=(claimed, len(steps)),
        also=(steps[-1].stretch,),
        anchor=match.group()[match.end("number") - match.start() :],
    )


def _listed_before(prose: Prose) -> Iterator[Problem]:
    """A、B、C三个方面: wrong only where no way of counting the list gives the number."""
    reading = prose.reading
    for match in _BEFORE.finditer(reading.plain):
        claimed = _number(match["number"])
        start = reading.clause_at(match.start()).start
        starts = [m.end() for m in _LIST_START.finditer(reading.plain, start, match.start())]
        lead = reading.plain[max(starts, default=start) : match.start()]
        if claimed is None or lead.count("、") < 2 or "“" in lead or "《" in lead:
            continue
        items = lead.count("、") + 1
        ways = set(range(items, items + len(re.findall("和|及|与|以及", lead)) + 1))
        fits = claimed >= min(ways) if match["etc"] else claimed in ways
        if not fits:
            yield CLAIMS.at(
                prose,
                max(starts, default=start),
                match.end(),
                f"{prose.title}：列出了 {items} 个，写的是“{match.group()}”，请核对。",
                figures=(items, claimed),
            )


def _find_skips(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        last: dict[str, int] = {}
        told: dict[str, int] = {}
        steps = _steps(prose.reading)
        for i, step in enumerate(steps):
            before = last.get(step.style, 0)
            _outer_resets(step.style, last)
            last[step.style] = step.number
            follows = steps[i + 1] if i + 1 < len(steps) else None
            again = before and step.number == 1 and _begins_again(prose.reading, step, follows)
            if again:
                # It stands where the next one should: what follows goes on from there.
                last[step.style] = before + 1
                if told.get(step.style) != step.number:
                    yield _skip(prose, step, before)
                told[step.style] = step.number
                continue
            if step.number in (1, before + 1):
                told.pop(step.style, None)
                continue
            if told.get(step.style) == before == step.number:
                # 一是…三是…三是: the first 三是 was told of, and the second is right.
                continue
            if step.style == "then" and step.number != before:
                continue
            if _inline(prose.plain, step, before):
                continue
            if before == 0 and (step.style in _ELSEWHERE or step.number != 2):
                # A list that begins elsewhere (a quotation, a heading) is no list of ours.
                continue
            told[step.style] = step.number
            yield _skip(prose, step, before)


def _begins_again(reading: Reading, step: _Step, follows: _Step | None) -> bool:
    """一是……，二是……，一是……: a first item where the sentence has one, and no list of its own.

    主动公开方面，一是……；依申请公开方面，一是……: there each has its own.
    """
    if step.style not in ("is", "nth", "its") or _TOPIC.search(
        reading.plain[: step.stretch.start][-9:]
    ):
        return False
    if follows and follows.style == step.style and follows.number == 2:
        return False
    start = max(reading.plain.rfind(sign, 0, step.stretch.start) for sign in "。\n") + 1
    mark = reading.of(step.stretch)
    return mark in reading.plain[start : step.stretch.start]


def _inline(plain: str, step: _Step, last: int) -> bool:
    """Whether the number before it stands where no list begins, as in pasted text."""
    before = step.number - 1
    if step.number == last:
        return False
    if not 1 <= before <= len(NUMERALS):
        return False
    if step.style == "is" and not last:
        # 健全工作机制一是……。二是……: the first one stands behind its heading without a mark.
        start = plain.rfind("\n", 0, step.stretch.start) + 1
        return f"{NUMERALS[before - 1]}是" in plain[start : step.stretch.start]
    if step.style not in _HEADS:
        return False
    marks = {"heading": f"{NUMERALS[before - 1]}、", "bracket": f"（{NUMERALS[before - 1]}）"}
    return marks.get(step.style, f"{before}.") in plain[: step.stretch.start]


def _skip(prose: Prose, step: _Step, before: int) -> Problem:
    mark = prose.reading.of(step.stretch)
    if step.number in (before, 1):
        words = f"“{mark}”出现了两次"
    elif before == 0:
        words = f"有“{mark}”而前面没有第一项"
    else:
        words = f"序号从第 {before} 项跳到“{mark}”"
    following = prose.plain[step.stretch.end : step.stretch.end + 12]
    return SKIPS.at(
        prose,
        *step.stretch,
        f"{prose.title}：{words}，请核对是否漏项或编号有误。",
        figures=(before, step.number),
        anchor=step.style + following,
    )


def _outer_resets(style: str, last: dict[str, int]) -> None:
    """A new outer number starts its inner lists afresh."""
    for inner in _ORDER[_ORDER.index(style) + 1 :]:
        last.pop(inner, None)


def _steps(reading: Reading) -> list[_Step]:
    """Every ordinal; Arabic and bracketed ones at a paragraph's head, or in a list that has one."""
    found = []
    begun: dict[tuple[int, str], int] = {}  # where the list of a style begins in a paragraph
    for match in _ORDINAL.finditer(reading.plain):
        style, start = match.lastgroup or "", match.start()
        enclosed = reading.depth[start] and style not in ("bracket", "paren")
        if reading.quoted[start] or enclosed:
            continue
        if style in _HEADS and not _stands(reading, match, begun):
            continue
        if number := _numbered(match[style]):
            found.append(_Step(style, number, Stretch(start, match.end())))
    return found


def _stands(reading: Reading, match: re.Match[str], begun: dict[tuple[int, str], int]) -> bool:
    """Whether an ordinal is at its paragraph's head, or in a list within it.

    主要不足：（一）……；（二）……, 1.……。2.……: the first stands at the head, or behind a colon.
    """
    start, style = match.start(), match.lastgroup or ""
    paragraph = reading.paragraph_at(start).start
    sign = reading.plain[start - 1 : start]
    first = match.group().startswith(_INLINE.get(style, "\0"))
    if start == paragraph or (first and sign == "："):
        begun.setdefault((paragraph, style), start)
        return True
    return (paragraph, style) in begun and sign in ("。", "；")


def _numbered(mark: str) -> int | None:
    if mark[0] in _CIRCLED:
        return _CIRCLED.index(mark[0]) + 1
    return _THEN.get(mark) or _number(mark.strip("（）"))


def _run(steps: Sequence[_Step], first: int) -> list[_Step]:
    """The list that begins with step ``first``: up to the next one of its style."""
    run: list[_Step] = []
    for step in islice(steps, first, None):
        if not run and step.number != 1:
            return []
        if not run or step.style == run[0].style:
            if run and step.number <= run[-1].number:
                break
            run.append(step)
        elif _outer(step.style, run[0].style):
            break
    return run


def _whole(steps: Sequence[_Step]) -> bool:
    return [step.number for step in steps] == list(range(1, len(steps) + 1))


def _outer(style: str, inner: str) -> bool:
    return _ORDER.index(style) < _ORDER.index(inner)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_number(text)


CLAIMS = Rule(
    id="R20.counted",
    name="说几项列几项",
    what="“三个方面”之类的说法与后面“一是、二是”或前面顿号列出的项数相同。",
    basis="文字内的数字前后一致（算术）",
    example="主要存在三个方面的问题：一是……；二是……。",
    severity=Severity.WARNING,
    find=_find_claims,
)

SKIPS = Rule(
    id="R20.ordinals",
    name="序号连续",
    what="一是、二是、三是，（一）（二）（三），1.2.3. 不跳号、不重号。",
    basis="文字内的数字前后一致（算术）",
    example="一是……；三是……。",
    severity=Severity.WARNING,
    find=_find_skips,
)
