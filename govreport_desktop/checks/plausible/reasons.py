"""What the prose says of why figures are not what they were: 划转, 合并, 成立, 停征, 口径."""

from __future__ import annotations

import re

from govreport_desktop.checks.context import Context
from govreport_desktop.form import FactName
from govreport_desktop.patterns import regex

_POWER = (
    r"(?:职能|职责|权限|事项|业务|执法权|审批权|许可权?|处罚权?|强制权?|机构|队伍|大队|中队|支队|"
    r"[县区市]?(?:人民政府|[局委镇乡])|街道)"
)
_MOVED = (
    r"(?:划转|划入|划出|划归|划至|划给|移交|并入|上收|收回|下放|承接|转隶|合并|整合组建|整合[到至]|撤并|"
    r"撤销|剥离|赋权)"
)
# 行政许可事项全部划转至…, 承接县级赋权执法事项102项, 撤销石桥镇、云溪镇，合并设立…
_TRANSFER = regex(
    rf"{_POWER}[^。；！？\n]{{0,20}}{_MOVED}|{_MOVED}[^。；，！？\n]{{0,20}}{_POWER}"
    r"|机构改革[^。；！？\n]{0,30}(?:合并|划|组建|调整)|合并设立|合并统计"
)
# 2023年11月挂牌成立, no 领导小组
_FOUNDED = regex(
    r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?[^。；，！？\n]{0,12}(?:组建|成立|挂牌|揭牌|更名)(?!了)"
    r"|首个完整年度|新(?:组建|成立)(?!了)"
)
_NO_ORGAN = regex(
    r"[^。；，！？\n]{0,16}(?:小组|专班|专区|查阅点|平台|网站|专栏|窗口|机制|制度|领导|公开)"
)
# Of what was only looked at, or passed on as a case, nothing was moved.
_NOT_MOVED = regex(
    r"推进|推动|优化|梳理|清单|目录|公开|公示|公布|规范|探索|学习|培训|宣传|投诉|信访|线索|举报|转办|交办"
)
_RELIEF = regex(
    r"(?:停征|免征|停收|免收|取消|停止(?:征收|收取)|减免|减征)[^。；\n]{0,16}费"
    r"|费[^。；，\n]{0,12}(?:停征|免征|停收|免收|取消|停止)"
)
_ENDS = regex(r"[。；！？\n]")
# A reason that a sentence gives for the figure it names.
_BECAUSE = regex(
    r"原因|由于|口径|不再|改由|改为|集中行使|受[^，。；\n]{1,16}影响|由[^，。；\n]{2,16}(?:办理|行使|实施)"
    r"|因[^，。；\n]{2,20}(?:改革|调整|变化|变更|划转|减少|增加)"
)
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("decisions.licences", regex(r"许可|审批")),
    ("decisions.penalties", regex("处罚|执法")),
    ("decisions.compulsion", regex("强制|执法")),
    ("fees.amount", regex("收费|费用")),
    ("documents.normative", regex("文件")),
    ("requests.received", regex("申请")),
    ("requests.carried_forward", regex("结转")),
    ("disputes.review", regex("复议")),
    ("disputes.litigation", regex("诉讼|起诉")),
)


def has_reason(context: Context, facts: tuple[FactName, ...]) -> bool:
    """Whether a sentence says why ``facts`` are far from last year's.

    The text is taken as it is stored: it is asked for with every key that is pressed.
    """
    if "fees.amount" in facts and any(map(_RELIEF.search, context.once(_told))):
        return True
    names = [pattern for fact, pattern in _NAMES if fact in facts]
    return context.once(_is_reorganised) or any(
        pattern.search(sentence) for sentence in context.once(_given) for pattern in names
    )


def _told(context: Context) -> tuple[str, ...]:
    """Part five speaks of what is to be done."""
    report = context.report
    return tuple(
        report.texts[part.id] for part in report.form.narratives if part.role != "problems"
    )


def _given(context: Context) -> tuple[str, ...]:
    """The sentences that give a reason."""
    sentences = (one for text in context.once(_told) for one in _ENDS.split(text))
    return tuple(sentence for sentence in sentences if _BECAUSE.search(sentence))


def _is_reorganised(context: Context) -> bool:
    """Whether the organ, or what it may do, is not what it was the year before."""
    for text in context.once(_told):
        for match in _FOUNDED.finditer(text):
            if not _NO_ORGAN.match(text, match.end()):
                return True
        for match in _TRANSFER.finditer(text):
            begin = max(text.rfind(sign, 0, match.start()) for sign in "，。；：\n") + 1
            if not _NOT_MOVED.search(text, begin, match.end()):
                return True
    return False
