"""Reports of other kinds, told by their names: what a clerk takes for this one by mistake."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport_desktop.matching.labels import plain

# Under 国办公开办函〔2019〕60号 the report of 2019 is the first in this shape.
FIRST_YEAR = 2019
# A report that was read has more numbers than one of another kind shares labels with this one.
_ENOUGH = 20
_REACH, _LONGEST = 60, 80

_KINDS = (
    (
        re.compile(
            r"20\d\d[-—~至]+20\d\d学年|(?:大学|学院|学校|中学|小学|幼儿园)\S{0,12}信息公开\S{0,8}报告"
        ),
        "是学校的信息公开报告，用的是教育部门的格式，不是政府信息公开工作年度报告，没有读取",
    ),
    (
        re.compile(
            r"政府信息公开(?:工作)?情况统计表|^统计指标$|主动公开(?:政府信息|规范性文件)(?:总)?数"
        ),
        "是 2018 年度及以前用的政府信息公开情况统计表，表格与现在的不同，没有读取",
    ),
    (
        re.compile(
            r"(?:公共)?企事业单位信息公开\S{0,8}报告|(?:公司|集团|医院)\S{0,12}信息公开\S{0,8}报告"
        ),
        "是企事业单位的信息公开报告，不是政府信息公开工作年度报告，没有读取",
    ),
)


def other_kind(texts: Sequence[str], year: int | None, found: int) -> str:
    """What the source is instead, as the rest of a sentence; "" where it is what it should be.

    ``year`` is its title's, ``found`` how many numbers of the form were read.
    """
    if found >= _ENOUGH:
        return ""
    if year is not None and year < FIRST_YEAR:
        return f"是 {year} 年度的报告，现在的表格从 {FIRST_YEAR} 年度起才有，没有读取"
    for text in texts[:_REACH]:
        words = plain(text)
        if len(words) <= _LONGEST:
            for pattern, sentence in _KINDS:
                if pattern.search(words) and "政府信息公开工作年度报告" not in words:
                    return sentence
    return ""
