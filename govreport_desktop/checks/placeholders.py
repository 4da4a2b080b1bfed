"""R15: what is left to be filled in: XX, ××, ____, 【】, 待补充, and counts without a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.genre import genre
from govreport_desktop.checks.prose.sayings import said
from govreport_desktop.checks.prose.text import Prose, Stretch
from govreport_desktop.patterns import regex

_PLACEHOLDER = regex(
    r"[Xx]{2,}(?![A-Za-z])|[×✕✖╳]{2,}|[○〇]{2,}(?=[年月日件市县区局])|(?<![A-Za-z])[Xx×](?=[件条份个项元月日年次期场人篇名家户天起宗批])"
    r"|_{2,}|＿{2,}|\.{6,}(?=[件条份])|【(?:[^】]{0,12}(?:填|此处|待|补充|名称|年份|单位|X|×)[^】]{0,12})?】"
    r"|某某(?=[省市州县区旗镇乡村局委厅办街单科股室同])|某(?=[省市县区局](?![民域间场级长所委]))"
    r"|(?<![有亟尚仍还需])待(?:补充|填写|完善|核实)|此处填写|（填写[^）]{0,10}）|（此处[^）]{0,16}）"
    r"|(?<![\d,.%万亿一二三四五六七八九十百千几数其剩业多盈有])余(?:条|件|篇|次|份|人次)(?=[，。；、]|$)"
    r"|（[^（）]{0,12}(?:文字描述|此处报告|此处填写|自行填写)[^（）]{0,30}）",
    needs=(
        *("X", "x", "×", "✕", "✖", "╳", "○", "〇", "__", "＿＿", "......", "【", "某"),
        *("待补充", "待填写", "待完善", "待核实", "此处", "（填写", "文字描述", "自行填写"),
        *("余条", "余件", "余篇", "余次", "余份", "余人次"),
    ),
)
# 发布信息  条: where the number would stand are blanks, which the reading drops.
_BLANKS = regex(
    r"(?<=[\u4e00-\u9fff])[ \t\u3000\u00a0]{2,}"
    r"(?P<unit>人次|万元|件|条|份|宗|次|篇|场|期|元|个|项|起)(?=[，。；、（）,;\s]|$)",
    needs=tuple(f"{a}{b}" for a in " \t\u3000\u00a0" for b in " \t\u3000\u00a0"),
)
# How many characters before a hole are shown.
_SHOWN = 6


def _find(context: Context) -> Iterator[Problem]:
    # An example's own office may be 某区, and then it is a name.
    named = "某" in context.report.office
    for prose in context.proses:
        for match in _PLACEHOLDER.finditer(prose.plain):
            if match.start() and prose.plain[match.start() - 1].isascii():
                before = prose.plain[match.start() - 1]
                if before.isalnum() and match.group()[0].isalpha():
                    continue
            words = match.group()
            if words.startswith("某") and named:
                continue
            message = f"{prose.title}：“{words}”像是没有填写的空位，请补全或删去。"
            yield RULE.at(prose, match.start(), match.end(), message)
        yield from _holes(prose)


def _holes(prose: Prose) -> Iterator[Problem]:
    """共收到件申请, 发布信息  条: a measure word whose number was never filled in."""
    found = {}
    for place in said(prose.reading, "holes"):
        hole, named = place.stretch("hole"), place.figure("named")
        if not (place.saying.alike and named and named.unit != prose.reading.of(hole)):
            found[hole.start] = hole
    origin = prose.reading.origin
    for match in _BLANKS.finditer(prose.expanded.text):
        start = bisect_left(origin, match.start("unit"))
        # 文    件 is one word spread over a line, but not in 公文    件.
        spread = genre().knows(prose.plain[start - 1 : start + len(match["unit"])])
        if not spread or start in prose.reading.tokens.starts:
            found[start] = Stretch(start, start + len(match["unit"]))
    for hole in found.values():
        clause = prose.reading.clause_at(hole.start).start
        words = prose.plain[max(hole.start - _SHOWN, clause) : hole.end]
        message = f"{prose.title}：“{words}”缺少数字，请补全。"
        yield RULE.at(prose, *hole, message)


RULE = Rule(
    id="R15.placeholders",
    name="没有填写的空位",
    what="文字里没有 XX、××、____、【】、“待补充”之类的空位，件数不缺数字。",
    basis="公布的报告中常见的范本遗留",
    example="收到申请XX件",
    severity=Severity.WARNING,
    find=_find,
)
