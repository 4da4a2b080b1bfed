"""R43: dates that no calendar has, and periods and days that the report's year rules out.

R14 looks at the period that begins on 1月1日 and at years left over; this at the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.rewriting import rewrite
from govreport_desktop.patterns import regex

_DATE = regex(r"(?:(?P<year>(?<!\d)\d{4})年)?(?<![\d.])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
# 13月 counts behind a year alone: 18月龄 and 为期18月 are no dates.
_MONTH = regex(r"(?<!\d)20\d\d年(?P<month>\d{1,2})月(?!\d)")
_YEAR = regex(r"(?<![\d.])20\d{3}年(?=度|\d{1,2}月|全年|，|我|本)")
_TO = r"(?:起)?，?(?:至|到|—+|-+|–|~|～)"
_DAY = r"(?P<{0}year>20\d\d)年(?P<{0}month>\d{{1,2}})月(?P<{0}day>\d{{1,2}})[日号]"
_PERIOD = regex(
    _DAY.format("")
    + _TO
    + r"(?:(?P<lastyear>20\d\d)年)?(?P<lastmonth>\d{1,2})月(?P<lastday>\d{1,2})[日号]"
)
_FIGURES = regex(
    r"(?P<year>20\d\d)[.\-/](?P<month>\d{1,2})[.\-/](?P<day>\d{1,2})(?:至|到|—+|-+|–|~|～)"
    r"(?P<lastyear>20\d\d)[.\-/](?P<lastmonth>\d{1,2})[.\-/](?P<lastday>\d{1,2})(?!\d)"
)
_STATISTICS = regex(
    r"(?:统计|采集|数据|填报|报告)的?(?:起止)?(?:期限|时限|时间|周期|区间|范围|时段|期间)"
    r"|报告期|数据的?(?:统计|起止)"
)
# A survey or an inspection has a period of its own.
_OTHER = regex(r"调查|问卷|测评|评估|检查|抽查|普查|监测|征集|公示|开放")
_UNTIL = regex(
    r"(?:统计数据|所列数据|本报告(?:的)?数据|报告数据|数据统计|统计(?:期限|时限|时间))[^，。；\n]{0,8}截[至止](?:到|于|日期为)?"
    + _DAY.format(""),
    needs=("截至", "截止"),
)
_PUBLISHED = regex(
    r"本(?:年度)?报告(?:已)?(?:于|在)?"
    + _DAY.format("")
    + r"[^，。；\n]{0,8}(?:公布|发布|公开|编制|印发|报送|上报)",
    needs=("本报告", "本年度报告"),
)

# As files read it in (2026-01-20), and as it is typed in the window.
_SIGNED = regex(
    r"(?P<year>20\d\d)\s*[年.\-/]\s*(?P<month>\d{1,2})\s*[月.\-/]\s*(?P<day>\d{1,2})\s*日?"
)


def _find_impossible(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        for pattern in (_DATE, _MONTH, _YEAR):
            for match in pattern.finditer(prose.plain):
                if why := _why_impossible(match):
                    yield IMPOSSIBLE.at(
                        prose,
                        *match.span(),
                        f"{prose.title}：“{match.group()}”{why}，请核对。",
                        figures=tuple(int(text) for text in re.findall(r"\d+", match.group())),
                    )


def _why_impossible(match: re.Match[str]) -> str:
    """Why there is no such date; "" where there may be one."""
    parts = {name: int(text) for name, text in match.groupdict().items() if text}
    if "month" not in parts:
        return "的年份多了一位"
    month, day = parts["month"], parts.get("day", 1)
    if not 1 <= month <= 12:
        return f"里没有 {month} 月"
    # Without a year 29 February may be right.
    year = parts.get("year", 2000)
    last = _last_day(year, month) if year else 31
    if 1 <= day <= last:
        return ""
    return f"不对，这个月只有 {last} 天" if day else "里没有 0 日"


def _last_day(year: int, month: int) -> int:
    first = date(year, month, 1)
    later = (first + timedelta(days) for days in (30, 29, 28))
    return next((day.day for day in later if day.month == month), 28)


def _find_period(context: Context) -> Iterator[Problem]:
    report = context.report
    if report.year is None or report.form.spans_years:
        return
    for prose in context.proses:
        for pattern in (_PERIOD, _FIGURES):
            for match in pattern.finditer(prose.plain):
                if _is_other_period(prose, match, report.year):
                    yield _period(context, prose, match, report.year)
        for match in _UNTIL.finditer(prose.plain):
            if _day(match) not in (None, date(report.year, 12, 31)):
                yield _until(context, prose, match, report.year)


def _is_other_period(prose: Prose, match: re.Match[str], year: int) -> bool:
    sentence = prose.reading.of(prose.reading.sentence_at(match.start()))
    first, last = _day(match), _day(match, "last")
    if first is None or last is None or not _STATISTICS.search(sentence):
        return False
    if _OTHER.search(sentence):
        return False
    # What begins on 1月1日 in characters is looked at by R14.
    if match.re.pattern == _PERIOD.pattern and (first.month, first.day) == (1, 1):
        return False
    return (first, last) != (date(year, 1, 1), date(year, 12, 31))


def _day(match: re.Match[str], prefix: str = "") -> date | None:
    parts = match.groupdict()
    year = parts[f"{prefix}year"] or parts["year"]
    try:
        return date(int(year), int(parts[f"{prefix}month"]), int(parts[f"{prefix}day"]))
    except ValueError:
        return None


def _said(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _period(context: Context, prose: Prose, match: re.Match[str], year: int) -> Problem:
    first, last = _day(match), _day(match, "last")
    days = [day for day in (first, last) if day]
    period = f"{year}年1月1日至{year}年12月31日"
    return PERIOD.at(
        prose,
        *match.span(),
        f"{prose.title}：写的统计期限是 {_said(first)}至{_said(last)}，"
        f"{year}年度报告应为 {period}。",
        figures=(*(n for day in days for n in (day.year, day.month, day.day)), year),
        anchor="period",
        fixes=rewrite(context.report, prose, *match.span(), period, f"改为“{period}”"),
    )


def _until(context: Context, prose: Prose, match: re.Match[str], year: int) -> Problem:
    start, end = match.start("year"), match.end()
    right = f"{year}年12月31日"
    return PERIOD.at(
        prose,
        start,
        end,
        f"{prose.title}：数据写的是截至“{prose.plain[start:end]}”，"
        f"{year}年度的数据应当截至 {right}。",
        figures=(*(int(match[name]) for name in ("year", "month", "day")), year),
        anchor="until",
        fixes=rewrite(context.report, prose, start, end, right, f"改为“{right}”"),
    )


def _find_early(context: Context) -> Iterator[Problem]:
    """A report that is signed or published before its year has ended."""
    report = context.report
    if report.year is None or report.form.spans_years:
        return
    signed = _signed(report.fields["signed_on"])
    if signed is not None and signed <= date(report.year, 12, 31):
        yield EARLY.of(
            "",
            "signed_on",
            f"成文日期是 {signed.year}年{signed.month}月{signed.day}日，{report.year}年度的数据要到"
            f"{report.year}年12月31日，请核对成文日期和报告年度。",
            figures=(signed.year, signed.month, signed.day, report.year),
        )
    for prose in context.proses:
        for match in _PUBLISHED.finditer(prose.plain):
            day = _day(match)
            if day is not None and day <= date(report.year, 12, 31):
                yield EARLY.at(
                    prose,
                    match.start("year"),
                    match.end("day") + 1,
                    f"{prose.title}：这里写本报告的日期是 {day.year}年{day.month}月{day.day}日，"
                    f"早于 {report.year}年12月31日，请核对。",
                    figures=(day.year, day.month, day.day, report.year),
                    anchor="published",
                )


def _signed(text: str) -> date | None:
    match = _SIGNED.fullmatch(text.strip())
    return _day(match) if match else None


IMPOSSIBLE = Rule(
    id="R43.dates",
    name="不存在的日期",
    what="文字里的年、月、日历上都有：没有2月30日、4月31日、13月。",
    basis="公历；GB/T 15835—2011《出版物上数字用法》",
    example="2023年2月30日召开专题会议",
    severity=Severity.WARNING,
    find=_find_impossible,
)
PERIOD = Rule(
    id="R43.period",
    name="统计期限和数据截止日",
    what="统计期限是报告年度的1月1日至12月31日，数据截至12月31日；用数字写的日期（2023.1.1）也查。",
    basis="国办公开办函〔2021〕30号：数据截至报告年度12月31日",
    example="2023年度报告写“数据统计截至2023年11月30日”",
    severity=Severity.WARNING,
    find=_find_period,
)
EARLY = Rule(
    id="R43.early",
    name="成文、公布日期早于年末",
    what="成文日期和本报告的公布日期在报告年度结束以后。",
    basis="条例第四十九条：公布上一年度的报告；国办公开办函〔2021〕30号：数据截至12月31日",
    example="2023年度报告的成文日期是2023年12月20日",
    severity=Severity.WARNING,
    find=_find_early,
)
