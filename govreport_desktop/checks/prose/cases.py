"""Reviews and lawsuits over the disclosure of information, as the prose counts them (part 四)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from govreport_desktop.checks.prose.meanings import Claim, Terms
from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.text import Reading, Stretch
from govreport_desktop.form import FactName

_REVIEW: Terms = ("disputes.review",)
_LITIGATION: Terms = ("disputes.litigation",)
_DIRECT: Terms = ("disputes.litigation.direct",)
_AFTER_REVIEW: Terms = ("disputes.litigation.after_review",)
# Part 四 counts only cases over disclosure, so that must be said beside the figure.
_OVER_DISCLOSURE = re.compile(
    r"(?:因|涉及|涉|关于|针对|有关|对)(?:本机关|我局|本局)?(?:政府)?信息(?:依申请)?公开"
    r"|(?:政府)?信息公开(?:工作)?(?:类|相关的?|方面的?|引发的?|引起的?|被)?(?:行政)?(?:复议|诉讼)"
    r"|信息公开工作被"
)
# An organ that decides reviews counts those too, and they are not of part 四.
_AS_JUDGE = re.compile(r"(?<!未)审理|受理|(?<!未)审结|复议机关|应诉案件|出庭|办理行政复议|法治")
_CASES: tuple[tuple[re.Pattern[str], Terms, str], ...] = (
    (
        re.compile(r"复议后(?:再)?(?:起诉|诉讼)(?:的|案件)*(?:共)?$"),
        _AFTER_REVIEW,
        "复议后起诉",
    ),
    (
        re.compile(r"直接(?:起诉|提起(?:行政)?诉讼)(?:的|案件)*(?:共)?$"),
        _DIRECT,
        "未经复议直接起诉",
    ),
    (
        re.compile(
            r"复议(?:案件)?(?:和|、|及|与)(?:提起)?(?:行政)?诉讼(?:案件|案)?(?:共|共计|合计|总计)+$"
        ),
        (*_REVIEW, *_LITIGATION),
        "行政复议和行政诉讼总计",
    ),
    (
        re.compile(r"(?<![议经])(?:行政)?诉讼(?:案件|案)?(?:共|共计|合计|总计|的|为)*$"),
        _LITIGATION,
        "行政诉讼总计",
    ),
    (
        re.compile(r"行政复议(?:案件|申请|案)?(?:共|共计|合计|总计|的|为)*$"),
        _REVIEW,
        "行政复议总计",
    ),
)
_TAILS: tuple[tuple[re.Pattern[str], Terms, str], ...] = (
    (re.compile(r"^(?:的)?行政复议(?:案件|申请)?(?![、和及与])"), _REVIEW, "行政复议总计"),
    (re.compile(r"^(?:的)?行政诉讼(?:案件)?"), _LITIGATION, "行政诉讼总计"),
)
_OUTCOMES: tuple[tuple[re.Pattern[str], FactName, str], ...] = (
    (re.compile(r"(?:结果)?维持(?:原[^，。；]{0,6})?(?:的)?$"), "disputes.upheld", "结果维持"),
    (re.compile(r"(?:结果)?纠正(?:的)?$"), "disputes.corrected", "结果纠正"),
    (re.compile(r"其他结果(?:的)?$"), "disputes.other", "其他结果"),
    (re.compile(r"(?:尚未审结|未审结|尚未审理完结)(?:的)?$"), "disputes.pending", "尚未审结"),
)
# 尚未审结行政复议2件 is of the pending ones alone.
_OUTCOME_FIRST = re.compile(r"(?:审结|维持|纠正|胜诉|败诉|撤回|驳回)[^，。；]{0,4}(?:复议|诉讼)")
_KIND = re.compile(
    r"(?P<after>复议后(?:再)?(?:起诉|诉讼))|(?P<direct>直接起诉)|(?P<suit>诉讼)|(?P<reviewed>复议)"
)
_NONE = re.compile(
    r"(?:未|没有|无|尚未|没)(?:发生|出现|产生|收到|涉及)?(?:过)?(?:因|涉及|有)?(?:政府)?信息公开"
    r"(?P<what>[^，。；\d]{0,16}?(?:复议|诉讼)[^，。；\d]{0,10})(?=[，。；）\n]|$)"
)


def case_claims(reading: Reading) -> Iterator[Claim]:
    """Every figure of the prose that is one of the table of part 四."""
    said = ""
    for sentence in reading.sentences:
        text = reading.of(sentence)
        # 因政府信息公开被申请行政复议4件；被提起行政诉讼3件: what ； joins shares its reason.
        said = said + text if said.endswith("；") else text
        if "议" not in text and "诉" not in text:
            continue
        if not _OVER_DISCLOSURE.search(said) or _AS_JUDGE.search(said):
            continue
        for quantity in reading.quantities_in(*sentence):
            if quantity.kind is not Kind.COUNT or quantity.approximate or quantity.step != 1:
                continue
            if claim := _claim(reading, sentence, quantity):
                yield claim
    yield from _none(reading)


def _claim(reading: Reading, sentence: Stretch, quantity: Quantity) -> Claim | None:
    start = _lead_start(reading, sentence, quantity.start)
    lead = reading.plain[start : quantity.start]
    tail = reading.plain[quantity.end : quantity.end + 12]
    if lead.endswith("各") or _OUTCOME_FIRST.search(lead):
        return None
    for pattern, facts, name in _CASES:
        if match := pattern.search(lead):
            return _of(reading, quantity, start + match.start(), facts, "disputes.total", name)
    for pattern, column, name in _OUTCOMES:
        if match := pattern.search(lead):
            kind = _last_kind(reading.plain[sentence.start : quantity.start])
            if kind not in _FACTS:
                return None
            return _of(reading, quantity, start + match.start(), _FACTS[kind], column, name)
    if re.search(r"(?:被申请|被提起|发生|引发|引起|产生|收到|提起)(?:了|共|的)*$", lead):
        for pattern, facts, name in _TAILS:
            if pattern.match(tail):
                return _of(reading, quantity, quantity.start, facts, "disputes.total", name)
    return None


_FACTS: dict[str, Terms] = {
    "after": _AFTER_REVIEW,
    "direct": _DIRECT,
    "suit": _LITIGATION,
    "reviewed": _REVIEW,
}


def _of(
    reading: Reading, quantity: Quantity, start: int, facts: Terms, column: FactName, name: str
) -> Claim:
    text = reading.plain[start : quantity.end]
    return Claim(start, quantity.end, quantity.value, text, name, column, (facts,), quantity)


def _none(reading: Reading) -> Iterator[Claim]:
    for match in _NONE.finditer(reading.plain):
        for word, facts, name in (
            ("复议", _REVIEW, "行政复议总计"),
            ("诉讼", _LITIGATION, "行政诉讼总计"),
        ):
            if word in match["what"]:
                yield Claim(
                    match.start(),
                    match.end(),
                    Decimal(),
                    match.group(),
                    name,
                    "disputes.total",
                    (facts,),
                )


def _lead_start(reading: Reading, sentence: Stretch, place: int) -> int:
    before = reading.quantities_in(sentence.start, place)
    start = before[-1].end if before else sentence.start
    return max(start, max(reading.plain.rfind(sign, start, place) for sign in "，；（：") + 1)


def _last_kind(text: str) -> str:
    last = ""
    for match in _KIND.finditer(text):
        last = match.lastgroup or ""
    # 行政复议和行政诉讼……维持2件 leaves open which of them was upheld.
    return "" if re.search(r"复议(?:、|和|及|与)(?:行政)?诉讼[^\d]*$", text) else last
