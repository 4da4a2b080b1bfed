"""R17: what the notice wants the three narrative parts to cover."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.settings import OVERVIEW_LIMIT
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import is_number
from govreport_desktop.report.prose import count_words
from govreport_desktop.report.report import Report

# The five aspects of part 一, each by the words that show it is dealt with.
_ASPECTS = {
    "主动公开": r"主动公开|公开(?:政府)?信息|公开目录|发布(?:各类)?(?:政府|政务)?信息|政策解读",
    "依申请公开": r"依申请|公开申请",
    "政府信息管理": (
        r"信息管理|管理制度|保密审查|审核|发布审查|规范性文件|动态调整|台账|三审三校|公文属性|清理"
    ),
    "政府信息公开平台建设": (
        r"平台|网站|微信|公众号|微博|新媒体|公开栏|查阅点|公开专区|政务公开专栏"
    ),
    "监督保障": r"监督|保障|考核|培训|评议|责任追究|领导小组|组织领导|检查|督查",
}
_NOTHING = regex(
    r"^(?:本年度)?(?:我局|本机关|我单位|本单位)?(?:目前)?(?:暂?无|没有|不存在)(?:存在)?(?:的)?"
    r"(?:主要|明显|其他)?(?:问题|不足|情况)?(?:及|和)?(?:改进(?:情况|措施)?)?[。.]?$"
)
_SIGNS = regex(r"\s+")
_FEE = regex(r"处理费|收费|费用|收取")


def _find_problems(context: Context) -> Iterator[Problem]:
    """Part 五 says what is wanting and what is done about it."""
    section = context.report.form.role("problems")
    if section is None or not context.proses:
        return
    text = _SIGNS.sub("", context.report.texts[section.id])
    prose = context.prose("problems")
    length = count_words(prose.expanded.text) if prose else 0  # as the page counts it
    if not text:
        words = "还没有写，请写明存在的主要问题和改进情况。"
    elif _NOTHING.match(text):
        words = f"只写了“{text.rstrip('。')}”，请写明存在的主要问题和改进情况。"
    elif length < context.settings.problems_length:
        words = f"只有 {length} 个字，过于简单，请写明存在的主要问题和改进情况。"
    else:
        return
    yield PROBLEMS.of(section.id, "", f"{section.title}{words}", figures=(length,))


def _find_aspects(context: Context) -> Iterator[Problem]:
    prose = context.prose("overview")
    if prose is None:
        return
    missing = [name for name, words in _ASPECTS.items() if not re.search(words, prose.plain)]
    if missing:
        which = "这几方面" if len(missing) > 1 else "这方面"
        yield ASPECTS.of(
            prose.section,
            "",
            f"{prose.title}没有写到{'、'.join(missing)}，请补写，或确认{which}没有需要报告的内容。",
        )


def _find_length(context: Context) -> Iterator[Problem]:
    limit = context.settings.overview_limit
    prose = context.prose("overview")
    if limit is None or prose is None:
        return
    words = count_words(prose.expanded.text)
    if words > limit:
        whose = "原则上的" if limit == OVERVIEW_LIMIT else "设置里的"
        yield LENGTH.of(
            prose.section,
            "",
            f"{prose.title}共 {words} 字，超过{whose} {limit} 字，请压缩，或写明原因。",
            figures=(words, limit),
        )


def _find_fee_statement(context: Context) -> Iterator[Problem]:
    """Part 六 is where the blank form prints that 信息处理费 is reported.

    Without a single application there was nothing to charge for, and nothing is asked.
    """
    section = context.report.form.role("other")
    if section is None or not context.proses or not had_requests(context.report):
        return
    prose = context.prose("other")
    if prose is None:
        words = "还没有写，请写明收取信息处理费的情况，没有收取的写明未收取。"
    elif not _FEE.search(prose.plain):
        words = "没有写收取信息处理费的情况，没有收取的请写明未收取。"
    else:
        return
    yield FEES.of(section.id, "", f"{section.title}{words}")


def had_requests(report: Report) -> bool:
    """Whether there was an application this year or one left from last year."""
    form = report.form
    cells = (
        *form.where("requests.received", "applicants.total"),
        *form.where("requests.carried_over", "applicants.total"),
    )
    return any(is_number(value := report.values[cell]) and value > 0 for cell in cells)


_NOTICE = "国办公开办函〔2021〕30号所附格式的填写说明"

PROBLEMS = Rule(
    id="R17.problems",
    name="第五部分不能空着或敷衍",
    what="第五部分写明存在的主要问题和改进情况，不是空白、“无”或一句话。",
    basis="国办公开办函〔2021〕30号：对敷衍的报告追究责任",
    example="五、存在的主要问题及改进情况：无。",
    severity=Severity.WARNING,
    find=_find_problems,
)
ASPECTS = Rule(
    id="R17.aspects",
    name="第一部分写全五个方面",
    what="第一部分写到主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。",
    basis=_NOTICE,
    example="第一部分没有提到依申请公开和监督保障",
    severity=Severity.WARNING,
    find=_find_aspects,
)
LENGTH = Rule(
    id="R17.length",
    name="第一部分的字数",
    what="第一部分原则上不超过 1000 字；当地另有规定的，在设置里改，填 0 不查。",
    basis="国办公开办函〔2021〕30号：原则上不超过一千字",
    example="第一部分共 1234 字，超过原则上的 1000 字",
    severity=Severity.WARNING,
    find=_find_length,
)
FEES = Rule(
    id="R17.fees",
    name="第六部分写明信息处理费",
    what="本年有申请的，第六部分写明收取信息处理费的情况，没有收取也要写明。",
    basis=_NOTICE,
    example="六、其他需要报告的事项：无。",
    severity=Severity.WARNING,
    find=_find_fee_statement,
)
