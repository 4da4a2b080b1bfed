"""R48: figures that a locality wants to see in the prose, ticked off against it.

Which they are stands in the settings (``required_figures``): 发布、解读、回应、平台 and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.patterns import regex

# Other words for what is asked: the figure is there when it stands beside any of them.
_ALSO = {
    "发布": r"发布|公开(?:各类)?(?:政府|政务)?信息|主动公开",
    "主动公开": r"主动公开|发布|公开(?:各类)?(?:政府|政务)?信息",
    "解读": r"解读|图解|说明会",
    "政策解读": r"解读|图解",
    "回应": r"回应|回复|答复(?:网民|群众|公众|留言)|办理(?:网民)?留言",
    "回应关切": r"回应|回复",
    "平台": r"平台|网站|公众号|微博|新媒体|账号|公开栏|专区|查阅点",
    "新媒体": r"新媒体|公众号|微信|微博|抖音|账号",
    "培训": r"培训|学习班|讲座",
    "新闻发布会": r"发布会|吹风会",
}
_NUMBER = regex(
    r"(?<!\d)(?!20\d\d年)\d|[一二两三四五六七八九十百千]+[次条个件篇场期家份余]|未|没有|无"
)


def _find(context: Context) -> Iterator[Problem]:
    wanted = context.settings.required_figures
    prose = context.prose("overview")
    if not wanted or prose is None:
        return
    missing = [name for name in wanted if not any(_told(each, name) for each in context.proses)]
    if missing:
        yield RULE.of(
            prose.section,
            "/".join(missing),
            f"{prose.title}没有写到当地要求写明的数字：{'、'.join(missing)}，"
            "没有发生的写 0 或“未”。",
        )


def _told(prose: Prose, name: str) -> bool:
    """Whether a clause about ``name``, or the one behind its comma, has a number or says 未."""
    for match in re.finditer(_ALSO.get(name, re.escape(name)), prose.plain):
        start, end = prose.reading.clause_at(match.start())
        if prose.plain[end : end + 1] == "，":
            end = prose.reading.clause_at(end + 1).end
        if _NUMBER.search(prose.plain[start:end]):
            return True
    return False


RULE = Rule(
    id="R48",
    name="当地要求写明的数字",
    what="设置里列出的数字（如发布、解读、回应、平台），文字里都写到；没有列出的不查。",
    basis="当地上级机关的要求，在设置里列出",
    example="当地要求写明政策解读数，第一部分没有写",
    severity=Severity.WARNING,
    find=_find,
)
