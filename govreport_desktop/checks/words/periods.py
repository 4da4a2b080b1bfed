"""R41: statutory periods stated otherwise than the regulation has them: 20 working days, not 15.

Offices are often faster than they have to be, and say so. A shorter period counts only where it
is said to be the law's, or is the one that the regulation of 2008 had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.rewriting import rewrite
from govreport_desktop.checks.words.law import Period, law
from govreport_desktop.checks.words.numeral import like, value
from govreport_desktop.patterns import regex

_SINCE = 2019
# Twenty working days are about four weeks: what is stated in days is longer from here on.
_MANY = 1.5
_DAYS = regex(
    r"(?<![\d.一二三四五六七八九十至—~-])(?P<days>\d{1,3}|[一二三四五六七八九十]{1,3})个?"
    r"(?P<unit>工作日|日|天)"
)
_REQUESTS = regex(
    r"申请|政府信息公开条例|《条例》|第三方|征求意见书|政府信息|收费通知|答复期限|延长答复"
)
# A promise, a comparison, a fact, another matter: none of them states the law.
_OTHERWISE = regex(
    r"承诺|压缩|缩短|提前|平均|提速|短于|少于|早于|快于|低于|不足|仅用|过去|以前|旧|原来|修订前|原条例|超期|逾期了?[\d一二三四五六七八九十]"
    r"|用时|历时|耗时|内部|工单|热线|信箱|留言|网民|投诉|信访|行政许可|审批|办件|提案|议案|政务服务"
    r"|由.{0,24}(?:调整|改|延长|缩短|变|修改)(?:为|至|成|到)"
)
_LAWS = regex(r"法定|条例》?(?:所|的)?(?:规定|要求)|法律(?:法规)?规定")
_STATED = regex(r"法定|条例》?(?:所|的)?规定.{0,8}期限.{0,4}[为是]")
_RULES = regex(
    r"法定|规定|条例|依法|应当|应[于在]|必须|须[于在]|需[于在]|时限要求|收到.{0,16}起|最长不|不(?:得)?超过|至多|最多"
)
_MOST = regex(r"最长|最多|不(?:得)?超过|至多")
_TOTAL = regex(r"延长后|累计|合计|总")
_EXTENDED = regex(r"延长|延期")


def _find(context: Context) -> Iterator[Problem]:
    year = context.report.year
    if year is None or year < _SINCE:
        return
    for prose in context.proses:
        if "日" in prose.plain or "天" in prose.plain:
            yield from _stated(context, prose)


def _stated(context: Context, prose: Prose) -> Iterator[Problem]:
    matches = list(_DAYS.finditer(prose.plain))
    for i, match in enumerate(matches):
        sentence = prose.reading.of(prose.reading.sentence_at(match.start()))
        if not _REQUESTS.search(sentence):
            continue
        before = matches[i - 1].end() if i else 0
        after = matches[i + 1].start() if i + 1 < len(matches) else len(prose.plain)
        words = _around(prose, match, before, after)
        # 条例规定的期限为15个工作日，平均用时9个: what is said of the law is said by itself.
        if _OTHERWISE.search(words if _STATED.search(words) else sentence):
            continue
        period = next((one for one in law().periods if one.topic.fits(words)), None)
        days = value(match["days"])
        if period and days and _is_wrong(period, days, match["unit"], words, sentence):
            yield _problem(context, prose, match, period, days)


def _around(prose: Prose, match: re.Match[str], before: int, after: int) -> str:
    """The clause of a period without its number; up to the next 、 where it has another one."""
    plain = prose.plain
    start, end = prose.reading.clause_at(match.start())
    head, tail = plain[max(start, before) : match.start()], plain[match.end() : min(end, after)]
    if before > start:
        head = head.rpartition("、")[2]
    if after < end:
        tail = tail.partition("、")[0]
    if tail in ("内", "之内", "以内"):
        # 收到申请之日起15个工作日内，予以答复: the verb stands behind the comma.
        tail += plain[end + 1 : prose.reading.clause_at(end + 1).end]
    return head + tail


def _is_wrong(period: Period, days: int, unit: str, words: str, sentence: str) -> bool:
    """Whether ``days`` are said to be the ``period``, which is another."""
    if days == period.days:
        return False
    rules = _MOST if _EXTENDED.search(words) else _RULES
    if days in period.old and rules.search(words):
        return True
    if _LAWS.search(words):
        return True
    if _MOST.search(words) and _EXTENDED.search(words) and not _TOTAL.search(words):
        return True
    if period.given and rules.search(words):
        return True
    if unit != "工作日":
        return days >= _MANY * period.days and bool(rules.search(words))
    if days < period.days:
        return False
    return not (days <= 2 * period.days and _EXTENDED.search(sentence))


def _problem(
    context: Context, prose: Prose, match: re.Match[str], period: Period, days: int
) -> Problem:
    words = f"{like(match['days'], period.days)}个工作日"
    unit = match["unit"] if match["unit"] != "工作日" else "个工作日"
    problem = RULE.at(
        prose,
        match.start(),
        match.end(),
        f"{prose.title}：这里写的{period.name}是 {days} {unit}，"
        f"按规定是 {period.days} 个工作日"
        f"（{period.says}），请改正；是本地另行承诺的，请写明是承诺。",
        figures=(days, period.days),
        fixes=rewrite(context.report, prose, *match.span(), words, f"改为“{words}”"),
    )
    return problem._replace(basis=period.basis)


RULE = Rule(
    id="R41",
    name="法定期限",
    what="写到法定期限的，与条例一致：答复 20 个工作日、延长不超过 20 个、告知补正 7 个、"
    "第三方 15 个；承诺更快、实际用时更短的不算。",
    basis="《中华人民共和国政府信息公开条例》第二十六条、第三十条、第三十二条至第三十四条",
    example="严格按照法定的15个工作日答复申请人",
    severity=Severity.WARNING,
    find=_find,
)
