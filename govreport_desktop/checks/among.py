"""R11 and R52 to R54: what shows only in many reports beside each other.

`consolidation` and `jobs.between` find it; here stands what it is, to be listed and switched.
"""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity

_ALIKE = "国办公开办函〔2021〕30号：对雷同、敷衍的报告追究责任"


def _found_elsewhere(_: Context) -> Iterator[Problem]:
    """One report has none of them."""
    yield from ()


SUMS = Rule(
    id="R11",
    name="本级报告等于各单位之和",
    what="本级报告的每一格等于所属各单位报告之和；没有收到报告的单位、空着的格一并写明。",
    basis="本级报告各项数据为所属各单位（含本级）之和（地方汇总要求）",
    example="行政许可：本报告 1200，23 个单位合计 1210",
    severity=Severity.WARNING,
    find=_found_elsewhere,
)
PROSE = Rule(
    id="R52",
    name="沿用别的单位的文字",
    what="两个单位的文字有一半以上相同（各单位都有的话不算），或者全部相同只换了名称；一对单位提示一次，"
    "知道谁早谁晚的，提示晚的一份。文字里留着别的单位名称的也写明。",
    basis=_ALIKE,
    example="石桥镇的文字 63% 与云溪镇相同，如“……”",
    severity=Severity.WARNING,
    find=_found_elsewhere,
)
FIGURES = Rule(
    id="R53",
    name="两份报告的数相同",
    what="两份报告里不为 0 的数九成以上相同，而且多得、大得不会是巧合；一对单位提示一次。",
    basis=_ALIKE,
    example="石桥镇的表里不为 0 的 14 个数有 13 个与云溪镇的相同",
    severity=Severity.WARNING,
    find=_found_elsewhere,
)
FAR = Rule(
    id="R54",
    name="数离同类单位太远",
    what="同一类单位（乡镇、街道、部门……）有八个以上填了这项数，其中一个离中位数太远："
    "取对数后的稳健 z 值达到 3.5（比中位数小的要更远）。上年就是这样的、很小的数、0 不算，"
    "限度在设置里改。",
    basis="与同类单位比较（中位数和绝对中位差，Iglewicz、Hoaglin，1993），可以说明原因",
    example="行政许可：现填 2600，其余 8 个乡镇中间的是 39",
    severity=Severity.WARNING,
    find=_found_elsewhere,
)
