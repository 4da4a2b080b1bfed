"""A report's title: whose it is and of which year, in one line or over several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from govreport_desktop.divisions import divisions_in, leading_division, related
from govreport_desktop.matching.dates import date_at_end
from govreport_desktop.matching.labels import plain
from govreport_desktop.matching.organ import organ
from govreport_desktop.matching.traditional import folded

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_CHINESE_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
# 青川市水务局2023年政府信息公开工作年度报告, and the orders its pieces come in.
_TITLE = re.compile(
    r"^(?:关于)?(?P<before>.*?)(?:关于)?(?:20\d\d年?[-—–－~～至])?(?P<year>20\d\d)(?:学年|年)?(?:度)?(?P<between>.*?)"
    r"(?:法治)?(?:政府|政务)?信息(?:和政务)?公开(?:工作)?(?:年度|情况|的)*(?:报告|年报)"
    r"(?:\(全文\))?$"
)
_TITLE_YEAR_LATE = re.compile(
    r"^(?P<before>.*?)政府信息公开(?:工作)?(?P<year>20\d\d)年?(?:度)?(?:工作)?(?:年度)?(?:报告|年报)$"
)
_TITLE_YEAR_LAST = re.compile(
    r"^(?P<before>.*?)政府信息公开(?:工作)?(?:年度)?(?:报告|年报)[（(](?P<year>20\d\d)年?(?:度)?[)）]$"
)
_WITHOUT_YEAR = re.compile(
    r"^(?P<before>.*?)(?:关于)?政府信息公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报)$"
)
# Room on a blank form that nobody wrote a year into, and what is left of it beside a name.
_NO_YEAR = re.compile(r"(?<![\d_＿])[_＿]{2,}年")
_AROUND = re.compile(r"[\s\u3000\u00a0《》“”\"＿]+|_{2,}")
# No title does without it; a line may end within.
_SUBJECT = re.compile(r"公(?:[开開]|$)")
# 关于公布《……报告》的通知: the title is inside.
_ANNOUNCED = re.compile(r"的(?:公告|通知|通告|公示|函)$")
_ANNOUNCING = re.compile(r"(?:^|关于)(?:印发|公布|发布|公开|报送|公示)|关于$")
_LONGEST_TITLE = 70
# A title broken over several lines: no piece is longer, and there are not more.
_LONGEST_PIECE, _MOST_PIECES = 40, 4


class Title(NamedTuple):
    """Where a title stands (line ``start`` up to ``end``) and what it says; "" and None: not."""

    start: int
    end: int
    office: str
    year: int | None


def find_titles(lines: Sequence[str]) -> list[Title]:
    """The titles among ``lines``, in order.

    Titles that state the year are looked for first, in one or two lines, then in more;
    without one, titles that state no year.
    """
    pieces = [clean(line) for line in lines]
    for stated in (True, False):
        for most in range(2 if stated else 1, _MOST_PIECES + 1):
            found = list(_find(pieces, most, stated))
            if found:
                return [with_name_above(pieces, title) for title in found]
    return []


def with_name_above(pieces: Sequence[str], title: Title) -> Title:
    """``title`` with the lines above it that begin its office's name: 来凤县… below 恩施…自治州.

    Such a line is divisions alone, or ends in 和; the name of a site above is an organ's.
    ``pieces`` are all lines as `clean` gives them.
    """
    start, end, office, year = title
    while office and start and end - start < _MOST_PIECES + 1:
        above = pieces[start - 1]
        outer, inner = divisions_in(above), leading_division(office)
        whole = bool(outer) and "".join(outer) == above
        lies_in = whole and inner != outer[-1] and (not inner or related(inner, outer[-1]))
        if not lies_in and not (outer and above.endswith(("和", "与", "、"))):
            break
        start, office = start - 1, above + office
    return Title(start, end, office, year)


def office_above(texts: Sequence[str], at: int) -> str:
    """The office in the line above a title at ``at`` that names none; "" where none stands there.

    ``texts`` are all lines as they are written.
    """
    above = clean(texts[at - 1]) if at else ""
    return above if above and organ(plain(above)) else ""


def is_title(text: str) -> bool:
    """Whether ``text`` is a whole title that states the year."""
    return _read(clean(text)) is not None


def is_overlong(text: str) -> bool:
    """Whether ``text`` ends as a title does and is too long for one: no office has such a name."""
    words = clean(text)
    return len(words) > _LONGEST_TITLE and _read(words[-_LONGEST_TITLE:]) is not None


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """``text`` without blanks, room and book-title marks, years in Western digits, its own （）."""
    words = _AROUND.sub("", _NO_YEAR.sub("", western(text)))
    return words.replace("（全文）", "").strip("-—_")


def western(text: str) -> str:
    """Full-width digits and 二〇二三年 in Western digits; everything else as it stands."""
    digits = text.translate(_FULL_WIDTH)
    return _CHINESE_YEAR.sub(lambda match: match.group().translate(_DIGITS), digits)


def _find(pieces: Sequence[str], most: int, stated: bool) -> Iterator[Title]:
    """The shortest title that begins at each line and holds no whole one further down."""
    read = _read if stated else _read_without_year
    told = [_SUBJECT.search(piece) is not None for piece in pieces]
    at = 0
    while at < len(pieces):
        if not any(told[at : at + most]):
            at += 1
            continue
        for end in range(at + 1, min(at + most, len(pieces)) + 1):
            several = end - at > 1
            if several and (not pieces[end - 1] or read(pieces[end - 1]) is not None):
                break
            if several and max(map(len, pieces[at:end])) > _LONGEST_PIECE:
                break
            found = read("".join(pieces[at:end])) if pieces[at] else None
            # The day somebody else's report was signed is no year of this one.
            if found is not None and not (several and any(map(_is_date, pieces[at:end]))):
                yield Title(at, end, *found)
                at = end - 1
                break
        at += 1


def _is_date(piece: str) -> bool:
    dated = date_at_end(piece)
    return dated is not None and not dated[0]


def _read(words: str) -> tuple[str, int | None] | None:
    simple = _ANNOUNCED.sub("", folded(words))
    if len(simple) > _LONGEST_TITLE or "公开" not in simple:
        return None
    match = _TITLE.match(simple) or _TITLE_YEAR_LATE.match(simple) or _TITLE_YEAR_LAST.match(simple)
    if not match:
        return None
    groups = match.groupdict()
    # The name stays as it is written.
    written = {name: words[slice(*match.span(name))] for name, text in groups.items() if text}
    office = written.get("before") or written.get("between") or ""
    if any(mark in office for mark in "。，；：:!！?？>|"):
        return None
    return _office(office), int(groups["year"])


def _read_without_year(words: str) -> tuple[str, int | None] | None:
    """A title of an office, or 政府信息公开工作年度报告 alone: 历年政府信息公开年报 is a link."""
    match = _WITHOUT_YEAR.match(_ANNOUNCED.sub("", words)) if "公开" in words else None
    if not match or len(words) > _LONGEST_TITLE:
        return None
    office = _office(match["before"])
    return (office, None) if not match["before"] or organ(plain(office)) else None


def _office(before: str) -> str:
    """What stands before the year without 关于公布: the office named last."""
    named = [part for part in _ANNOUNCING.split(before) if part]
    return (named[-1] if named else "").removesuffix("的").removesuffix("年度")
