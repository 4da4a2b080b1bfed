"""R42: articles of the regulation under the numbers of 2008, and numbers of notices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks import citations
from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Fix, Problem, Severity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.rewriting import rewrite
from govreport_desktop.checks.words.law import Moved, Notice, law
from govreport_desktop.checks.words.numeral import like, value
from govreport_desktop.patterns import regex

_SINCE = 2019
_NUMERAL = "一二三四五六七八九十百零"
# The regulation, then articles of it in the same clause: 《条例》第三十一条、第三十二条.
_REGULATION = regex(
    rf"(?:政府信息公开条例》?|《条例》|新条例|现行条例)(?:（[^）]{{0,40}}）)?(?P<rest>[^《。；，\n]{{0,40}}?"
    rf"第[\d{_NUMERAL}]{{1,5}}条[^《。；，\n]{{0,60}})"
)
_ARTICLE = regex(rf"第(?P<number>\d{{1,3}}|[{_NUMERAL}]{{1,5}})条")
# Whoever names both knows which is which.
_BOTH = regex(r"修订前|修改前|现为|改为|调整为|旧条例|2008年|第492号")
_OTHER_LAW = regex(r"实施(?:办法|细则)|办法|规定》|解释")
_NUMBERED = regex(
    r"[》）]?（(?P<number>(?P<issuer>国办公开办函|国办秘函|国办发|国办函|中办发|国发)"
    r"[〔﹝\[（【](?P<year>20\d\d)[〕﹞\]）】]第?(?P<count>\d{1,4})号)",
    needs=("国办", "中办发", "国发"),
)
_TITLE = 120  # characters in front of a number that may be its title


def _find_articles(context: Context) -> Iterator[Problem]:
    year = context.report.year
    if year is None or year < _SINCE:
        return
    for prose in context.proses:
        if "条例" not in prose.plain:
            continue
        for cited in _REGULATION.finditer(prose.plain):
            sentence = prose.reading.of(prose.reading.sentence_at(cited.start()))
            if not _BOTH.search(sentence):
                yield from _articles(context, prose, cited, sentence)


def _articles(
    context: Context, prose: Prose, cited: re.Match[str], sentence: str
) -> Iterator[Problem]:
    for match in _ARTICLE.finditer(prose.plain, *cited.span("rest")):
        number = value(match["number"])
        if not number or _OTHER_LAW.search(prose.plain[cited.start() : match.start()]):
            continue
        if number > law().articles:
            yield _at(
                prose, match, f"条例共 {law().articles} 条，没有第 {number} 条，请核对", number
            )
            continue
        moved = next((m for m in law().moved if m.was == number and m.topic.fits(sentence)), None)
        if moved is not None:
            yield _moved(context, prose, match, moved)


def _moved(context: Context, prose: Prose, match: re.Match[str], moved: Moved) -> Problem:
    words = f"第{like(match['number'], moved.now)}条"
    return _at(
        prose,
        match,
        f"“{match.group()}”是2008年条例的条款号，现行条例（国令第711号）里是{words}，请改正",
        fixes=rewrite(context.report, prose, *match.span(), words, f"改为“{words}”"),
    )


def _at(
    prose: Prose, match: re.Match[str], words: str, *figures: int, fixes: tuple[Fix, ...] = ()
) -> Problem:
    return ARTICLES.at(
        prose, *match.span(), f"{prose.title}：{words}。", figures=figures, fixes=fixes
    )


def _find_notices(context: Context) -> Iterator[Problem]:
    told = [span for problem in citations.NOTICE.find(context) for span in problem.spans]
    for prose in context.proses:
        for match in _NUMBERED.finditer(prose.plain):
            if prose.span(*match.span("number")) in told:
                continue
            title = _title(prose, match)
            meant = next((one for one in law().notices if one.title in title), None)
            said = f"{match['issuer']}〔{match['year']}〕{match['count']}号"
            if meant is not None and meant.number != said:
                yield _notice(context, prose, match, meant, said)


def _title(prose: Prose, match: re.Match[str]) -> str:
    """What stands in front of a number, from the first 《 of its title on."""
    start = max(prose.reading.sentence_at(match.start()).start, match.start() - _TITLE)
    front = prose.plain[start : match.start() + 1]
    # Another title that is ended with its own number is not this one's.
    front = front[max((m.end() for m in _NUMBERED.finditer(front)), default=0) :]
    first = front.find("《")
    return front[first:] if first >= 0 else ""


def _notice(
    context: Context, prose: Prose, match: re.Match[str], meant: Notice, said: str
) -> Problem:
    other = next((one for one in law().notices if one.number == said), None)
    whose = f"；{said}是“{other.title}”的文号" if other else ""
    fixes = rewrite(
        context.report, prose, *match.span("number"), meant.number, f"改为“{meant.number}”"
    )
    return NOTICES.at(
        prose,
        *match.span("number"),
        f"{prose.title}：“{meant.title}”的文号是{meant.number}，这里写的是“{match['number']}”{whose}，请核对。",
        figures=(int(match["year"]), int(match["count"])),
        # Where the number is another notice's, title and number may both be the wrong one.
        fixes=() if other else fixes,
    )


ARTICLES = Rule(
    id="R42.articles",
    name="条例的条款号",
    what="引用条例的条款用现行条例（2019年）的条款号，不用2008年条例的：年度报告是第四十九、五十条，"
    "答复期限是第三十三条，授权组织是第五十四条。",
    basis="《中华人民共和国政府信息公开条例》（国令第711号），2019年5月15日起施行",
    example="根据《条例》第三十一条，公布本年度报告",
    severity=Severity.WARNING,
    find=_find_articles,
)
NOTICES = Rule(
    id="R42.notices",
    name="文件名称与文号相符",
    what="写出名称和文号的国家文件，两者相符（名称、文号见 law.toml）。",
    basis="各文件公布的发文字号",
    example="《关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2020〕54号）",
    severity=Severity.WARNING,
    find=_find_notices,
)
