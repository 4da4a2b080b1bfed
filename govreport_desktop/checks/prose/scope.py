"""Whose figures and which year's a place in the prose speaks of.

A department reports its own figures, a government those of its area (全市). Prose mixes
both, so a figure is compared only where nothing says that it is somebody else's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache

from govreport_desktop.checks.prose.genre import genre
from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.text import Reading
from govreport_desktop.form.datafile import DataFile
from govreport_desktop.patterns import regex


@cache
def _data() -> DataFile:
    return genre().files["scope"]


def _any(words: Iterable[str]) -> str:
    """A pattern for any of ``words``."""
    return "|".join(map(re.escape, words))


@cache
def _periods() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words of another period than the year reported on.

    In the clause, at a sentence's head of a part of the year, anywhere in the sentence of several.
    """
    period = _data().data["period"]
    words = "|".join([_any(period["words"]), *period["patterns"]])
    spans = period["spans"]
    return regex(words), regex(period["so_far"]), regex(spans)


def _its_office(areas: str) -> str:
    return rf"[{areas}](?:人民)?政府办"


def _is_its(word: str, office: str, bureau: re.Match[str] | None) -> bool:
    """Whether a word that is mostly of others is of the office: 管委会 of a 管理委员会."""
    zone = word == "管委会" and "管理委员会" in office
    return word in office or zone or (bureau is not None and word.endswith("本级"))


@lru_cache(maxsize=32)
def _patterns(office: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words of the office's own scope, of another one, and the latter as a clause's subject."""
    scope = _data().data["scope"]
    areas, itself = scope["areas"], _any(scope["self"])
    # A word of the office's own name (开发区管委会) is of nobody else.
    bureau = regex(rf"([{areas}])人民政府办公[室厅]$").search(office)
    others = _any(word for word in scope["others"] if not _is_its(word, office, bureau))
    government = re.search(rf"(?P<area>[{areas}]|街道)(?:人民政府|政府|办事处)$", office)
    body = rf"[{areas}](?:人民)?政府(?!办|规章|信息)|街道办"
    within = "(?!)"
    if government is None:
        own = f"{itself}|{re.escape(office)}" if office else itself
        whole = f"全[{areas}]|我[{areas}]|本[{areas}]|{_any(scope['whole_area'])}"
        # 县政府办公室 is the office itself where it is one, 市政府办 above it is not.
        above = "".join(a for a in areas if not bureau or a != bureau[1])
        other = f"{others}|{whole}|{body}|{_its_office(above)}"
        own = f"{own}|{_its_office(bureau[1])}" if bureau else own
    else:
        area = government["area"]
        foreign = "|".join(f"[全我本]{letter}" for letter in areas if letter != area)
        own, other = f"全{area}|我{area}|本{area}", f"{others}|{foreign}"
        within = f"全{area}(?:{_any(scope['within'])})"
        if area in ("镇", "乡", "街道"):
            own = f"{own}|{area}人民政府|{area}政府|街道办|{itself}"
        else:
            # 本机关不掌握 is a row of the form, whoever reports.
            itself = f"(?:{itself})(?!{_any(scope['rows'])})"
            other = f"{other}|{body}|{_its_office(areas)}|{itself}|[委局厅]"
    before = rf"(?:^|(?<=[，。；：、\n（]))(?:20\d\d年度?|{_any(scope['before_subject'])})?[，：]?"
    # 全县各级各部门 are no others than the area.
    elsewhere = f"{within}|(?P<foreign>{other})"
    return regex(own), regex(elsewhere), regex(f"{before}(?:{other})")


def is_own(reading: Reading, place: int, office: str) -> bool:
    """Whether a figure at ``place`` is the office's own as far as the words tell.

    In the figure's own clause any word of another scope speaks against it (通过市政府网站);
    before that only the subject of a clause does (全市共收到……, not 在市政府领导下). The last
    word of scope in the paragraph counts; with none, the report speaks of itself.
    """
    paragraph, clause = reading.paragraph_at(place), reading.clause_at(place)
    # With the line end before it, which is what a clause may begin behind.
    first = max(paragraph.start - 1, 0)
    words = reading.plain[first : paragraph.end]
    return _is_own(words, clause.start - first, clause.end - first, place - first, office)


@lru_cache(maxsize=1024)
def _is_own(paragraph: str, start: int, end: int, place: int, office: str) -> bool:
    """The same for a clause of ``paragraph``; while a text is typed, all others stay the same."""
    own, other, subject = _patterns(office)
    if any(match["foreign"] for match in other.finditer(paragraph, start, end)):
        return False
    return _last(subject, paragraph, start) <= _last(own, paragraph, place)


def _last(pattern: re.Pattern[str], paragraph: str, end: int) -> int:
    """The end of the last match before a place; -1 where there is none."""
    spans = _spans(paragraph, pattern)
    index = bisect_left(spans, (end, end)) - 1
    # Words that reach over the end may have shorter ones in them.
    while index >= 0 and spans[index][1] >= end:
        index -= 1
    if index + 1 < len(spans) and spans[index + 1][0] < end:
        inside = pattern.finditer(paragraph, spans[index + 1][0], end)
        last = max((match.end() for match in inside), default=-1)
        if last >= 0:
            return last
    return spans[index][1] if index >= 0 else -1


@lru_cache(maxsize=1024)
def _spans(paragraph: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where ``pattern`` matches."""
    return [match.span() for match in pattern.finditer(paragraph)]


@lru_cache(maxsize=16)
def _years(reading: Reading) -> tuple[list[int], list[Quantity]]:
    """The years that say whose a figure is, and where each begins: no titles, nothing carried."""
    found = [
        q
        for q in reading.quantities
        if q.kind is Kind.YEAR
        and not reading.quoted[q.start]
        and not reading.spots.carries(q.start)
    ]
    return [q.start for q in found], found


def _years_in(reading: Reading, start: int, end: int) -> list[int]:
    starts, found = _years(reading)
    between = found[bisect_left(starts, start) : bisect_left(starts, end)]
    return [int(q.value) for q in between if q.end <= end]


def is_this_year(reading: Reading, place: int, year: int | None) -> bool:
    """Whether a figure at ``place`` is of the year reported on as far as the words tell."""
    clause, sentence = reading.clause_at(place), reading.sentence_at(place)
    years = _years_in(reading, sentence.start, clause.end)
    if year is not None and any(named not in (year, year + 1) for named in years):
        return False
    if year is None and len(set(years)) > 1:
        return False
    _, so_far, _ = _periods()
    if so_far.match(reading.plain, sentence.start):
        return False
    # With the line end before the paragraph, as above.
    first = max(reading.paragraph_at(place).start - 1, 0)
    words = reading.plain[first:place]
    return not _names_period(words, max(sentence.start - first, 0), max(clause.start - first, 0))


@lru_cache(maxsize=1024)
def _names_period(words: str, sentence: int, clause: int) -> bool:
    """Whether ``words``, up to a figure, name another period than the year; as `_is_own`."""
    other, _, spans = _periods()
    return bool(spans.search(words, sentence) or other.search(words, clause))
