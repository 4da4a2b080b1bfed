"""R14: another year where the year reported on is meant, mostly left over from last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.sayings import said
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.rewriting import rewrite
from govreport_desktop.patterns import regex
from govreport_desktop.report.report import Report

_PERIOD = regex(
    r"(?P<first>20\d\d)年(?P<from>1月1[日号]|1月)(?:起|开始)?，?(?:至|到|—+|-+|–|~|～)"
    r"(?:(?P<second>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|底)"
)
_STATISTICS = regex(r"统计|期限|时限|数据|起止|报告期|本报告|所列")
# 现将2023年工作情况报告如下: what is told of is that year's.
_ANNOUNCED = regex(r"[。；\n]?现(?:将|就|予以公布)")
_FUTURE = regex(r"将|计划|下一步|继续|拟|力争|打算|目标|今后|要|进一步|加大|努力")


def _find(context: Context) -> Iterator[Problem]:
    year = context.report.year
    if year is None or context.report.form.spans_years:
        return
    for prose in context.proses:
        yield from _periods(context.report, prose, year)
        yield from _openings(context.report, prose, year)


def _periods(report: Report, prose: Prose, year: int) -> Iterator[Problem]:
    """The period of the figures: 1月1日 to 12月31日 of the year reported on."""
    for match in _PERIOD.finditer(prose.plain):
        sentence = prose.reading.of(prose.reading.sentence_at(match.start()))
        if not _STATISTICS.search(sentence):
            continue
        first, second = int(match["first"]), int(match["second"] or match["first"])
        ends = match["month"] == "12" and match["day"] in ("31", None)
        if first == second == year and ends:
            continue
        if not ends and first == second == year and not re.search("统计|期限|报告期", sentence):
            continue
        period = f"{year}年1月1日至{year}年12月31日"
        yield RULE.at(
            prose,
            match.start(),
            match.end(),
            f"{prose.title}：写的期限是“{match.group()}”，{year}年度报告的统计期限应为 "
            f"{year}年1月1日至12月31日。",
            figures=(*(int(text) for text in match.groups() if text and text.isdecimal()), year),
            anchor="period",
            fixes=rewrite(report, prose, *match.span(), period, f"改为“{period}”"),
        )


def _openings(report: Report, prose: Prose, year: int) -> Iterator[Problem]:
    seen: set[int] = set()
    for place in said(prose.reading, "years", around=True):
        named = place.figure("year")
        if named is None or named.start in seen:
            continue
        start, which = named.start, int(named.value)
        if not _means_report_year(prose, start, which, year):
            continue
        if "已" in prose.plain[max(start - 6, 0) : start]:
            continue
        seen.add(start)
        yield RULE.at(
            prose,
            start,
            named.end,
            f"{prose.title}：这里写的是 {named.number}年，报告年度是 {year}年，"
            "请确认是否沿用了别的年度的文字。",
            figures=(which, year),
            fixes=rewrite(report, prose, start, named.digits, str(year), f"改成 {year}年"),
        )


def _means_report_year(prose: Prose, place: int, named: int, year: int) -> bool:
    """Whether ``named`` stands where only the report year can be meant, and is not it."""
    reading = prose.reading
    if named == year or reading.quoted[place] or abs(named - year) > 3:
        return False
    sentence = reading.of(reading.sentence_at(place))
    others = set(re.findall(r"20\d\d(?=年)", sentence)) - {str(named)}
    if others:
        return False
    following = reading.plain[reading.sentence_at(place).end :][:16]
    if named < year and f"{year}年" in following and not _ANNOUNCED.match(following):
        # 2022年共收到5件。2023年共收到8件。 sets two years side by side.
        return False
    return not (named > year and (_FUTURE.search(sentence) or prose.role == "problems"))


RULE = Rule(
    id="R14",
    name="年度写错",
    what="统计期限为报告年度的1月1日至12月31日；句首和“共收到”等处的年份是报告年度。",
    basis="条例第四十九条：报告上一年度的工作；公布的报告中常见的沿用旧稿",
    example="2023年度报告里写“2022年，我局认真贯彻……”",
    severity=Severity.WARNING,
    find=_find,
)
