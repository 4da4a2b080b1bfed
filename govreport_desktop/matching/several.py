"""More than one report in a source: two offices or years in a file, a sheet and its copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from govreport_desktop.errors import ReadError
from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.ending import read_ending
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.sections import parts_named
from govreport_desktop.matching.title import find_titles
from govreport_desktop.report import Value, format_value
from govreport_desktop.source import Source, place_words

# With fewer parts below its title, a title is a link or a mention.
_FEWEST_PARTS = 3
_MOST_SHOWN, _BEGINS = 5, 20
_COUNTS = "零一两三四五六七八九"


class Which(NamedTuple):
    """One of several reports in a source, as somebody can choose it."""

    office: str
    year: int | None
    words: str


class SeveralReportsError(ReadError):
    """A source holds several reports, and which is meant has to be said: one of ``reports``."""

    def __init__(self, message: str, reports: tuple[Which, ...]) -> None:
        super().__init__(message)
        self.reports = reports


class Found(NamedTuple):
    """One of the reports: whose and of which year, and its lines."""

    office: str
    year: int | None
    lines: tuple[Line, ...]

    def words(self, source: Source) -> str:
        """What it is called, with where it begins."""
        year = f" {self.year} 年度" if self.year else ""
        # A page has no places to name; the words it begins with are found by everybody.
        begins = next((line.text.strip() for line in self.lines if line.text.strip()), "")
        place = place_words(source, self.lines[0].place) or f"从“{begins[:_BEGINS]}”起"
        return f"{self.office}{year}（{place}）"


def reports(lines: Sequence[Line], form: Form) -> list[Found]:
    """The reports among ``lines``, one below the other; one where there is only one.

    What stands before the first title is the first one's, what stands between belongs to the
    one before.
    """
    all_titles = find_titles([line.text for line in lines])
    titles = [title for title in all_titles if title.year is not None]
    if len(titles) < 2:
        return _begun_again(lines, form, [title.start for title in all_titles])
    ends = [*(title.start for title in titles[1:]), len(lines)]
    found: list[Found] = []
    start = 0
    for title, end in zip(titles, ends, strict=True):
        named = {rank for _, rank in parts_named(lines[title.start : end], form)}
        whole = len(named) >= _FEWEST_PARTS
        if whole:
            # Titles without parts below them, of a page's frame, go with the next report.
            found.append(Found(title.office, title.year, tuple(lines[start:end])))
            start = end
        elif found:
            last = found.pop()
            found.append(last._replace(lines=(*last.lines, *lines[start:end])))
            start = end
    if not found:
        return [Found("", None, tuple(lines))]
    last = found.pop()
    return [*found, last._replace(lines=(*last.lines, *lines[start:]))]


def _begun_again(lines: Sequence[Line], form: Form, titles: Sequence[int]) -> list[Found]:
    """The reports of a source in which no titles tell them apart: their parts begin again.

    Then only the signatures may say whose they are.
    """
    cuts, seen, last = [0], set[int](), 0
    named = parts_named(lines, form)
    for number, (index, rank) in enumerate(named):
        again = rank in seen and rank == min(seen) and len(seen) >= _FEWEST_PARTS
        if again and len({r for _, r in named[number:]}) >= _FEWEST_PARTS:
            cuts.append(max((at for at in titles if last < at < index), default=index))
            seen = set()
        seen.add(rank)
        last = index
    pieces = [tuple(lines[a:b]) for a, b in pairwise([*cuts, len(lines)])]
    if len(pieces) == 1:
        return [Found("", None, pieces[0])]
    return [Found(read_ending(piece, "").office, None, piece) for piece in pieces]


def choose(found: Sequence[Found], office: str, year: int | None, source: Source) -> int:
    """Which of them is meant. Raises SeveralReportsError where that would be a guess."""
    fits = [
        number
        for number, one in enumerate(found)
        if one.office in (office or one.office, "") and one.year == (year or one.year)
    ]
    if len({(found[n].office, found[n].year) for n in fits}) == 1:
        return fits[0]
    reports = tuple(Which(one.office, one.year, one.words(source)) for one in found)
    listed = "、".join(one.words for one in reports)
    raise SeveralReportsError(
        f"“{source.name}”里有{_count(found)}份报告：{listed}；请指明要读哪个机关、哪个年度的"
        "（命令行用 --office 或 --year），或者只留下其中一份再读。",
        reports,
    )


def differences(
    form: Form,
    source: Source,
    found: Sequence[Found],
    chosen: int,
    values: Sequence[Mapping[CellAddress, Value]],
) -> str:
    """A sentence that says there are several, which was read, and what the others say."""
    others = []
    for number, one in enumerate(found):
        if number == chosen:
            continue
        mine, its = values[chosen], values[number]
        differing = [
            f"{form.cell(a).words} {_said(mine.get(a))}／{_said(its.get(a))}"
            for a in (cell.address for cell in form.cells)
            if (a in mine or a in its) and mine.get(a) != its.get(a)
        ]
        shown = "；".join(differing[:_MOST_SHOWN])
        more = f"，等 {len(differing)} 处" if len(differing) > _MOST_SHOWN else ""
        says = f"有数不同：{shown}{more}" if differing else "各数相同"
        others.append(f"{one.words(source)}没有读入，{says}")
    return (
        f"来源里有{_count(found)}份报告，读入的是{found[chosen].words(source)}；"
        f"{'；'.join(others)}，请确认读对了。"
    )


def _count(found: Sequence[Found]) -> str:
    return _COUNTS[len(found)] if len(found) < len(_COUNTS) else str(len(found))


def _said(value: Value) -> str:
    return format_value(value, blank="空")
