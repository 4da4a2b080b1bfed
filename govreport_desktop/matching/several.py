"""More than one report in a source: two offices or years in a file, a sheet and its copy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from govreport_desktop.errors import ReadError
from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.ending import read_ending
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.sections import parts_named
from govreport_desktop.matching.title import Title, find_titles, office_above
from govreport_desktop.report import Value, format_value
from govreport_desktop.report.open_points import OpenPoint
from govreport_desktop.source import Place, Source, place_words

# With fewer parts below its title, a title is a link or a mention.
_FEWEST_PARTS = 3
_CHOICE = re.compile(r"（要读另一份，用 govreport import 加 --report \d+）")
_MOST_SHOWN, _BEGINS = 5, 20
_COUNTS = "零一二三四五六七八九"


class Meant(NamedTuple):
    """Which of several reports in a source somebody wants; "", None and 0 where nobody said.

    ``number`` counts them from 1: of two of the same office and year nothing else tells.
    """

    office: str = ""
    year: int | None = None
    number: int = 0


class Which(NamedTuple):
    """One of several reports in a source, as somebody can choose it."""

    office: str
    year: int | None
    words: str
    number: int = 0

    @property
    def meant(self) -> Meant:
        """What to ask for to have this one."""
        return Meant(self.office, self.year, self.number)


class SeveralReportsError(ReadError):
    """A source holds several reports, and which is meant has to be said: one of ``reports``.

    ``differing`` is a sentence on what they say otherwise, where they have the same name.
    """

    def __init__(self, message: str, reports: tuple[Which, ...], differing: str = "") -> None:
        super().__init__(message)
        self.reports, self.differing = reports, differing


class Found(NamedTuple):
    """One of the reports: whose and of which year, and its lines."""

    office: str
    year: int | None
    lines: tuple[Line, ...]

    @property
    def whose(self) -> tuple[str, int | None]:
        """Its office and year."""
        return self.office, self.year

    @property
    def places(self) -> list[Place]:
        """Where its lines stand."""
        return [line.place for line in self.lines]

    @property
    def begins(self) -> str:
        """The words it begins with."""
        return next((line.text.strip() for line in self.lines if line.text.strip()), "")[:_BEGINS]


def _named(found: Sequence[Found], source: Source) -> list[str]:
    """What each of them is called, with where it stands."""
    names = []
    for number, one in enumerate(found):
        year = f" {one.year} 年度" if one.year else ""
        place = place_words(source, one.lines[0].place)
        alike = sum((other.whose, other.begins) == (one.whose, one.begins) for other in found)
        if not place and alike == 1:
            # A page has no places to name; the words it begins with are found by everybody.
            place = f"从“{one.begins}”起"
        called = f"{one.office}{year}" or f"第{_counted(number + 1, '二')}份"
        names.append(f"{called}（{place or _tables(number, one, source)}）")
    return names


def _tables(number: int, one: Found, source: Source) -> str:
    """第一份，第 1 个表至第 3 个表: where one of several that begin alike stands."""
    blocks = dict.fromkeys(line.place.block for line in one.lines if line.grid is not None)
    tables = [where for block in blocks if (where := source.blocks[block].where)]
    ends = "至".join(dict.fromkeys((tables[0], tables[-1]))) if tables else ""
    return "，".join(filter(None, (f"第{_counted(number + 1, '二')}份", ends)))


def reports(lines: Sequence[Line], form: Form) -> list[Found]:
    """The reports among ``lines``, one below the other; one where there is only one.

    What stands before the first title is the first one's, what stands between belongs to the
    one before.
    """
    all_titles = find_titles([line.text for line in lines])
    titles = _with_offices([title for title in all_titles if title.year is not None], lines)
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


def _with_offices(titles: Sequence[Title], lines: Sequence[Line]) -> list[Title]:
    """``titles``, those that name no office with the office in the line above.

    Not where that line is the signature of the report before.
    """
    found: list[Title] = []
    texts = [line.text for line in lines]
    for title in titles:
        above = "" if title.office else office_above(texts, title.start)
        signed = bool(found) and found[-1].office == above
        named = above and not signed
        found.append(title._replace(start=title.start - 1, office=above) if named else title)
    return found


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


def choose(found: Sequence[Found], meant: Meant, source: Source) -> int | None:
    """Which of them is meant, of two of the same office and year the first; None for a guess.

    Raises ReadError where ``source`` has not as many.
    """
    if meant.number > len(found):
        raise _no_such_report(found, source, meant.number)
    if len(found) == 1:
        return 0
    if 0 < meant.number <= len(found):
        return meant.number - 1
    fits = [
        number
        for number, one in enumerate(found)
        if one.office in (meant.office or one.office, "") and one.year == (meant.year or one.year)
    ]
    return fits[0] if len({found[number].whose for number in fits}) == 1 else None


def _no_such_report(found: Sequence[Found], source: Source, number: int) -> ReadError:
    """Somebody wants a report that ``source`` has not got."""
    told = f"{_counted(len(found))}份报告：{'、'.join(_named(found, source))}"
    told = told if len(found) > 1 else "一份报告"
    return ReadError(f"“{source.name}”里只有{told}，没有第 {number} 份。")


def ask_which(found: Sequence[Found], source: Source, differing: str = "") -> SeveralReportsError:
    """The question which of them is meant, and what they say otherwise."""
    names = _named(found, source)
    reports = tuple(
        Which(*one.whose, words, number)
        for number, (one, words) in enumerate(zip(found, names, strict=True), 1)
    )
    return SeveralReportsError(
        f"“{source.name}”里有{_counted(len(found))}份报告：{'、'.join(names)}；请指明要读哪一份"
        "（命令行用 govreport import 加 --office、--year，或者按这个次序加 --report 1、"
        "--report 2，读成一份文件），"
        "或者只留下其中一份再读。",
        reports,
        differing,
    )


class Read(NamedTuple):
    """What one of them says: its figures and its prose."""

    values: Mapping[CellAddress, Value]
    texts: Mapping[str, Sequence[str]]


class Several(NamedTuple):
    """That a source holds several reports, in ``words``; whether that leaves a doubt.

    ``otherwise`` says that another one says something else, ``disputed`` that one of the same
    office and year does: ``differing`` is a sentence on that, ``cells`` are those in which it
    does.
    """

    words: str = ""
    differing: str = ""
    disputed: bool = False
    cells: tuple[CellAddress, ...] = ()
    otherwise: bool = False

    def points(self) -> tuple[OpenPoint, ...]:
        """What it leaves open: whether the right one was read, where another says otherwise."""
        point = OpenPoint("doubt", self.words.rstrip("。"), cells=self.cells)
        return (point,) if self.otherwise else ()


def differences(
    form: Form, source: Source, found: Sequence[Found], chosen: int, read: Sequence[Read]
) -> Several:
    """That there are several, which was read, and what the others say otherwise."""
    names, others = _named(found, source), []
    disputed, doubt = dict[CellAddress, None](), False
    for number, one in enumerate(found):
        if number == chosen:
            continue
        mine, its = read[chosen].values, read[number].values
        cells = [c.address for c in form.cells if mine.get(c.address) != its.get(c.address)]
        same = one.whose == found[chosen].whose
        if same:
            disputed |= dict.fromkeys(cells)
            doubt = doubt or read[number] != read[chosen]
        shown = "；".join(
            f"{form.cell(a).words} {_said(mine.get(a))}／{_said(its.get(a))}"
            for a in cells[:_MOST_SHOWN]
        )
        more = f"，等 {len(cells)} 处" if len(cells) > _MOST_SHOWN else ""
        says = f"有数不同：{shown}{more}" if cells else "各数相同"
        says += "" if read[chosen].texts == read[number].texts else "，文字也不相同"
        others.append((names[number], says, same))
    told = "；".join(f"{name}没有读入，{says}" for name, says, _ in others)
    differing = "；".join(f"{names[chosen]}与{name}{says}。" for name, says, same in others if same)
    how = _how_to_choose(found, chosen) if doubt else ""
    read_in = f"来源里有{_counted(len(found))}份报告，读入的是{names[chosen]}"
    words = f"{read_in}；{told}，请确认读对了{how}。"
    otherwise = any(one != read[chosen] for one in read)
    return Several(words, differing, doubt, tuple(disputed), otherwise)


def _how_to_choose(found: Sequence[Found], chosen: int) -> str:
    """How the other one is read: of one office and year only their order tells them apart."""
    alike = (n for n, one in enumerate(found) if one.whose == found[chosen].whose and n != chosen)
    return f"（要读另一份，用 govreport import 加 --report {next(alike) + 1}）"


def without_choice(words: str) -> str:
    """``words`` on several reports for where nobody can say which is read: only the office can."""
    return _CHOICE.sub("（要用另一份，请单位只留下那一份再报）", words)


def _counted(number: int, two: str = "两") -> str:
    if number == 2:
        return two
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _said(value: Value) -> str:
    return format_value(value, blank="空")
