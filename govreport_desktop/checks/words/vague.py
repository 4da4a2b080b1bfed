"""R45: a part five that names no object, number or date.

30号 wants problems stated 实事求是、明确具体. What is said in stock words alone is named, never
judged: a clause is called indefinite only where nothing is left of it without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from govreport_desktop import numbering
from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose, Stretch
from govreport_desktop.form.datafile import DataFile
from govreport_desktop.paths import resources
from govreport_desktop.patterns import regex

SCHEMA = 1
# Fewer clauses are no pattern, and a single character left over is a particle.
_FEWEST, _LEFT = 8, 1
_SHORTEST = 4
_SHOWN = 3
_CLAUSE = regex(r"[^，；。：！？\n]+")
_DEFINITE = regex(r"[\d《“]|[一二三四五六七八九十]月|季度|[上下]半年|年底|年内|每[年月周日季]")
_NUMBERING = regex(rf"^(?:{numbering.ANY})")


@cache
def stock_words() -> tuple[str, ...]:
    """The words that say nothing definite, the longest first."""
    data = DataFile.of(resources() / "words" / "vague.toml")
    data.keys(data.data, "top", {"schema": int, "stock": list}, {})
    data.schema(SCHEMA)
    return tuple(sorted(set(data.data["stock"]), key=lambda word: (-len(word), word)))


def indefinite(clause: str) -> bool:
    """Whether nothing is left of ``clause`` without stock words, and it has no number or date."""
    words = _NUMBERING.sub("", clause)
    if _DEFINITE.search(words):
        return False
    for word in stock_words():
        if word in words:
            words = words.replace(word, " ")
    return len(words.replace(" ", "").replace("、", "")) <= _LEFT


def _find(context: Context) -> Iterator[Problem]:
    prose = context.prose("problems")
    if prose is None:
        return
    clauses = [
        Stretch(*match.span())
        for match in _CLAUSE.finditer(prose.plain)
        if len(_NUMBERING.sub("", match.group())) >= _SHORTEST
    ]
    if len(clauses) < _FEWEST:
        return
    vague = [clause for clause in clauses if indefinite(prose.reading.of(clause))]
    share = Decimal(len(vague)) / len(clauses)
    if vague and share >= context.settings.vague_share:
        yield _vague(prose, vague, len(clauses), share)


def _vague(prose: Prose, vague: list[Stretch], count: int, share: Decimal) -> Problem:
    percent = (share * 100).quantize(Decimal(1), ROUND_HALF_UP)
    shown = "".join(f"“{prose.reading.of(clause)}”" for clause in vague[:_SHOWN])
    problem = RULE.of(
        prose.section,
        "",
        f"{prose.title}的 {count} 个短句里有 {len(vague)} 个（{percent}%）"
        "没有写到具体的对象、数字或时间，"
        f"如{shown}；请写明是哪项工作、差在哪里、什么时候做到，或说明理由。",
        figures=(count, len(vague), percent),
    )
    return problem._replace(spans=tuple(prose.span(*clause) for clause in vague))


RULE = Rule(
    id="R45",
    name="第五部分笼统",
    what="第五部分的问题和改进措施写到具体的对象、数字或时间；没有写到的短句达到设定的比例才提示，"
    "列出这些短句，不作评价。",
    basis="国办公开办函〔2021〕30号：存在的主要问题及改进情况要实事求是、明确具体，不得笼统模糊",
    example="“公开意识有待增强，工作机制不够健全，今后将进一步加强学习、提高认识……”",
    severity=Severity.WARNING,
    find=_find,
)
