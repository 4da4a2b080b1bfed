"""Whose figures and which year's a place in the prose speaks of.

A department reports its own figures, a government those of its area (全市). Prose mixes
both, so a figure is compared only where nothing says that it is somebody else's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from govreport_desktop.checks.prose.numerals import Kind
from govreport_desktop.checks.prose.text import Reading

_AREA = "省市县区旗州镇乡"
_GOVERNMENT = re.compile(rf"(?P<area>[{_AREA}]|街道)(?:人民政府|政府|办事处)$")
# Somebody other than the office itself, whoever it is.
_OTHERS = (
    r"各县|各区|各市|各镇|各乡|各街道|各单位|各部门|各级|各科室|各局|县区|区县|县（市|（县|县市|"
    r"市直|区直|县直|省直|市级|县级|省级|区级|下属|所属|直属|下级|基层|全国|全系统|系统内|市本级|县本级|"
    r"区本级|省本级|本级|乡镇|镇街|村（|社区"
)
_WHOLE_AREA = rf"全[{_AREA}]|全街道|我[{_AREA}]|本[{_AREA}]|辖区"
_BODY = rf"[{_AREA}](?:人民)?政府(?!办)|街道办"
_BUREAU = re.compile(rf"([{_AREA}])人民政府办公室$")
_SELF = (
    r"我局|本局|我委|本委|我厅|本厅|我办|本办|我中心|本中心|本机关|我单位|本单位|本部门|我院|我校"
)

# Another period than the year reported on.
_OTHER_PERIOD = re.compile(
    r"上半年|下半年|季度|上月|本月|\d{1,2}月份|至\d{1,2}月(?!31)|以来|近[两三四五\d]年|[近连]续|去年|上年|上一年|"
    r"往年|历年|同期|同比|较|比上|相比|目前|至今|成立|十[三四五]五|任期|将|计划|拟|力争|目标"
)
_BREAK = re.compile(r"[，；]")


# What may stand before the subject of a clause: 2023年全市共收到……
_BEFORE = r"(?:^|(?<=[，。；：、\n（]))(?:20\d\d年度?|全年|其中|今年|本年度?)?[，：]?"


def _its_office(areas: str) -> str:
    return rf"[{areas}](?:人民)?政府办"


@lru_cache(maxsize=32)
def _patterns(office: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words of the office's own scope, of another one, and the latter as a clause's subject."""
    government = _GOVERNMENT.search(office)
    area = government["area"] if government else ""
    if not area:
        own = f"{_SELF}|{re.escape(office)}" if office else _SELF
        other = f"{_OTHERS}|{_WHOLE_AREA}|{_BODY}"
        # 县政府办公室 is the office itself where it is one, 市政府办 above it is not.
        bureau = _BUREAU.search(office)
        other = f"{other}|{_its_office(''.join(a for a in _AREA if not bureau or a != bureau[1]))}"
        own = f"{own}|{_its_office(bureau[1])}" if bureau else own
    else:
        others = "|".join(f"[全我本]{letter}" for letter in _AREA if letter != area)
        own, other = f"全{area}|我{area}|本{area}", f"{_OTHERS}|{others}"
        if area in ("镇", "乡", "街道"):
            own = f"{own}|{area}人民政府|{area}政府|街道办|{_SELF}"
        else:
            other = f"{other}|{_BODY}|{_its_office(_AREA)}|{_SELF}|[委局厅]"
    return re.compile(own), re.compile(other), re.compile(f"{_BEFORE}(?:{other})")


def is_own(reading: Reading, place: int, office: str) -> bool:
    """Whether a figure at ``place`` is the office's own as far as the words tell.

    In the figure's own clause any word of another scope speaks against it (通过市政府网站);
    before that only the subject of a clause does (全市共收到……, not 在市政府领导下). The last
    word of scope in the paragraph counts; with none, the report speaks of itself.
    """
    own, other, subject = _patterns(office)
    paragraph, clause = reading.paragraph_at(place), reading.clause_at(place)
    if other.search(reading.plain, clause.start, clause.end):
        return False
    foreign = _last(subject, reading, paragraph.start, clause.start)
    return foreign <= _last(own, reading, paragraph.start, place)


def _last(pattern: re.Pattern[str], reading: Reading, start: int, end: int) -> int:
    return max((m.end() for m in pattern.finditer(reading.plain, start, end)), default=-1)


def is_this_year(reading: Reading, place: int, year: int | None) -> bool:
    """Whether a figure at ``place`` is of the year reported on as far as the words tell."""
    clause, sentence = reading.clause_at(place), reading.sentence_at(place)
    years = [
        int(q.value)
        for q in reading.quantities_in(sentence.start, clause.end)
        if q.kind is Kind.YEAR and not reading.quoted[q.start]
    ]
    if year is not None and any(named not in (year, year + 1) for named in years):
        return False
    if year is None and len(set(years)) > 1:
        return False
    return not _OTHER_PERIOD.search(reading.plain, clause.start, place)
