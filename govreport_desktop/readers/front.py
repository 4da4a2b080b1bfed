"""What stands before part 一: title, office, preamble; and the year a report is about."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govreport_desktop.readers.labels import has_numbering
from govreport_desktop.readers.lines import Line
from govreport_desktop.readers.office import office_named

_FIRST_YEAR, _LAST_YEAR = 2008, 2099
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?:度)?")
_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?[至到\-—~]+(?:20\d\d年)?12月31日")
# 青川市水务局2023年政府信息公开工作年度报告, and the orders its pieces come in.
_TITLE = re.compile(
    r"^(?:关于)?(?P<before>.*?)(?:关于)?(?P<year>20\d\d)年?(?:度)?(?P<between>.*?)"
    r"(?:法治)?(?:政府|政务)?信息(?:和政务)?公开(?:工作)?(?:年度|情况|的)*(?:报告|年报)"
    r"(?:\(全文\))?$"
)
_TITLE_YEAR_LATE = re.compile(
    r"^(?P<before>.*?)政府信息公开(?:工作)?(?P<year>20\d\d)年?(?:度)?(?:工作)?(?:年度)?(?:报告|年报)$"
)
_TITLE_YEAR_LAST = re.compile(
    r"^(?P<before>.*?)政府信息公开(?:工作)?(?:年度)?(?:报告|年报)[（(](?P<year>20\d\d)年?(?:度)?[)）]$"
)
_TITLE_WEIGHT, _PERIOD_WEIGHT = 50, 10
_OFFICE = re.compile(r"^[\u4e00-\u9fffA-Za-z（）()·、]{3,40}$")
_LONGEST_TITLE = 70
# A title broken over two lines: neither piece is longer.
_LONGEST_PIECE = 40
_DATE = re.compile(r"20\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")
# A preamble is written in sentences; what a page prints has none of these.
_SENTENCE = re.compile(r"[。，；：,;:]")
_LONGEST_PAGE_LINE = 24
# What a web page prints around an article; no part of the report.
_PAGE_WORDS = re.compile(
    r"^(?:(?:发布|更新|添加|发表|撰写|编辑|公开|生成|上传)(?:时间|日期|机构|单位|部门|类型|方式|来源|人)|"
    r"(?:文章|信息|稿件)?来源|来自|作者|编辑|投稿|浏览(?:次数|量)?|阅读(?:次数|量|字号)?|访问(?:次数|量)|"
    r"点击(?:数|率|量|次数|查看解读)?|字号|字体|索引号|发文(?:机关|机构|单位|日期|字号)?|成文日期|"
    r"打印|分享|当前位置|您(?:现在|当前)?(?:所在)?的?位置|首页|文号|责任编辑|时间|日期|有效性|标题|"
    r"主题(?:分类|词)?|组配分类|名称|登录|无障碍|关怀版|用微信扫.*|附件)(?:[\d\s:：>（(\]】\[]|$)"
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
    titles = _titles(body)
    if titles:
        # A page prints the title in its frame first, and once more above the text.
        start, end = titles[-1]
        title = _title("".join(line.text for line in body[start:end]))
        front.office, front.year = title or ("", None)
        if not front.office and start and _OFFICE.match(_clean(body[start - 1].text)):
            start -= 1
            front.office = _clean(body[start].text)
        repeated = {index for pair in titles for index in range(*pair)}
        front.leftover += [
            line
            for index, line in enumerate(body[:start])
            if index not in repeated and _worth_saying(line.text, front.office)
        ]
        body = body[end:]
    _sort_out(body, front)
    front.office = front.office or office_named(line.text for line in front.preamble)
    return front


def _titles(body: Sequence[Line]) -> list[tuple[int, int]]:
    """Where titles stand: the line, and the line after them; a title may fill two lines."""
    found: list[tuple[int, int]] = []
    for index, line in enumerate(body):
        if found and index < found[-1][1]:
            continue
        if _title(line.text) is not None:
            found.append((index, index + 1))
        elif index + 1 < len(body):
            pieces = (line.text, body[index + 1].text)
            short = all(0 < len(_clean(piece)) <= _LONGEST_PIECE for piece in pieces)
            if short and _title(pieces[1]) is None and _title("".join(pieces)) is not None:
                found.append((index, index + 2))
    return found


def _sort_out(body: Sequence[Line], front: Front) -> None:
    """The lines between title and part one: the preamble's, and the web page's.

    A page prints 来源 on one line and what it is on the next; its date and the office's
    name stand alone.
    """
    asked = False
    for line in body:
        text = _unmarked(line.text)
        words = re.sub(r"(?<=\w)[\s\u3000]+(?=\w)", "", text)
        short = len(text) <= _LONGEST_PAGE_LINE and not _SENTENCE.search(text)
        of_page = _PAGE_WORDS.match(words) is not None
        alone = _DATE.fullmatch(text) is not None or (short and _clean(text) in front.office)
        value = asked and short and not has_numbering(text)
        front_line = bool(words) and front.year is not None and (alone or value)
        (front.leftover if of_page or front_line else front.preamble).append(line)
        asked = of_page and short


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
    if len(words) > _LONGEST_TITLE or "公开" not in words:
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
