"""What stands before part 一: title, office, preamble; and the year a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govreport_desktop.matching.dates import date_at_end
from govreport_desktop.matching.labels import has_numbering, plain
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.office import office_named
from govreport_desktop.matching.organ import organ
from govreport_desktop.matching.page_words import ABOVE
from govreport_desktop.matching.title import (
    Title,
    clean,
    find_titles,
    is_overlong,
    is_title,
    western,
    with_name_above,
)
from govreport_desktop.patterns import HAN
from govreport_desktop.report.contact import contact_of

_FIRST_YEAR, _LAST_YEAR = 2008, 2099
_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?:度)?")
_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?[至到\-—~]+(?:20\d\d年)?12月31日")
_TITLE_WEIGHT, _PERIOD_WEIGHT = 50, 10
_OFFICE = re.compile(rf"^[{HAN}A-Za-z（）()·、]{{3,40}}$")
_DATE = re.compile(r"20\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?")
# 青水发〔2025〕3号; 各乡镇人民政府，县直各单位：
_PAPER = re.compile(rf"[{HAN}]{{0,14}}[〔\[【(]20\d\d[〕\]】)](?:第)?\d{{1,5}}号|各[^。;]{{2,40}}:")
# A preamble is written in sentences; what a page prints has none of these.
_SENTENCE = re.compile(r"[。，；：,;:]")
_LONGEST_PAGE_LINE, _BEGINS = 24, 12


@dataclass(slots=True)
class Front:
    """The preamble's paragraphs and what the title says; ``leftover`` belongs to neither.

    ``titles`` are the title's own lines, each time it is printed; ``contact`` is whom to ask, by
    field, where ``asking`` says so: the sentence that our own export prints.
    """

    office: str = ""
    year: int | None = None
    preamble: list[Line] = field(default_factory=list)
    leftover: list[Line] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    contact: dict[str, str] = field(default_factory=dict)
    asking: list[Line] = field(default_factory=list)


def read_front(lines: Sequence[Line]) -> Front:
    """Title line, office and preamble out of what stands before the first part."""
    front = Front()
    body = list(lines)
    titles = find_titles([line.text for line in body])
    if titles:
        # A page prints the title in its frame first, and once more above the text.
        start, end, front.office, front.year = titles[-1]
        if not front.office and start and _OFFICE.match(clean(body[start - 1].text)):
            named = Title(start - 1, end, clean(body[start - 1].text), front.year)
            pieces = [clean(line.text) for line in body]
            start, _, front.office, _ = with_name_above(pieces, named)
        repeated = {index for title in titles for index in range(title.start, title.end)}
        for index, line in enumerate(body[:end]):
            said = index >= start or index in repeated or not _worth_saying(line.text, front.office)
            (front.titles if said else front.leftover).append(line)
        body = body[end:]
    for line in filter(lambda line: is_overlong(line.text), [] if titles else body):
        begins, length = line.text.strip()[:_BEGINS], len(line.text.strip())
        front.titles.append(line)
        front.notes.append(
            f"标题“{begins}…”有 {length} 个字，太长，没有从中认出机关名称，请自行填写。"
        )
    _sort_out([line for line in body if line not in front.titles], front, bool(titles))
    front.office = front.office or office_named(line.text for line in front.preamble)
    _take_contact(front)
    return front


def _take_contact(front: Front) -> None:
    """The last sentence before the first part is whom to ask where our export wrote it."""
    told = contact_of(front.preamble[-1].text.strip()) if front.preamble else {}
    if told:
        line = front.preamble.pop()
        front.contact, front.asking = told, [line]
        front.notes.append(f"正文前的“{line.text.strip()}”读作联系方式，没有读入正文。")


def _sort_out(body: Sequence[Line], front: Front, titled: bool) -> None:
    """The lines between title and part one: the preamble's, and the web page's.

    A page prints 来源 on one line and what it is on the next; its date and the office's
    name stand alone.
    """
    asked = False
    for line in body:
        text = _unmarked(line.text)
        words = re.sub(r"(?<=\w)[\s\u3000]+(?=\w)", "", text)
        short = len(text) <= _LONGEST_PAGE_LINE and not _SENTENCE.search(text)
        of_page = ABOVE.match(_DATE.sub("", words, count=1).strip()) is not None
        alone = _stands_alone(text) or (short and clean(text) in front.office)
        value = asked and short and not has_numbering(text)
        front_line = bool(words) and titled and (alone or value)
        (front.leftover if of_page or front_line else front.preamble).append(line)
        asked = of_page and short


def _stands_alone(text: str) -> bool:
    """Whether ``text`` is a date, the number of a paper, or whom it is addressed to."""
    dated = date_at_end(text)
    return (
        (dated is not None and not dated[0])
        or _DATE.fullmatch(text) is not None
        or _PAPER.fullmatch(plain(text)) is not None
    )


def report_year(title_year: int | None, texts: Iterable[str]) -> int | None:
    """The year a report is about: the title's, else the one its prose names most often.

    Of two named equally often the earlier is meant: what comes next is told last.
    """
    found: Counter[int] = Counter()
    if title_year is not None:
        found[title_year] += _TITLE_WEIGHT
    for text in texts:
        if "年" not in text:
            continue
        words = western(text)
        # The day a report is signed lies in the year after.
        if (dated := date_at_end(text)) and (not dated[0] or organ(dated[0])):
            continue
        found.update(int(year) for year in _YEAR.findall(words))
        for year in _PERIOD.findall(words):
            found[int(year)] += _PERIOD_WEIGHT
    plausible = {y: n for y, n in found.items() if _FIRST_YEAR <= y <= _LAST_YEAR}
    return min(plausible, key=lambda year: (-plausible[year], year), default=None)


def _worth_saying(text: str, office: str) -> bool:
    return bool(text.strip()) and clean(text) != office and not is_title(text)


def _unmarked(text: str) -> str:
    return text.strip(" \t\u3000•·▪■※*【[")
