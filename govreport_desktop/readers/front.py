"""What stands before part 一: title, office, preamble; and the year a report is about."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govreport_desktop.readers.lines import Line

_FIRST_YEAR, _LAST_YEAR = 2008, 2099
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?:度)?")
_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?[至到\-—~]+(?:20\d\d年)?12月31日")
# 青川市水务局2023年政府信息公开工作年度报告, and the orders its pieces come in.
_TITLE = re.compile(
    r"^(?:关于)?(?P<before>.*?)(?:关于)?(?P<year>20\d\d)年?(?:度)?(?P<between>.*?)"
    r"(?:法治)?政府信息(?:和政务)?公开(?:工作)?(?:年度|情况|的)*(?:报告|年报)(?:\(全文\))?$"
)
_TITLE_YEAR_LATE = re.compile(
    r"^(?P<before>.*?)政府信息公开(?:工作)?(?P<year>20\d\d)年?(?:度)?(?:工作)?(?:年度)?(?:报告|年报)$"
)
_TITLE_YEAR_LAST = re.compile(
    r"^(?P<before>.*?)政府信息公开(?:工作)?(?:年度)?(?:报告|年报)[（(](?P<year>20\d\d)年?(?:度)?[)）]$"
)
_TITLE_WEIGHT, _PERIOD_WEIGHT = 50, 10
_OFFICE = re.compile(r"^[\u4e00-\u9fffA-Za-z（）()·、]{3,40}$")
# What a web page prints around an article; no part of the report.
_PAGE_WORDS = re.compile(
    r"^(?:发布(?:时间|日期|机构)|来源|信息来源|作者|浏览(?:次数|量)|阅读|点击|字号|字体|索引号|发文|"
    r"成文日期|公开(?:时间|日期|类型)|打印|分享|当前位置|您(?:现在)?的位置|首页|文号|责任编辑|时间|日期|"
    r"有效性|标题|主题|登录|无障碍)(?:[\s:：>（(\]】]|$)"
)


@dataclass(slots=True)
class Front:
    """The preamble's paragraphs and what the title says; ``leftover`` belongs to neither."""

    office: str = ""
    year: int | None = None
    preamble: list[Line] = field(default_factory=list)
    leftover: list[Line] = field(default_factory=list)


def read_front(lines: Sequence[Line]) -> Front:
    """Title line, office and preamble out of what stands before the first part."""
    front = Front()
    body = list(lines)
    titles = [index for index, line in enumerate(body) if _title(line.text) is not None]
    if titles:
        # A page prints the title in its frame first, and once more above the text.
        index = start = titles[-1]
        front.office, front.year = _title(body[index].text) or ("", None)
        if not front.office and index and _OFFICE.match(_clean(body[index - 1].text)):
            start = index - 1
            front.office = _clean(body[start].text)
        front.leftover += [line for line in body[:start] if _worth_saying(line.text, front.office)]
        body = body[index + 1 :]
    for line in body:
        kept = front.leftover if _PAGE_WORDS.match(_unmarked(line.text)) else front.preamble
        kept.append(line)
    return front


def report_year(title_year: int | None, texts: Iterable[str]) -> int | None:
    """The year a report is about: the title's, else the one its prose names most often.

    Of two named equally often the earlier is meant: what comes next is told last.
    """
    found: Counter[int] = Counter()
    if title_year is not None:
        found[title_year] += _TITLE_WEIGHT
    for text in texts:
        words = _western(text)
        found.update(int(year) for year in _YEAR.findall(words))
        for year in _PERIOD.findall(words):
            found[int(year)] += _PERIOD_WEIGHT
    plausible = {y: n for y, n in found.items() if _FIRST_YEAR <= y <= _LAST_YEAR}
    return min(plausible, key=lambda year: (-plausible[year], year), default=None)


def _title(text: str) -> tuple[str, int] | None:
    words = _clean(text)
    if len(words) > 70 or "公开" not in words:
        return None
    match = _TITLE.match(words) or _TITLE_YEAR_LATE.match(words) or _TITLE_YEAR_LAST.match(words)
    if not match:
        return None
    groups = match.groupdict()
    office = groups["before"] or (groups.get("between") or "")
    if any(mark in office for mark in "。，；：:!！?？>|"):
        return None
    return office.removesuffix("的").removesuffix("年度"), int(groups["year"])


def _clean(text: str) -> str:
    """``text`` without blanks and book-title marks, years in Western digits, its own （）."""
    words = re.sub(r"[\s\u3000\u00a0《》“”\"]+", "", _western(text))
    return words.replace("（全文）", "").strip("-—_")


def _western(text: str) -> str:
    """Full-width digits and 二〇二三年 in Western digits; everything else as it stands."""
    digits = "".join(
        unicodedata.normalize("NFKC", char) if "０" <= char <= "９" else char for char in text
    )
    return _CHINESE_YEAR.sub(lambda match: match.group().translate(_DIGITS), digits)


def _worth_saying(text: str, office: str) -> bool:
    return bool(text.strip()) and _clean(text) != office and _title(text) is None


def _unmarked(text: str) -> str:
    return text.strip(" \t\u3000•·▪■※*【[")
