"""Licences, penalties, compulsion, fees and normative documents in the prose (part 二)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks.prose.meanings import Claim
from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.text import Reading
from govreport_desktop.form import FactName

_JOIN = r"(?:案件|事项|数量|总数|共|共计|合计|总计|为|的|了)*$"
# What was disclosed of decisions is another figure than the decisions made.
_DISCLOSED = re.compile(r"公开|公示|公布|发布|推送|归集|上传|录入|公告|听证|双公示|清单|目录|标准")
_DECISIONS: tuple[tuple[str, re.Pattern[str], FactName], ...] = (
    (
        "行政许可",
        re.compile(rf"作出(?:的)?行政许可(?:决定)?{_JOIN}|行政许可(?:处理)?决定{_JOIN}"),
        "decisions.licences",
    ),
    (
        "行政处罚",
        re.compile(rf"作出(?:的)?行政处罚(?:决定)?{_JOIN}|行政处罚(?:处理)?决定{_JOIN}"),
        "decisions.penalties",
    ),
    (
        "行政强制",
        re.compile(
            rf"(?:作出|实施|采取)(?:的)?行政强制(?:措施|执行)?(?:决定)?{_JOIN}|行政强制(?:处理|措施)?决定{_JOIN}"
        ),
        "decisions.compulsion",
    ),
)
_FACTS: dict[str, FactName] = {
    "许可": "decisions.licences",
    "处罚": "decisions.penalties",
    "强制": "decisions.compulsion",
}
_KIND = r"行政(?P<kind>许可|处罚|强制)(?:措施|决定|案件)?"
_BARE = re.compile(
    rf"^(?:[^，；。\n]*?(?:办理|作出|实施|办结|完成))?[、和及与：；]?(?P<what>{_KIND}{_JOIN})"
)
_NEIGHBOUR = re.compile(rf"{_KIND}(?:共|为|：)?\d")
# How far from it the second kind may stand, in characters.
_NEAR = 24
_NO_DECISION = re.compile(
    rf"{_DISCLOSED.pattern}|梳理|清单|权力|权责|职权|认领|编制|报送|抽查|案卷|评查|信用|修复|复议|诉讼|"
    "共享|受理|投诉|案例|培训|查询|移交|划转|取消|下放|其中|包括|（"
)
_FEES = re.compile(r"行政事业性收费(?:收入|金额|总额|总计|合计|共计|共|为|计)*$")
_NO_FEES = re.compile(r"减|免|取消|降|停征|项目|非税")

_DOCUMENT = r"(?:行政|税务|税收)?规范性文件"
_RULES = r"(?:政府规章|规章)"
_NEW = (
    r"(?:制定发布|制定公布|制定并公布|制发|制定|出台|印发|新制定|新出台|制定出台|制定印发|"
    r"制发出台|新制发)"
)
_GONE = r"(?:废止|废止和宣布失效|废止、失效|宣布失效)"
_VALID = r"(?:现行有效|继续有效|保留有效)"
_PLAIN = r"(?:的|了|共|共计|合计|总计|数量|件数|总数|为|有)*"
_KEYS = re.compile(f"{_NEW}|{_GONE}|{_VALID}")
_NOUNS: tuple[tuple[str, FactName, str], ...] = (
    (_DOCUMENT, "documents.normative", "行政规范性文件"),
    (_RULES, "documents.rules", "规章"),
)
_VERBS: tuple[tuple[str, FactName, str], ...] = (
    (_NEW, "documents.issued", "本年制发件数"),
    (_GONE, "documents.repealed", "本年废止件数"),
    (_VALID, "documents.in_force", "现行有效件数"),
)
# Verb and noun before the figure, the verb alone, the noun after it; what it is, and its name.
_DOCUMENTS = tuple(
    (
        re.compile(rf"(?<!清理){verb}{_PLAIN}{kind}{_PLAIN}$"),
        re.compile(rf"{verb}{_PLAIN}$"),
        re.compile(rf"{_PLAIN}{kind}(?![^，。；]{{0,4}}解读)"),
        noun,
        column,
        f"{name}·{title}",
    )
    for kind, noun, name in _NOUNS
    for verb, column, title in _VERBS
)
_VERB = re.compile(f"^、?(?:{_NEW}|{_GONE}|{_VALID}){_PLAIN}$")
_PUBLISHED = re.compile("制定发布|制定公布|制定并公布")
_KEPT = re.compile("继续有效|保留有效")
_REVIEWED = re.compile("清理|(?:确定|决定|认定|明确|宣布)(?:为)?(?:继续|保留)有效")
_BETWEEN = re.compile(r"党内|备案|审查|审核|公开|发布|解读|征求|起草|参与|评估|以上|清理")


def decision_claims(reading: Reading) -> Iterator[Claim]:
    """R9: decisions and fees of part 二 as the prose states them."""
    for quantity in reading.quantities:
        if quantity.approximate or quantity.kind is Kind.OTHER:
            continue
        lead, start = _lead(reading, quantity)
        if "行政" not in lead or _DISCLOSED.search(lead):
            continue
        if quantity.kind is Kind.MONEY and not _NO_FEES.search(lead):
            if match := _FEES.search(lead):
                begin = start + match.start()
                yield _of(reading, quantity, begin, "fees.amount", None, "行政事业性收费")
        elif quantity.kind is Kind.COUNT and quantity.step == 1:
            for name, pattern, fact in _DECISIONS:
                if match := pattern.search(lead):
                    begin = start + match.start()
                    yield _of(reading, quantity, begin, fact, None, f"{name}·本年处理决定数量")
                    break
            else:
                yield from _listed(reading, quantity, lead, start)


def _listed(reading: Reading, quantity: Quantity, lead: str, start: int) -> Iterator[Claim]:
    """行政许可278件、行政处罚1217件: figures without a verb, where two kinds stand in a row."""
    match = _BARE.search(lead)
    if not match or quantity.unit not in ("件", "宗", "起", "例"):
        return
    if not _follows_decision(reading, quantity) and _NO_DECISION.search(
        reading.plain, _list_start(reading, quantity), quantity.start
    ):
        return
    near = (
        reading.plain[max(start - _NEAR, 0) : start]
        + "；"
        + reading.plain[quantity.end : quantity.end + _NEAR]
    )
    if any(other["kind"] != match["kind"] for other in _NEIGHBOUR.finditer(near)):
        name, fact = f"行政{match['kind']}", _FACTS[match["kind"]]
        begin = start + match.start("what")
        yield _of(reading, quantity, begin, fact, None, f"{name}·本年处理决定数量")


def _follows_decision(reading: Reading, quantity: Quantity) -> bool:
    """Whether the figure right before it is said to be of decisions: 行政许可决定278件、."""
    start = reading.sentence_at(quantity.start).start
    for before in reversed(reading.quantities_in(start, quantity.start)):
        if quantity.start - before.end > _NEAR:
            return False
        lead, _ = _lead(reading, before)
        if _DISCLOSED.search(lead):
            return False
        if any(pattern.search(lead) for _, pattern, _ in _DECISIONS):
            return True
    return False


def _list_start(reading: Reading, quantity: Quantity) -> int:
    """Where the row of decisions around a figure begins: after the last other figure."""
    start = reading.sentence_at(quantity.start).start
    for before in reading.quantities_in(start, quantity.start):
        if before.kind is Kind.COUNT and "行政" not in _lead(reading, before)[0]:
            start = before.end
    return start


def document_claims(reading: Reading) -> Iterator[Claim]:
    """R10: normative documents and rules of part 二 as the prose states them."""
    last: Claim | None = None
    for quantity in reading.quantities:
        if quantity.kind is not Kind.COUNT or quantity.approximate or quantity.step != 1:
            continue
        if quantity.unit not in ("件", "份", "部", "个", "项"):
            continue
        lead, start = _lead(reading, quantity)
        tail = reading.plain[quantity.end : quantity.end + 12]
        claim = _document(reading, quantity, lead, start, tail)
        claim = claim or (_followed(reading, quantity, lead, start, last) if last else None)
        if claim:
            last = claim
            yield claim


def _followed(
    reading: Reading, quantity: Quantity, lead: str, start: int, last: Claim
) -> Claim | None:
    """制发行政规范性文件17件，废止30件: the noun is that of the figure right before."""
    if reading.plain[last.end : start] not in ("", "，", "；") or not _VERB.match(lead):
        return None
    for _, alone, _, noun, column, name in _DOCUMENTS:
        if ((noun,),) == last.readings and (match := alone.search(lead)):
            return _of(reading, quantity, start + match.start(), noun, column, name)
    return None


def _document(
    reading: Reading, quantity: Quantity, lead: str, start: int, tail: str
) -> Claim | None:
    if not _KEYS.search(lead) or _BETWEEN.search(_PUBLISHED.sub("", lead)):
        return None
    sentence = reading.of(reading.sentence_at(quantity.start))
    if _KEPT.search(lead) and _REVIEWED.search(sentence):
        # What a clean-up of old documents leaves in force is not all that there is.
        return None
    for before, alone, behind, noun, column, name in _DOCUMENTS:
        match = before.search(lead)
        if match is None and behind.match(tail):
            match = alone.search(lead)
        if match:
            return _of(reading, quantity, start + match.start(), noun, column, name)
    return None


def _lead(reading: Reading, quantity: Quantity) -> tuple[str, int]:
    """The words of the clause before a figure, from the figure or bracket before it on."""
    start = reading.clause_at(quantity.start).start
    for before in reading.quantities_in(start, quantity.start):
        if before.kind in (Kind.COUNT, Kind.MONEY, Kind.PERCENT):
            start = before.end
    start = max(start, reading.plain.rfind("（", start, quantity.start) + 1)
    return reading.plain[start : quantity.start], start


def _of(
    reading: Reading,
    quantity: Quantity,
    start: int,
    fact: FactName,
    column: FactName | None,
    name: str,
) -> Claim:
    text = reading.plain[start : quantity.end]
    return Claim(start, quantity.end, quantity.value, text, name, column, ((fact,),), quantity)
