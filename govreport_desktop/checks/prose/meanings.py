"""What a figure in the prose means on the form: 收到申请, 结转, 予以公开, 行政诉讼 and so on.

Every pattern is strict on purpose. A word it does not know between the verb and the figure
(收到网络申请5件) means that the figure is of something narrower, and nothing is bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.text import Reading
from govreport_desktop.form import FactName

_WHO = (
    r"(?:各类|有效|书面|群众|公众|社会公众|公民|法人|其他组织|或者|申请人|提交|提出|到|并|的|和|或|及|与|、|了|共|"
    r"共计|合计|件|任何)*"
)
APPLICATION = (
    r"(?:政府信息依申请公开(?:的)?(?:申请|事项)?|(?:政府)?信息公开(?:的)?申请|"
    r"依申请公开(?:政府信息|信息)?(?:的)?(?:申请|事项|件)?)"
)
_JOIN = r"(?:总数|数量|总量|案件|共|共计|合计|总计|的|有|为|是|：|“|”)*$"
_CHANNEL = re.compile(
    r"通过|网络|网上|在线|信函|邮寄|当面|现场|窗口|传真|邮箱|平台|其中|涉及|关于|有关|类|依法主动|转办|代|配合|协助|协查|参与"
)
# Other business whose figures use the same verbs: it ends the talk of applications.
_ELSEWHERE = (
    r"热线|工单|人大|政协|建议|提案|信访(?!举报|投诉)|咨询|留言|信箱|诉求|来信|服务事项|行政许可|行政处罚|"
    r"规范性文件|解读|公众号|微博|微信|培训|督查|会议|主动公开|复议|诉讼|案件|检查|审批|发布"
)
# 印发公文312份，其中……不予公开73份: papers have the same words, until applications are named.
_OF_PAPERS = re.compile(
    r"(?:公文|属性|印发|制发|发文|行文|文件|文稿)(?:(?!申请(?!公开)|收到|受理|答复).)*$"
)
_TALK = re.compile(rf"(?P<here>{APPLICATION})|(?P<elsewhere>{_ELSEWHERE})")


class Less(NamedTuple):
    """A fact that a reading takes away."""

    fact: FactName


# Facts whose figures are added up, or taken away.
Terms = tuple[FactName | Less, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that the prose states and the facts of the form it may stand for.

    Each of ``readings`` is one way to understand it: facts whose figures, where they meet
    the fact ``column``, are added up. The first is the plain one, shown to the clerk as
    ``name``. ``column`` is None where the facts are cells of their own.
    """

    start: int
    end: int
    value: Decimal
    text: str
    name: str
    column: FactName | None
    readings: tuple[Terms, ...]
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class _Meaning:
    name: str
    lead: re.Pattern[str]
    readings: tuple[Terms, ...]
    column: FactName = "applicants.total"
    tail: re.Pattern[str] | None = None
    needs_talk: bool = True  # only where the paragraph speaks of applications
    whole: bool = False  # a word before it (网上、其中) would make it a part of that figure
    unless: re.Pattern[str] | None = None  # words of the sentence that leave it open


_RECEIVED: Terms = ("requests.received",)
_ALL: Terms = ("requests.received", "requests.carried_over")
_TOTAL: Terms = ("requests.total",)
_FORWARD: Terms = ("requests.carried_forward",)
_DONE: Terms = ("requests.received", Less("requests.carried_forward"))


def _m(
    name: str,
    lead: str,
    *readings: Terms,
    column: FactName = "applicants.total",
    tail: str = "",
    needs_talk: bool = True,
    unless: str = "",
) -> _Meaning:
    after = re.compile(tail) if tail else None
    doubt = re.compile(unless) if unless else None
    whole = readings[0] in (_RECEIVED, _TOTAL) and column == "applicants.total"
    return _Meaning(name, re.compile(lead), readings, column, after, needs_talk, whole, doubt)


_HANDLED = "受理|(?<![续在])办理|(?<![予他再])处理|收到[和并]办理|办理回复|办理答复"
_LAST = r"(?:上年度?|上一年度?|去年|20\d\d年度?)"
_NEXT = r"(?:下年度?|下一年度?|次年度?|明年|20\d\d年度?)"
_APPLICANTS: tuple[tuple[str, str, FactName], ...] = (
    ("自然人", "自然人|公民个人", "applicants.natural_person"),
    ("商业企业", "商业企业", "applicants.business"),
    ("科研机构", "科研机构", "applicants.research"),
    ("社会公益组织", "社会公益组织", "applicants.public_interest"),
    ("法律服务机构", "法律服务机构", "applicants.legal_service"),
    ("法人或其他组织", "法人(?:或者?|和|及|、)其他组织", "applicants.organisations"),
)
_REASONS: tuple[tuple[str, str, FactName], ...] = (
    ("本机关不掌握相关政府信息", "不掌握(?:相关)?(?:政府)?信息", "requests.unavailable.not_held"),
    (
        "没有现成信息需要另行制作",
        "没有现成信息(?:，?需要?另行制作)?",
        "requests.unavailable.needs_creation",
    ),
    ("补正后申请内容仍不明确", "补正后(?:申请内容)?仍不明确", "requests.unavailable.unclear"),
    ("信访举报投诉类申请", "信访、?举报、?投诉类(?:申请)?", "requests.declined.petition"),
    ("重复申请", "重复申请", "requests.declined.repeat"),
    ("要求提供公开出版物", "公开出版物", "requests.declined.publication"),
    ("属于国家秘密", "国家秘密", "requests.denied.state_secret"),
    ("保护第三方合法权益", "第三方合法权益", "requests.denied.third_party"),
    ("属于三类内部事务信息", "内部事务信息", "requests.denied.internal"),
    ("属于四类过程性信息", "过程性信息", "requests.denied.process"),
    ("属于行政执法案卷", "行政执法案卷(?:信息)?", "requests.denied.enforcement_file"),
    ("属于行政查询事项", "行政查询事项", "requests.denied.admin_query"),
)
_MEANINGS: tuple[_Meaning, ...] = (
    _m(
        "本年新收",
        rf"新收(?:到)?{_WHO}(?:{APPLICATION})?{_JOIN}",
        _RECEIVED,
    ),
    _m("收到申请", rf"(?:收到|接到|接收|收悉){_WHO}{APPLICATION}{_JOIN}", _RECEIVED, _ALL),
    _m(
        "收到申请",
        r"(?:收到|接到|接收)(?:了|共|共计)?$",
        _RECEIVED,
        _ALL,
        tail=rf"^{_WHO}{APPLICATION}",
        needs_talk=False,
    ),
    _m(
        "受理和办理申请",
        rf"(?:{_HANDLED}){_WHO}{APPLICATION}{_JOIN}",
        _RECEIVED,
        _ALL,
        _TOTAL,
    ),
    _m(
        "受理和办理申请",
        rf"依申请公开(?:受理和办[结理]|受理|办理){_JOIN}",
        _RECEIVED,
        _ALL,
        _TOTAL,
    ),
    _m(
        "上年结转",
        rf"(?:{_LAST}(?:结转|转结|接转|顺延)|结转{_LAST})(?:至|到)?(?:今年|本年度?)?(?:继续)?(?:办理|处理)?"
        rf"(?:的)?{_WHO}(?:{APPLICATION}|申请)?{_JOIN}",
        ("requests.carried_over",),
    ),
    _m(
        "结转下年度继续办理",
        rf"(?:结转|顺延|转入)(?:至|到|入)?{_NEXT}(?:继续)?(?:办理|答复|处理)?(?:的)?(?:申请)?{_JOIN}",
        _FORWARD,
    ),
    _m(
        "结转下年度继续办理",
        r"(?:尚未办结|正在办理|未办结|尚在办理|有|剩余|其余)$",
        _FORWARD,
        tail=rf"^(?:申请)?，?(?:将|按规定|依法)?(?:结转|顺延|转入)(?:至|到|入)?{_NEXT}",
    ),
    _m(
        "结转下年度继续办理",
        r"^(?!.*(?:结转|转结|上年)).{0,6}$",
        _FORWARD,
        tail=rf"^(?:申请)?(?:将|按规定|依法)?(?:结转|顺延|转入)(?:至|到|入)?{_NEXT}",
    ),
    _m(
        "予以公开和部分公开",
        rf"(?:予以|同意)公开(?:和|及|或|与|、)(?:予以)?部分公开{_JOIN}",
        ("requests.granted", "requests.partial"),
    ),
    _m("部分公开", rf"(?:予以)?部分公开{_JOIN}", ("requests.partial",)),
    _m("不予公开", rf"不予公开{_JOIN}", ("requests.denied",)),
    _m("无法提供", rf"无法提供(?:信息|政府信息)?{_JOIN}", ("requests.unavailable",)),
    _m("不予处理", rf"不予处理(?:申请)?{_JOIN}", ("requests.declined",)),
    # Beside 逾期未补正2件 the words mean the last row of the group alone.
    _m("其他处理", rf"其他处理(?:情形)?{_JOIN}", ("requests.closed",), ("requests.closed.other",)),
    _m(
        "予以公开",
        rf"(?<![不部])(?:予以公开|同意公开){_JOIN}",
        ("requests.granted",),
        # The form counts an answer that points to what is public as 予以公开 too.
        unless=r"已(?:经)?主动公开|告知[^，。；]{0,10}(?:途径|方式|渠道)",
    ),
    *(_m(name, rf"{words}{_JOIN}", (row,)) for name, words, row in _REASONS),
    *(
        _m(
            f"{name}申请",
            rf"(?:{words})(?:提出|提交)?(?:的)?(?:申请)?{_JOIN}",
            _RECEIVED,
            _ALL,
            _TOTAL,
            column=column,
        )
        for name, words, column in _APPLICANTS
    ),
    # 收到申请68件, 收到68件申请: which applications, the paragraph has said.
    _m("收到申请", rf"(?:收到|接到|接收){_WHO}申请{_JOIN}", _RECEIVED, _ALL),
    _m("收到申请", r"(?:收到|接到|接收)(?:了|共|共计)?$", _RECEIVED, _ALL, tail="^申请"),
    _m("受理和办理申请", rf"(?:{_HANDLED}){_WHO}申请{_JOIN}", _RECEIVED, _ALL, _TOTAL),
    # Without last year's, if those are told apart; what was closed or declined had no answer.
    _m(
        "办理结果总计",
        rf"(?:办结|办理完毕)(?:{_WHO}{APPLICATION}|申请)?{_JOIN}",
        _TOTAL,
        _DONE,
    ),
    _m(
        "办理结果总计",
        rf"(?:答复|办复)(?:{_WHO}{APPLICATION}|申请)?{_JOIN}",
        _TOTAL,
        (*_TOTAL, Less("requests.closed")),
        (*_TOTAL, Less("requests.declined")),
        (*_TOTAL, Less("requests.closed"), Less("requests.declined")),
        _DONE,
    ),
)
# Every meaning has one of these characters before the figure: most figures are none of ours.
_KEYS = re.compile(
    "收|接|受|办|结|延|转|公开|提供|处理|答|复|有|剩|其余|申请|自然人|业|机构|组织|信息|案卷|物|确|秘密|权益|事项"
)
_NONE = re.compile(
    rf"(?:未|没有|没|无|尚未)(?:新)?(?:收到|接到|受理)?(?:过)?{_WHO}{APPLICATION}(?=[，。；、（]|$|\n)"
)


def request_claims(reading: Reading) -> Iterator[Claim]:
    """Every figure of the prose that is one of the table of part 三."""
    for quantity in reading.quantities:
        if quantity.kind is not Kind.COUNT or quantity.approximate or quantity.step != 1:
            continue
        if reading.quoted[quantity.start]:
            continue
        if claim := _claim(reading, quantity):
            yield claim
    for match in _NONE.finditer(reading.plain):
        if match.group().startswith(("未", "没", "尚")) and "收" not in match.group()[:5]:
            continue
        yield Claim(
            match.start(),
            match.end(),
            Decimal(),
            match.group(),
            "本年新收",
            "applicants.total",
            (_RECEIVED,),
        )


def _claim(reading: Reading, quantity: Quantity) -> Claim | None:
    start = _lead_start(reading, quantity.start)
    lead = reading.plain[start : quantity.start]
    tail = reading.plain[quantity.end : quantity.end + 30]
    if not _KEYS.search(lead) and not tail.startswith(("结转", "顺延")):
        return None
    for meaning in _MEANINGS:
        match = meaning.lead.search(lead)
        if not match or (meaning.tail and not meaning.tail.match(tail)):
            continue
        if match.start() > 1 and lead[match.start() - 1] in "及和与或、等":
            # 予以公开及部分公开43件: the figure is of both together.
            return None
        if meaning.whole and _CHANNEL.search(lead[: match.start()]):
            return None
        if meaning.needs_talk and not _talks_of_applications(reading, quantity.start):
            return None
        if meaning.unless and meaning.unless.search(_sentence(reading, quantity.start)):
            return None
        begin = start + match.start()
        return Claim(
            begin,
            quantity.end,
            quantity.value,
            reading.plain[begin : quantity.end],
            meaning.name,
            meaning.column,
            meaning.readings,
            quantity,
        )
    return None


def _lead_start(reading: Reading, place: int) -> int:
    """Where the words that belong to a figure begin: after the sign or figure before it."""
    start = reading.clause_at(place).start
    for quantity in reading.quantities_in(start, place):
        if quantity.kind in (Kind.COUNT, Kind.PERCENT, Kind.MONEY) and not quantity.chinese:
            start = quantity.end
    for sign in "（）：":
        start = max(start, reading.plain.rfind(sign, start, place) + 1)
    return start


def _talks_of_applications(reading: Reading, place: int) -> bool:
    """Whether the last business named in the paragraph are applications for information."""
    if _OF_PAPERS.search(reading.plain, reading.sentence_at(place).start, place):
        return False
    paragraph = reading.paragraph_at(place)
    last = None
    for match in _TALK.finditer(reading.plain, paragraph.start, place):
        last = match
    return last is not None and last["here"] is not None


def _sentence(reading: Reading, place: int) -> str:
    return reading.of(reading.sentence_at(place))
