"""R16: sentences taken over from last year's report, and sentences that stand there twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from govreport_desktop import numbering
from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose, Stretch, read
from govreport_desktop.patterns import regex
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.report.levels import level_of

_SIGNS = regex(r"[\s，、；：。！？,.“”‘’\"（）()《》·]+")
_YEAR = regex(r"20\d\d年")
_NUMBERING = regex(rf"^(?:{numbering.ANY}|[{numbering.NUMERALS}]+是)")
# Sentences every report has because the notice prescribes them.
_FORMULA = regex(r"根据《.*》|本报告|统计期限|电子版|联系电话|地址|邮编|信息处理费|没有其他|无其他")
_SHOWN = 3


def _find_copied(context: Context) -> Iterator[Problem]:
    last = context.report.last_year
    if last is None or not context.proses:
        return
    length = context.settings.copied_length
    old = set()
    for text in expanded_texts(last).values():
        reading = read(text)
        old |= {essence(reading.of(s)) for s in reading.sentences}
    ours = [
        (prose, s, core)
        for prose in context.proses
        if prose.role != "preamble"
        for s in prose.reading.sentences
        if not _is_heading(prose, s)
        if len(core := essence(prose.reading.of(s))) >= length and not _FORMULA.search(core)
    ]
    same = [(prose, s) for prose, s, core in ours if core in old]
    if not same or len(ours) < 4 or Decimal(len(same)) / len(ours) < context.settings.copied_share:
        return
    yield _copied(same, len(ours))


def _copied(same: list[tuple[Prose, Stretch]], count: int) -> Problem:
    share = (Decimal(len(same) * 100) / count).quantize(Decimal(1), ROUND_HALF_UP)
    prose, _ = same[0]
    shown = "；".join(f"“{_short(p.reading.of(s))}”" for p, s in same[:_SHOWN])
    problem = COPIED.of(
        prose.section,
        "",
        f"文字部分 {count} 句中有 {len(same)} 句（{share}%）与上年度报告相同，如{shown}，"
        "请按本年度实际改写。",
        figures=(count, len(same), share),
    )
    return problem._replace(spans=tuple(p.span(s.start, s.end) for p, s in same))


def _find_repeated(context: Context) -> Iterator[Problem]:
    places: dict[str, list[tuple[Prose, Stretch]]] = {}
    for prose in context.proses:
        for sentence in prose.reading.sentences:
            words = prose.reading.of(sentence).rstrip()
            # A line without a stop is a heading or a title, and may well come twice.
            stops = words.endswith(("。", "！", "？", "；"))
            core = essence(words) if stops and not _is_heading(prose, sentence) else ""
            if len(core) >= context.settings.repeated_length:
                places.setdefault(core, []).append((prose, sentence))
    for core, those in places.items():
        if len(those) > 1:
            yield _repeated(core, those)


def _repeated(core: str, places: list[tuple[Prose, Stretch]]) -> Problem:
    """One problem for a sentence, however often it stands there, at the second of them."""
    (first, _), (prose, sentence) = places[:2]
    words = f"“{_short(prose.reading.of(sentence))}”"
    titles = list(dict.fromkeys(where.title for where, _ in places))
    count = len(places)
    if count > 2:
        message = f"{'、'.join(titles)}：{words}一句写了 {count} 次，请只留一处。"
    else:
        place = "前面" if first.section == prose.section else f"“{first.title}”"
        message = f"{prose.title}：{words}与{place}的一句相同，请删去一处。"
    problem = REPEATED.at(prose, *sentence, message, figures=(count,), anchor=core)
    others = (where.span(*s) for where, s in places if (where, s) != (prose, sentence))
    return problem._replace(spans=(*problem.spans, *others))


def _is_heading(prose: Prose, sentence: Stretch) -> bool:
    """Whether it is a numbered heading, or the one a paragraph runs on from."""
    paragraph = prose.reading.paragraph_at(sentence.start)
    lead = level_of(prose.reading.of(paragraph)).lead
    words = prose.reading.of(sentence).rstrip()
    return sentence.start + len(words) <= paragraph.start + lead


@lru_cache(maxsize=1024)
def essence(sentence: str) -> str:
    """A sentence without signs, numbering and years: what makes it that sentence.

    While a text is typed, all of its sentences but one are those of before.
    """
    return _YEAR.sub("", _SIGNS.sub("", _NUMBERING.sub("", sentence.strip())))


def _short(sentence: str) -> str:
    plain = sentence.strip().rstrip("。；")
    return plain if len(plain) <= 24 else f"{plain[:23]}…"


COPIED = Rule(
    id="R16.copied",
    name="与上年度报告雷同",
    what="与上年度报告相同的句子（年份不计，标题不算）占本年文字的比例超过设定值，列出相同的句子。",
    basis="国办公开办函〔2021〕30号：对雷同、敷衍的报告追究责任",
    example="20 句中有 14 句与上年度报告相同",
    severity=Severity.WARNING,
    find=_find_copied,
)

REPEATED = Rule(
    id="R16.repeated",
    name="重复的句子",
    what="同一句话在报告里出现两次或更多次，一句话只提一次，写明次数。",
    basis="国办公开办函〔2021〕30号：对雷同、敷衍的报告追究责任",
    example="同一句在第一部分和第五部分各写了一遍",
    severity=Severity.WARNING,
    find=_find_repeated,
)
