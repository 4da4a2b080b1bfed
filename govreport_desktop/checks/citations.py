"""R23: the numbers of the regulation and of the notice that a report says it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.patterns import regex

# In force since 15 May 2019; the first regulation was 国务院令第492号.
_IN_FORCE, _SINCE = "711", 2019
_REGULATION = regex(
    r"政府信息公开条例》?（?[^，。；）《]{0,8}?(?:国务院令|国令)第?(?P<number>\d{2,4})号",
    needs=("国务院令", "国令"),
)
_OLD_NOTICE = regex(r"国办公开办函[〔﹝\[（]2019[〕﹞\]）]60号", needs=("国办公开办函",))
# The notice on the form, with a number that it never had.
_WRONG_NOTICE = regex(
    r"(?:工作年度报告)?格式[》〉]?的?(?:通知)?》?[，（]{0,2}"
    r"(?P<notice>国办公开办函[〔﹝\[（]2021[〕﹞\]）](?!30号)\d{1,3}号)",
    needs=("国办公开办函",),
)
_NEW_NOTICE = regex(r"2021[〕﹞\]）]30号", needs=("30号",))


def _find_regulation(context: Context) -> Iterator[Problem]:
    year = context.report.year
    if year is None or year < _SINCE:
        return
    for prose in context.proses:
        for match in _REGULATION.finditer(prose.plain):
            if match["number"] != _IN_FORCE:
                yield REGULATION.at(
                    prose,
                    match.start("number"),
                    match.end("number"),
                    f"{prose.title}：现行《政府信息公开条例》是国务院令第 {_IN_FORCE} 号，"
                    f"这里写的是第 {match['number']} 号，请改正。",
                    figures=(int(_IN_FORCE), int(match["number"])),
                )


def _find_notice(context: Context) -> Iterator[Problem]:
    """The notice of 2019 alone (many reports rightly name both), or a number of neither."""
    report = context.report
    if report.year is None or report.year < 2021:
        return
    for prose in context.proses:
        for wrong in _WRONG_NOTICE.finditer(prose.plain):
            yield NOTICE.at(
                prose,
                wrong.start("notice"),
                wrong.end("notice"),
                f"{prose.title}：年度报告格式的通知是国办公开办函〔2021〕30号，"
                f"这里写的是“{wrong['notice']}”，请改正。",
            )
    if any(_NEW_NOTICE.search(prose.plain) for prose in context.proses):
        return
    for prose in context.proses:
        if match := _OLD_NOTICE.search(prose.plain):
            yield _notice(prose, match, report.year)
            return


def _notice(prose: Prose, match: re.Match[str], year: int) -> Problem:
    return NOTICE.at(
        prose,
        match.start(),
        match.end(),
        f"{prose.title}：{year}年度报告的格式依据是国办公开办函〔2021〕30号，"
        "这里只引用了2019年的旧通知，请核对。",
    )


REGULATION = Rule(
    id="R23.regulation",
    name="条例的文号",
    what="引用《中华人民共和国政府信息公开条例》时写国务院令第711号。",
    basis="《中华人民共和国政府信息公开条例》（国令第711号），2019年5月15日起施行",
    example="《中华人民共和国政府信息公开条例》（国务院令第492号）",
    severity=Severity.WARNING,
    find=_find_regulation,
)
NOTICE = Rule(
    id="R23.notice",
    name="格式通知的文号",
    what="2021年度起的报告引用国办公开办函〔2021〕30号，不只引用2019年的旧通知。",
    basis="国办公开办函〔2021〕30号",
    example="2023年度报告写“根据国办公开办函〔2019〕60号要求编制”",
    severity=Severity.INFO,
    find=_find_notice,
)
