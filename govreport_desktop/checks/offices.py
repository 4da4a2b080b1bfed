"""R15: another office's name where the reporting office should stand.

Reports name many offices rightly: superiors, partners, those they learned from. Only a name
in the place of the report's own subject counts, and only where it can't be its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.peers import is_peer
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose, Stretch
from govreport_desktop.divisions import divisions_in, leading_division, related
from govreport_desktop.patterns import regex

_KINDS = (
    r"人民政府办公室|人民政府|街道办事处|支队|总队|海关|调查队|管理局|分局|局|委员会|办公室|中心|厅"
)
# The subject of a sentence: after a sign or the year, before what such reports say they did.
_BEGINS = r"(?:(?<=[，。；：\n（])|(?<=年)|(?<=年度)|^)"
_DOES = (
    r"(?=认真|严格|高度重视|坚持|积极|持续|深入|全面|始终|不断|切实|进一步|依法|共收到|共主动|"
    r"主动公开|收到|未收到|扎实|着力|紧紧|紧扣|紧密|围绕|严格|通过|20\d\d年|全年|门户网站|政府网站|官网|"
    r"政府信息公开(?:工作)?(?:年度)?报告)"
)
# How all of them end: a set of all Chinese characters takes long to compile.
_ACTS = regex(rf"(?:{_KINDS}|[镇乡道]){_DOES}")
_SUBJECT = regex(rf"{_BEGINS}(?P<name>[\u4e00-\u9fff]{{3,24}}?(?:{_KINDS})){_DOES}")
_TOWN = regex(rf"{_BEGINS}(?P<name>[\u4e00-\u9fff]{{1,12}}?(?:镇|乡|街道)){_DOES}")
# A neighbour's work is told of now and then, hardly ever how it publishes its own information.
_ABOUT = regex(r"信息公开|政务公开|《条例》|公开(?:各类)?(?:政府|政务)?信息|依申请公开|主动公开")
# 我局（某县教育局）: what the office calls itself.
_ALIAS = regex(
    rf"(?:我|本)(?:局|委|厅|办|中心|机关|单位)（(?:以下简称)?(?P<name>[\u4e00-\u9fff]{{2,24}}?(?:{_KINDS}))）",
    needs=tuple(f"{kind}（" for kind in ("局", "委", "厅", "办", "中心", "机关", "单位")),
)
_BESIDE = regex(
    r"赴|与|和|对口|协作|学习|考察|交流|结对|借鉴|转发|印发|根据|按照|联合|会同|等|被|由"
)
# 林业和草原局 is one office.
_AND = regex(
    "(?:住房|林业|文化|卫生|工业|发展|资源|民族|体育|科技|经济|商务|教育|投资|规划|信息|交通|人口|退役|数据)和"
)
_OURS = regex(r"(?<!自)(?:我|本)(?P<kind>[局委厅镇乡关]|街道)(?![系键于])")
# How an office whose name ends so speaks of itself; others (中心, 办公室) may say 我局.
_SELF = (
    (regex(r"局$"), "局"),
    (regex(r"委员会$"), "委"),
    (regex(r"厅$"), "厅"),
    (regex(r"街道办事处$"), "街道"),
    (regex(r"海关$"), "关"),
    (regex(r"镇(?:人民)?政府$"), "镇"),
    (regex(r"乡(?:人民)?政府$"), "乡"),
    (regex(r"[省市县区旗州](?:人民)?政府$"), ""),
)


def _find(context: Context) -> Iterator[Problem]:
    office = context.report.office
    if not office:
        return
    seen: set[str] = set()
    for prose in context.proses:
        patterns = (_SUBJECT, _TOWN, _ALIAS) if _ACTS.search(prose.plain) else (_ALIAS,)
        for match in (m for pattern in patterns for m in pattern.finditer(prose.plain)):
            name = match["name"]
            if name in seen or not _is_other(prose, match, office):
                continue
            seen.add(name)
            yield _named(prose, match, office)
        yield from _speaks_as_other(prose, office, seen)


def _named(prose: Prose, match: re.Match[str], office: str) -> Problem:
    name = match["name"]
    return RULE.at(
        prose,
        match.start("name"),
        match.end("name"),
        f"{prose.title}：这里写的是“{name}”，本报告的机关是“{office}”，请确认是否沿用了别的机关的文字。",
        anchor=name,
    )


def _is_other(prose: Prose, match: re.Match[str], office: str) -> bool:
    """Whether the name lies in another place than the office, and stands there as the subject."""
    name = match["name"]
    beside = _BESIDE.search(_AND.sub("", name))
    if prose.reading.quoted[match.start("name")] or beside or office in name:
        return False
    clause = prose.reading.clause_at(match.start("name"))
    if _BESIDE.search(prose.plain[clause.start : match.start("name")]):
        return False
    division, ours = leading_division(name), divisions_in(office)
    if division and ours and not any(related(division, own) for own in ours):
        return True
    sentence = prose.reading.of(prose.reading.sentence_at(match.start("name")))
    return bool(_ABOUT.search(sentence)) and is_peer(name, office)


def _speaks_as_other(prose: Prose, office: str, seen: set[str]) -> Iterator[Problem]:
    """我委 in the report of a 局, 我局 in that of a government."""
    own = next((kind for pattern, kind in _SELF if pattern.search(office)), None)
    if own is None:
        return
    for match in _OURS.finditer(prose.plain):
        words = match.group()
        fits = match["kind"] == own or (not own and match["kind"] not in ("局", "委", "厅"))
        if fits or words in seen or prose.reading.quoted[match.start()]:
            continue
        seen.add(words)
        also = tuple(
            Stretch(m.start(), m.end())
            for m in _OURS.finditer(prose.plain, match.end())
            if m.group() == words
        )
        yield RULE.at(
            prose,
            match.start(),
            match.end(),
            f"{prose.title}：这里自称“{words}”，本报告的机关是“{office}”，请确认是否沿用了别的机关的文字。",
            also=also,
            anchor=words,
        )


RULE = Rule(
    id="R15.offices",
    name="别的机关的名称",
    what="作为本报告主语的机关名称、自称（我局、我委、我镇）与填报机关相符；同地区的别的局、别的乡镇也算。",
    basis="公布的报告中常见的沿用旧稿；行政区划名称取自民政部公布的区划",
    example="商南县的报告里写“丹凤县教育局高度重视政府信息公开工作”",
    severity=Severity.WARNING,
    find=_find,
)
