"""Captions above a table that say it is another office's, or another year's."""

from __future__ import annotations

import re

from govreport_desktop.matching.labels import plain
from govreport_desktop.matching.organ import organ
from govreport_desktop.matching.title import western

_LONGEST = 40
_OTHER = re.compile(
    r"^\W*附[:表件录、]|对照|上一?年|去年|往年|下属|所属单位|汇总|参考|样表|示例|填写说明"
)
_YEAR = re.compile(r"20\d\d(?=年)")
_ENDS = re.compile(r"(?:的)?(?:数据|情况|统计|表|年报|报告)*:?$")


def is_strange(text: str, office: str, year: int | None) -> bool:
    """Whether ``text`` above a table says that it is not this report's own.

    ``office`` and ``year`` are the title's.
    """
    words = plain(western(text))
    if len(words) > _LONGEST:
        return False
    if _OTHER.search(words):
        return True
    years = {int(found) for found in _YEAR.findall(words)}
    if year is not None and years and year not in years:
        return True
    named = organ(_ENDS.sub("", words))
    return bool(named and office) and named not in plain(office) and plain(office) not in named
