"""R46: a part five, or one section of it, taken over from last year's report as it stood.

R16 looks at the whole prose; here a part whose problems are word for word last year's is found
even where the rest of the report is new. It is told beside R16 as well: a report that may be half
alike still owes problems of its own year, and the one share does not show the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from govreport_desktop.checks import copies
from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose, Reading, Stretch, read
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.report.levels import level_of

# A section counts as taken over from this many sentences on.
_FEWEST = 2


class _Block(NamedTuple):
    """What stands under one heading ("" in front of the first): its sentences."""

    heading: str
    sentences: tuple[Stretch, ...]


def _find(context: Context) -> Iterator[Problem]:
    last, prose = context.report.last_year, context.prose("problems")
    before = last.form.role("problems") if last is not None else None
    if last is None or prose is None or before is None:
        return
    old = read(expanded_texts(last)[before.id])
    known = {copies.essence(old.of(sentence)) for sentence in old.sentences}
    blocks = [_Block(h, tuple(_long(context, prose, those))) for h, those in _blocks(prose.reading)]
    ours = [sentence for block in blocks for sentence in block.sentences]
    same = [sentence for sentence in ours if copies.essence(prose.reading.of(sentence)) in known]
    taken = [block for block in blocks if _is_taken(block, same)]
    share = Decimal(len(same)) / len(ours) if ours else Decimal(0)
    whole = len(same) >= _FEWEST and share >= context.settings.problems_copied
    if not (whole or taken):
        return
    yield _copied(prose, same, len(ours), share, taken)


def _is_taken(block: _Block, same: list[Stretch]) -> bool:
    those = block.sentences
    return bool(block.heading) and len(those) >= _FEWEST and all(one in same for one in those)


def _blocks(reading: Reading) -> Iterator[_Block]:
    """The sentences under each heading, headings themselves left out."""
    heading, those = "", list[Stretch]()
    for paragraph in reading.paragraphs:
        words = reading.of(paragraph)
        lead = level_of(words).lead
        if lead:
            yield _Block(heading, tuple(those))
            heading, those = words[:lead].rstrip("。："), []
        body = paragraph.start + lead
        inside = (s for s in reading.sentences if body <= s.start < paragraph.end)
        those += [s for s in inside if s.end > body]
    yield _Block(heading, tuple(those))


def _long(context: Context, prose: Prose, those: tuple[Stretch, ...]) -> Iterator[Stretch]:
    for sentence in those:
        if len(copies.essence(prose.reading.of(sentence))) >= context.settings.copied_length:
            yield sentence


def _copied(
    prose: Prose, same: list[Stretch], count: int, share: Decimal, taken: list[_Block]
) -> Problem:
    percent = (share * 100).quantize(Decimal(1), ROUND_HALF_UP)
    names = "、".join(f"“{block.heading}”" for block in taken)
    which = f"，其中{names}整段相同" if taken else ""
    problem = RULE.of(
        prose.section,
        "",
        f"{prose.title} {count} 句中有 {len(same)} 句（{percent}%）与上年度报告的同一部分"
        f"一字不差{which}，"
        "请写本年度的问题和上年问题改进到什么程度。",
        figures=(count, len(same), percent),
    )
    return problem._replace(spans=tuple(prose.span(*sentence) for sentence in same))


RULE = Rule(
    id="R46",
    name="第五部分照抄上年",
    what="第五部分与上年度报告的同一部分相同的句子（年份不计）不到设定的比例，也没有整段照抄的小节。",
    basis="国办公开办函〔2021〕30号：不得年年雷同，对雷同、敷衍的报告追究责任",
    example="第五部分 5 句中有 5 句与上年度报告的同一部分一字不差",
    severity=Severity.WARNING,
    find=_find,
)
